from pathlib import Path

import pytest

from tumorboard import resources


def test_a_resource_is_read_as_text_and_as_bytes() -> None:
    """The text of a resource is its bytes, read as UTF-8."""
    name = "vocabularies/analytes.csv"
    assert resources.path(name).is_file()
    assert resources.data(name).decode("utf-8") == resources.text(name)
    assert "糖类抗原19-9" in resources.text(name)


def test_the_names_of_a_folder_can_be_read() -> None:
    """What `names` lists is sorted and can be handed to `data` as it is."""
    listed = resources.names("vocabularies")
    assert "vocabularies/sites.csv" in listed
    assert list(listed) == sorted(listed)
    assert all(resources.data(name) for name in listed)


def test_a_folder_that_is_not_there_holds_nothing() -> None:
    """A folder nobody has put anything into yet lists nothing."""
    assert resources.names("no such folder") == ()


def test_a_missing_resource_is_our_fault() -> None:
    """Asking for a resource that was not shipped is no problem of the world's, so it is not told as one."""
    with pytest.raises(FileNotFoundError):
        resources.text("vocabularies/nothing.csv")


@pytest.mark.parametrize("place", ["tumorboard/_resources", "resources"])
def test_resources_lie_inside_or_beside_the_package(tmp_path: Path, place: str) -> None:
    """An installed package has its resources inside, a source tree and a frozen program beside it."""
    (tmp_path / place).mkdir(parents=True)
    assert resources._root(tmp_path / "tumorboard") == tmp_path / place


def test_an_installed_package_takes_nobody_elses_resources(tmp_path: Path) -> None:
    """Another package's `resources` beside an installed one is not taken for ours."""
    (tmp_path / "resources").mkdir()
    (tmp_path / "tumorboard" / "_resources").mkdir(parents=True)
    assert resources._root(tmp_path / "tumorboard").name == "_resources"


def test_a_program_without_resources_says_so(tmp_path: Path) -> None:
    """A package with neither folder is not completely installed."""
    with pytest.raises(FileNotFoundError, match="not completely installed"):
        resources._root(tmp_path / "tumorboard")
