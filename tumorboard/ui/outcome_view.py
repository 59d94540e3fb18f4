"""Outcome view: the whole outcome of a case at a board, to be read back before it is closed."""

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QWidget

from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.handout.outcome_words import Entry, Part, outcome
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.outcome_gaps import missing
from tumorboard.ui.reading import Clean, Reading, numbered, row, runs


class OutcomeView(Reading):
    """Shows one agenda item; what it lacks stands first, until it is finalised."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Outcome"))

    def show_outcome(
        self, case: Case, item: AgendaItem, meeting: Meeting | None = None, absent: Sequence[str] = ()
    ) -> None:
        """Show an outcome; `absent` are the required specialties of which nobody is there."""
        self.show_written(lambda size: outcome_html(size, case, item, meeting, absent))


def outcome_html(
    size: int,
    case: Case,
    item: AgendaItem,
    meeting: Meeting | None = None,
    absent: Sequence[str] = (),
    clean: Clean = str,
) -> str:
    """Return the whole outcome of an agenda item as HTML for letters of so many pixels."""
    lacking = () if is_final(item) else missing(item, meeting, absent)
    parts = outcome(case, item, meeting, absent)
    return _to_settle(lacking, size) + "".join(_part(part, size, clean) for part in parts)


def _to_settle(sentences: Sequence[str], size: int) -> str:
    if not sentences:
        return ""
    look = theme.current()
    listed = " ".join(map(escape, sentences))
    title = f'<b style="font-weight: 600">{escape(_("Before it is closed:"))}</b>'
    pad = round(size * 0.5)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{pad}"><tr>'
        f'<td style="background: {look.look_soft}; color: {look.look}">{title} {listed}</td></tr></table>'
    )


def _part(part: Part, size: int, clean: Clean) -> str:
    return row(part.heading, "".join(_entry(entry, size, clean) for entry in part.entries), size)


def _entry(entry: Entry, size: int, clean: Clean) -> str:
    said = "<br>".join(runs(one, clean) for one in (entry.text, *entry.details))
    return numbered(entry.number, said, size) if entry.number else f"<div>{said}</div>"
