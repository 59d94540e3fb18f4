import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard import resources
from tumorboard.domain.fields import field_of
from tumorboard.domain.tumour import Staging
from tumorboard.domain.vocabulary import load
from tumorboard.reasoning.staging import Axis, categories, differs, editions, group, meanings, read_group

AXES: tuple[Axis, ...] = ("t", "n", "m")
SCHEMES = ("gallbladder", "intrahepatic", "perihilar", "distal", "ampulla", "pancreas", "hcc")
# T in rows, N0, N1, N2 in columns; "" where the table has no group. As AJCC/UICC 8 have them.
CELLS = {
    "gallbladder": """
        Tis 0   -    IVB
        T1a I   IIIB IVB
        T1b I   IIIB IVB
        T2a IIA IIIB IVB
        T2b IIB IIIB IVB
        T3  IIIA IIIB IVB
        T4  IVA IVA  IVB""",
    "intrahepatic": """
        Tis 0    IIIB
        T1a IA   IIIB
        T1b IB   IIIB
        T2  II   IIIB
        T3  IIIA IIIB
        T4  IIIB IIIB""",
    "perihilar": """
        Tis 0    IIIC IVA
        T1  I    IIIC IVA
        T2a II   IIIC IVA
        T2b II   IIIC IVA
        T2  II   IIIC IVA
        T3  IIIA IIIC IVA
        T4  IIIB IIIC IVA""",
    "distal": """
        Tis 0    -    -
        T1  I    IIA  IIIA
        T2  IIA  IIB  IIIA
        T3  IIB  IIB  IIIA
        T4  IIIB IIIB IIIB""",
    "ampulla": """
        Tis 0    -    IIIB
        T1a IA   IIIA IIIB
        T1b IB   IIIA IIIB
        T2  IB   IIIA IIIB
        T3a IIA  IIIA IIIB
        T3b IIB  IIIA IIIB
        T4  IIIB IIIB IIIB""",
    "pancreas": """
        Tis 0    -    III
        T1a IA   IIB  III
        T1b IA   IIB  III
        T1c IA   IIB  III
        T2  IB   IIB  III
        T3  IIA  IIB  III
        T4  III  III  III""",
    "hcc": """
        T1a IA   IVA
        T1b IB   IVA
        T2  II   IVA
        T3  IIIA IVA
        T4  IIIB IVA""",
}
LAST = {"gallbladder": "IVB", "perihilar": "IVB", "hcc": "IVB"}
EVERY_CELL = [
    pytest.param(scheme, t, f"N{place}", cell.strip("-"), id=f"{scheme} {t} N{place}")
    for scheme, rows in CELLS.items()
    for t, *cells in map(str.split, rows.strip().splitlines())
    for place, cell in enumerate(cells)
]
VECTORS = [
    ("gallbladder", "T3 N1 M0", "IIIB"),
    ("gallbladder", "T3 N0 M0", "IIIA"),
    ("gallbladder", "T4 N1 M0", "IVA"),
    ("gallbladder", "T2b N0 M0", "IIB"),
    ("gallbladder", "T1a N2 M0", "IVB"),
    ("intrahepatic", "T1a N1 M0", "IIIB"),
    ("perihilar", "T4 N1 M0", "IIIC"),
    ("distal", "T3 N1 M0", "IIB"),
    ("distal", "T1 N2 M0", "IIIA"),
    ("ampulla", "T2 N0 M0", "IB"),
    ("hcc", "T4 N0 M0", "IIIB"),
]


def _entry(scheme: str, tnm: str, edition: str = "AJCC 8", stated: str = "") -> Staging:
    t, n, m = (*tnm.split(), "", "", "")[:3]
    return Staging(scheme=scheme, edition=edition, t=t, n=n, m=m, stated_group=stated)


@pytest.mark.parametrize(("scheme", "t", "n", "expected"), EVERY_CELL)
def test_each_cell_of_the_tables(scheme: str, t: str, n: str, expected: str) -> None:
    """As AJCC and UICC 8 have it; a cell without a group says that there is none."""
    for edition in ("AJCC 8", "UICC 8"):
        found = group(_entry(scheme, f"{t} {n} M0", edition))
        assert found.group == expected
        assert bool(found.reason) is not bool(expected)
        assert found.verified is (scheme != "pancreas") or not expected


