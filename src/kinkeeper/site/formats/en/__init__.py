"""English as West Africa writes it: the day before the month."""
