from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.figures.cases import case_of, day, line, result
from tests.ui.conftest import TODAY
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.event import Event
from tumorboard.domain.fields import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.figures.shapes import Overview
from tumorboard.ui import theme
from tumorboard.ui.charts import Chart
from tumorboard.ui.pages.overview import OverviewPage
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

BILIRUBIN = Coded("14631-6", "LOINC")
NAMED = "Bilirubin, total (µmol/L)"
OTHER = result("2024-05-01", "14", "bilirubin", unit="µmol/L", high=21, analyte=BILIRUBIN)
CEA = result("2024-05-02", "3", "cea", unit="ng/mL", analyte=Coded(text="CEA"))
FIRST, SECOND = result("2024-01-10", "120", high=37), result("2024-06-20", "80", high=37)
TYPED = result("2024-04-01", "300", "typed")


class Counting(Chart):
    """A chart that counts how often it is drawn anew."""

    drawn = 0

    def show_overview(self, overview: Overview) -> None:
        self.drawn += 1
        super().show_overview(overview)


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> OverviewPage:
    """Give the page of a small case on the screen."""
    theme.apply(theme.LIGHT)
    made = OverviewPage(session, settings, lambda: TODAY)
    qtbot.addWidget(made)
    made.place_chart(Counting())
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    session.add(case_of(FIRST, SECOND, OTHER, CEA, line("GP", "2024-02-01", "2024-05-01")), "Add case")
    return made


def _chart(page: OverviewPage) -> Counting:
    assert isinstance(page.chart, Counting)
    return page.chart


def _box(page: OverviewPage, record_id: str) -> QRect:
    """Return where in the chart a record stands."""
    assert page.overview
    chart = _chart(page)
    target = next(one for one in chart.targets() if one.record_id == record_id)
    view = next(child for child in chart.children() if isinstance(child, QWidget) and child.focusProxy())
    return target.box.translated(QPointF(view.pos())).toAlignedRect()


def _colour(page: OverviewPage, record_id: str) -> QColor:
    """Return what is seen in the middle of a record."""
    place = _box(page, record_id).center()
    return _chart(page).grab().toImage().pixelColor(place)


def _seconds(page: OverviewPage) -> tuple[str, str]:
    assert page.overview
    return page.overview.curve.analyte, page.overview.second.analyte if page.overview.second else ""


def test_what_is_typed_is_hollow_until_it_is_kept(page: OverviewPage, session: Session) -> None:
    """A result is on the chart while it is typed, hollow; kept it is solid, and left it is gone."""
    session.draft(TYPED)
    assert _colour(page, "typed").lightness() > 230
    session.save(TYPED)
    assert _colour(page, "typed") == QColor(theme.LIGHT.accent)
    session.draft(replace(TYPED, id="other"))
    assert page.overview
    assert "other" in {point.record_id for point in page.overview.curve.points}
    session.redraft([], ["other"])
    assert "other" not in {point.record_id for point in page.overview.curve.points}


KINDS = (
    Surgery(id="typed", on=day("2024-03-01"), procedures=(Coded(text="Hepatectomy"),)),
    LocalTherapy(id="typed", on=day("2024-03-01"), end=day("2024-04-20"), modality="SBRT"),
    SystemicLine(id="typed", label="FOLFOX", start=day("2024-03-01"), end=day("2024-06-01")),
    Imaging(id="typed", on=day("2024-03-01"), modality="CT", stated_response="PR"),
    Biomarker(id="typed", on=day("2024-03-01"), name=Coded(text="HER2"), interpretation="positive"),
    AdverseEvent(
        id="typed", start=day("2024-03-01"), end=day("2024-05-01"), term=Coded(text="Rash"), grade=2
    ),
    FollowUp(id="typed", on=day("2024-03-01"), ecog="1"),
    Event(id="typed", on=day("2024-03-01"), title="Second opinion"),
)


@pytest.mark.parametrize("record", KINDS, ids=lambda record: record.record_kind)
def test_whatever_is_typed_looks_otherwise_until_it_is_kept(
    page: OverviewPage, session: Session, record: Record
) -> None:
    """It is in its lane at once, not as it will be, and leaves no trace when it is left."""
    assert page.overview
    before = _chart(page).grab().toImage()
    session.draft(record)
    box = _box(page, "typed").adjusted(-3, -1, 3, 1)
    typed = _chart(page).grab().toImage()
    session.redraft([], ["typed"])
    assert page.overview
    assert _chart(page).grab().toImage() == before
    session.save(record)
    assert _box(page, "typed").adjusted(-3, -1, 3, 1) == box
    assert _chart(page).grab().toImage().copy(box) != typed.copy(box)


