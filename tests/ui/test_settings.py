from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.ui import settings as declared
from tumorboard.ui.setting import Chosen, Limits, Logo, Setting, Share, Switch, Words
from tumorboard.ui.settings import GROUPS, Settings, date_order_here

SETTINGS = Settings.declared()
PNG = b"\x89PNG\r\n\x1a\n"
"""How the file of a picture begins."""
ON_THE_PAGE = [setting for setting in SETTINGS if setting.label]


def _values(setting: Setting[Any]) -> list[Any]:
    """Return values a setting can have, none of them its usual one."""
    match setting:
        case Chosen():
            return [code for code in setting.codes if code != setting.usual()]
        case Switch():
            return [False]
        case Share():
            return [setting.low, 1.1, setting.high]
        case Words():
            return ["Clinic, “Müller”; 100 % = 王小明", "x" * setting.longest]
        case Logo():
            return [PNG, PNG.ljust(setting.most, b"x")]
        case Limits():
            return [(ClinicLimits("CA19-9", "U/mL", None, 34), ClinicLimits("Albumin", "g/dL", 3.4, 5.4))]
    raise LookupError(setting.name)


def _nonsense(setting: Setting[Any]) -> list[Any]:
    """Return values a setting cannot have."""
    match setting:
        case Chosen():
            return ["pink", ""]
        case Share():
            return [setting.low - 0.01, setting.high + 0.01, float("nan"), float("inf")]
        case Words():
            return ["x" * (setting.longest + 1), "two\nlines", "\ud800", "\0"]
        case Logo():
            return [PNG.ljust(setting.most + 1, b"x"), b"no picture", PNG[1:]]
        case Limits():
            own = ClinicLimits("CA19-9", "U/mL", None, 34)
            return [(own, own), (ClinicLimits("CEA", "ng/mL", 5, 5),)]
    return []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_keeps_its_value(qtbot: QtBot, tmp_path: Path, setting: Setting[Any]) -> None:
    """What was set is told at once, once, and read back by another program."""
    kept = Settings(tmp_path / "settings.ini")
    assert getattr(kept, setting.name) == setting.usual()
    for value in _values(setting):
        with qtbot.waitSignal(kept.changed) as said:
            setattr(kept, setting.name, value)
        assert said.args == [setting.name]
        with qtbot.assertNotEmitted(kept.changed):
            setattr(kept, setting.name, value)
        kept.flush()
        assert getattr(Settings(tmp_path / "settings.ini"), setting.name) == value


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_nonsense_is_not_set_and_not_read(qtbot: QtBot, tmp_path: Path, setting: Setting[Any]) -> None:
    """A value that makes no sense is refused with a sentence; in the file it counts as not there."""
    kept = Settings(tmp_path / "settings.ini")
    for value in _nonsense(setting):
        assert setting.problem(value).endswith(".")
        with qtbot.assertNotEmitted(kept.changed), pytest.raises(ValueError, match=r"\.$"):
            setattr(kept, setting.name, value)
    brackets = [] if isinstance(setting, Words) else ["[{", "[1]", "[" * 5000, "nan", "9e999"]
    for text in ("", *brackets, "pink\npink", "x" * 500):
        kept.keep(setting.name, setting.key, text)
        assert getattr(kept, setting.name) == setting.usual()


@pytest.mark.parametrize("setting", ON_THE_PAGE, ids=lambda setting: setting.name)
def test_a_setting_on_the_page_has_its_group(setting: Setting[Any]) -> None:
    """Each has a label with an access key and stands in a group of the page."""
    assert setting.group in GROUPS
    assert setting.label.count("&") == 1


def test_no_two_settings_share_a_key() -> None:
    """Each has a place of its own in the file, and its own access key on the page."""
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    letters = [setting.label[setting.label.index("&") + 1].lower() for setting in ON_THE_PAGE]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("country", "order"),
    [("de_DE", "dmy"), ("en_US", "mdy"), ("zh_CN", "ymd"), ("en_GB", "dmy"), ("C", "dmy")],
)
def test_dates_are_read_as_the_country_writes_them(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, country: str, order: str
) -> None:
    """Unless somebody chose another, the order of a date is that of the system."""

    class Here(QLocale):
        @staticmethod
        def system() -> QLocale:
            return QLocale(country)

    monkeypatch.setattr(declared, "QLocale", Here)
    assert date_order_here() == settings.date_order == order


def test_a_spoilt_file_gives_the_usual_settings(tmp_path: Path) -> None:
    """What somebody broke by hand is as if it had never been set."""
    text = "[screen]\nappearance=pink\nscale=huge\n[files]\npicked=nowhere\n[limits]\nclinic={}\n"
    (tmp_path / "settings.ini").write_text(text)
    read = Settings(tmp_path / "settings.ini")
    assert (read.appearance, read.scale, read.picked_file, read.limits) == ("system", 1.0, None, ())


def test_the_last_case_of_a_file_is_remembered(tmp_path: Path) -> None:
    """Each file has its own, read back by another program."""
    kept = Settings(tmp_path / "settings.ini")
    kept.keep_last_case(tmp_path / "a.tumorboard", "some-id")
    kept.flush()
    read = Settings(tmp_path / "settings.ini")
    assert read.last_case(tmp_path / "a.tumorboard") == "some-id"
    assert read.last_case(tmp_path / "b.tumorboard") == ""


def test_recent_files_are_those_still_there_the_latest_first(tmp_path: Path) -> None:
    """A file opened again moves to the front, one that was deleted is gone."""
    kept = Settings(tmp_path / "settings.ini")
    files = [tmp_path / f"{name}.tumorboard" for name in "abc"]
    for file in (*files, files[0]):
        file.touch()
        kept.add_recent_file(file)
    files[1].unlink()
    assert kept.recent_files == [files[0], files[2]]


def test_settings_lie_in_the_users_folder(user_folders: Path) -> None:
    """Unless told otherwise, settings are kept below the user's own folder."""
    assert user_folders in Settings().path.parents


def test_the_cases_opened_last_are_remembered_for_each_file(tmp_path: Path) -> None:
    """The latest comes first, once, and only so many are kept; a single one from before counts as well."""
    kept, file = Settings(tmp_path / "settings.ini"), tmp_path / "a.tumorboard"
    for number in (*range(12), 7):
        kept.keep_last_case(file, f"case-{number}")
    kept.keep_last_case(tmp_path / "b.tumorboard", "only-one")
    kept.flush()
    read = Settings(tmp_path / "settings.ini")
    assert read.recent_cases(file) == [f"case-{number}" for number in (7, 11, 10, 9, 8, 6, 5, 4)]
    assert read.last_case(file) == "case-7"
    assert read.recent_cases(tmp_path / "b.tumorboard") == ["only-one"]
