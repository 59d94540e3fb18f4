from pathlib import Path

from tumorboard.ui.settings import Settings


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    """Appearance, size, axis and the last case of a file are read back by another program."""
    kept = Settings(tmp_path / "settings.ini")
    kept.appearance, kept.scale, kept.log = "dark", 1.3, False
    kept.keep_last_case(tmp_path / "a.tumorboard", "some-id")
    kept.flush()
    read = Settings(tmp_path / "settings.ini")
    assert (read.appearance, read.scale, read.log) == ("dark", 1.3, False)
    assert read.last_case(tmp_path / "a.tumorboard") == "some-id"
    assert read.last_case(tmp_path / "b.tumorboard") == ""


def test_nonsense_counts_as_not_there(tmp_path: Path) -> None:
    """A settings file that somebody spoilt gives the defaults."""
    (tmp_path / "settings.ini").write_text("[screen]\nappearance=pink\nscale=huge\n[files]\npicked=nowhere\n")
    read = Settings(tmp_path / "settings.ini")
    assert (read.appearance, read.scale, read.picked_file) == ("system", 1.0, None)


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
