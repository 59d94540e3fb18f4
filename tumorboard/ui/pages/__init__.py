"""Pages: what fills the middle of the window for the open case."""
