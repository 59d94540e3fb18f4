"""Case rows: the list of cases as Qt wants it, fetched in pieces, and how one row is painted."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.store.shelf import CaseRow

PIECE = 100
RECENT = 5
"""So many of the cases opened last stand above all cases."""
FEW = 8
"""In a file of no more cases than these all of them are in sight anyway."""
Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


def lines_of(row: "CaseRow") -> tuple[str, str, str, str]:
    """Return name, MRN, diagnosis and last event in words."""
    from tumorboard.domain import dates

    day = dates.show(dates.Day.parse(row.last_event)) if row.last_event else ""
    last = " · ".join(part for part in (row.last_event_text, day) if part)
    return (
        row.name or _("name not recorded"),
        row.mrn,
        row.diagnosis or _("diagnosis not recorded"),
        last or _("nothing dated yet"),
    )


class CaseRows(QAbstractListModel):
    """The cases a search finds; more of them are fetched as they come into sight.

    Without a search the cases opened last come first, and again where they stand among all cases.
    """

    def __init__(
        self,
        session: Session,
        recent: Callable[[], Sequence[str]] = lambda: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._recent_ids = session, recent
        self._text = ""
        self._rows: list[CaseRow] = []
        self._more = False
        self.recent = 0
        """So many rows at the start are of the cases opened last."""

    def search(self, text: str) -> None:
        """Show the cases that hold every word of a text; all of them if it is empty."""
        self._text = text
        self._load(PIECE)

    def reload(self, least: int = PIECE) -> None:
        """Show the same search as it stands now, so many rows of it at least."""
        self._load(max(PIECE, least))

    def follow_recent(self) -> bool:
        """Show the cases opened last as they are now; return whether rows have moved by that."""
        if self._text or not self._session.book:
            return False
        recent = self._fetch_recent(self._rows[self.recent :])
        if len(recent) != self.recent:
            self.reload(len(self._rows) - self.recent)
            return True
        if recent != self._rows[: self.recent]:
            self._rows[: self.recent] = recent
            self.dataChanged.emit(self.index(0), self.index(self.recent - 1))
        return False

    def places(self, case_id: str) -> list[int]:
        """Return all rows of a case among those fetched."""
        return [place for place in (self.recent_place(case_id), self.place(case_id)) if place >= 0]

    @property
    def is_whole(self) -> bool:
        """Whether everything found was fetched."""
        return not self._more

    def place(self, case_id: str) -> int:
        """Return the row of a case among those fetched, where it stands by its name; or -1."""
        rows = enumerate(self._rows[self.recent :], start=self.recent)
        return next((place for place, row in rows if row.id == case_id), -1)

    def recent_place(self, case_id: str) -> int:
        """Return the row of a case among those opened last, or -1."""
        rows = enumerate(self._rows[: self.recent])
        return next((place for place, row in rows if row.id == case_id), -1)

    def case_id(self, place: int) -> str:
        """Return the id of the case in a row; empty beyond the rows."""
        return self._rows[place].id if 0 <= place < len(self._rows) else ""

    def heading(self, place: int) -> str:
        """Return what stands above a row."""
        if not self.recent or place not in (0, self.recent):
            return ""
        return _("All cases") if place else _("Recent")

    def _fetch(self, limit: int, offset: int) -> "list[CaseRow]":
        book = self._session.book
        return list(book.shelf.cases(self._text, limit=limit, offset=offset)) if book else []

    def _fetch_recent(self, rows: "Sequence[CaseRow]") -> "list[CaseRow]":
        """Return the rows that stand above the first of all cases."""
        book = self._session.book
        if book is None or self._text or len(rows) <= FEW:
            return []
        return book.shelf.lines(self._recent_ids())[:RECENT]

    def _load(self, limit: int) -> None:
        rows = self._fetch(limit, 0)
        recent = self._fetch_recent(rows)
        self.beginResetModel()
        self._rows, self._more, self.recent = recent + rows, len(rows) == limit, len(recent)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        name, mrn, diagnosis, last = lines_of(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _("{name}, MRN {mrn}, {diagnosis}, {last}").format(
                name=name, mrn=mrn, diagnosis=diagnosis, last=last
            )
            heading = self.heading(index.row())
            return f"{heading}: {said}" if heading else said
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{name}\n{mrn}\n{diagnosis}\n{last}"
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        rows = self._fetch(PIECE, len(self._rows) - self.recent)
        self._more = len(rows) == PIECE
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()


class CasePainter(QStyledItemDelegate):
    """Three lines to a case; the open one is on white with a bar, the one the keys are at has a ring."""

    def __init__(self, session: Session, rows: CaseRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._rows = session, rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        row: CaseRow = index.data(ROW)
        view: Any = option.widget
        rect: QRect = option.rect.adjusted(0, 1, 0, -1)
        if heading := self._rows.heading(index.row()):
            rect.setTop(rect.top() + self._head(painter, rect, heading, view.font()))
        state = option.state
        is_open = self._session.case is not None and self._session.case.id == row.id
        is_current = view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.px(6)
        if is_open or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.surface if is_open else look.hover))
            painter.drawRoundedRect(rect, radius, radius)
        if is_open:
            painter.setBrush(QColor(look.accent))
            bar = look.px(3)
            painter.drawRoundedRect(QRect(rect.left(), rect.top(), bar, rect.height()), bar / 2, bar / 2)
        if is_current and (view.hasFocus() or not is_open):
            painter.setPen(QPen(QColor(look.accent if view.hasFocus() else look.border), look.px(1.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        self._write(
            painter, rect.adjusted(look.px(10), look.px(7), -look.px(8), 0), lines_of(row), view.font()
        )
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, heading: str, font: QFont) -> int:
        """Write what stands above a row, and return the height it takes."""
        look, height = theme.current(), _head_height(QFontMetrics(font))
        line = QRect(rect.left() + look.px(10), rect.top(), rect.width() - look.px(10), height)
        painter.setFont(font)
        painter.setPen(QColor(look.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading)
        return height

    def _write(self, painter: QPainter, rect: QRect, lines: tuple[str, str, str, str], font: QFont) -> None:
        look = theme.current()
        name, mrn, diagnosis, last = lines
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        plain, strong = QFontMetrics(font), QFontMetrics(bold)
        height = plain.lineSpacing() + look.px(1)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        wide, apart = rect.width(), look.px(8)
        number = min(plain.horizontalAdvance(mrn) + look.px(2), wide // 2)
        # Where name and number do not fit beside each other, neither gives way: the last event does.
        beside = strong.horizontalAdvance(name) + apart + number <= wide
        line = QRect(rect.left(), rect.top(), wide, height)
        texts = (
            (name, bold, look.text, wide),
            (diagnosis, font, look.text, wide),
            (last, font, look.muted, wide if beside else wide - number - apart),
        )
        for place, (text, written, colour, space) in enumerate(texts):
            painter.setFont(written)
            painter.setPen(QColor(colour))
            metrics = strong if written is bold else plain
            painter.drawText(line, left, metrics.elidedText(text, Qt.TextElideMode.ElideRight, space))
            if place == (0 if beside else 2):
                painter.setFont(font)
                painter.setPen(QColor(look.muted))
                painter.drawText(line, right, plain.elidedText(mrn, Qt.TextElideMode.ElideLeft, number))
            line.translate(0, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Asked for every row there is: nothing here may take long.
        look, metrics = theme.current(), option.fontMetrics
        line = metrics.lineSpacing() + look.px(1)
        head = _head_height(metrics) if self._rows.heading(index.row()) else 0
        return QSize(look.px(120), 3 * line + look.px(16) + head)


def _head_height(metrics: QFontMetrics) -> int:
    return metrics.lineSpacing() + theme.current().px(8)
