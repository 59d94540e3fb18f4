"""Errors: the world's fault, told apart from ours."""


class Problem(Exception):
    """The world's fault (a full disk, a locked file, a bad import), as one sentence that says what to do.

    Anything else that is raised is a bug of ours. The sentence may name what the user typed; it never goes
    into a log.
    """

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        # Kept aside: PySide writes words of its own before the text of what passes through its callbacks.
        self.sentence = sentence
        """The sentence to show."""


class Stopped(Exception):
    """Somebody asked for work to stop; nothing of it is left."""
