"""Page breaks: where a text laid out on a sheet without end may be cut.

QTextDocument cuts rows of tables in two at the end of a page and leaves headings behind. So it is cut here,
between paragraphs and rows, never after a heading, and a table goes on under its head.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument, QTextTable

Strip = tuple[float, float]
"""From where to where in the height of the endless sheet."""


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
    lines = list(_lines(document))
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
    frame = layout.frameBoundingRect(table)
    tops, bottoms = [], []
    for row in range(table.rows()):
        cells = [table.cellAt(row, column) for column in range(table.columns())]
        first = [layout.blockBoundingRect(cell.firstCursorPosition().block()) for cell in cells]
        last = [layout.blockBoundingRect(cell.lastCursorPosition().block()) for cell in cells]
        tops.append(min(rect.top() for rect in first))
        bottoms.append(max(rect.bottom() for rect in last))
    # The line under a row lies in the middle between two rows, and belongs to the upper one.
    edges = [bottom + (top - bottom) * 0.6 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    starts, ends = [frame.top(), *edges], [*edges, frame.bottom()]
    heads = table.format().toTableFormat().headerRowCount()
    head = (starts[0], ends[heads - 1]) if heads else None
    return [
        Part(top, bottom, leads=row < heads, head=head if row >= heads else None)
        for row, (top, bottom) in enumerate(zip(starts, ends, strict=True))
    ]


def _lines(document: QTextDocument) -> Iterable[Strip]:
    layout = document.documentLayout()
    block: QTextBlock = document.begin()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        text = block.layout()
        for number in range(text.lineCount()):
            rect = text.lineAt(number).rect()
            yield top + rect.top(), top + rect.bottom()
        block = block.next()
