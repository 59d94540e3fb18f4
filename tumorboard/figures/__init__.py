"""Figures: what is to be seen, as numbers."""
