"""Concordance card: what came of the recommendations of a period, as a sentence, bars and reasons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tumorboard.figures import concordance as figure
from tumorboard.i18n import _, capital, plural
from tumorboard.reasoning.concordance import Concordance
from tumorboard.ui import theme
from tumorboard.ui.concordance_plot import ConcordancePlot


class ConcordanceCard(QFrame):
    """Shows the counts; scrolled where there is much of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(_("What came of the recommendations"))
        heading = self._label("section")
        heading.setText(_("What came of the recommendations"))
        self.said = self._label("muted")
        self.plot = ConcordancePlot(self)
        self.why = self._label("section")
        self.reasons = self._label("")
        self.undated = self._label("muted")
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        for part in (heading, self.said, self.plot, self.why, self.reasons, self.undated):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("What came of the recommendations"))
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 4, 8)
        layout.addWidget(area)

    def show_found(self, found: Concordance) -> None:
        """Show other counts."""
        whole = found.whole
        told = f"{capital(figure.counted(whole))}." if whole.total else _("None was made in this period.")
        self.said.setText(told)
        self.plot.show_bars(figure.bars(found))
        self.plot.setVisible(bool(whole.total))
        count = sum(found.reasons.values())
        self.why.setText(_("Why not, or only partly (n = {count})").format(count=count))
        lines = [f"{number}\N{EN SPACE}{figure.reason(code)}" for code, number in found.reasons.items()]
        self.reasons.setText("\n".join(lines))
        for label in (self.why, self.reasons):
            label.setVisible(bool(count))
        self.undated.setText(
            plural(
                "{count} recommendation is of a board without a date, and counted in every period.",
                "{count} recommendations are of boards without a date, and counted in every period.",
                found.undated,
            )
        )
        self.undated.setVisible(bool(found.undated))

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setIndent(0)
        return label

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), theme.current().px(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(220), theme.current().px(140))
