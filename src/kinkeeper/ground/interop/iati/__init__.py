"""Transparency files of the IATI standard 2.03: written, checked by their schema and by rules."""
