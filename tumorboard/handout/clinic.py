"""Clinic: what a clinic has on all its paper, whatever is printed: its logo, and templates of its own.

The doors of the program say it once, from the settings; a page takes it along when it is made.
"""

from pathlib import Path

_folder: Path | None = None
_logo = b""


def choose(folder: Path | None, logo: bytes = b"") -> None:
    """Take templates of the clinic's own from a folder, as far as it is there, and its logo."""
    global _folder, _logo
    _folder, _logo = folder, logo


def folder() -> Path | None:
    """Return the folder of the clinic's own templates, which need not be there; None for none."""
    return _folder


def logo() -> bytes:
    """Return the content of the picture with the clinic's logo; empty where it has none."""
    return _logo
