"""Reading: words to be read through, in headings and entries, in any size; nothing in them can be changed."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from tumorboard.handout.runs import Run, Text
from tumorboard.ui import theme

Write = Callable[[int], str]
"""Returns HTML for letters of so many pixels."""
Clean = Callable[[str], str]
"""Takes out of a text what is not to be seen."""
LABELS = 10
"""The width of the labels at the left, in heights of a letter."""


class Reading(QTextBrowser):
    """Shows what is written for the size of its letters, and again where that or the theme is another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._write: Write = lambda size: ""
        self._html = ""

    def show_written(self, write: Write) -> None:
        """Show what `write` returns; what is the same as before is not laid out again."""
        self._write = write
        self.draw()

    def draw(self) -> None:
        """Write everything for the size of the letters there are, and stay where somebody reads."""
        self.put(self._write(self.fontInfo().pixelSize()))

    def put(self, html: str) -> None:
        """Show HTML in place of what there was."""
        if html != self._html:
            self._html = html
            bar = self.verticalScrollBar()
            read_to = bar.value()
            self.setHtml(html)
            bar.setValue(read_to)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in kinds and hasattr(self, "_html"):
            self.draw()


def row(label: str, html: str, size: int) -> str:
    """Return HTML with what it is of beside it, at the left."""
    apart = round(size * 0.6)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top: {apart}px"><tr>'
        f'<td width="{round(LABELS * size)}" style="color: {theme.current().muted}">'
        f"{escape(label)}</td><td>{html}</td></tr></table>"
    )


def numbered(number: str, html: str, size: int) -> str:
    """Return HTML with its number before it."""
    apart, wide = round(size * 0.25), round(size * 1.7)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-bottom: {apart}px"><tr>'
        f'<td width="{wide}" style="color: {theme.current().muted}">{escape(number)}.</td>'
        f"<td>{html}</td></tr></table>"
    )


def runs(text: Text, clean: Clean = str) -> str:
    """Return a text as HTML: what is not recorded is marked, and looks like nothing that is."""
    return "".join(_run(run, clean) for run in text)


def plain_words(words: str, clean: Clean = str) -> str:
    """Return words of several lines as HTML."""
    return escape(clean(words)).replace("\n", "<br>")


def _run(run: Run, clean: Clean) -> str:
    look, words = theme.current(), plain_words(run.text, clean)
    if run.mark == "strong":
        return f'<b style="font-weight: 600">{words}</b>'
    if run.mark == "gap":
        return f'<span style="color: {look.look}">{words}</span>'
    if run.mark in ("known", "note"):
        return f"<i>{words}</i>"
    if run.mark == "small":
        return f'<span style="color: {look.muted}">{words}</span>'
    return words