@pytest.mark.parametrize(("scheme", "tnm", "expected"), VECTORS, ids=lambda value: str(value))
def test_the_vectors(scheme: str, tnm: str, expected: str) -> None:
    """The examples that were worked out by hand."""
    assert group(_entry(scheme, tnm)).group == expected


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("others", ["T3 N1", "TX NX", "TX N1", "T1 NX"])
def test_distant_spread_alone_is_the_last_stage(scheme: str, others: str) -> None:
    """Whatever T and N are, and where they cannot be assessed."""
    assert group(_entry(scheme, f"{others} M1")).group == LAST.get(scheme, "IV")


@pytest.mark.parametrize(
    ("tnm", "said"),
    [
        ("TX N0 M0", "TX cannot be grouped."),
        ("T3 NX M0", "NX cannot be grouped."),
        ("TX N2 M0", "TX cannot be grouped."),
        ("T3 N1", "M is not recorded."),
        ("T3", "N is not recorded. M is not recorded."),
        ("T3 N1 MX", "MX says nothing of distant spread."),
        ("T5 N1 M0", "“T5” is no T of this scheme in AJCC 8."),
        ("T2 N0 M0", "T2 is not told finely enough: T2a, T2b are groups IIA, IIB."),
        ("T1c N0 M0", "“T1c” is no T of this scheme in AJCC 8."),
        ("T2-3 N0 M0", "“T2-3” is no T of this scheme in AJCC 8."),
        ("T0 N0 M0", "The table has no group for T0 N0 M0."),
    ],
)
def test_what_is_not_known_gives_no_group_and_the_reason(tnm: str, said: str) -> None:
    """Nothing is filled up."""
    found = group(_entry("gallbladder", tnm))
    assert (found.group, found.reason) == ("", said)


def test_a_category_told_coarsely_is_grouped_where_it_makes_no_difference() -> None:
    """T2 with nodes is IIIB, be it T2a or T2b."""
    assert group(_entry("gallbladder", "T2 N1 M0")).group == "IIIB"
    assert group(_entry("ampulla", "T3 N1 M0")).group == "IIIA"
    assert group(_entry("pancreas", "T1 N0 M0")).group == "IA"
    for scheme in ("hcc", "intrahepatic", "ampulla"):
        assert group(_entry(scheme, "T1 N0 M0")).possible == ("IA", "IB")


def test_what_is_told_more_finely_than_the_scheme_asks_is_read() -> None:
    """A distal T2a is a T2, for that scheme has no a and b."""
    assert group(_entry("distal", "T2a N1b M0")).group == "IIB"
    assert group(_entry("gallbladder", "T3 N1 M1a")).group == "IVB"


def test_the_categories_of_an_entry_are_told_in_words() -> None:
    """As far as they are known; what is none of the scheme is told nothing of."""
    entry = _entry("gallbladder", "ypT2a N7 M0")
    assert [one.code for one in meanings(entry)] == ["T2a", "M0"]
    assert meanings(entry)[0].hint == "perimuscular tissue, peritoneal side"
    assert meanings(_entry("gallbladder", "T3 N1 M0", "AJCC 7")) == ()


@pytest.mark.parametrize(
    "tnm", ["pT3 pN1 cM0", "ypT3 ypN1 M0", "uT3 N1 M0", "t3 n1 m0", "3 1 0", "T3(m) N1(2/12) M0"]
)
def test_categories_are_read_as_they_are_written(tnm: str) -> None:
    """With the letters before them, in brackets what follows, or as bare digits."""
    assert group(_entry("gallbladder", tnm)).group == "IIIB"