def test_a_second_value_is_chosen_by_key_and_by_mouse(qtbot: QtBot, page: OverviewPage) -> None:
    """A key goes through those there are and none; a click with Ctrl on a chip takes one and leaves it."""
    seconds = []
    for _press in range(3):
        page.next_second()
        seconds.append(_seconds(page)[1])
    assert sorted(seconds) == ["", NAMED, "CEA"]
    assert seconds[-1] == ""
    chip = next(button for button in page.chips.findChildren(QPushButton) if button.text() == "CEA")
    for wanted in ("CEA", ""):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
        assert _seconds(page) == ("CA19-9", wanted)
        assert page.chips.code == "CA19-9"
    page.bar.second.menu().actions()[1].trigger()
    assert _seconds(page)[1] == page.bar.second.text() == page.bar.second.menu().actions()[1].text()


def test_a_value_is_not_drawn_twice(page: OverviewPage) -> None:
    """Where the second is made the first, none is beside it."""
    page.show_second("CEA")
    page.show_analyte("CEA")
    assert _seconds(page) == ("CEA", "")
    page.show_second("CA19-9")
    assert _seconds(page) == ("CEA", "CA19-9")


def test_a_chip_keeps_the_focus_it_has(qtbot: QtBot, page: OverviewPage) -> None:
    """To choose by key is no way to lose one's place."""
    chip = next(button for button in page.chips.findChildren(QPushButton) if button.text() == "CEA")
    with qtbot.waitActive(page):
        page.activateWindow()
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert _seconds(page)[0] == "CEA"
    assert QApplication.focusWidget() is chip


def test_the_results_of_the_second_are_reached_and_read(qtbot: QtBot, page: OverviewPage) -> None:
    """One strip below the first, and what is read says whose value it is."""
    page.show_second(NAMED)
    chart = _chart(page)
    said: list[str] = []
    chart.hovered.connect(said.append)
    reached: list[str] = []
    page.edit_wanted.connect(reached.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    assert reached == ["bilirubin"]
    assert said[0].startswith("CA19-9 120 U/mL")
    assert said[1].startswith("Bilirubin, total 14 µmol/L")


def test_a_narrow_page_is_not_made_wider_by_its_row_of_chips(qtbot: QtBot, page: OverviewPage) -> None:
    """Values there is no room for are in the menu beside them, and the one that is drawn is not."""
    page.show_analyte("CEA")
    page.resize(340, 600)
    qtbot.waitUntil(lambda: page.bar.width() < 340)
    assert page.chart
    assert page.minimumSizeHint().width() < page.chart.minimumWidth() + 80
    assert page.chips.code == "CEA"
    hidden = {action.text() for action in page.more.menu().actions()}
    assert hidden | set(page.chips.codes) == {"CA19-9", "CEA", NAMED}
    assert page.bar.childrenRect().right() <= page.bar.width() + 2


def test_several_keys_are_one_picture(qtbot: QtBot, page: OverviewPage, session: Session) -> None:
    """Keys that come faster than the screen draws are drawn at once, with what the last one made of it."""
    before = _chart(page).drawn
    for value in ("3", "30", "300"):
        session.draft(result("2024-04-01", value, "typed"))
    qtbot.waitUntil(lambda: _chart(page).drawn > before)
    assert _chart(page).drawn == before + 1
    assert page.overview
    assert [point.y for point in page.overview.curve.points if point.draft] == [300]


def test_a_hidden_page_is_drawn_when_it_is_shown(qtbot: QtBot, page: OverviewPage, session: Session) -> None:
    """While another page is on, nothing is drawn; what was changed meanwhile is there at once."""
    page.hide()
    before = _chart(page).drawn
    session.draft(TYPED)
    session.save(replace(SECOND, high=40.0))
    assert _chart(page).drawn == before
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: _chart(page).drawn == before + 1)
    assert _colour(page, "typed").lightness() > 230
