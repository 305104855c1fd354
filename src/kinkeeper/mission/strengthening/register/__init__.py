"""The register of families as offices keep it, read into families, children and caregivers."""
