"""The whole published case, from an empty file to its page on paper, with the keys alone."""

import dataclasses
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.commands import sheets
from tests.journeys.typist import Typist, row_of
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
from tumorboard.ui.editors.line import day_text
from tumorboard.ui.laboratory_grid import LaboratoryGrid

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
    _report(typist, published)


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
            names[result.id] = _type_result(typist, desk, result)
    typist.what = "links to what came later"
    for record in again:
        typist.open(record, names[record.id])
        form, only = typist.form(), _links_alone(record)
        typist.fill(form, only, case, names)
        typist.keep()
    return names


def _type_result(typist: Typist, desk: Desk, result: Laboratory) -> str:
    """Type a result into the grid, with what it is from below, and return its new id."""
    typist.press("Ctrl+1")
    panel = desk.forms.panel
    assert panel
    grid = panel.sheet
    assert isinstance(grid, LaboratoryGrid)
    name = str(result.analyte)
    if name not in [column.name for column in grid.rows.columns]:
        typist.press("Shift+Tab")
        typist.type(name)
        typist.press("Return", "Home")
    typist.type(day_text(result.on, "dmy", date.today()) if result.on else "")
    for _column in range([column.name for column in grid.rows.columns].index(name) + 1):
        typist.press("Right" if not result.on else "Tab")
    assert grid.view.hasFocus(), "the keys are not in the grid"
    typist.type(f"{result.value.comparator}{result.value.value}" if result.value else result.text_value)
    typist.press("Tab")
    for field in ("source", "note"):
        if text := getattr(result, field):
            while grid.common[field].stops()[0] is not QApplication.focusWidget():
                typist.press("Tab")
            typist.type(text)
    (record,) = grid.records(whole=True)
    typist.press("Ctrl+S")
    if not result.on:
        # That it has no date is asked about once.
        typist.press("Ctrl+S")
    assert not panel.is_open, panel.sentence
    return record.id


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


def _report(typist: Typist, case: Case) -> None:
    """Tell how often keys were pressed; `pytest -s` shows it."""
    counts = Counter(record.record_title for record in case.records)
    for what, presses in typist.presses.items():
        each = f", {presses / counts[what]:.0f} each" if counts[what] else ""
        print(f"{what}: {presses} key presses{each}")
    print(f"the whole case: {sum(typist.presses.values())} key presses")


@everywhere
def test_a_line_of_two_drugs_and_a_result_take_few_keys(
    qtbot: QtBot, start: Start, tmp_path: Path, where: str
) -> None:
    """What is typed most often is short: at four keys a second a line takes 25 s at most, a result 3 s.

    A regimen from the list brings its drugs with it; a result is its day and its value.
    """
    desk = start(tmp_path / "cases.tumorboard")
    desk.session.add(case_document.read(resources.data("examples/published.json")), "Add example case")
    typist = Typist(qtbot, desk)
    typist.what = "line"
    typist.press("Ctrl+2")
    typist.type("GP")
    typist.press(*["Tab"] * 10)
    assert _field(typist) == "drugs"
    typist.press(*["Tab"] * 3)
    typist.type("9.2025")
    typist.press("Ctrl+S")
    line = desk.session.case and desk.session.case.of(SystemicLine)[-1]
    assert line
    assert [str(drug.agent) for drug in line.drugs] == ["gemcitabine", "cisplatin"]
    assert str(line.start) == "2025-09"
    typist.what = "result"
    typist.press("Ctrl+1")
    typist.type("today")
    typist.press("Tab")
    typist.type("71")
    typist.press("Ctrl+S")
    result = desk.session.case and desk.session.case.of(Laboratory)[-2]
    assert result
    assert str(result.value) == "71 U/mL"
    print(dict(typist.presses))
    assert typist.presses["line"] <= 25 * 4
    assert typist.presses["result"] <= 3 * 4


def _field(typist: Typist) -> str:
    row = row_of(QApplication.focusWidget())
    return row.field.name if row else ""


@everywhere
def test_ten_steps_are_taken_back_and_done_again(
    qtbot: QtBot, start: Start, tmp_path: Path, where: str
) -> None:
    """Ctrl+Z goes back to the start step by step, each named in the menu, and Ctrl+Shift+Z forward again."""
    desk = start(tmp_path / "cases.tumorboard")
    desk.session.add(case_document.read(resources.data("examples/published.json")), "Add example case")
    typist = Typist(qtbot, desk)
    before = desk.session.case
    for step in range(10):
        typist.press("Ctrl+9")
        typist.type(f"{step + 1}.2.2025")
        typist.press("Ctrl+S")
    after = desk.session.case
    assert before
    assert after
    assert len(after.records) == len(before.records) + 10
    for _step in range(10):
        assert desk.actions["undo"].text() == "&Undo Add follow-up"
        typist.press("Ctrl+Z")
    assert desk.session.case == before
    for _step in range(10):
        assert desk.actions["redo"].text() == "&Redo Add follow-up"
        typist.press("Ctrl+Shift+Z")
    assert desk.session.case == after
