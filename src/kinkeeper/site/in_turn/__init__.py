"""A database engine: SQLite whose writers wait in a queue."""
