"""Page breaks: where a text laid out on a sheet without end may be cut.

QTextDocument cuts rows of tables in two at the end of a page and leaves headings behind. So it is cut here,
between paragraphs and rows, never after a heading, and a table goes on under its head.
"""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument, QTextTable

Strip = tuple[float, float]
"""From where to where in the height of the endless sheet."""

_PIXELS_PER_INCH = 96
"""What Qt takes a pixel of CSS for."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stays together, with what follows if it `leads`; `head` is that of the table it is a row of."""

    top: float
    bottom: float
    leads: bool = False
    head: Strip | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of the endless sheet stands on one of paper, under the head of a table that goes on there."""

    body: Strip
    head: Strip | None = None


def sheets(parts: Iterable[Part], room: float, split: Callable[[float, float], float]) -> list[Sheet]:
    """Return what goes on each sheet of the height `room`.

    `split(start, limit)` says where to cut what is higher than a sheet, after `start` and not beyond `limit`.
    """
    found: list[Sheet] = []
    start = end = 0.0
    head: Strip | None = None
    for top, bottom, own_head in _kept_together(parts):
        if bottom - start > room - _height(head):
            if end > start:
                found.append(Sheet((start, end), head))
            start, head = top, own_head
            while bottom - start > room - _height(head):
                end = split(start, start + room - _height(head))
                found.append(Sheet((start, end), head))
                start = end
        end = bottom
    return [*found, Sheet((start, end), head)]


def parts(document: QTextDocument) -> list[Part]:
    """Return the paragraphs and rows of a document that was laid out, from top to bottom."""
    layout = document.documentLayout()
    found: list[Part] = []
    step = document.rootFrame().begin()
    while not step.atEnd():
        frame, block = step.currentFrame(), step.currentBlock()
        if isinstance(frame, QTextTable):
            found += _rows(layout, frame)
        elif block.isValid():
            rect = layout.blockBoundingRect(block)
            # Qt puts an empty paragraph behind a table, over its end.
            if not found or rect.top() >= found[-1].bottom - 1e-3:
                found.append(Part(rect.top(), rect.bottom(), leads=block.blockFormat().headingLevel() > 0))
        step += 1
    return found


def between_lines(document: QTextDocument, start: float, limit: float) -> float:
    """Return the lowest place up to `limit` at which no line of text is cut; `limit` if there is none."""
    lines = list(lines_of(document))
    free = (
        bottom
        for _top, bottom in lines
        if start < bottom <= limit and not any(above < bottom < below for above, below in lines)
    )
    return max(free, default=limit)


def _kept_together(parts: Iterable[Part]) -> Iterable[tuple[float, float, Strip | None]]:
    first: Part | None = None
    for part in parts:
        first = first or part
        if not part.leads:
            yield first.top, part.bottom, first.head
            first = None
    if first:
        yield first.top, part.bottom, first.head


def _height(strip: Strip | None) -> float:
    return strip[1] - strip[0] if strip else 0


def _rows(layout: QAbstractTextDocumentLayout, table: QTextTable) -> list[Part]:
    scale = layout.paintDevice().logicalDpiY() / _PIXELS_PER_INCH
    first = table.cellAt(0, 0).format().toTableCellFormat()
    border = first.topBorder() / (2 if table.format().toTableFormat().borderCollapse() else 1)
    # Qt gives the true height of a table, but as its top that of the text in its first cell.
    rect = layout.frameBoundingRect(table)
    top = rect.top() - (first.topPadding() + border) * scale
    edges = [top]
    for row in range(1, table.rows()):
        cell = table.cellAt(row, 0)
        text = layout.blockBoundingRect(cell.firstCursorPosition().block()).top()
        # The line between two rows belongs to the upper one.
        edges.append(text - cell.format().toTableCellFormat().topPadding() * scale)
    edges.append(top + rect.height())
    heads = table.format().toTableFormat().headerRowCount()
    # A row of one cell over the whole width is a remark on the row before it.
    told = {row - 1 for row in range(1, table.rows()) if table.cellAt(row, 0).columnSpan() > 1}
    head = (top, edges[heads]) if heads else None
    return [
        Part(begun, ended, leads=row < heads or row in told, head=head if row >= heads else None)
        for row, (begun, ended) in enumerate(itertools.pairwise(edges))
    ]


def lines_of(document: QTextDocument) -> Iterable[Strip]:
    """Give the top and bottom of every line of text."""
    layout = document.documentLayout()
    block: QTextBlock = document.begin()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        text = block.layout()
        for number in range(text.lineCount()):
            rect = text.lineAt(number).rect()
            yield top + rect.top(), top + rect.bottom()
        block = block.next()
