"""Clinic rows: the settings of what a clinic has on its paper, its logo and the folder of its templates."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from tumorboard import resources
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import TextField
from tumorboard.i18n import _
from tumorboard.ui import logo, theme
from tumorboard.ui.buttons import Button
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.setting import Folder, Logo
from tumorboard.ui.setting_row import SettingRow, TypedRow

COPIES = "built-in"
"""The folder in that of the templates with copies to begin with; nothing in it is used."""


class LogoRow(SettingRow[Logo]):
    """The logo as it is printed, to be picked from a file or taken away."""

    def control(self) -> QWidget:
        made = QWidget(self)
        self.shown = QLabel(made)
        self.shown.setObjectName("logo")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(self.title)
        self.pick = Button(_("Choose a picture…"), parent=made)
        self.pick.setAccessibleName(_("{setting}: choose a picture").format(setting=self.title))
        self.drop = Button(_("Remove"), parent=made)
        self.drop.setAccessibleName(_("{setting}: remove").format(setting=self.title))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        for one in (self.shown, self.pick, self.drop):
            row.addWidget(one)
        row.addStretch(1)
        self.pick.clicked.connect(self._choose)
        self.drop.clicked.connect(self._remove)
        self.label.setBuddy(self.pick)
        self.show_value()
        return made

    def show_value(self) -> None:
        image = logo.picture(self.value())
        if not image.isNull():
            fine = self.devicePixelRatioF()
            drawn = image.scaledToHeight(round(theme.current().px(28) * fine), _SMOOTH)
            drawn.setDevicePixelRatio(fine)
            self.shown.setPixmap(QPixmap.fromImage(drawn))
        self.shown.setVisible(not image.isNull())
        self.drop.setVisible(not image.isNull())

    def is_shown(self) -> bool:
        return False

    def take(self, path: Path) -> None:
        """Take the picture in a file for the logo, or say why it cannot be."""
        try:
            content = logo.read(path)
        except Problem as problem:
            self.say(problem.sentence)
        else:
            self.set(content)
            self.show_value()

    def _choose(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg *.svg)")
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose a logo"), "", kinds)
        if name:
            self.take(Path(name))

    def _remove(self) -> None:
        self.set(b"")
        self.show_value()
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)


class FolderRow(TypedRow[Folder]):
    """The folder of the clinic's templates, what of it is used, and what is wrong in it."""

    def make(self) -> LineEditor:
        return LineEditor(TextField(label=self.setting.label), self._context, self)

    def control(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(super().control(), 1)
        self.pick = Button(_("Choose…"), parent=made)
        self.pick.setAccessibleName(_("{setting}: choose").format(setting=self.title))
        self.copies = Button(_("Put copies there"), parent=made)
        self.copies.setAccessibleName(
            _("{setting}: put copies of the built-in ones there").format(setting=self.title)
        )
        self.copies.setToolTip(_("Copies of the built-in templates, in a folder of their own, to begin with"))
        row.addWidget(self.pick)
        row.addWidget(self.copies)
        self.pick.clicked.connect(self._choose)
        self.copies.clicked.connect(self._copy)
        return made

    def take(self) -> None:
        self.set(self.editor.typed().strip())

    def show_value(self) -> None:
        self.editor.set_value(self.value())
        self.editor.line.setPlaceholderText(str(self._settings.template_folder))

    def is_shown(self) -> bool:
        return bool(self.editor.typed().strip() == self.value())

    def set(self, value: Any) -> None:
        super().set(value)
        # Only now is the folder asked about the new one.
        self.say(self.setting.problem(value))

    def say(self, fault: str) -> None:
        super().say(fault or self._wrong())

    def consequence(self) -> str:
        folder = self._settings.template_folder
        if not _is_there(folder):
            return _("There is no such folder; the built-in templates are used.") if self.value() else ""
        from tumorboard.handout import templates

        used = templates.used(folder)
        return _("Used instead of the built-in ones: {names}.").format(names=", ".join(used)) if used else ""

    def _wrong(self) -> str:
        """Return what can be seen to be wrong in the files, and which of them have a name nobody asks for."""
        folder = self._settings.template_folder
        if not _is_there(folder):
            return ""
        from tumorboard.handout import templates

        words = _("{file} is named like no built-in template; it is used only where another takes it in.")
        unknown = (file.name for file in sorted(folder.glob("*.html")) if file.name not in templates.names())
        return "\n".join([*templates.faults(folder), *(words.format(file=name) for name in unknown)])

    def _choose(self) -> None:
        before = str(self._settings.template_folder) if self.value() else ""
        if name := QFileDialog.getExistingDirectory(self.window(), self.title, before):
            self.set(name)
            self.show_value()

    def _copy(self) -> None:
        from tumorboard.handout import templates

        folder = self._settings.template_folder / COPIES
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in templates.names():
                (folder / name).write_bytes(resources.data(f"{templates.BUILT_IN}/{name}"))
        except OSError as error:
            words = _("The copies cannot be written: {why}.")
            self.say(words.format(why=error.strerror))
            return
        self.said.setText(
            _("The copies are in the folder “{name}” there; one that is moved up is used.").format(
                name=COPIES
            )
        )
        self.said.show()


_SMOOTH = Qt.TransformationMode.SmoothTransformation


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
