"""The forms of telling and of the desk."""
