"""Golden: all that follows from the published case, as it was read line by line against its publication.

`python -m tests.reasoning.golden` writes it anew, to be read again before it is committed.
"""

import json
from pathlib import Path

from tests.reasoning.cases import PUBLISHED, TODAY
from tumorboard.reasoning.derived import derived
from tumorboard.reasoning.derived_plain import to_plain

FILE = Path(__file__).with_name("published_check.json")


def now() -> str:
    """Return what follows from the published case as it is worked out now."""
    return json.dumps(to_plain(derived(PUBLISHED, TODAY)), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(now(), encoding="utf-8")
