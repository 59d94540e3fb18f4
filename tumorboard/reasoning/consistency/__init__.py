"""Consistency: whether what is recorded of a case fits together; only what is sure is said."""
