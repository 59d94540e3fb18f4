"""Fitting: which open recommendations something just recorded may be the answer to.

An offer, never a conclusion: kind, agents and days have to allow it, and somebody has to say so.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tumorboard.domain.board import OPEN, AgendaItem, Recommendation
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import RADIOTHERAPY, SEEDS, LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, when
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vocabulary import fold, load
from tumorboard.reasoning.follow_through import is_decided, state_of

Fits = Callable[[Recommendation, Any], bool]


def fitting(case: Case, record: Record, today: date) -> list[tuple[AgendaItem, Recommendation]]:
    """Return the open recommendations a record may answer, each with its item.

    The latest board comes first, and of one board its first choice; none where the record answers one.
    """
    items = case.of(AgendaItem)
    if any(row.followed_by == record.id for item in items for row in item.recommendations):
        return []
    return [
        (item, row)
        for item in reversed(items)
        if is_decided(item, today) and _not_before(when(record), item.on)
        for row in sorted(item.recommendations, key=_priority)
        if state_of(row) == OPEN and _fits(row, record)
    ]


def _fits(row: Recommendation, record: Record) -> bool:
    return any(isinstance(record, of) and fits(row, record) for of, fits in _ANSWERS.get(row.kind, ()))


def _not_before(day: Day | None, board: Day | None) -> bool:
    """Whether something may have begun on the day of the board or after it, as far as both are known."""
    latest, earliest = day and day.latest, board and board.earliest
    return not (latest and earliest and latest < earliest)


def _any(row: Recommendation, record: Any) -> bool:
    return True


def _drugs(row: Recommendation, line: SystemicLine) -> bool:
    """Whether a line may be the one recommended: they share an agent, or one of the two names none."""
    wanted = {_agent(one) for one in row.agents}
    given = {_agent(drug.agent) for drug in line.drugs if drug.agent}
    return not wanted or not given or bool(wanted & given)


def _trial(row: Recommendation, line: SystemicLine) -> bool:
    one, other = _number(row.trial_id), _number(line.trial_id)
    return one == other if one and other else _drugs(row, line)


def _radiotherapy(row: Recommendation, record: LocalTherapy) -> bool:
    return record.modality in ("", "other", *RADIOTHERAPY, *SEEDS)


def _tested(row: Recommendation, record: Biomarker) -> bool:
    return record.interpretation not in ("not tested", "pending")


def _titled(*words: str) -> Fits:
    def fits(row: Recommendation, record: Event) -> bool:
        return any(word in fold(record.title) for word in words)

    return fits


def _priority(row: Recommendation) -> float:
    return row.priority or 99


def _agent(agent: Coded) -> str:
    agents = load("agents")
    term = agents.find(agent.code) or agents.find(agent.text)
    return term.code if term else fold(str(agent))


def _number(text: str) -> str:
    return "".join(fold(text).split())


_ANSWERS: dict[str, tuple[tuple[type[Record], Fits], ...]] = {
    "surgery": ((Surgery, _any),),
    "systemic therapy": ((SystemicLine, _drugs),),
    "local therapy": ((LocalTherapy, _any),),
    "radiotherapy": ((LocalTherapy, _radiotherapy),),
    "radio-chemotherapy": ((SystemicLine, _drugs), (LocalTherapy, _radiotherapy)),
    "trial": ((SystemicLine, _trial),),
    "rebiopsy": ((Specimen, _any),),
    "further imaging": ((Imaging, _any),),
    "molecular testing": ((Biomarker, _tested),),
    "genetic counselling": ((Event, _titled("genetic", "counsel")),),
    "supportive care": ((Event, _titled("palliative", "supportive", "hospice")),),
    "second opinion": ((Event, _titled("opinion")),),
}
