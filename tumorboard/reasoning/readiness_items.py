"""Readiness items: by code, what answers one thing that a profile asks for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tumorboard.domain import dates
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.fields import field_of, shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, analyte_of
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import name_of
from tumorboard.domain.record import Record, when
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.i18n import _, plural

State = Literal["there", "missing", "stated absent", "does not apply"]
Ask = Callable[[Case, AgendaItem | None, date], "Answer"]
OLD = 42
"""Days after which it is said how old a performance status is; no limit, a remark."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case says to one item, and which form, field and record fill it (no id: a new record)."""

    state: State
    words: str
    kind: str
    field: str
    record_id: str = ""


def _field(record: Record, name: str) -> Answer:
    """Answer with one field of a record that every case has."""
    value = getattr(record, name)
    if value != field_of(type(record), name).empty:
        return Answer("there", shown(record, name), record.record_kind, name, record.id)
    stated = dict(record.absent).get(name, "")
    state: State = "stated absent" if stated else "missing"
    return Answer(state, shown(record, name), record.record_kind, name, record.id)


def _of_item(name: str) -> Ask:
    def ask(case: Case, item: AgendaItem | None, today: date) -> Answer:
        if item is None:
            return Answer("missing", _("on no agenda"), AgendaItem.record_kind, name)
        return _field(item, name)

    return ask


def _of_patient(name: str) -> Ask:
    return lambda case, item, today: _field(case.patient, name)


def _of_tumour(name: str) -> Ask:
    return lambda case, item, today: _field(case.tumour, name)


def _name(case: Case, item: AgendaItem | None, today: date) -> Answer:
    found = _field(case.patient, "family_name")
    name = name_of(case.patient)
    return Answer("there", name, found.kind, found.field, found.record_id) if name else found


def _diagnosis(case: Case, item: AgendaItem | None, today: date) -> Answer:
    for name in ("site", "histology"):
        answer = _field(case.tumour, name)
        if answer.state == "missing":
            return answer
    return Answer("there", headline(case.tumour), case.tumour.record_kind, "site", case.tumour.id)


def _latest(records: Iterable[Record], kind: str, field: str) -> Answer:
    """Answer with the last record of a kind, and its day."""
    listed = list(records)
    if not listed:
        return Answer("missing", _("not recorded"), kind, field)
    last = listed[-1]
    dated = [one for one in listed if when(one)]
    last = dated[-1] if dated else last
    return Answer("there", _dated(headline(last), last), kind, field, last.id)


def _staging(case: Case, item: AgendaItem | None, today: date) -> Answer:
    said = [one for one in case.of(Staging) if one.t or one.n or one.m or one.stated_group]
    return _latest(said, Staging.record_kind, "t")


def _ecog(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the last performance status that has a date, and say how old it is."""
    said = [one for one in case.of(FollowUp) if one.ecog]
    dated = [one for one in said if one.on]
    if not dated:
        if said:
            return Answer("missing", _("its date is not recorded"), "follow_up", "on", said[-1].id)
        stated = [one for one in case.of(FollowUp) if "ecog" in dict(one.absent)]
        state: State = "stated absent" if stated else "missing"
        words = shown(stated[-1], "ecog") if stated else _("not recorded")
        return Answer(state, words, "follow_up", "ecog", stated[-1].id if stated else "")
    last = dated[-1]
    assert last.on
    words = _("{ecog}, {date}").format(ecog=shown(last, "ecog"), date=dates.show(last.on))
    if (end := last.on.latest) and (today - end).days > OLD:
        words += plural(", {count} day old", ", {count} days old", (today - end).days)
    return Answer("there", words, "follow_up", "ecog", last.id)


def _each(kind: str, field: str, wanted: Callable[[Case], Iterable[Any]]) -> Ask:
    """Answer whether a field is filled in all records that ought to have it."""

    def ask(case: Case, item: AgendaItem | None, today: date) -> Answer:
        listed = list(wanted(case))
        if not listed:
            return Answer("does not apply", _("none is recorded"), kind, field)
        empty = [one for one in listed if not getattr(one, field) and field not in dict(one.absent)]
        if not empty:
            return Answer("there", plural("{count} record", "{count} records", len(listed)), kind, field)
        words = ", ".join(headline(one) for one in empty[:3]) + (" …" if len(empty) > 3 else "")
        return Answer("missing", words, kind, field, empty[0].id)

    return ask


def _review(case: Case, item: AgendaItem | None, today: date) -> Answer:
    marked = [one for one in case.of(Imaging) if one.to_review]
    if item is not None and item.review:
        names = [headline(one) for id_ in item.review if (one := case.find(id_))]
        return Answer("there", ", ".join(names), AgendaItem.record_kind, "review", item.id)
    if marked:
        return Answer("there", ", ".join(map(headline, marked)), "imaging", "to_review", marked[-1].id)
    return Answer("missing", _("nothing is named"), AgendaItem.record_kind, "review", item.id if item else "")


def _analyte(code: str) -> Ask:
    def ask(case: Case, item: AgendaItem | None, today: date) -> Answer:
        named = [one for one in case.of(Laboratory) if str(analyte_of(one)).casefold().startswith(code)]
        return _latest(named, Laboratory.record_kind, "analyte")

    return ask


def _dated(words: str, record: Record) -> str:
    day = when(record)
    return f"{words}, {dates.show(day)}" if day else f"{words}, {_('not dated')}"


def _resections(case: Case) -> list[Surgery]:
    return [one for one in case.of(Surgery) if is_resection(one)]


def _ended(case: Case) -> list[SystemicLine]:
    return [one for one in case.of(SystemicLine) if not one.ongoing and (one.end_reason or dates_of(one).end)]


ITEMS: dict[str, Ask] = {
    "question": _of_item("question"),
    "discussion": _of_item("discussion"),
    "name": _name,
    "birth_date": _of_patient("birth_date"),
    "mrn": _of_patient("mrn"),
    "sex": _of_patient("sex"),
    "responsible": _of_patient("responsible_clinician"),
    "contact": _of_patient("contact"),
    "comorbidities": _of_patient("comorbidities"),
    "social": _of_patient("social"),
    "preferences": _of_patient("preferences"),
    "family_history": _of_patient("family_history"),
    "consent": _of_patient("consent"),
    "diagnosis": _diagnosis,
    "diagnosed_on": _of_tumour("diagnosed_on"),
    "guideline": _of_tumour("guideline_status"),
    "staging": _staging,
    "ecog": _ecog,
    "end_reasons": _each("systemic_line", "end_reason", _ended),
    "responses": _each("systemic_line", "best_response", _ended),
    "residual": _each("surgery", "residual", _resections),
    "imaging": lambda case, item, today: _latest(case.of(Imaging), "imaging", "on"),
    "review": _review,
    "histology": lambda case, item, today: _latest(case.of(Specimen), "specimen", "result"),
    "molecular": lambda case, item, today: _latest(case.of(Biomarker), "biomarker", "name"),
    "bloods": lambda case, item, today: _latest(case.of(Laboratory), "laboratory", "analyte"),
    "marker": _analyte("ca19-9"),
    "bilirubin": _analyte("bilirubin"),
    "adverse_events": lambda case, item, today: _latest(case.of(AdverseEvent), "adverse_event", "term"),
}
"""What answers each item a profile may ask for, by its code."""
