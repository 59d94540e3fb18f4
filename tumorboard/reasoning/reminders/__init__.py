"""Reminders: what the care of such a patient asks for, each due, not due or not evaluated."""
