"""A screen reader finds a word for everything, on every page and in every form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QMenu, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tumorboard.domain.case import Case
from tumorboard.ui.actions import ADDED
from tumorboard.ui.case_tabs import TABS
from tumorboard.ui.charts import Chart
from tumorboard.ui.desk import Desk

Show = Callable[[Desk], object]
NAMED = (
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.PageTab,
    QAccessible.Role.Graphic,
)
"""What nobody could use without its name."""


@pytest.fixture
def opened(desk: Desk, published: Case) -> Desk:
    """Give the whole window with the published case open and drawn."""
    assert desk.overview
    desk.overview.place_chart(Chart())
    desk.session.add(published, "Add example case")
    return desk


def _act(name: str) -> Show:
    return lambda desk: desk.actions[name].trigger()


def _tab(code: str) -> Show:
    return lambda desk: desk.show_tab(code)


def _history(desk: Desk) -> None:
    assert desk.session.case
    assert desk.forms.panel
    desk.forms.panel.edit(desk.session.case.tumour.id)
    desk.forms.panel.toggle_history()


STATES: dict[str, Show] = {
    **{f"page {code}": _tab(code) for code, _title in TABS},
    **{f"form {kind}": _act(f"add_{kind}") for kind in ADDED},
    "form patient": _act("edit_patient"),
    "form tumour": _act("edit_tumour"),
    "new case": _act("new_case"),
    "another tumour": _act("new_tumour"),
    "what to add": _act("choose"),
    "history": _history,
    "handout": _act("print_handout"),
    "keys": _act("keys"),
    "settings": _act("settings"),
    "no case": lambda desk: desk.session.close_case(),
}


@pytest.mark.parametrize("state", STATES)
def test_everything_the_tab_key_reaches_has_a_name(qtbot: QtBot, opened: Desk, state: str) -> None:
    """No widget that takes keys is without a word for it."""
    STATES[state](opened)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in opened.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollBar | QMenu)
        and not widget.objectName().startswith("qt_")
        and widget.focusProxy() is None
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


@pytest.mark.parametrize("state", STATES)
def test_everything_that_is_shown_to_a_screen_reader_is_named(qtbot: QtBot, opened: Desk, state: str) -> None:
    """Through the whole tree of what is shown, buttons, fields, lists, tables and pictures have names."""
    STATES[state](opened)
    root = QAccessible.queryAccessibleInterface(opened.window)
    assert _nameless(root, 0) == []


def _nameless(one: QAccessibleInterface, depth: int) -> list[str]:
    found: list[str] = []
    if depth > 30 or one.state().invisible:
        return found
    widget = one.object()
    inner = isinstance(widget, QScrollBar) or (widget is not None and widget.objectName().startswith("qt_"))
    proxied = isinstance(widget, QWidget) and widget.focusProxy() is not None
    if one.role() in NAMED and not inner and not proxied and not one.text(QAccessible.Text.Name):
        found.append(f"{one.role()} {type(widget).__name__}")
    if one.role() in (QAccessible.Role.Table, QAccessible.Role.List):
        # Rows are asked for one by one and are tested where they are made.
        return found
    for place in range(one.childCount()):
        child = one.child(place)
        if child is not None and child.isValid():
            found += _nameless(child, depth + 1)
    return found
