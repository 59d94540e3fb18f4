"""What follows from a case: pure functions, each with its source."""
