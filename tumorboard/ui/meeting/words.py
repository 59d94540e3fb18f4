"""Words: the pages of the meeting's window that are written, each for letters of some size."""

from functools import partial
from html import escape

from PySide6.QtGui import QKeySequence

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.meeting.agenda import Seen
from tumorboard.ui.meeting.keys import ACTS
from tumorboard.ui.meeting.question import question_html
from tumorboard.ui.meeting.summary import summary
from tumorboard.ui.outcome_view import outcome_html
from tumorboard.ui.reading import Write


def words_of(page: str, seen: Seen) -> Write:
    """Return what writes a page of a case."""
    if page == "question":
        return partial(question_html, seen=seen)
    return partial(_outcome_html, seen=seen) if page == "outcome" else summary(seen)


def about(page: str, seen: Seen) -> tuple[object, ...]:
    """Return all that a page of a case is written from."""
    return (page, theme.current(), *seen.whose, seen.item if page in ("question", "outcome") else None)


def _outcome_html(size: int, seen: Seen) -> str:
    return outcome_html(size, seen.case, seen.item, seen.meeting, seen.absent, clean=seen.clean)


def keys_html(size: int) -> str:
    """Return what each key does, in two columns."""
    native = QKeySequence.SequenceFormat.NativeText
    rows = [
        (" ".join(QKeySequence(key).toString(native) for key in act.keys[:2]), _(act.words)) for act in ACTS
    ]
    half = -(-len(rows) // 2)
    columns = "".join(f'<td width="50%">{_column(part, size)}</td>' for part in (rows[:half], rows[half:]))
    return f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{columns}</tr></table>'


def nobody_html(size: int, board: str) -> str:
    """Return that nobody is on an agenda."""
    look = theme.current()
    words = escape(_("Nobody is on this agenda yet."))
    return f'<p style="color: {look.muted}">{escape(board)}</p><p>{words}</p>'


def _column(rows: list[tuple[str, str]], size: int) -> str:
    look = theme.current()
    pad = f"padding-right: {size}px"
    listed = "".join(
        f'<tr><td style="color: {look.accent}; {pad}">{escape(keys)}</td>'
        f'<td style="{pad}">{escape(words)}</td></tr>'
        for keys, words in rows
    )
    return f'<table cellspacing="0" cellpadding="0">{listed}</table>'
