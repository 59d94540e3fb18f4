"""Handout: what goes on paper, as text and figures; how it gets there is the business of `ui`."""
