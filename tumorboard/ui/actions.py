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
    needs_form: bool = False
    writes: bool = False


ADDED = {
    "laboratory": N_("&Laboratory results"),
    "systemic_line": N_("&Systemic line"),
    "surgery": N_("S&urgery"),
    "local_therapy": N_("L&ocal therapy"),
    "imaging": N_("&Imaging"),
    "specimen": N_("Spe&cimen"),
    "biomarker": N_("&Biomarker"),
    "adverse_event": N_("Ad&verse event"),
    "follow_up": N_("&Follow-up"),
    "staging": N_("Stagin&g"),
    "lesion": N_("L&esion"),
    "document": N_("&Document"),
    "event": N_("Othe&r event"),
}
"""The kinds of record that are added to a case, in the order they are asked for, and their entries."""
KEYED = 9
"""So many kinds of record have a key of their own, Ctrl and their number."""
_ADD = tuple(
    Act(f"add_{kind}", text, (f"Ctrl+{place}",) if place <= KEYED else (), needs_case=True, writes=True)
    for place, (kind, text) in enumerate(ADDED.items(), start=1)
)


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
            Act("new_case", N_("Ne&w case…"), ("Ctrl+Shift+N",), writes=True),
            Act("new_tumour", N_("Another &tumour of this patient…"), needs_case=True, writes=True),
            Act("delete_case", N_("&Delete case…"), needs_case=True, writes=True),
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
            Act("keep", N_("&Keep what is typed"), ("Ctrl+S",), needs_form=True),
            Act(
                "keep_and_next",
                N_("Keep, and the &next of its kind"),
                ("Ctrl+Return", "Ctrl+Enter"),
                needs_form=True,
            ),
            Act("bring_back", N_("&Bring back what was left"), ("Ctrl+B",)),
            Act("to_form", N_("To the &form and back"), ("F4",), needs_form=True),
            Act("history", N_("&History of the record"), ("Ctrl+H",), needs_case=True),
            None,
            Act("copy_chart", N_("Copy the ch&art"), ("Ctrl+Shift+C",), needs_case=True),
            Act("search", N_("Search all &cases"), ("Ctrl+F",)),
            None,
            Act("settings", N_("S&ettings"), ("Ctrl+,",)),
        ),
    ),
    Section(
        N_("&Add"),
        (
            Act("choose", N_("&Anything…"), ("Ctrl+N",), needs_case=True, writes=True),
            None,
            *_ADD,
            None,
            Act("put_on_agenda", N_("O&n the agenda of a board…"), ("Ctrl+J",), needs_case=True, writes=True),
            None,
            Act("edit_patient", N_("Change the &patient…"), ("Ctrl+Shift+E",), needs_case=True),
            Act("edit_tumour", N_("Change the &tumour…"), ("Ctrl+Shift+T",), needs_case=True),
        ),
    ),
    Section(
        N_("&View"),
        (
            Act("show_overview", N_("O&verview"), ("Alt+1",), needs_case=True),
            Act("show_record", N_("&Record"), ("Alt+2",), needs_case=True),
            Act("show_treatments", N_("Tr&eatments"), ("Alt+3",), needs_case=True),
            Act("show_remarks", N_("W&hat stands out"), ("Alt+4",), needs_case=True),
            Act("show_documents", N_("Doc&uments"), ("Alt+5",), needs_case=True),
            Act("show_case_boards", N_("&Boards of the case"), ("Alt+6",), needs_case=True),
            Act("show_large", N_("Pictures lar&ge"), ("F6",), needs_case=True),
            None,
            Act("previous_case", N_("&Previous case"), ("Alt+Up", "Ctrl+PgUp"), needs_case=True),
            Act("next_case", N_("&Next case"), ("Alt+Down", "Ctrl+PgDown"), needs_case=True),
            None,
            Act("toggle_log", N_("&Log or linear axis"), ("L",), needs_case=True),
            Act("whole_course", N_("&Whole course"), ("W",), needs_case=True),
            Act("last_year", N_("Last 12 &months"), ("Y",), needs_case=True),
            Act("next_analyte", N_("Next labora&tory value"), ("T",), needs_case=True),
            Act("next_second", N_("Ne&xt value on a second axis"), ("Shift+T",), needs_case=True),
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
    Section(
        N_("&Boards"),
        (
            Act("show_boards", N_("&Meetings and agendas"), ("F7",)),
            Act("show_actions", N_("&Actions"), ("F8",)),
            Act("hold_meeting", N_("&Hold a meeting, or back to it"), ("F9",)),
            None,
            Act("type_outcome", N_("Type the &outcome…"), ("Ctrl+Shift+J",), needs_case=True, writes=True),
            Act("finalise", N_("&Finalise the outcome"), ("Ctrl+Shift+F",), needs_case=True, writes=True),
            Act(
                "link_recommendation",
                N_("&Link to the recommendation"),
                ("Ctrl+L",),
                needs_case=True,
                writes=True,
            ),
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
