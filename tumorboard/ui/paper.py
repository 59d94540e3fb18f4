"""Paper: a page as PDF, on the printer and as a preview."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from tumorboard.domain.errors import Problem
from tumorboard.exchange import whole_file
from tumorboard.handout import templates
from tumorboard.handout.page import Page
from tumorboard.i18n import _, language, plural
from tumorboard.ui import charts, typeface
from tumorboard.ui.one_sheet import fitted
from tumorboard.ui.paper_sheets import Sheets

PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_MARGIN = 14.0
"""Millimetres of white around the sheet, as far as every printer reaches."""
_DOTS = 1200
"""Per inch: fine enough that letters stand where they belong at any zoom."""
_FIGURE_PIXELS = 760
"""How wide the figure is drawn at 96 dpi; scaled to the sheet, this sets the size of its letters."""
_SHORT_SIZE, _SHORT_SHARE = 0.96, 0.36
"""Where a page has to stand on one sheet, the size of the figure's letters against the usual one, as they do
not shrink with the others, and its height at most against its width."""


def pdf(page: Page, paper: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return a page as PDF/A, with remarks on what could not be printed as it should, in sentences."""
    from tumorboard.exchange.pdf import finish  # the preview does without

    data, remarks = printed(page, figure(page), paper)
    made = finish(
        data,
        title=page.title,
        language=language(),
        # That of an anonymised page would lead back to the case.
        snapshot="" if page.anonymous else page.snapshot,
        undated=page.anonymous,
    )
    return made, remarks


def printed(page: Page, figure: bytes, paper: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return a page with its figure as Qt makes a PDF of it, which is yet to be finished, and remarks.

    Unlike its figure, a page may be printed in another thread than that of the screen.
    """
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(page.title)
    lay_paper(writer, paper or page.paper)
    remarks = _print(page, figure, writer)
    return bytes(buffer.data().data()), remarks


def figure(page: Page) -> bytes:
    """Return the figure of a page as SVG; empty where it has none."""
    if page.figure is None:
        return b""
    wide = round(_FIGURE_PIXELS / (_SHORT_SIZE if page.shorter else page.text_size))
    made = charts.svg(page.figure, wide, paper=True)
    highest = round(_SHORT_SHARE * wide)
    if page.shorter and QSvgRenderer(QByteArray(made)).defaultSize().height() > highest:
        made = charts.svg(page.figure, wide, highest, paper=True)
    return made


def write_pdf(page: Page, path: Path, paper: str = "") -> tuple[str, ...]:
    """Write a page to a PDF file, whole or not at all, and return remarks in sentences.

    Raises Problem where the file cannot be written. `paper` is `a4` or `letter`, the page's own if empty.
    """
    data, remarks = pdf(page, paper)
    whole_file.write(Path(path), data)
    return remarks


def print_page(page: Page, printer: QPrinter) -> tuple[str, ...]:
    """Print a page as the printer is set up, from the first to the last sheet it asks for."""
    printer.setDocName(page.title)
    printer.setCreator("TumorBoard")
    return _print(page, figure(page), printer, printer.fromPage(), printer.toPage())


def preview(page: Page, parent: QWidget | None = None) -> QPrintPreviewWidget:
    """Return a widget that shows the sheets of a page as they would come out of the printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    lay_paper(printer, page.paper)
    widget = QPrintPreviewWidget(printer, parent)
    # Kept on the widget: Qt takes no ownership of the printer.
    widget._printer = printer  # type: ignore[attr-defined]
    widget.setAccessibleName(page.title)
    widget.paintRequested.connect(lambda device: _print(page, figure(page), device))
    widget.fitToWidth()
    return widget


def lay_paper(device: QPagedPaintDevice, paper: str) -> None:
    """Give a printer or PDF its paper and margins; KeyError for a paper that is not known."""
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(PAPERS[paper])
    device.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )


def _print(
    page: Page, figure: bytes, device: QPagedPaintDevice, first: int = 0, last: int = 0
) -> tuple[str, ...]:
    def laid_out(one: Page) -> Sheets:
        return Sheets(one, figure, device)

    sheets = fitted(page, laid_out) if page.shorter else laid_out(page)
    painter = QPainter()
    if not painter.begin(device):
        raise Problem(_("The printer does not take the page; see whether it is there and ready."))
    try:
        begun = False
        for number in range(max(first - 1, 0), min(last or len(sheets), len(sheets))):
            if begun:
                device.newPage()
            sheets.paint(painter, number)
            begun = True
    finally:
        painter.end()
    remarks = list(dict.fromkeys((*page.remarks, *templates.taken())))
    if page.shorter and len(sheets) > 1:
        sentence = _("This does not fit on one sheet even in the smallest letters; it takes {count}.")
        remarks.append(sentence.format(count=len(sheets)))
    if boxes := typeface.lacking(sheets.text + figure.decode()):
        sentence = _("No font on this computer has {characters}: boxes are printed in their place.")
        remarks.append(sentence.format(characters=" ".join(boxes)))
    if unread := len(sheets.pictures.unread):
        remarks.append(
            plural(
                "{count} picture cannot be read; its place on the page says so.",
                "{count} pictures cannot be read; their places on the page say so.",
                unread,
            )
        )
    return tuple(remarks)