@pytest.mark.parametrize(
    ("scheme", "edition", "said"),
    [
        ("", "AJCC 8", "The scheme is not recorded."),
        ("gallbladder", "", "The edition is not recorded."),
        (
            "gallbladder",
            "AJCC 9",
            "There is no table of AJCC 9 for “gallbladder”; there are those of AJCC 8, UICC 8.",
        ),
        ("other", "AJCC 8", "There is no table of AJCC 8 for “other”; there are those of AJCC 8, UICC 8."),
    ],
)
def test_without_a_table_there_is_no_group(scheme: str, edition: str, said: str) -> None:
    """Another edition is never taken in its place."""
    assert group(_entry(scheme, "T3 N1 M0", edition)).reason == said


@pytest.mark.parametrize(
    "text",
    [
        *(
            "IIIA",
            "Stage IIIA",
            "IIIa",
            "III A",
            "3A",
            "stage 3a.",
            "pIIIA",
            "III-A",
            "ⅢA期",
            "Stage group IIIA",
        ),
        *("AJCC 8th, stage IIIA", "IIIA (T3 N0 M0)", "stage IIIA, AJCC 8", "AJCC 8th edition: IIIA"),
    ],
)
def test_a_stated_group_is_read_however_it_is_written(text: str) -> None:
    """In Roman or Arabic figures, with the edition or the categories around it."""
    assert read_group(text) == "IIIA"


@pytest.mark.parametrize("text", ["", "II or III", "IIIA/B", "IIA-IIIB", "5", "VI", "IVI", "AJCC 3"])
def test_what_is_no_single_group_is_not_read_as_one(text: str) -> None:
    """Nothing is compared with it."""
    assert read_group(text) == ""


@pytest.mark.parametrize(
    ("tnm", "stated", "expected"),
    [
        ("T3 N1 M0", "IIIA", True),
        ("T3 N1 M0", "3b", False),
        ("T3 N1 M0", "III", False),
        ("T3 N1 M0", "", False),
        ("T3 N1 M0", "advanced", False),
        ("T3 NX M0", "IIIA", False),
        ("T2 N0 M0", "IIB", False),
        ("T2 N0 M0", "IIIA", True),
        ("T3 N1 M0", "I", True),
        ("T3 N1 M0", "II", True),
        ("T3 N1 M0", "IV", True),
        ("T2b N0 M0", "I", True),
        ("T1 N0 M0", "IIA", True),
        ("T1 N0 M0", "IA", False),
        ("T4 N0 M0", "IVB", True),
    ],
)
def test_stated_and_computed_differ_only_where_they_exclude_each_other(
    tnm: str, stated: str, expected: bool
) -> None:
    """What is told less finely excludes nothing, nor does what cannot be read or grouped."""
    assert differs(_entry("gallbladder", tnm, stated=stated)) is expected


def test_every_scheme_and_category_of_the_form_is_known_here() -> None:
    """The categories of the vocabulary of schemes are those of the tables."""
    assert editions() == ("AJCC 8", "UICC 8")
    codes = {choice.code for choice in getattr(field_of(Staging, "scheme"), "choices", ())}
    assert set(SCHEMES) == codes - {"other"}
    for term in load("stage_schemes").terms:
        for axis in AXES:
            for edition in term.several("editions"):
                found = categories(term.code, edition, axis)
                assert {one.code for one in found} == set(term.several(axis))
                assert all(one.hint for one in found)


def test_every_row_names_categories_of_its_scheme_and_its_source() -> None:
    """No row of the tables speaks of what no form offers."""
    for name in resources.names("staging"):
        if "groups" in name:
            for row in csv.DictReader(io.StringIO(resources.text(name))):
                known = {one.code for axis in AXES for one in categories(row["scheme"], "AJCC 8", axis)}
                named = {code for axis in AXES for code in row[axis].split("|")} - {"*"}
                assert named <= known
                assert row["source"]
                assert row["verified"] in ("yes", "no")


@given(st.sampled_from(SCHEMES), *[st.text(max_size=6)] * 4)
def test_whatever_is_typed_gets_a_group_or_a_reason(scheme: str, t: str, n: str, m: str, stated: str) -> None:
    """Never both, never neither, and never an error."""
    entry = Staging(scheme=scheme, edition="UICC 8", t=t, n=n, m=m, stated_group=stated)
    found = group(entry)
    assert bool(found.group) is not bool(found.reason)
    assert differs(entry) in (True, False)
