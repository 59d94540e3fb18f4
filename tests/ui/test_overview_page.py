from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.figures.cases import case_of, line, result
from tests.ui.conftest import TODAY
from tumorboard.figures.shapes import Overview
from tumorboard.ui import theme
from tumorboard.ui.charts import Chart
from tumorboard.ui.pages.overview import OverviewPage
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

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
    session.add(case_of(FIRST, SECOND, line("GP", "2024-02-01", "2024-05-01")), "Add case")
    return made


def _chart(page: OverviewPage) -> Counting:
    assert isinstance(page.chart, Counting)
    return page.chart


def _colour(page: OverviewPage, record_id: str) -> QColor:
    """Return what is seen in the middle of a result."""
    assert page.overview
    chart = _chart(page)
    target = next(one for one in chart.targets() if one.record_id == record_id)
    view = next(child for child in chart.children() if isinstance(child, QWidget) and child.focusProxy())
    return chart.grab().toImage().pixelColor(view.mapTo(chart, target.box.center().toPoint()))


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
