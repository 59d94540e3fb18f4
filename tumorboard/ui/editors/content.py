"""Content: the editor of a document's content, which is chosen, dropped or pasted instead of typed."""

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import Field
from tumorboard.i18n import _, capital
from tumorboard.ui import incoming, pictures, tasks, theme
from tumorboard.ui.editors.editor import Context, Echo, Editor
from tumorboard.ui.incoming import Source

WIDE, HIGH = 112, 84
"""The room for the picture."""
SMALL = 1_000_000
"""Bytes up to which a draft holds the content itself; of a larger file it holds where that is."""


class ContentEditor(Editor):
    """Shows what a document holds, and takes another file or picture in its place."""

    filled = Signal(str, str)
    """Something came in: its name, and the kind of document it is."""

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.setAcceptDrops(True)
        self._content: bytes | None = None
        self._typed: Any = ""
        self._fault = ""
        self._source: Source | None = None
        self._is_taken_up = False
        self.picture = QLabel(self)
        self.picture.setProperty("role", "picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = QLabel(_("Or drop a file here, or paste with Ctrl+V."), self)
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.choose = QPushButton(_("C&hoose file…"), self)
        self.choose.clicked.connect(self.pick)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.said)
        right.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.hint)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(10))
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)
        self.setFocusProxy(self.choose)
        self._show()

    def pick(self) -> None:
        """Ask for a file."""
        kinds = ";;".join(map(_, incoming.KINDS))
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose file"), "", kinds)
        if name:
            self.bring(Path(name))

    def take(self, mime: QMimeData) -> None:
        """Take the first of what was dropped or pasted."""
        found = incoming.sources(mime)
        if found:
            self.bring(found[0])
        else:
            self._refuse(Problem(_("There is neither a picture nor a file to take; copy one first.")))

    def bring(self, source: Source) -> None:
        """Read a file or picture, beside the screen, and take it as the content."""
        self._source = source
        self.said.setText(_("Reading …"))
        tasks.run(
            lambda task: (source, incoming.read(source)),
            # The form may be gone before the thread is done.
            QCoreApplication.instance() or self,
            done=self._take,
            troubled=self._refuse,
            failed=self._raise,
        )

    def value(self) -> bytes | None:
        return self._content

    def fault(self) -> str:
        return self._fault

    def echo(self) -> Echo:
        return Echo()

    def set_value(self, value: bytes | None, absence: str = "") -> None:
        self._source, self._fault = None, ""
        self._content = value
        # What is kept already need not lie in the draft again.
        self._typed = "" if value is None else {"kept": hashlib.sha256(value).hexdigest()}
        self._show()

    def typed(self) -> Any:
        return self._typed

    def take_up(self, typed: Any) -> None:
        self._source, self._fault, self._content, self._typed = None, "", None, typed
        if isinstance(typed, str) and typed:
            try:
                self._content = base64.b64decode(typed, validate=True)
            except (ValueError, binascii.Error):
                self._typed = ""
        elif isinstance(typed, dict) and "kept" in typed:
            self._content = self._kept(typed["kept"])
        elif isinstance(typed, dict) and "path" in typed:
            self._is_taken_up = True
            self.bring(Path(typed["path"]))
        self._show()

    def set_name(self, name: str) -> None:
        super().set_name(name)
        self.choose.setAccessibleName(_("{field}: choose file").format(field=name))

    def _kept(self, digest: str) -> bytes | None:
        case = self.context.case()
        held = [one.content for one in case.of(Document) if one.content is not None] if case else []
        return next((one for one in held if hashlib.sha256(one).hexdigest() == digest), None)

    def _take(self, found: tuple[Source, Document]) -> None:
        source, document = found
        if source is not self._source or document.content is None:
            # Something else came after it.
            return
        content, self._fault = document.content, ""
        self._content = content
        if isinstance(source, Path) and len(content) > SMALL:
            self._typed = {"path": str(source.absolute())}
        else:
            self._typed = base64.b64encode(content).decode("ascii")
        self._show()
        if self._is_taken_up:
            # Name and kind stand in the draft, perhaps changed since.
            self._is_taken_up = False
        else:
            self.filled.emit(document.name, document.kind)
        self.changed.emit()

    def _refuse(self, problem: Problem) -> None:
        self._source, self._is_taken_up = None, False
        self._fault = problem.sentence
        self._show()
        self.changed.emit()

    def _raise(self, error: Exception) -> None:
        raise error

    def _show(self) -> None:
        look, content = theme.current(), self._content
        room = QSize(look.px(WIDE), look.px(HIGH))
        self.picture.setFixedSize(room)
        ratio = self.devicePixelRatioF()
        image = QImage()
        if content and pictures.kind_of(content) == pictures.IMAGE:
            image = pictures.decoded(content, room * ratio)
        if image.isNull():
            self.picture.setPixmap(QPixmap())
            self.picture.setText("" if content is None else words_of_kind(content))
        else:
            image.setDevicePixelRatio(ratio)
            self.picture.setPixmap(QPixmap.fromImage(image))
        if content is None:
            self.said.setText(_("No content yet"))
        else:
            self.said.setText(f"{words_of_kind(content)} · {self.field.show(content)}")
        self.picture.setAccessibleName(self.said.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if incoming.is_for_us(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)


def words_of_kind(content: bytes) -> str:
    """Return what a content is, in words: `Picture 1024 × 768`, `PDF`, `File`."""
    kind = pictures.kind_of(content)
    if kind == pictures.PDF:
        return "PDF"
    size = pictures.size_of(content) if kind == pictures.IMAGE else QSize()
    if not size.isValid():
        return _("File")
    return capital(_("picture {width} × {height}").format(width=size.width(), height=size.height()))
