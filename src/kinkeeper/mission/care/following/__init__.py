"""A child followed while in care: reviews, plan, contact with the family, absences."""
