"""Remembered: answers that depend on some kinds of record only, kept while those are the same.

While somebody types, one record of a case is another one: what does not depend on its kind is not worked out
again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tumorboard.domain.case import Case
from tumorboard.domain.record import Record

P = ParamSpec("P")
R = TypeVar("R")


def depending_on(*classes: type[Record]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return what makes a function of a case keep its last two answers, by the records of these classes.

    Patient and tumour count always. Records are compared, which for the very same ones takes no time.
    """

    def remember(work: Callable[P, R]) -> Callable[P, R]:
        answers: list[tuple[Any, R]] = []

        @wraps(work)
        def answer(*asked: P.args, **named: P.kwargs) -> R:
            case, *others = asked
            assert isinstance(case, Case)
            key = (case.patient, case.tumour, others, named, *map(case.of, classes))
            for known, given in answers:
                if known == key:
                    return given
            found = work(*asked, **named)
            answers[:] = [(key, found), *answers[:1]]
            return found

        return answer

    return remember
