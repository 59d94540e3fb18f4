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
from tumorboard.ui.case_rows import FEW, PIECE, RECENT
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


@pytest.fixture
def many(qtbot: QtBot, session: Session) -> tuple[CaseList, list[str]]:
    """Give the column over a file of more cases than are in sight, and the ids of those opened last."""
    assert session.book
    with session.book.journal.step("Many") as step:
        for number in range(PIECE + FEW):
            case = _case(number, "Exempel", f"{number:04}")
            for record in case.everything():
                step.put(case.id, record)
    recent: list[str] = []
    made = CaseList(session, lambda: recent)
    qtbot.addWidget(made)
    made.look_for("")
    with qtbot.waitExposed(made):
        made.show()

    def follow(case: Case | None) -> None:
        if case:
            recent[:] = [case.id, *(one for one in recent if one != case.id)]

    # Before the list follows, as the window has it.
    session.case_opened.disconnect(made._point_at)
    session.case_opened.connect(follow)
    session.case_opened.connect(made._point_at)
    made.chosen.connect(session.open_case)
    return made, recent


def test_the_cases_opened_last_come_first(many: tuple[CaseList, list[str]], session: Session) -> None:
    """Above all cases stand those opened last, the latest first and not too many; a search has none."""
    cases, recent = many
    ids = [cases.rows.case_id(place) for place in range(PIECE)]
    assert cases.rows.recent == 0
    for place in range(RECENT + 2):
        session.open_case(ids[10 + place])
    assert cases.rows.recent == RECENT
    assert [cases.rows.case_id(place) for place in range(RECENT)] == recent[:RECENT]
    assert [cases.rows.case_id(place) for place in range(RECENT, RECENT + 3)] == ids[:3]
    assert [cases.rows.heading(place) for place in (0, 1, RECENT, RECENT + 1)] == [
        "Recent",
        "",
        "All cases",
        "",
    ]
    spoken = cases.rows.data(cases.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Recent: Exempel, 0016, MRN 000016")
    plain, headed = (cases.list.sizeHintForIndex(cases.rows.index(place)).height() for place in (1, 0))
    assert headed > plain
    cases.search.setText("0003")
    assert cases.rows.recent == 0
    cases.search.clear()
    assert cases.rows.recent == RECENT
    assert cases.list.currentIndex().row() == 0


def test_in_a_short_list_nothing_stands_twice(cases: CaseList, session: Session) -> None:
    """Where all cases are in sight, those opened last are not listed above them."""
    cases.chosen.connect(session.open_case)
    cases.step(1)
    assert cases.rows.recent == 0
    assert cases.rows.rowCount() == 3


def test_more_cases_are_fetched_below_the_recent_ones(
    many: tuple[CaseList, list[str]], session: Session
) -> None:
    """The cases opened last shift no case out of the list of all, nor into it twice."""
    cases, _recent = many
    session.open_case(cases.rows.case_id(5))
    while cases.rows.canFetchMore(QModelIndex()):
        cases.rows.fetchMore(QModelIndex())
    assert _names(cases)[1:] == [f"Exempel, {number:04}" for number in range(PIECE + FEW)]
    cases.list.scrollToBottom()
    cases.refresh()
    assert _names(cases)[1:] == [f"Exempel, {number:04}" for number in range(PIECE + FEW)]
    cases.list.setCurrentIndex(cases.rows.index(0))
    cases.list.scrollToTop()
    cases.refresh()
    assert _names(cases)[1:] == [f"Exempel, {number:04}" for number in range(PIECE)]


def test_stepping_goes_by_name_whatever_was_opened_last(
    many: tuple[CaseList, list[str]], session: Session
) -> None:
    """The next case is the next by its name, fetched or not yet, and the list points at it."""
    cases, _recent = many
    assert session.book
    ids = [row.id for row in session.book.shelf.cases(limit=PIECE + FEW)]
    session.open_case(ids[PIECE - 2])
    seen = []
    for by in (1, 1, 1, -1, -1):
        cases.step(by)
        assert session.case
        seen.append(ids.index(session.case.id))
        assert cases.rows.case_id(cases.list.currentIndex().row()) == session.case.id
        assert cases.list.currentIndex().row() >= cases.rows.recent
    assert seen == [PIECE - 1, PIECE, PIECE + 1, PIECE, PIECE - 1]


def test_a_recent_case_chosen_keeps_the_list_where_it_is(
    many: tuple[CaseList, list[str]], session: Session
) -> None:
    """Whoever goes back to a recent case stays among the recent ones, where it now is the first."""
    cases, _recent = many
    ids = [cases.rows.case_id(place) for place in (3, 50, 70, 90)]
    for id_ in ids:
        session.open_case(id_)
    cases.list.setCurrentIndex(cases.rows.index(2))
    cases._open(cases.rows.index(2))
    assert session.case
    assert session.case.id == ids[1] == cases.rows.case_id(0)
    assert cases.list.currentIndex().row() == 0
    assert cases.list.verticalScrollBar().value() == 0


def test_a_new_case_is_asked_for_by_a_button(qtbot: QtBot, cases: CaseList) -> None:
    """The button below the list asks for a new case, and says its key."""
    with qtbot.waitSignal(cases.new_case_wanted):
        cases.new.click()
    assert cases.new._key.text() == "Ctrl+Shift+N"


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
