"""Outside: a document opened by the system's own program, from a private copy that is gone at the end."""

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _
from tumorboard.ui import pictures

HARMLESS = {".csv", ".dcm", ".docx", ".heic", ".odt", ".rtf", ".txt", ".xlsx"}
"""Endings of other contents that no system runs as a program."""


class Outside:
    """Copies of what was opened, in a folder that nobody else can read."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self, document: Document) -> None:
        """Show a document in the system's program for it; Problem where there is none."""
        path = self.copy(document)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise Problem(_("This computer has no program that opens {name}.").format(name=document.name))

    def copy(self, document: Document) -> Path:
        """Return a copy of a document, which only its user can read; Problem where it must not be opened."""
        content = document.content
        if content is None:
            raise Problem(_("There is no content to open."))
        # By the content, not by the name: a program stays one whatever it is called.
        ending = pictures.ending_of(content) or Path(document.name).suffix.lower()
        if not pictures.ending_of(content) and ending not in HARMLESS:
            sentence = _("{name} is not opened from here, as it could be a program.")
            raise Problem(sentence.format(name=document.name or _("This document")))
        try:
            if self._folder is None:
                # In memory where the system has such a folder, so that a crash leaves nothing on the disk.
                root = os.environ.get("XDG_RUNTIME_DIR") or None
                self._folder = tempfile.TemporaryDirectory(
                    prefix="tumorboard-", dir=root, ignore_cleanup_errors=True
                )
            path = Path(self._folder.name) / f"{document.id}{ending}"
            path.write_bytes(content)
            path.chmod(0o400)
        except FileExistsError:
            pass
        except PermissionError:
            if not path.exists():
                raise Problem(_("No copy could be made to open.")) from None
        except OSError as error:
            sentence = _("No copy could be made to open: {why}.")
            raise Problem(sentence.format(why=error.strerror)) from None
        return path

    def clear(self) -> None:
        """Leave no copy."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
