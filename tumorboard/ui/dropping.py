"""Dropping: case documents that somebody drags onto the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData

ENDING = ".json"


def case_documents(mime: QMimeData) -> list[Path]:
    """Return the case documents that are dragged; none where anything else is among them."""
    urls = mime.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if len(paths) < len(urls) or any(path.suffix.lower() != ENDING for path in paths):
        return []
    return paths
