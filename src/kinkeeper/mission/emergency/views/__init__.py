"""The screens: the evacuation, its list, the counts, and life away from home."""
