"""Care of a child's health: illness and consultations, long illnesses, what a child can do, talks,
and the health centres with their status."""
