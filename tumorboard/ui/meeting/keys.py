"""Keys: what each key does in the meeting's window, declared once for the window and the page of keys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from tumorboard.i18n import N_


@dataclass(frozen=True, slots=True)
class KeyAct:
    """One thing to do by key; the first of its keys is the one that is told."""

    name: str
    words: str
    keys: tuple[str, ...]


ACTS = (
    KeyAct("next_case", N_("Next case"), ("Right", "PgDown", "Space")),
    KeyAct("previous_case", N_("Previous case"), ("Left", "PgUp", "Backspace")),
    KeyAct("first_case", N_("First case"), ("Home",)),
    KeyAct("last_case", N_("Last case"), ("End",)),
    KeyAct("down", N_("Further down the page; next picture"), ("Down",)),
    KeyAct("up", N_("Further up the page; picture before"), ("Up",)),
    KeyAct("keys", N_("Keys"), ("F1",)),
    KeyAct("summary", N_("Summary"), ("F2",)),
    KeyAct("course", N_("Chart and course"), ("F3",)),
    KeyAct("pictures", N_("Pictures"), ("F4",)),
    KeyAct("question", N_("Question and readiness"), ("F5",)),
    KeyAct("outcome", N_("Outcome, as it is typed"), ("F6",)),
    KeyAct("hide_names", N_("Hide names, or show them again"), ("F8",)),
    KeyAct("desk", N_("To the other window and back"), ("F9",)),
    KeyAct("full_screen", N_("Full screen, or a window"), ("F11",)),
    KeyAct("leave", N_("End the meeting on the screen"), ("Esc",)),
    KeyAct("larger", N_("Enlarge a picture; see less time"), ("+", "=")),
    KeyAct("smaller", N_("Reduce a picture; see more time"), ("-",)),
    KeyAct("whole", N_("All of a picture; the whole course"), ("0", "W")),
    KeyAct("last_year", N_("Last 12 months of the course"), ("Y",)),
    KeyAct("toggle_log", N_("Log or linear axis"), ("L",)),
    KeyAct("next_analyte", N_("Next laboratory value"), ("T",)),
    KeyAct("draw_all", N_("All lanes of the course, or as many as have room"), ("A",)),
    KeyAct("beside", N_("Two pictures side by side, or one"), ("S",)),
)


def act_of(key: Qt.Key) -> str:
    """Return the name of what a key does; empty where it does nothing."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    return next((act.name for act in ACTS if text in act.keys), "")
