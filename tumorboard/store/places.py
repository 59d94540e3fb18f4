"""Places: where the file for work lies unless another is named, and who works on it."""

import getpass
from pathlib import Path

import platformdirs


def default_file() -> Path:
    """Return the file in the user's data folder; the folder is made where it is missing."""
    return platformdirs.user_data_path("TumorBoard", appauthor=False, ensure_exists=True) / "cases.tumorboard"


def user_name() -> str:
    """Return the name under which this machine knows the user; empty where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
