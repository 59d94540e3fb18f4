"""Strategies: whole cases as hypothesis draws them, from the declarations alone."""

import dataclasses
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    NOT_DONE,
    UNKNOWN,
    ChoiceField,
    Coded,
    DayField,
    Field,
    LinkField,
    LinksField,
    RowsField,
    fields_of,
)
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import COMPARATORS, Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE
from tumorboard.domain.tumour import Tumour

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), min_size=1, max_size=20
)
coded = st.builds(Coded, code=st.just("") | texts, system=st.just("") | texts, text=texts)
numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False)
_points = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@st.composite
def days(draw: st.DrawFn, *, timed: bool = False) -> Day:
    """Draw a day in one of the ways it can be known."""
    first, last = sorted(str(draw(_points))[: draw(st.sampled_from([4, 7, 10]))] for _ in range(2))
    shapes = [first, f"{first}~", f"../{first}", f"{first}/.."]
    if first[:4] < last[:4]:
        shapes.append(f"{first}/{last}")
    if timed and len(first) == 10:
        shapes.append(f"{first}T08:15")
    return Day.parse(draw(st.sampled_from(shapes)))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw a value with its digits as somebody may have typed them."""
    digits = draw(st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True))
    return Quantity(draw(st.sampled_from(COMPARATORS)), digits, draw(st.just("") | texts))


@dataclasses.dataclass
class _Plan:
    """A record to be: its class, its id and those of its rows, so that links can be drawn before it is."""

    record_class: type[Record]
    id: str
    rows: dict[str, list["_Plan"]]


@st.composite
def cases(draw: st.DrawFn, most: int = 6) -> Case:
    """Draw a case of up to `most` records, half-filled as they may be, with links that lead somewhere."""
    ids: dict[str, list[str]] = {}
    classes = draw(st.lists(st.sampled_from(COURSE), max_size=most))
    plans = [draw(_plans(record_class, ids)) for record_class in (Patient, Tumour, *classes)]
    patient, tumour, *records = (draw(_records(plan, ids)) for plan in plans)
    assert isinstance(patient, Patient)
    assert isinstance(tumour, Tumour)
    return Case(patient, tumour, tuple(records))


@st.composite
def _plans(draw: st.DrawFn, record_class: type[Record], ids: dict[str, list[str]]) -> _Plan:
    taken = {id_ for listed in ids.values() for id_ in listed}
    id_ = draw(st.uuids().map(str).filter(lambda one: one not in taken))
    ids.setdefault(record_class.record_kind, []).append(id_)
    rows = {
        field.name: [draw(_plans(field.of, ids)) for _ in range(draw(st.integers(0, 2)))]
        for field in fields_of(record_class)
        if isinstance(field, RowsField)
    }
    return _Plan(record_class, id_, rows)


@st.composite
def _records(draw: st.DrawFn, plan: _Plan, ids: dict[str, list[str]]) -> Record:
    values: dict[str, Any] = {}
    absent: list[tuple[str, str]] = []
    for field in fields_of(plan.record_class):
        if isinstance(field, RowsField):
            values[field.name] = tuple(draw(_records(row, ids)) for row in plan.rows[field.name])
            continue
        match draw(st.integers(0, 4)):
            case 0 | 1:
                values[field.name] = draw(_values(field, ids))
            case 2:
                absent.append((field.name, draw(st.sampled_from([UNKNOWN, NOT_DONE]))))
    return plan.record_class(id=plan.id, absent=tuple(absent), **values)


def _values(field: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if isinstance(field, LinkField) and field.outside:
        return st.uuids().map(str)
    if isinstance(field, LinkField | LinksField):
        targets = [id_ for kind, listed in ids.items() if not field.to or kind in field.to for id_ in listed]
        if isinstance(field, LinksField):
            return st.lists(st.sampled_from(targets), max_size=3).map(tuple) if targets else st.just(())
        return st.sampled_from(targets) if targets else st.just("")
    if isinstance(field, ChoiceField):
        return st.sampled_from([choice.code for choice in field.choices])
    if isinstance(field, DayField):
        return days(timed=field.timed)
    simple: dict[str, st.SearchStrategy[Any]] = {
        "text": texts,
        "note": texts,
        "quantity": quantities(),
        "number": numbers,
        "flag": st.booleans(),
        "coded": coded,
        "coded_list": st.lists(coded, max_size=3).map(tuple),
        "bytes": st.binary(max_size=50),
    }
    return simple[field.kind]
