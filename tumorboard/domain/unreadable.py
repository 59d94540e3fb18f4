"""Unreadable: what somebody typed, where it cannot be taken for what was asked."""


class Unreadable(ValueError):
    """One sentence that names what was typed and what is wrong with it, to be shown beside the field."""

    @property
    def sentence(self) -> str:
        """The sentence to show."""
        return str(self)
