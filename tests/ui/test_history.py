import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.patient import Patient
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.history import History
from tumorboard.ui.history_words import entries, moment_of
from tumorboard.ui.session import Session

NOON = datetime(2025, 3, 18, 12, 30, tzinfo=UTC)
LESION = Lesion(label="Segment IV <new>")
SCAN = Imaging(on=Day("2025-01"), measurements=(Measurement(lesion=LESION.id, size_mm=12),))
LINE = SystemicLine(label="Lenvatinib", drugs=(Drug(agent=Coded(text="lenvatinib"), dose="12 mg"),))


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Session]:
    """Give a session in which somebody has a case open."""
    made = Session()
    made.take(Book.in_memory(author="Dr Sample", clock=lambda: NOON))
    made.add(Case(Patient(mrn="1"), Tumour(site=Coded(text="Ampulla")), (LESION, SCAN, LINE)), "Add case")
    yield made
    made.close()


@pytest.fixture
def history(qtbot: QtBot, told: Session) -> History:
    """Give the history beside it, shown."""
    theme.apply(theme.LIGHT)
    made = History(told)
    qtbot.addWidget(made)
    made.resize(372, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.text.setFocus()
    return made


def _change(session: Session, **values: object) -> None:
    assert session.case
    session.save(dataclasses.replace(session.case.get(LINE.id), **values))  # type: ignore[arg-type]


def test_the_latest_step_is_told_first_with_who_and_when(told: Session, history: History) -> None:
    """Each step has its title, author and time, and says field by field what was and what is."""
    _change(told, label="Lenvatinib mono", off_label=True)
    history.show_record(LINE.id)
    text = history.text.toPlainText()
    assert text.index("Change systemic line") < text.index("Add case")
    assert "Lenvatinib → Lenvatinib mono" in text
    assert "not recorded → yes" in text
    assert f"{moment_of('2025-03-18T12:30:00.000Z')} · Dr Sample" in text
    assert history.subject.text() == "Lenvatinib mono · 2 steps"


def test_rows_links_and_marks_read_as_they_are(told: Session, history: History) -> None:
    """Drugs are told one by one, links by what they lead to, and nothing in a text is taken for markup."""
    line = LINE.drugs[0]
    _change(told, drugs=(dataclasses.replace(line, dose="8 mg"), Drug(agent=Coded(text="pembrolizumab"))))
    history.show_record(LINE.id)
    text = history.text.toPlainText()
    assert "Drug lenvatinib: dose" in text
    assert "12 mg → 8 mg" in text
    assert "Drug added" in text
    history.show_record(SCAN.id)
    assert "Segment IV <new>, size 12 mm" in history.text.toPlainText()


def test_undo_is_told_as_a_step_of_its_own(told: Session, history: History) -> None:
    """What was taken back and done again stays in the trail, said as such."""
    history.show_record(LINE.id)
    _change(told, label="Something else")
    told.undo()
    told.redo()
    titles = [entry.title for entry in entries(told.book, told.case, LINE.id)] if told.book else []
    assert titles == [
        "Redo: Change systemic line",
        "Undo: Change systemic line",
        "Change systemic line",
        "Add case",
    ]
    assert "Undo: Change systemic line" in history.text.toPlainText()
    assert "Something else → Lenvatinib" in history.text.toPlainText()


def test_a_link_to_what_was_removed_keeps_its_name(told: Session, history: History) -> None:
    """The removal of a lesion is told where a scan named it, by the name it had."""
    told.drop(LESION)
    history.show_record(SCAN.id)
    text = history.text.toPlainText()
    assert "Remove lesion" in text
    assert "Segment IV <new> → not recorded" in text
    history.show_record(LESION.id)
    assert "Segment IV <new> · 2 steps" in history.subject.text()


def test_the_content_of_a_document_is_told_without_its_bytes(told: Session, history: History) -> None:
    """A picture that was put in place of another is seen to be another."""
    picture = Document(name="CT", content=b"one")
    told.save(picture)
    told.save(dataclasses.replace(picture, content=b"two"))
    history.show_record(picture.id)
    assert history.text.toPlainText().count("a file") == 3


def test_a_record_that_is_not_kept_yet_says_so(history: History) -> None:
    """A draft has no history."""
    history.show_record(Lesion().id)
    assert history.text.toPlainText() == ""
    assert "yet" in history.subject.text()


def test_it_is_read_by_keys_alone(qtbot: QtBot, told: Session, history: History) -> None:
    """The tab key comes here and goes on, the arrows scroll, Esc leaves, and a screen reader has its name."""
    for number in range(30):
        _change(told, label=f"Regimen {number}")
    history.show_record(LINE.id)
    assert history.text.verticalScrollBar().value() == 0
    QTest.keyClick(history.text, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: history.text.verticalScrollBar().value() > 0)
    scrolled = history.text.verticalScrollBar().value()
    _change(told, label="Regimen 30")
    assert history.text.verticalScrollBar().value() == scrolled
    assert "Regimen 29 → Regimen 30" in history.text.toPlainText()
    name = QAccessible.queryAccessibleInterface(history.text).text(QAccessible.Text.Name)
    assert name == "History of Regimen 30"
    with qtbot.waitSignal(history.left):
        QTest.keyClick(history.text, Qt.Key.Key_Escape)
    QTest.keyClick(history.text, Qt.Key.Key_Tab)
    assert not history.text.hasFocus()


def test_a_hidden_history_follows_when_it_is_seen(told: Session, history: History) -> None:
    """What was changed while nobody looked is there at the next look."""
    history.show_record(LINE.id)
    history.hide()
    _change(told, label="Later")
    assert "Later" not in history.text.toPlainText()
    history.show()
    assert "Lenvatinib → Later" in history.text.toPlainText()
