"""Document rows: the documents of a case in order of time as Qt wants a list, and what is said of each."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document, in_time
from tumorboard.domain.fields import field_of
from tumorboard.domain.headline import headline
from tumorboard.i18n import _
from tumorboard.ui import pictures

Index = QModelIndex | QPersistentModelIndex
DOCUMENT = Qt.ItemDataRole.UserRole


def date_words(document: Document) -> str:
    """Return the date of a document as it is known."""
    if document.taken_on:
        return dates.show(document.taken_on)
    shade = dict(document.absent).get("taken_on", "")
    return {"unknown": _("date unknown"), "not done": _("not done")}.get(shade, _("date not recorded"))


def about_words(case: Case | None, document: Document) -> str:
    """Return what a document is about: another record in a few words; empty where that is not recorded."""
    about = case.find(document.about) if case and document.about else None
    return headline(about) if about else ""


def size_words(document: Document) -> str:
    """Return what kind of content a document has and how much of it."""
    if document.content is None:
        return _("no content")
    size = field_of(Document, "content").show(document.content)
    kind = pictures.kind_of(document.content)
    named = {pictures.PDF: "PDF", pictures.IMAGE: _("picture")}.get(kind, document.name.rpartition(".")[2])
    return f"{named} · {size}"


class DocumentRows(QAbstractListModel):
    """The documents of the open case, as Qt wants a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.case: Case | None = None
        self.documents: list[Document] = []

    def show(self, case: Case | None) -> None:
        """Show the documents of a case."""
        self.beginResetModel()
        self.case = case
        self.documents = in_time(case.of(Document)) if case else []
        self.endResetModel()

    def place(self, document_id: str) -> int:
        """Return the row of a document, or -1."""
        return next((row for row, one in enumerate(self.documents) if one.id == document_id), -1)

    def repaint(self, document_id: str) -> None:
        """Have a document painted anew, as its picture is there now."""
        if (row := self.place(document_id)) >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.documents)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.documents):
            return None
        one = self.documents[index.row()]
        if role == DOCUMENT:
            return one
        parts = (headline(one), date_words(one), about_words(self.case, one), size_words(one))
        printed = _("printed in the handout") if one.printed else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return parts[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (*parts, printed) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            name = one.name if one.name != parts[0] else ""
            return "\n".join(part for part in (parts[0], name, *parts[1:], printed) if part)
        return None
