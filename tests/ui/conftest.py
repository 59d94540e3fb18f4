"""The window's tests use the whole window over a real file in memory, with the cases that come along."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.exchange import case_document
from tumorboard.store.book import Book
from tumorboard.ui import theme
from tumorboard.ui.desk import Desk
from tumorboard.ui.main_window import MainWindow
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

TODAY = date(2025, 3, 18)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Have Qt's application object be there for each test: without it fonts and pictures end the process."""


@pytest.fixture(scope="session")
def published() -> Case:
    """Give the published example."""
    return case_document.read(resources.data("examples/published.json"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings of the test's own."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Give a session over an empty file."""
    made = Session()
    made.take(Book.in_memory())
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    """Give the window over an empty file, without the chart, which comes last at a start too."""
    theme.apply(theme.LIGHT)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    made = Desk(window, settings, tmp_path / "tumorboard.log", lambda: TODAY)
    made.fill()
    made.session.take(Book.in_memory())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    made.session.close()
    theme.apply(theme.LIGHT)
