import io
import os
import re
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter

from tests.handout.cases import bare, printed
from tests.ui.pictured import drawn, file_of, turned_photo
from tumorboard.domain.document import Document
from tumorboard.handout.pictures import Picture
from tumorboard.ui.paper import pdf
from tumorboard.ui.paper_sheets import Sheets
from tumorboard.ui.printed_pictures import PrintedPictures

pytestmark = pytest.mark.usefixtures("qapp")

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="300"/>'


def read(*contents: bytes) -> tuple[pypdf.PdfReader, tuple[str, ...]]:
    """Return the PDF of a case with pictures, read back, and what was remarked."""
    documents = tuple(
        Document(name=f"{place:02}", kind="image", content=content, caption=f"Caption{place}", printed=True)
        for place, content in enumerate(contents)
    )
    data, remarks = pdf(printed(replace(bare(mrn="T-1"), records=documents)))
    return pypdf.PdfReader(io.BytesIO(data)), remarks


def images(reader: pypdf.PdfReader) -> list[Any]:
    """Return the pictures of all sheets as the file holds them."""
    found = []
    for sheet in reader.pages:
        resources: Any = sheet["/Resources"]
        objects = resources.get("/XObject", {}).values()
        found += [one.get_object() for one in objects if one.get_object()["/Subtype"] == "/Image"]
    return found


def photo(width: int, height: int) -> bytes:
    """Return a photo: a picture of more colours than any drawing has."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for row in range(height):
        for column in range(0, width):
            image.setPixelColor(column, row, QColor(column % 256, row % 256, (column * row) % 256))
    return file_of(image)


def test_a_picture_is_embedded_no_finer_than_is_printed() -> None:
    """However many points a picture has, the file holds about 300 an inch."""
    reader, remarks = read(file_of(drawn(4000, 3000), "JPEG"))
    [image] = images(reader)
    assert remarks == ()
    assert image["/Height"] == pytest.approx(44 / 25.4 * 300, abs=2)
    assert image["/Width"] == pytest.approx(image["/Height"] * 4 / 3, abs=2)


def test_a_small_picture_is_not_blown_up() -> None:
    """What has few points keeps them."""
    reader, _remarks = read(file_of(drawn(40, 30)))
    [image] = images(reader)
    assert (image["/Width"], image["/Height"]) == (40, 30)


def test_a_drawing_is_printed_without_loss_and_a_photo_as_photos_are() -> None:
    """Lines stay sharp, and a photo does not take megabytes."""
    reader, _remarks = read(file_of(drawn(400, 300)), photo(400, 300), file_of(drawn(400, 300), "JPEG"))
    filters = [str(image["/Filter"]) for image in images(reader)]
    assert sorted("DCT" in one for one in filters) == [False, True, True]


def test_a_picture_with_nothing_behind_it_stands_on_white() -> None:
    """What is transparent would be black on paper."""
    clear = QImage(100, 80, QImage.Format.Format_ARGB32)
    clear.fill(Qt.GlobalColor.transparent)
    printed_pictures = PrintedPictures([Picture("picture-0", 3, file_of(clear))], 500, 1)
    sheet = QImage(300, 300, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.black)
    painter = QPainter(sheet)
    size = printed_pictures.size("picture-0")
    printed_pictures.draw(painter, QRectF(QPointF(0, 0), size), "picture-0")
    painter.end()
    assert sheet.pixelColor(30, 30) == QColor("white")


def test_pictures_keep_their_shape_within_their_column() -> None:
    """None is wider than its column or higher than is small, upright ones included."""
    contents = (file_of(drawn(2000, 300)), turned_photo(400, 300), file_of(drawn(300, 2000)))
    shown = PrintedPictures([Picture(f"{n}", 3, content) for n, content in enumerate(contents)], 516, 1)
    for name, shape in (("0", 2000 / 300), ("1", 3 / 4), ("2", 300 / 2000)):
        size: QSizeF = shown.size(name)
        assert size.width() <= 516 / 3
        assert size.height() <= 44 / 25.4 * 72 + 0.01
        assert size.width() / size.height() == pytest.approx(shape, rel=0.01)


@pytest.mark.parametrize("left", [20, 200])
def test_a_picture_that_cannot_be_read_is_told(left: int) -> None:
    """Its place says so on the page, and a remark beside it, whether its size is known or not."""
    reader, remarks = read(file_of(drawn())[:left], file_of(drawn()))
    assert len(images(reader)) == 1
    assert remarks == ("1 picture cannot be read; its place on the page says so.",)
    assert "This picture cannot be read." in " ".join(sheet.extract_text() for sheet in reader.pages)


def test_a_row_of_pictures_stays_together_with_its_captions() -> None:
    """No picture is cut at the end of a sheet, and each is printed once, with its caption on its sheet."""
    contents = [file_of(drawn(300 + place, 200), "JPEG") for place in range(30)]
    reader, _remarks = read(*contents)
    assert len(reader.pages) > 2
    seen: list[int] = []
    for sheet in reader.pages:
        text = sheet.extract_text()
        here = [int(number) for number in re.findall(r"Caption(\d+)", text)]
        assert len(sheet.images) == len(here)
        seen += here
    assert seen == list(range(30))


def test_the_figure_is_still_the_figure() -> None:
    """The chart has its place beside the pictures."""
    document = Document(name="a", kind="image", content=file_of(drawn()), printed=True)
    page = printed(replace(bare(), records=(document,)))
    sheets = Sheets(page, DRAWING, QPdfWriter(os.devnull))
    assert len(sheets) == 1
    assert page.html.count("<img") == 2
