"""Words, names, dates and numbers as people write them. Knows no records and no screens."""
