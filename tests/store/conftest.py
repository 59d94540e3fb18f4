"""Books to work in."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.store.books import a_case
from tumorboard.domain.case import Case
from tumorboard.store.book import Book


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Give a clock that goes on by one second each time it is asked."""
    seconds = itertools.count()
    return lambda: datetime(2026, 3, 1, 14, 2, tzinfo=UTC) + timedelta(seconds=next(seconds))


@pytest.fixture
def book(clock: Callable[[], datetime]) -> Iterator[Book]:
    """Give an empty book in memory, in which anna writes."""
    with Book.in_memory(author="anna", clock=clock) as book:
        yield book


@pytest.fixture
def case() -> Case:
    """Give a case with records of every kind."""
    return a_case()
