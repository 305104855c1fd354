"""Facts without names, and measures over them that run on several engines."""
