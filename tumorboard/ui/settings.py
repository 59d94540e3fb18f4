"""Settings: what is remembered between two starts; nothing of a patient but the id of a case."""

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QByteArray, QLocale, QObject, QSettings, Signal

from tumorboard.handout import clinic
from tumorboard.i18n import N_
from tumorboard.ui import theme
from tumorboard.ui.setting import Chosen, Folder, Limits, Logo, Setting, Share, Switch, Words

if TYPE_CHECKING:
    from tumorboard.domain.date_reading import DateOrder

APPEARANCES = ("system", "light", "dark")
GROUPS = {
    "screen": N_("Screen"),
    "paper": N_("Handout"),
    "dates": N_("Dates"),
    "limits": N_("Limits of normal"),
}
"""The groups of the page, in their order, and what stands above them."""
RECENT_FILES = 8
RECENT_CASES = 8
"""So many are remembered; fewer are shown, as some may be deleted."""
LARGEST_LOGO = 200_000
"""Bytes; what is picked is made as small as it is printed before."""
LARGER_PRINT = 1.2
"""The larger size of text on paper against the normal one."""


def date_order_here() -> "DateOrder":
    """Return the order in which the system's country writes day, month and year in figures."""
    short = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
    order = "".join(sorted("dmy", key=short.lower().find))
    orders: dict[str, DateOrder] = {"mdy": "mdy", "ymd": "ymd"}
    return orders.get(order, "dmy")


class Settings(QObject):
    """Read and written at once; a value that makes no sense, as after an edit, counts as not there."""

    changed = Signal(str)
    """The name of the setting that is another now."""

    appearance: Chosen[str] = Chosen(
        "screen/appearance",
        (
            ("system", N_("As the system"), N_("Light or dark as the system is")),
            ("light", N_("Light"), ""),
            ("dark", N_("Dark"), ""),
        ),
        group="screen",
        label=N_("&Theme"),
    )
    scale = Share(
        "screen/scale",
        theme.SMALLEST,
        theme.LARGEST,
        group="screen",
        label=N_("Text si&ze"),
        help=N_("Against the size of the system; Up and Down change it by 10."),
    )
    paper: Chosen[str] = Chosen(
        "paper/size",
        (
            ("country", N_("As the country"), N_("The paper of the country the system is set to")),
            ("a4", N_("A4"), ""),
            ("letter", N_("Letter"), ""),
        ),
        group="paper",
        label=N_("Pape&r"),
    )
    print_size: Chosen[str] = Chosen(
        "paper/text",
        (("normal", N_("Normal"), ""), ("larger", N_("Larger"), N_("A fifth larger, on more sheets"))),
        group="paper",
        label=N_("Text &on paper"),
    )
    sides: Chosen[str] = Chosen(
        "paper/sides",
        (
            ("one", N_("One side"), ""),
            ("both", N_("Both sides"), N_("No case begins on the back of another: a page is left blank")),
        ),
        group="paper",
        label=N_("Pac&k printed on"),
    )
    clinic = Words(
        "paper/clinic",
        80,
        group="paper",
        label=N_("Name of the &clinic"),
        help=N_("At the foot of every sheet, but never of an anonymised one."),
    )
    logo = Logo(
        "paper/logo",
        LARGEST_LOGO,
        group="paper",
        label=N_("&Logo"),
        help=N_("Printed small and in grey at the head of every sheet, but never of an anonymised one."),
    )
    templates = Folder(
        "paper/templates",
        400,
        group="paper",
        label=N_("Folder of te&mplates"),
        help=N_("Files named like the built-in ones are used instead, but never for an anonymised page."),
    )
    date_order: "Chosen[DateOrder]" = Chosen(
        "dates/order",
        (
            ("dmy", N_("Day month year"), ""),
            ("mdy", N_("Month day year"), ""),
            ("ymd", N_("Year month day"), ""),
        ),
        date_order_here,
        group="dates",
        label=N_("Or&der in figures"),
    )
    limits = Limits(
        "limits/clinic",
        group="limits",
        label=N_("&Usual in this clinic"),
        help=N_(
            "They stand in for those of the vocabulary where a result brings none. The upper one is drawn "
            "across the chart and called “usual (this clinic)”, the lower one is said in words. Nothing of "
            "this is written into a record."
        ),
    )
    log = Switch("chart/axis", on="log", off="linear")
    """Whether the marker is drawn over a logarithmic axis."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path = path or platformdirs.user_config_path("TumorBoard", appauthor=False) / "settings.ini"
        self._kept = QSettings(str(self.path), QSettings.Format.IniFormat)

    @classmethod
    def declared(cls) -> tuple[Setting, ...]:  # type: ignore[type-arg]
        """Return all settings in the order they are declared in."""
        return tuple(one for one in vars(cls).values() if isinstance(one, Setting))

    @property
    def print_scale(self) -> float:
        """The size of the text on paper against the normal one."""
        return LARGER_PRINT if self.print_size == "larger" else 1.0

    @property
    def template_folder(self) -> Path:
        """The folder of the clinic's own templates: one that was chosen, or one beside the user's cases."""
        usual = platformdirs.user_data_path("TumorBoard", appauthor=False) / "templates"
        return Path(self.templates).expanduser() if self.templates else usual

    def take_clinic(self) -> None:
        """Have all that is printed from now on carry the clinic's logo and follow its templates."""
        clinic.choose(self.template_folder, self.logo)

    def kept(self, key: str) -> str:
        """Return the text under a key; empty where there is none."""
        value = self._kept.value(key)
        return value if isinstance(value, str) else ""

    def keep(self, name: str, key: str, text: str) -> None:
        """Keep a text under a key, and tell that the setting of that name is another."""
        if text != self.kept(key):
            self._kept.setValue(key, text)
            self.changed.emit(name)

    @property
    def picked_file(self) -> Path | None:
        """The file last picked in the program, to be opened at the next start while it is still there."""
        said = self.kept("files/picked")
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

    def recent_cases(self, file: Path) -> list[str]:
        """Return the ids of the cases opened last in a file, the latest first."""
        said = self._kept.value(f"cases/{_key(file)}") or []
        ids = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        return [one for one in ids if isinstance(one, str)]

    def last_case(self, file: Path) -> str:
        """Return the id of the case that was open in a file; empty where none was."""
        return next(iter(self.recent_cases(file)), "")

    def keep_last_case(self, file: Path, case_id: str) -> None:
        """Remember which case is open in a file, first among those opened last."""
        others = [one for one in self.recent_cases(file) if one != case_id]
        self._kept.setValue(f"cases/{_key(file)}", [case_id, *others][:RECENT_CASES])

    def place(self, file: Path) -> str:
        """Return what of the last case of a file was on show, as `keep_place` was given it."""
        return self.kept(f"places/{_key(file)}")

    def keep_place(self, file: Path, text: str) -> None:
        """Remember what of the last case of a file is on show; nothing of a patient may be in it."""
        self._kept.setValue(f"places/{_key(file)}", text)

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


def _key(file: Path) -> str:
    # A slash would make a group of settings.
    return str(file).replace("/", "|").replace("\\", "|")
