"""The screens of the programme."""
