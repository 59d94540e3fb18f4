"""Remarks: what stands out in a case and what is to be thought of, each with what it rests on and why.

A remark shows and reminds; it decides nothing, changes nothing and never stands in the way.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

State = Literal["due", "not due", "not evaluated"]


class Place(NamedTuple):
    """A field of a record; without a name, the record as a whole."""

    record_id: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one record says and another one, a table or a date does not allow, or what is missing.

    `about` are the ids of the records by which it is known again; `rests_on` all it was found from, what is
    to be opened first at the beginning. `source` says whose rule it is, empty where records are only
    compared, `verified` whether it was read there.
    """

    rule: str
    about: tuple[str, ...]
    sentence: str
    why: str
    rests_on: tuple[Place, ...]
    source: str
    verified: bool = True

    @property
    def key(self) -> str:
        """The name by which it is known again after other changes of the case."""
        return key_of(self.rule, self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something the care of such a patient asks for: due, not due, or not evaluated because data are missing.

    `missing` are the words for what is missing, where it could not be evaluated.
    """

    rule: str
    about: tuple[str, ...]
    title: str
    state: State
    sentence: str
    why: str
    rests_on: tuple[Place, ...]
    source: str
    verified: bool
    missing: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name by which it is known again after other changes of the case."""
        return key_of(self.rule, self.about)


Remark = Finding | Reminder


def key_of(rule: str, about: tuple[str, ...]) -> str:
    """Return the name of what a rule says about some records, in whatever order these are named."""
    return " ".join([rule, *sorted(set(about))])


def found(
    rule: str,
    sentence: str,
    why: str,
    *rests_on: Place,
    source: str = "",
    verified: bool = True,
    about: tuple[str, ...] = (),
) -> Finding:
    """Return a finding; it is about all records it rests on unless it is named after fewer."""
    return Finding(
        rule=rule,
        about=about or tuple(dict.fromkeys(place.record_id for place in rests_on)),
        sentence=sentence,
        why=why,
        rests_on=rests_on,
        source=source,
        verified=verified,
    )
