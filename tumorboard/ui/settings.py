"""Settings: what is remembered between two starts; nothing of a patient but the id of a case."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

APPEARANCES = ("system", "light", "dark")
RECENT_FILES = 8


class Settings:
    """Read and written at once; a value that makes no sense, as after an edit, counts as not there."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or platformdirs.user_config_path("TumorBoard", appauthor=False) / "settings.ini"
        self._kept = QSettings(str(self.path), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> str:
        """`light`, `dark`, or `system` to follow the system."""
        said = self._text("screen/appearance")
        return said if said in APPEARANCES else APPEARANCES[0]

    @appearance.setter
    def appearance(self, value: str) -> None:
        self._kept.setValue("screen/appearance", value)

    @property
    def scale(self) -> float:
        """The size of the text against the system's."""
        try:
            return float(self._text("screen/scale") or 1)
        except ValueError:
            return 1.0

    @scale.setter
    def scale(self, value: float) -> None:
        self._kept.setValue("screen/scale", f"{value:g}")

    @property
    def log(self) -> bool:
        """Whether the marker is drawn over a logarithmic axis."""
        return self._text("chart/axis") != "linear"

    @log.setter
    def log(self, value: bool) -> None:
        self._kept.setValue("chart/axis", "log" if value else "linear")

    @property
    def picked_file(self) -> Path | None:
        """The file last picked in the program, to be opened at the next start while it is still there."""
        said = self._text("files/picked")
        return Path(said) if said and Path(said).is_file() else None

    @picked_file.setter
    def picked_file(self, value: Path) -> None:
        self._kept.setValue("files/picked", str(value))

    @property
    def recent_files(self) -> list[Path]:
        """The files opened last, the latest first, as far as they are still there."""
        said = self._kept.value("files/recent") or []
        names = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        return [Path(name) for name in names if Path(name).is_file()]

    def add_recent_file(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        others = [one for one in self.recent_files if one != path]
        self._kept.setValue("files/recent", [str(one) for one in [path, *others][:RECENT_FILES]])

    def last_case(self, file: Path) -> str:
        """Return the id of the case that was open in a file; empty where none was."""
        return self._text(f"cases/{_key(file)}")

    def keep_last_case(self, file: Path, case_id: str) -> None:
        """Remember which case is open in a file."""
        self._kept.setValue(f"cases/{_key(file)}", case_id)

    def bytes(self, name: str) -> QByteArray:
        """Return the place of a window or splitter, as Qt gave it."""
        value = self._kept.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Remember the place of a window or splitter."""
        self._kept.setValue(f"window/{name}", value)

    def flush(self) -> None:
        """Write to the disk what is not written yet."""
        self._kept.sync()

    def _text(self, name: str) -> str:
        value = self._kept.value(name)
        return value if isinstance(value, str) else ""


def _key(file: Path) -> str:
    # A slash would make a group of settings.
    return str(file).replace("/", "|").replace("\\", "|")
