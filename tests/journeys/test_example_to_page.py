"""From an example to the file, and from the file to the page, as somebody does at a terminal."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.commands import letters, sheets, tumorboard
from tumorboard import resources

PUBLISHED = resources.data("examples/published.json")
TREATMENTS = (
    *(
        "Hepaticresection",
        "External-beamradiotherapy",
        "S-1,with",
        "Secondhepatectomy",
        "gemcitabine+cisplatin",
    ),
    *("nab-paclitaxel+S-1", "Trastuzumab6mg/kgq3w+pyrotinib400mg/d", "Cryoablation", "DP303c"),
    *("SBRT(CyberKnife)", "Iodine-125seeds", "Lenvatinib12mg/d+pembrolizumab200mgq3w"),
)
"""All that was done, in order of time, as it stands on the page without its spaces."""
DATE = re.compile(r"(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2}[~?]?)(?:/(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2}[~?]?))?")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with the published case."""
    file = tmp_path / "cases.tumorboard"
    tumorboard(file, "example", "published")
    return file


def test_a_case_goes_from_the_example_to_the_file_and_to_another(file: Path, tmp_path: Path) -> None:
    """Added, listed, shown, exported and imported into another file, the document keeps every byte."""
    (row,) = json.loads(tumorboard(file, "list", "--json", "gallbladder"))
    assert (row["mrn"], row["last_event"]) == ("EXAMPLE-1", "2025-03")
    assert "Best response: PD" in tumorboard(file, "show", row["id"])
    tumorboard(file, "export", row["mrn"], "--out", tmp_path / "case.json")
    assert (tmp_path / "case.json").read_bytes() == PUBLISHED
    second = tmp_path / "second.tumorboard"
    assert tumorboard(second, "import", tmp_path / "case.json").strip() == row["id"]
    assert tumorboard(second, "export", row["id"]).encode() == PUBLISHED
    assert re.search("Import case", tumorboard(second, "history", row["id"]))
    assert re.search("Add example case", tumorboard(file, "history", row["id"]))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_page_tells_every_treatment_in_order(file: Path, tmp_path: Path, paper: str) -> None:
    """On paper all treatments stand once each in order of time, under the patient they were given to."""
    out = tmp_path / "handout.pdf"
    tumorboard(file, "handout", "published", "--out", out, "--paper", paper)
    printed = letters(out).partition("Whateachtreatmentdid")[2]
    places = [printed.find(treatment) for treatment in TREATMENTS]
    assert -1 not in places
    assert places == sorted(places)
    for sheet in sheets(out):
        assert "MRN EXAMPLE-1" in sheet


def test_what_is_known_in_part_stays_so_from_the_example_to_the_page(file: Path, tmp_path: Path) -> None:
    """Each partial date leaves as it came; what has none gets none; the page says the same in words."""
    before, after = json.loads(PUBLISHED), json.loads(tumorboard(file, "export", "published"))
    assert _dates(after) == _dates(before)
    assert {"2017-09", "../2017-09", "2017-09/..", "2020-05/2021-02"} <= set(_dates(after).values())
    undated = [kind for kind in ("biomarker", "laboratory") for one in after[kind] if "on" not in one]
    assert undated == ["biomarker", "biomarker", "laboratory"]
    out = tmp_path / "handout.pdf"
    tumorboard(file, "handout", "published", "--out", out)
    text = " ".join(sheets(out))
    for words in (
        "In or after Sep 2017, end not recorded",
        "Between Mar 2019 and May 2020",
        "In or before Sep 2017: CA19-9 1,200 U/mL",
        "Date not recorded Not recorded ERBB2 (HER2) NGS",
    ):
        assert words in text


def test_what_contradicts_itself_stands_side_by_side(file: Path, tmp_path: Path) -> None:
    """18 and 90 months as stated stand beside what the dates allow, on the page and in the document."""
    after = json.loads(tumorboard(file, "export", "published"))
    assert [line["stated_months"] for line in after["systemic_line"] if "stated_months" in line] == [18]
    assert [one["stated_survival_months"] for one in after["follow_up"]] == [90]
    out = tmp_path / "handout.pdf"
    tumorboard(file, "handout", "published", "--out", out)
    text = " ".join(sheets(out))
    assert re.search(r"14\.0–16\.0 mo \(stated 18 mo", text)
    assert "stated 90 mo" in text
    assert "18 months stated, the dates allow 14.0–16.0 mo" in text


def test_the_anonymous_page_tells_the_course_and_nobody(file: Path, tmp_path: Path) -> None:
    """Without names and true dates the same treatments are told in the same order."""
    out = tmp_path / "handout.pdf"
    tumorboard(file, "handout", "published", "--out", out, "--anonymous")
    printed = letters(out).partition("Whateachtreatmentdid")[2]
    places = [printed.find(treatment) for treatment in TREATMENTS]
    assert -1 not in places
    assert places == sorted(places)
    whole = out.read_bytes().decode("latin-1") + " ".join(sheets(out))
    assert not re.search("EXAMPLE-1|Published|Geneseeq", whole)


def _dates(value: Any, path: str = "") -> dict[str, str]:
    """Return every text of a document that is a date, by its path."""
    if isinstance(value, dict):
        return {k: v for name, one in value.items() for k, v in _dates(one, f"{path}.{name}").items()}
    if isinstance(value, list):
        return {k: v for place, one in enumerate(value) for k, v in _dates(one, f"{path}[{place}]").items()}
    return {path: value} if isinstance(value, str) and DATE.fullmatch(value) else {}
