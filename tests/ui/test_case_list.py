from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.patient import Patient
from tumorboard.domain.tumour import Tumour
from tumorboard.ui.case_list import CaseList
from tumorboard.ui.case_rows import PIECE
from tumorboard.ui.session import Session


def _case(number: int, family: str = "Exempel", given: str = "Jörg") -> Case:
    return Case(
        Patient(mrn=f"{number:06}", family_name=family, given_name=given),
        Tumour(site=Coded(text="Ampulla"), diagnosed_on=Day("2024-05")),
    )


@pytest.fixture
def cases(qtbot: QtBot, session: Session) -> CaseList:
    """Give the column over a file with three cases, shown."""
    assert session.book
    for number, names in enumerate([("Sample", "Fatima"), ("O’Sample", "Niamh"), ("Exempel", "Jörg")]):
        session.book.shelf.add(_case(number, *names))
    made = CaseList(session)
    qtbot.addWidget(made)
    made.look_for("")
    with qtbot.waitExposed(made):
        made.show()
    made.search.setFocus()
    return made


def _names(cases: CaseList) -> list[str]:
    return [cases.rows.data(cases.rows.index(row)) for row in range(cases.rows.rowCount())]


def test_each_key_narrows_the_list(qtbot: QtBot, cases: CaseList) -> None:
    """What is typed is looked for with each key, in names, numbers and diagnoses."""
    seen = []
    for key in "jo":
        QTest.keyClicks(cases.search, key)
        seen.append(_names(cases))
    assert seen[-1] == ["Exempel, Jörg"]
    assert len(seen[0]) >= len(seen[1])
    cases.search.setText("ampulla")
    assert cases.rows.rowCount() == 3


def test_the_arrows_move_and_enter_opens_without_leaving_the_keys(qtbot: QtBot, cases: CaseList) -> None:
    """From the search field the arrows move in the list, and Enter opens the case they stand at."""
    QTest.keyClick(cases.search, Qt.Key.Key_Down)
    QTest.keyClick(cases.search, Qt.Key.Key_Down)
    QTest.keyClick(cases.search, Qt.Key.Key_Up)
    with qtbot.waitSignal(cases.chosen) as chosen:
        QTest.keyClick(cases.search, Qt.Key.Key_Return)
    assert chosen.args == [cases.rows.case_id(1)]


def test_escape_empties_the_search(qtbot: QtBot, cases: CaseList) -> None:
    """Esc brings all cases back."""
    QTest.keyClicks(cases.search, "niamh")
    QTest.keyClick(cases.search, Qt.Key.Key_Escape)
    assert cases.rows.rowCount() == 3


def test_a_search_that_finds_nothing_says_so_and_offers_the_way_back(qtbot: QtBot, cases: CaseList) -> None:
    """Instead of an empty list there is a sentence with what was typed, and a button for all cases."""
    QTest.keyClicks(cases.search, "zzz")
    assert not cases.list.isVisible()
    assert "zzz" in cases._empty.text()
    cases._all.click()
    assert cases.list.isVisible()


def test_a_screen_reader_hears_the_whole_line(cases: CaseList) -> None:
    """A row says name, number, diagnosis and last event."""
    text = cases.rows.data(cases.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Exempel, Jörg, MRN 000002, Ampulla, Diagnosis · May 2024"
    interface = QAccessible.queryAccessibleInterface(cases.list)
    assert interface.childCount() == 3


def test_many_cases_are_fetched_as_they_come_into_sight(qtbot: QtBot, session: Session) -> None:
    """A long list shows its first piece, fetches the next when asked, and knows the last case at its end."""
    assert session.book
    count = 2 * PIECE + 7
    with session.book.journal.step("Many") as step:
        for number in range(count):
            case = _case(number, "Exempel", f"{number:04}")
            for record in case.everything():
                step.put(case.id, record)
    made = CaseList(session)
    qtbot.addWidget(made)
    made.look_for("")
    assert made.rows.rowCount() == PIECE
    while made.rows.canFetchMore(QModelIndex()):
        made.rows.fetchMore(QModelIndex())
    assert _names(made) == [f"Exempel, {number:04}" for number in range(count)]


def test_stepping_goes_through_the_list_and_stops_at_its_ends(
    qtbot: QtBot, cases: CaseList, session: Session
) -> None:
    """Next and previous open the neighbours of the open case; beyond the ends nothing happens."""
    cases.chosen.connect(session.open_case)
    for by, expected in ((1, 0), (1, 1), (1, 2), (1, 2), (-1, 1)):
        cases.step(by)
        assert session.case
        assert session.case.id == cases.rows.case_id(expected)


def test_a_change_keeps_the_search_and_the_place(cases: CaseList, session: Session) -> None:
    """When a case changes, the list shows it anew and stays where it was."""
    assert session.book
    cases.search.setText("sample")
    cases.list.setCurrentIndex(cases.rows.index(1))
    kept = cases.rows.case_id(1)
    session.book.shelf.add(_case(9, "Aa-Sample", "New"))
    assert cases.rows.rowCount() == 3
    assert cases.rows.case_id(cases.list.currentIndex().row()) == kept


@pytest.mark.parametrize("text", ["'", '"', "*", "a OR", "%", "\\", "(", "NEAR(", "王"])
def test_whatever_is_typed_is_only_text(cases: CaseList, text: str) -> None:
    """Signs that mean something to a search engine are looked for like any other."""
    show: Callable[[str], None] = cases.search.setText
    show(text)
    assert 0 <= cases.rows.rowCount() <= 3
