"""Vaccinations: the calendar of the country, what a child was given, what is due and late."""
