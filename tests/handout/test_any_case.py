import dataclasses
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.handout.cases import TODAY, drawn, printed
from tests.strategies import cases
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.declaration import fields_of
from tumorboard.domain.event import Event
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.case_words import lines
from tumorboard.handout.intervals import intervals

NOT_FOR_READING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|\bNone\b|\bnan\b|\b[12]\d{3}(?:-\d\d)*(?:/\.\.|/[12]\d{3}|~)|\.\./\d{4}"
    r"|Run\(|Coded\(|Day\("
)
"""An id, what Python calls nothing, a date as it is kept, a bare object."""
TOLD_EACH = (Staging, Surgery, SystemicLine, LocalTherapy, Biomarker, Specimen, Imaging, AdverseEvent, Event)


def without_texts(case: Case) -> Case:
    """Return the case with nothing that was typed, so that what is wrong on the page is ours."""
    return Case(_cleaned(case.patient), _cleaned(case.tumour), tuple(map(_cleaned, case.records)))


def _cleaned(record: Any) -> Any:
    changed = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.kind in ("text", "note"):
            value = ""
        elif field.kind == "rows":
            value = tuple(map(_cleaned, value))
        elif isinstance(value, Coded):
            value = _harmless(value)
        elif field.kind == "coded_list":
            value = tuple(map(_harmless, value))
        changed[field.name] = value
    return dataclasses.replace(record, **changed)


def _harmless(term: Coded) -> Coded:
    # A term may be typed too, and "none" is among what is tried for texts.
    typed = " ".join(dataclasses.astuple(term))
    return Coded(text="term") if re.search(NOT_FOR_READING.pattern, typed, re.IGNORECASE) else term


@given(cases(), st.booleans())
def test_no_page_shows_what_is_not_for_reading(case: Case, hidden: bool) -> None:
    """Whatever a case holds, its page and its lines tell it in words."""
    case = without_texts(case)
    page = printed(case, anonymous=Anonymous(45) if hidden else None)
    for text in (page.html, page.head_left, page.foot, page.title, drawn(page).words, "\n".join(lines(case))):
        assert NOT_FOR_READING.findall(text) == []


@given(cases())
def test_each_treatment_finding_and_event_is_on_the_page(case: Case) -> None:
    """No record of these kinds is lost, however little it says."""
    marked = [
        dataclasses.replace(record, note=f"Marked {place}.") if isinstance(record, TOLD_EACH) else record
        for place, record in enumerate(case.records)
    ]
    html = printed(dataclasses.replace(case, records=tuple(marked))).html
    for record in marked:
        if isinstance(record, TOLD_EACH):
            assert record.note in html


@given(cases())
def test_no_time_is_negative_and_no_bound_upside_down(case: Case) -> None:
    """Ages and durations of any case are such as can be."""
    known = intervals(case, TODAY)
    for words in (known.age, known.survival, *known.lasted.values()):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", words)]
        assert numbers == sorted(numbers)
        assert all(number >= 0 for number in numbers)
