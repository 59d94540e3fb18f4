"""Ui: the window and what is in it; the only place that knows Qt."""
