"""Incoming: files and pictures that somebody drops, pastes or picks, made into documents of the case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QMimeData, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _, plural
from tumorboard.ui import pictures, tasks
from tumorboard.ui.dropping import case_documents
from tumorboard.ui.session import Session

LARGEST = 50_000_000
"""Bytes of one document."""
KINDS = (
    N_("Pictures and PDFs (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.gif *.pdf)"),
    N_("All files (*)"),
)
_PROMISED = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".pdf"}
"""Endings that say what has to be inside."""
_AS_IT_IS = ("image/png", "image/jpeg", "image/tiff", "image/webp", "image/gif")
_SAMPLE = QSize(256, 256)

Source = Path | bytes | QImage
"""Where a document comes from: a file, a picture's file, or a picture without one."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The documents that could be read, and a sentence on each thing that could not."""

    documents: tuple[Document, ...]
    refused: tuple[str, ...] = ()


def is_for_us(mime: QMimeData) -> bool:
    """Whether something dragged or pasted holds files or a picture; case documents are for the window."""
    if case_documents(mime):
        return False
    return _has_picture(mime) or any(url.isLocalFile() for url in mime.urls())


def sources(mime: QMimeData) -> list[Source]:
    """Return the files dragged or pasted, or the one picture; nothing where there is neither."""
    files: list[Source] = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files or not _has_picture(mime):
        return files
    for form in _AS_IT_IS:
        content = bytes(mime.data(form).data()) if mime.hasFormat(form) else b""
        if pictures.kind_of(content) == pictures.IMAGE:
            return [content]
    image = mime.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def read(source: Source) -> Document:
    """Return the document made of a source, without a caption; Problem where it cannot be one."""
    name = source.name if isinstance(source, Path) else _("Pasted picture")
    content = _content(source, name)
    if not content:
        raise Problem(_("{name} is empty.").format(name=name))
    if len(content) > LARGEST:
        raise Problem(_too_large(name))
    kind = pictures.kind_of(content)
    if kind == pictures.IMAGE and pictures.decoded(content, _SAMPLE).isNull():
        raise Problem(_("{name} cannot be read as a picture; it may be damaged.").format(name=name))
    if kind == pictures.OTHER and isinstance(source, Path) and source.suffix.lower() in _PROMISED:
        raise Problem(_("{name} is not what its ending says, and cannot be shown.").format(name=name))
    return Document(name=name, kind=kind, content=content)


def _has_picture(mime: QMimeData) -> bool:
    return bool(mime.hasImage()) or any(mime.hasFormat(form) for form in _AS_IT_IS)


def _content(source: Source, name: str) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, QImage):
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        source.save(buffer, "PNG")  # type: ignore[call-overload] # PySide's hints ask for bytes, Qt for text
        return bytes(buffer.data().data())
    try:
        if source.is_dir():
            raise Problem(_("{name} is a folder; add the files in it.").format(name=name))
        if not source.is_file():
            # A pipe would be waited for without end.
            raise Problem(_("There is no file {name}.").format(name=name))
        if source.stat().st_size > LARGEST:
            raise Problem(_too_large(name))
        with source.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        sentence = _("{name} cannot be read: {why}.")
        raise Problem(sentence.format(name=name, why=error.strerror or error)) from None


def _too_large(name: str) -> str:
    sentence = _("{name} is larger than {size} MB, the most a document may have; make it smaller first.")
    return sentence.format(name=name, size=LARGEST // 1_000_000)


class Incoming(QObject):
    """Reads what comes beside the screen, and keeps all of it as one step of the case it was meant for."""

    begun = Signal(str, object)
    """Work begins beside the screen: what it does in words, and its task."""
    arrived = Signal(tuple)
    """The ids of the documents that were added."""
    refused = Signal(str)
    """Why something was not added, in sentences."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._task: tasks.Task | None = None
        self._case_id = ""

    def pick(self, window: QWidget) -> None:
        """Ask for files and add them."""
        kinds = ";;".join(map(_, KINDS))
        names, _kind = QFileDialog.getOpenFileNames(window, _("Add documents"), "", kinds)
        if names:
            self.bring([Path(name) for name in names])

    def take(self, mime: QMimeData) -> None:
        """Add what was dropped or pasted."""
        if found := sources(mime):
            self.bring(found)
        else:
            self.refused.emit(_("There is neither a picture nor a file to add; copy one first."))

    def bring(self, found: Sequence[Source]) -> None:
        """Add what was found to the open case."""
        case = self._session.case
        if case is None or self._task is not None:
            self.refused.emit(_("Other documents are still being added. Wait for them, or cancel."))
            return
        if self._session.read_only:
            self.refused.emit(_("Nothing can be added: the file is open for reading only."))
            return

        self._case_id = case.id
        tasks.run(
            lambda task: _read_all(found, task),
            # The window may be gone before the thread is done.
            QCoreApplication.instance() or self,
            done=self._keep,
            troubled=self._fail,
            failed=self._fail,
            cancelled=self._end,
            begin=self._begin,
        )

    def _begin(self, task: tasks.Task) -> None:
        self._task = task
        self.begun.emit(_("Reading documents …"), task)

    def _keep(self, arrived: Arrived) -> None:
        self._end()
        refused = list(arrived.refused)
        added = arrived.documents
        if added and (self._session.case is None or self._session.case.id != self._case_id):
            refused.append(_("Nothing was added, as another case was opened meanwhile; add it again there."))
            added = ()
        if added:
            try:
                self._session.save_all(added, plural("Add document", "Add {count} documents", len(added)))
            except Problem as problem:
                refused.append(problem.sentence)
                added = ()
        self.refused.emit("\n".join(refused))
        if added:
            self.arrived.emit(tuple(one.id for one in added))

    def _fail(self, error: Exception) -> None:
        self._end()
        raise error

    def _end(self) -> None:
        self._task = None


def _read_all(found: Iterable[Source], task: tasks.Task) -> Arrived:
    whole = list(found)
    documents: list[Document] = []
    refused: list[str] = []
    for done, source in enumerate(whole):
        task.check()
        task.progressed.emit(done, len(whole))
        try:
            documents.append(read(source))
        except Problem as problem:
            refused.append(problem.sentence)
    return Arrived(tuple(documents), tuple(refused))
