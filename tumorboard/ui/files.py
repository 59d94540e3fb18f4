"""Files: which file is worked on, and what comes in and goes out by the system's own dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from tumorboard import resources
from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _
from tumorboard.ui import tasks
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book

BOOKS = N_("TumorBoard files (*.tumorboard)")
DOCUMENTS = N_("Case documents (*.json)")
MOST_FAULTS = 6


def written(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; Problem where that cannot be."""
    from tumorboard.exchange import whole_file

    whole_file.write(path, data)


def read(path: Path) -> bytes:
    """Read a file that is to be a case document; Problem where that cannot be."""
    from tumorboard.exchange import case_document, whole_file

    return whole_file.read(path, case_document.LARGEST)


class Files(QObject):
    """Opens files and moves cases in and out; a dialog opens only where the system owns it."""

    opening = Signal(object)
    """A file is about to be opened."""
    begun = Signal(str, object)
    """Work begins beside the screen: what it does in words, and its task."""
    refused = Signal()
    """What was asked for could not be done, and why was said, or it was cancelled."""
    failed = Signal(object)
    """A bug of ours met in a thread."""

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._task: tasks.Task | None = None

    def pick(self) -> None:
        """Ask for a file and work on it, now and at the next start."""
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(self._window, _("Open file"), self._folder(), _(BOOKS))
        if name:
            self.open(Path(name), picked=True)

    def pick_new(self) -> None:
        """Ask for the place of a new file and work on it, now and at the next start."""
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("New file"), str(Path(self._folder()) / "cases.tumorboard"), _(BOOKS)
        )
        if name:
            self.open(Path(name), picked=True)

    def open(self, path: Path, *, picked: bool = False, then: Callable[[], object] | None = None) -> None:
        """Open a file, beside the screen as its check may take a while; the one open now stays until then."""

        def opened(book: "Book") -> None:
            self._session.take(book)
            self._settings.add_recent_file(path)
            if picked:
                self._settings.picked_file = path
            if then:
                then()

        def work(task: tasks.Task) -> "Book":
            from tumorboard.store.book import Book
            from tumorboard.store.places import user_name

            return Book.open(path, author=user_name(), stopped=task.stopped)

        self.opening.emit(path)
        self.beside(_("Opening {file} …").format(file=path.name), work, opened)

    def add_example(self) -> None:
        """Add the published example to the file and open it."""

        def work(task: tasks.Task) -> "Case":
            from tumorboard.exchange import case_document

            return case_document.read(resources.data("examples/published.json"))

        words = _("Reading the example …")
        self.beside(words, work, lambda case: self._session.add(case, N_("Add example case")))

    def pick_documents(self) -> None:
        """Ask for case documents and add them to the file."""
        from PySide6.QtWidgets import QFileDialog

        names, _kind = QFileDialog.getOpenFileNames(self._window, _("Import case document"), "", _(DOCUMENTS))
        if names:
            self.import_documents([Path(name) for name in names])

    def import_documents(self, paths: list[Path]) -> None:
        """Add the cases of documents to the file, all or, where one of them has a fault, none."""

        def work(task: tasks.Task) -> "list[Case]":
            from tumorboard.exchange import case_document

            cases = []
            for done, path in enumerate(paths):
                task.check()
                task.progressed.emit(done, len(paths))
                cases.append(case_document.read(read(path)))
            return cases

        self.beside(_("Reading case documents …"), work, self._add)

    def _add(self, cases: "list[Case]") -> None:
        book = self._session.lend()

        def work(task: tasks.Task) -> None:
            with book.stopping(task.stopped), book.journal.together():
                for done, case in enumerate(cases):
                    task.check()
                    task.progressed.emit(done, len(cases))
                    book.shelf.add(case, N_("Import case"))

        def added(nothing: object) -> None:
            self._session.take_back()
            self._session.open_case(cases[-1].id)

        words = _("Adding cases to the file …")
        self.beside(words, work, added, given_up=self._session.take_back)

    def export_document(self) -> None:
        """Ask where the open case's document is to be written."""
        from tumorboard.exchange import case_document

        if case := self._session.case:
            path = self.ask_save(_("Export case document"), f"{case.patient.mrn}.json", _(DOCUMENTS))
            if path:
                written(path, case_document.write(case))

    def close(self) -> None:
        """Stop what is being done, and wait until nothing of it is left."""
        if self._task:
            self._task.cancel()
            self._task = None
            QThreadPool.globalInstance().waitForDone()

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file; None where nobody wants to after all."""
        from PySide6.QtWidgets import QFileDialog

        safe = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name)
        chosen, _kind = QFileDialog.getSaveFileName(self._window, title, safe, kinds)
        return Path(chosen) if chosen else None

    def _folder(self) -> str:
        recent = self._settings.recent_files
        return str(recent[0].parent) if recent else ""

    def beside(
        self,
        words: str,
        work: Callable[[tasks.Task], object],
        done: Callable[..., object],
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Do one thing at a time beside the screen; `given_up` is called where nothing comes of it."""
        if self._task:
            self._session.troubled.emit(_("Something else is still being done. Wait for it, or cancel it."))
            return

        def begin(task: tasks.Task) -> None:
            self._task = task
            self.begun.emit(words, task)

        def end(tell: Callable[..., object], before: Callable[[], object]) -> Callable[..., None]:
            def ended(*result: object) -> None:
                # None where the window was closed meanwhile.
                if self._task:
                    self._task = None
                    before()
                    tell(*result)

            return ended

        tasks.run(
            work,
            self,
            done=end(done, lambda: None),
            troubled=end(self._refuse, given_up),
            failed=end(self.failed.emit, given_up),
            cancelled=end(self.refused.emit, given_up),
            begin=begin,
        )

    def _refuse(self, problem: Problem) -> None:
        faults = [str(fault) for fault in getattr(problem, "faults", ())][1:MOST_FAULTS]
        self._session.troubled.emit("\n".join([problem.sentence, *faults]))
        self.refused.emit()
