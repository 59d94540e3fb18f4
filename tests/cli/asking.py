"""What commands are asked with in tests."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str


Ask = Callable[..., Answer]
