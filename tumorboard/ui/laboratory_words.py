"""Laboratory words: what is said below the grid of the cell the keys are at."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.date_reading import Reading
from tumorboard.domain.laboratory import Laboratory
from tumorboard.i18n import _, plural
from tumorboard.reasoning import latest
from tumorboard.ui import theme


class CellWords(QWidget):
    """Says what was understood or is wrong, and what a value comes to beside those before it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._frame = QFrame(self)
        self._frame.setObjectName("saying")
        self.told = QLabel(self._frame)
        self.told.setWordWrap(True)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        inside.addWidget(self.told)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        box.addWidget(self.said)
        box.addWidget(self._frame)

    def say(self, fault: str, read: Reading | str | None) -> None:
        """Say why a cell cannot be read, else how the date of its row was."""
        words, role = fault, "echo-danger"
        if not fault and isinstance(read, Reading):
            words = _("{day}: is that meant?").format(day=read.words) if read.ambiguous else read.words
            role = "echo-look" if read.ambiguous else "echo"
        theme.restyle(self.said, role=role)
        self.said.setText(words)

    def tell(self, case: Case | None, result: Laboratory | None) -> None:
        """Tell what a result comes to beside those of its case; of what cannot be read, nothing."""
        told = latest.words(case, result) if case and result else ""
        if case and result and latest.recorded(case, result):
            told = " ".join(filter(None, (_("This result is recorded already."), told)))
        self._show(told)

    def tell_of_all(self, case: Case, results: Sequence[Laboratory]) -> None:
        """Tell how many of results that were pasted are recorded already, if any are."""
        known = sum(latest.recorded(case, result) for result in results)
        if known:
            told = plural(
                "{count} of these results is recorded already.",
                "{count} of these results are recorded already.",
                known,
            )
            self._show(told)

    def _show(self, told: str) -> None:
        self.told.setText(told)
        self._frame.setVisible(bool(told))
