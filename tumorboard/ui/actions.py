"""Actions: everything that can be done by menu or key, declared once; menus and the page of keys read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from tumorboard.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do; the first of its keys is shown in the menu."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""
    """A name shared by checkable acts of which one is on."""
    needs_case: bool = False
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One menu; None between acts is a line, a text in angle brackets a submenu filled elsewhere."""

    title: str
    acts: tuple[Act | str | None, ...]


MENUS = (
    Section(
        N_("&File"),
        (
            Act("open_file", N_("&Open file…"), ("Ctrl+O",)),
            Act("new_file", N_("&New file…")),
            "recent",
            None,
            Act("import_case", N_("&Import case document…"), ("Ctrl+I",), writes=True),
            Act("add_example", N_("Add the published e&xample"), writes=True),
            Act("export_case", N_("&Export case document…"), ("Ctrl+E",), needs_case=True),
            None,
            Act("print_handout", N_("&Print handout…"), ("Ctrl+P",), needs_case=True),
            Act("save_pdf", N_("&Save handout as PDF…"), ("Ctrl+Shift+P",), needs_case=True),
            Act("save_anonymous_pdf", N_("Save &anonymised handout as PDF…"), needs_case=True),
            None,
            Act("quit", N_("&Quit"), ("Ctrl+Q",)),
        ),
    ),
    Section(
        N_("&Edit"),
        (
            Act("undo", N_("&Undo"), ("Ctrl+Z",)),
            Act("redo", N_("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
            None,
            Act("search", N_("Search all &cases"), ("Ctrl+F",)),
        ),
    ),
    Section(
        N_("&View"),
        (
            Act("previous_case", N_("&Previous case"), ("Alt+Up", "Ctrl+PgUp"), needs_case=True),
            Act("next_case", N_("&Next case"), ("Alt+Down", "Ctrl+PgDown"), needs_case=True),
            None,
            Act("toggle_log", N_("&Log or linear axis"), ("L",), needs_case=True),
            Act("whole_course", N_("&Whole course"), ("W",), needs_case=True),
            Act("last_year", N_("Last 12 &months"), ("Y",), needs_case=True),
            Act("next_analyte", N_("Next labora&tory value"), ("T",), needs_case=True),
            None,
            Act("larger_text", N_("L&arger text"), ("Ctrl++", "Ctrl+=")),
            Act("smaller_text", N_("&Smaller text"), ("Ctrl+-",)),
            Act("normal_text", N_("Text size as in the s&ystem"), ("Ctrl+0",)),
            None,
            Act("system", N_("Light &or dark as in the system"), checkable=True, group="appearance"),
            Act("light", N_("L&ight"), checkable=True, group="appearance"),
            Act("dark", N_("&Dark"), checkable=True, group="appearance"),
        ),
    ),
    Section(N_("&Help"), (Act("keys", N_("&Keys"), ("F1",)), Act("about", N_("&About TumorBoard")))),
)


def plain(text: str) -> str:
    """Return a menu's text without the marks of its access key and of a dialog to come."""
    return text.replace("&", "").rstrip("…")


def build(window: QMainWindow, do: Mapping[str, Callable[[], object]], recent: QMenu) -> dict[str, QAction]:
    """Fill the menu bar of a window and return its actions by name; each act has its doing in `do`."""
    from PySide6.QtGui import QActionGroup

    made: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for section in MENUS:
        menu = window.menuBar().addMenu(_(section.title))
        menu.setAccessibleName(plain(_(section.title)))
        for act in section.acts:
            if act is None:
                menu.addSeparator()
            elif isinstance(act, str):
                menu.addMenu(recent)
            else:
                action = QAction(_(act.text), window)
                action.setShortcuts([QKeySequence(key) for key in act.keys])
                action.setCheckable(act.checkable)
                action.triggered.connect(lambda _checked=False, doing=do[act.name]: doing())
                if act.group:
                    group = groups.setdefault(act.group, QActionGroup(window))
                    group.addAction(action)
                menu.addAction(action)
                made[act.name] = action
    return made


def every() -> list[Act]:
    """Return all acts in the order of the menus."""
    return [act for section in MENUS for act in section.acts if isinstance(act, Act)]
