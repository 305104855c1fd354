"""The screens of school and daycare."""
