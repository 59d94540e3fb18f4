"""History: who changed what in a record and when, the latest first."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from tumorboard.domain.differences import Difference
from tumorboard.i18n import _, plural
from tumorboard.store.naming import name_of
from tumorboard.ui import icons, theme
from tumorboard.ui.history_words import Entry, entries
from tumorboard.ui.session import Session


class History(QWidget):
    """Shows the steps that touched one record; it follows what is changed meanwhile."""

    left = Signal()
    """Nobody wants to read on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("History"))
        self._session = session
        self._is_stale = False
        self.record_id = ""
        self.title = QLabel(_("History"), self)
        self.title.setProperty("role", "heading")
        self.subject = QLabel(self)
        self.subject.setProperty("role", "muted")
        self.subject.setWordWrap(True)
        self.subject.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("role", "small")
        self.close_button.setAccessibleName(_("Close the history"))
        self.close_button.setToolTip(_("Close the history (Esc)"))
        self.close_button.clicked.connect(self.left)
        self.text = QTextBrowser(self)
        self.text.setObjectName("history")
        self.text.setOpenLinks(False)
        # Reached by the tab key, scrolled and selected in by the others.
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.text)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.subject)
        layout.addWidget(self.text, 1)
        session.changed.connect(lambda kinds: self._follow())

    def show_record(self, record_id: str) -> None:
        """Show what happened to a record, from the latest step on."""
        self.record_id = record_id
        self._draw()
        self.text.verticalScrollBar().setValue(0)

    def _follow(self) -> None:
        if not self.record_id:
            return
        if not self.isVisible():
            self._is_stale = True
            return
        scrolled = self.text.verticalScrollBar().value()
        self._draw()
        self.text.verticalScrollBar().setValue(scrolled)

    def _draw(self) -> None:
        self._is_stale = False
        book, case = self._session.book, self._session.case
        told: list[Entry] = []
        name = ""
        if book and self.record_id:
            told = list(entries(book, case, self.record_id))
            name = name_of(book.journal, case, self.record_id) if told else ""
        steps = plural("{count} step", "{count} steps", len(told))
        self.subject.setText(f"{name} · {steps}" if told else _("Nothing of it is kept in the file yet."))
        self.text.setAccessibleName(_("History of {record}").format(record=name) if name else _("History"))
        self.text.setHtml("".join(map(_html, told)))
        self._paint_cross()

    def _paint_cross(self) -> None:
        size = theme.current().px(14)
        self.close_button.setIconSize(QSize(size, size))
        self.close_button.setIcon(icons.icon("close"))

    def event(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self.record_id:
            self._follow()


def _html(entry: Entry) -> str:
    look = theme.current()
    who = escape(entry.author) or _("author not recorded")
    rows = "".join(map(_row, entry.differences))
    if not rows:
        rows = f'<tr><td style="color: {look.muted}">{_("no field of it")}</td></tr>'
    return (
        f'<p style="margin: {look.px(10)}px 0 0 0"><b>{escape(entry.title)}</b></p>'
        f'<p style="margin: 0 0 {look.px(3)}px 0; color: {look.muted}">{escape(entry.moment)} · {who}</p>'
        f'<table width="100%" cellspacing="0" cellpadding="0">{rows}</table>'
    )


def _row(difference: Difference) -> str:
    look = theme.current()
    before, after = (_lines(one) for one in (difference.before, difference.after))
    if before is None:
        said = after or ""
    elif after is None:
        said = f'<span style="color: {look.muted}"><s>{before}</s></span>'
    else:
        said = f'<span style="color: {look.muted}">{before}</span> → {after}'
    apart = f"padding: 0 {look.px(6)}px {look.px(3)}px 0"
    label = f'<td width="34%" style="{apart}; color: {look.muted}">{escape(difference.label)}</td>'
    return f'<tr>{label}<td style="{apart}">{said}</td></tr>'


def _lines(text: str | None) -> str | None:
    return None if text is None else escape(text).replace("\n", "<br>")
