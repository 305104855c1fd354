"""Health of children: growth, screening for malnutrition, referral and follow-up."""
