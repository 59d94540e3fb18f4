"""Pictures: what the content of a document holds, and a picture decoded as large as it is needed.

What a content is, its first bytes say, whatever its file was called. A picture is kept as it came and turned
as the camera was held only where it is shown.
"""

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.ui import tasks

IMAGE, PDF, OTHER = "image", "PDF", "other"
"""The kinds of document, by the codes of its field."""
_BEGINNINGS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
"""How the files of pictures begin (RFC 2083, TIFF 6.0 and their like) and are called."""
_PDF_WITHIN = 1024
"""As far in a PDF may begin (ISO 32000-1, annex H)."""
MOST_POINTS = 48_000_000
"""Of a picture decoded; a larger one is shown at a half or a quarter of its size."""
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


def ending_of(content: bytes) -> str:
    """Return the ending a file with this content should have; empty where it is none that is shown here."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    for beginning, ending in _BEGINNINGS:
        if content.startswith(beginning):
            return ending
    return ".pdf" if b"%PDF-" in content[:_PDF_WITHIN] else ""


def kind_of(content: bytes) -> str:
    """Return `image`, `PDF` or `other`."""
    ending = ending_of(content)
    return {"": OTHER, ".pdf": PDF}.get(ending, IMAGE)


def size_of(content: bytes) -> QSize:
    """Return how many points a picture has, as it is shown; not valid where it cannot be read."""
    reader = _Reader(content)
    return _turned(reader.size(), reader)


def decoded(content: bytes, box: QSize) -> QImage:
    """Return a picture that fits into so many points, never enlarged; a null one where it cannot be read."""
    reader = _Reader(content)
    size = reader.size()
    room = _turned(box, reader)
    if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        fitting = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    image: QImage = reader.read()
    if not image.isNull() and (image.width() > box.width() or image.height() > box.height()):
        # Not every format says its size before it is read.
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaled(box, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return image


def level(whole: QSize, scale: float) -> QSize:
    """Return the size to decode for a scale: whole, or halved as often as that still has all that is seen."""
    size = QSize(whole)
    while (scale <= 0.5 or size.width() * size.height() > MOST_POINTS) and max(size.toTuple()) > 64:
        size = QSize(max(1, -(-size.width() // 2)), max(1, -(-size.height() // 2)))
        scale *= 2
    return size


class _Reader(QImageReader):
    """A reader of a content in memory, which it keeps."""

    def __init__(self, content: bytes) -> None:
        self._content = QByteArray(content)
        self._buffer = QBuffer(self._content)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        super().__init__(self._buffer)
        self.setDecideFormatFromContent(True)
        self.setAutoTransform(True)


def _turned(size: QSize, reader: QImageReader) -> QSize:
    return size.transposed() if reader.transformation() & _TURNED else size


class Pictures(QObject):
    """Decodes pictures beside the screen when they are first asked for, and keeps those used last."""

    ready = Signal(str)
    """A picture of the document with this id was decoded, or it is known that there is none."""

    def __init__(self, most: int, parent: QObject) -> None:
        super().__init__(parent)
        self._most = most
        self._kept: OrderedDict[tuple[str, int, int], tuple[bytes, QImage]] = OrderedDict()
        self._awaited: set[tuple[str, int, int]] = set()

    def find(self, document: Document, box: QSize) -> QImage | None:
        """Return a picture that fits into so many points, a null one if there is none; None until then."""
        key, content = (document.id, *box.toTuple()), document.content or b""
        kept = self._kept.get(key)
        if kept and (kept[0] is content or kept[0] == content):
            self._kept.move_to_end(key)
            return kept[1]
        if key not in self._awaited:
            self._awaited.add(key)
            tasks.run(
                lambda task: (key, content, decoded(content, QSize(*key[1:]))),
                # The window may be gone before the thread is done.
                QCoreApplication.instance() or self,
                done=self._keep,
                troubled=self._raise,
                failed=self._raise,
            )
        return None

    def largest(self, document: Document) -> QImage | None:
        """Return the largest picture of a document that is there already."""
        found = [kept for key, kept in self._kept.items() if key[0] == document.id and not kept[1].isNull()]
        images = [
            image for content, image in found if content is document.content or content == document.content
        ]
        return max(images, key=lambda image: image.width(), default=None)

    def clear(self) -> None:
        """Keep nothing, as another case is open."""
        self._kept.clear()

    def _keep(self, found: tuple[tuple[str, int, int], bytes, QImage]) -> None:
        key, content, image = found
        self._awaited.discard(key)
        self._kept[key] = (content, image)
        while (
            len(self._kept) > 1
            and sum(one.sizeInBytes() for _content, one in self._kept.values()) > self._most
        ):
            self._kept.popitem(last=False)
        self.ready.emit(key[0])

    def _raise(self, error: Exception | Problem) -> None:
        raise error
