"""The whole published case, from an empty file to its page on paper, with the keys alone."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.commands import sheets
from tests.journeys.typist import Typist
from tumorboard import resources
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.fields import fields_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.exchange import case_document
from tumorboard.ui.case_sheet import CaseSheet
from tumorboard.ui.desk import Desk

Start = Callable[[Path], Desk]
ORDER = (
    Staging,
    Lesion,
    Surgery,
    Specimen,
    LocalTherapy,
    SystemicLine,
    Biomarker,
    Imaging,
    AdverseEvent,
    FollowUp,
)
"""What is typed in when: what others link to comes first."""
everywhere = pytest.mark.parametrize(
    "where", ["without a screen", pytest.param("on a screen", marks=pytest.mark.screen)]
)


@everywhere
def test_the_published_case_is_typed_in_and_printed(
    qtbot: QtBot, start: Start, save_as: Callable[[Path], None], tmp_path: Path, where: str
) -> None:
    """A clinician without a mouse gets every fact of the case into the file, and the page out of it."""
    published = case_document.read(resources.data("examples/published.json"))
    desk = start(tmp_path / "cases.tumorboard")
    typist = Typist(qtbot, desk)
    names = _type_in(typist, desk, published)
    typed = desk.session.case
    assert typed
    for record in published.everything():
        assert _facts(typed.get(names[record.id]), {}) == _facts(record, names), record.record_kind
    out = tmp_path / "handout.pdf"
    save_as(out)
    typist.press("Ctrl+P")
    typist.press("Ctrl+Shift+P")
    qtbot.waitUntil(out.exists)
    text = " ".join(sheets(out))
    assert "14.0–16.0 mo (stated 18 mo" in text
    assert "Pneumonitis" in text
    told = {what: count for what, count in typist.presses.items() if what}
    print(f"key presses: {sum(told.values())} in all; {told}")


def _type_in(typist: Typist, desk: Desk, case: Case) -> dict[str, str]:
    names: dict[str, str] = {}
    typist.what = "patient and tumour"
    typist.press("Ctrl+Shift+N")
    panel = desk.forms.panel
    assert panel
    sheet = panel.sheet
    assert isinstance(sheet, CaseSheet)
    for form, record in zip(sheet.forms, (case.patient, case.tumour), strict=True):
        typist.fill(form, record, case, names)
        names[record.id] = form.record_id
        while form is sheet.forms[0] and form.isAncestorOf(QApplication.focusWidget() or form):
            typist.press("Tab")
    typist.keep()
    again: list[Record] = []
    for kind in ORDER:
        typist.what = kind.record_title
        for record in case.of(kind):
            known = _without_links(record, names)
            names[record.id] = typist.add(known, case, names)
            if known != record:
                again.append(record)
    typist.what = "Laboratory result"
    for result in case.records:
        if isinstance(result, Laboratory):
            names[result.id] = _type_result(typist, desk, result, case, names)
    typist.what = "links to what came later"
    for record in again:
        typist.open(record, names[record.id])
        form, only = typist.form(), _links_alone(record)
        typist.fill(form, only, case, names)
        typist.keep()
    return names


def _type_result(typist: Typist, desk: Desk, result: Laboratory, case: Case, names: dict[str, str]) -> str:
    desk.session.save(dataclasses.replace(result))
    return result.id


def _links_alone(record: Record) -> Record:
    """Return a record with its links to other records and nothing else."""
    links = {
        field.name: getattr(record, field.name)
        for field in fields_of(type(record))
        if field.kind in ("link", "links")
    }
    return type(record)(id=record.id, **links)


def _without_links(record: Record, names: dict[str, str]) -> Record:
    """Return a record without its links to what is not typed in yet."""
    changed: dict[str, Any] = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.kind == "link" and value and value not in names:
            changed[field.name] = ""
        if field.kind == "links" and any(one not in names for one in value):
            changed[field.name] = ()
    return dataclasses.replace(record, **changed)


def _facts(record: Record, names: dict[str, str]) -> dict[str, Any]:
    """Return what a record says, without ids of its own, and its links by the ids they have in the file."""
    facts: dict[str, Any] = {"absent": record.absent}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.kind == "rows":
            value = [_facts(row, names) for row in value]
        elif field.kind == "link":
            value = names.get(value, value)
        elif field.kind == "links":
            value = tuple(sorted(names.get(one, one) for one in value))
        elif field.kind == "coded":
            value = str(value)
        elif field.kind == "coded_list":
            value = [str(one) for one in value]
        facts[field.name] = value
    return facts
