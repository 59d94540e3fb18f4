import json
from typing import Any

import pytest

from tumorboard.domain.usual_limits import (
    ClinicLimits,
    UsualLimits,
    from_plain,
    problem,
    to_plain,
    usual_limits,
)

OWN = ClinicLimits("CA19-9", "U/mL", None, 34)


def test_the_clinics_own_limits_go_first() -> None:
    """They are found under any name of the analyte; without them the vocabulary's stand."""
    assert usual_limits("ca 19.9", "U/mL", [OWN]) == UsualLimits(None, 34, True)
    assert usual_limits("24108-3", "kU/L", [OWN]) == UsualLimits(None, 34, True)
    assert usual_limits("CA19-9", "U/mL") == UsualLimits(0, 37, False)


def test_limits_are_of_one_unit() -> None:
    """Nothing is converted: another unit has other limits or none."""
    assert usual_limits("CA19-9", "U/L", [OWN]) == UsualLimits(None, None)
    assert usual_limits("Marker X", "", [ClinicLimits("marker-x", "", 1, 2)]) == UsualLimits(1, 2, True)
    assert usual_limits("Marker X", "U/mL", [ClinicLimits("Marker X", "", 1, 2)]) == UsualLimits(None, None)


def test_limits_come_back_from_the_file() -> None:
    """What is written as JSON is read back as it was."""
    kept = (OWN, ClinicLimits("Albumin", "g/dL", 3.4, 5.4))
    assert from_plain(json.loads(json.dumps(to_plain(kept)))) == kept


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (ClinicLimits(" ", "", None, 1), "Name the analyte"),
        (ClinicLimits("CEA", "ng/mL", 5, 5), "less than the upper"),
        (ClinicLimits("CEA", "ng/mL", None, 0), "more than 0"),
        (ClinicLimits("ca199", "kU/L", None, 40), "ca199 in kU/L stands here already"),
    ],
)
def test_what_cannot_be_a_limit_is_told(limits: ClinicLimits, said: str) -> None:
    """A sentence names what is wrong, and the file takes no such limits."""
    assert said in problem(limits, [OWN])
    assert problem(OWN) == ""
    with pytest.raises(ValueError, match=r"limit|analyte|stands"):
        from_plain(to_plain([OWN, limits]))


@pytest.mark.parametrize(
    "raw",
    [None, {}, [1], [{}], [{"analyte": "CEA", "unit": "", "low": None, "high": "5"}]],
)
def test_nonsense_in_the_file_is_refused(raw: Any) -> None:
    """What is not a list of limits is none."""
    with pytest.raises(ValueError, match=r"\w"):
        from_plain(raw)
