import pytest

from tumorboard.domain.tumour import Staging
from tumorboard.handout.diagnosis import stage
from tumorboard.handout.runs import plain


@pytest.mark.parametrize(
    ("scheme", "tnm", "stated", "expected"),
    [
        ("gallbladder", "T3 N1 M0", "IIIA", "stated IIIA; the table gives IIIB"),
        ("gallbladder", "T3 N1 M0", "Stage 3b", "stated Stage 3b"),
        ("gallbladder", "T3 N1 M0", "", "no group stated; the table gives IIIB"),
        ("gallbladder", "T2 N0 M0", "IIIA", "stated IIIA; the table gives IIA or IIB"),
        ("gallbladder", "T3 NX M0", "IIIA", "stated IIIA"),
        ("pancreas", "T3 N1 M0", "", "no group stated; the table gives IIB (table not verified)"),
        ("pancreas", "T3 N1 M0", "IV", "stated IV; the table gives IIB (table not verified)"),
    ],
)
def test_the_group_of_the_table_stands_beside_the_stated_one(
    scheme: str, tnm: str, stated: str, expected: str
) -> None:
    """Where they differ, or none was stated; what was not verified says so."""
    t, n, m = tnm.split()
    entry = Staging(scheme=scheme, edition="AJCC 8", t=t, n=n, m=m, stated_group=stated)
    assert plain(stage(entry)).endswith(f"AJCC 8, {expected}")


def test_what_cannot_be_grouped_and_was_not_stated_says_nothing_of_groups() -> None:
    """The reason is told in the form."""
    words = plain(stage(Staging(scheme="gallbladder", edition="AJCC 8", t="T3", n="NX", m="M0")))
    assert words.endswith("T3 NX M0, AJCC 8")
