"""Places: where the file for work lies unless another is named."""

from pathlib import Path

import platformdirs


def default_file() -> Path:
    """Return the file in the user's data folder; the folder is made where it is missing."""
    return platformdirs.user_data_path("TumorBoard", appauthor=False, ensure_exists=True) / "cases.tumorboard"
