"""The screens of people and families."""
