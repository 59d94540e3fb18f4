"""Resources: the one door to the files that come with the program.

They lie beside the package in a source tree and in a frozen program, and inside an installed one as
`_resources`.
"""

from functools import cache
from pathlib import Path


def path(name: str) -> Path:
    """Return where a resource or a folder of them lies, such as `icons/save.svg`."""
    return _root(Path(__file__).parent) / name


def text(name: str) -> str:
    """Return the text of a resource."""
    return path(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """Return the bytes of a resource."""
    return path(name).read_bytes()


def names(folder: str) -> tuple[str, ...]:
    """Return the resources directly in a folder, sorted and named as `text` and `data` want them."""
    where = path(folder)
    if not where.is_dir():
        return ()
    return tuple(sorted(f"{folder}/{file.name}" for file in where.iterdir() if file.is_file()))


@cache
def _root(package: Path) -> Path:
    # `_resources` first: beside an installed package, `resources` would be somebody else's.
    # PyInstaller unpacks the package below sys._MEIPASS, so beside the package is right there too.
    for folder in (package / "_resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The program's resources are missing; it is not completely installed.")
