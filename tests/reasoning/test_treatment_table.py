import csv
import io
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.adverse_event import AdverseEvent, AdverseEventAction
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.reasoning.treatment_table import COLUMNS, Row, csv_text, treatment_table, words


def row(case: Case, id_: str, today: date = TODAY) -> Row:
    """Return the row of one treatment."""
    return next(one for one in treatment_table(case, today) if one.record.id == id_)


def alone(record: Record, *others: Record) -> Row:
    """Return the row of a treatment in a case of it and others."""
    return row(case_of(record, *others), record.id)


@pytest.mark.parametrize("case", [PUBLISHED, SYNTHETIC])
def test_each_treatment_has_one_row_in_order_of_time(case: Case) -> None:
    """Operations, lines and local therapies, and nothing else, as they stand in the case."""
    treatments = [one.id for one in case.records if isinstance(one, (Surgery, SystemicLine, LocalTherapy))]
    assert [one.record.id for one in treatment_table(case, TODAY)] == treatments


@pytest.mark.parametrize(
    ("label", "number", "lasted", "stated_months"),
    [
        ("S-1", "Curative line 1", "", None),
        ("GP", "Curative line 2", "", None),
        ("AS", "Line 1", "≤ 15.0 mo", None),
        ("Trastuzumab + pyrotinib", "Line 2", "14.0–16.0 mo", 18),
        ("DP303c", "Line 3", "≤ 6.0 mo", None),
        ("Lenvatinib + pembrolizumab", "Line 4", "", None),
    ],
)
def test_the_lines_of_the_published_case(
    label: str, number: str, lasted: str, stated_months: float | None
) -> None:
    """Number and duration of each are what the publication's dates allow, its statement stands beside."""
    told = next(
        one
        for one in treatment_table(PUBLISHED, TODAY)
        if isinstance(one.record, SystemicLine) and headline(one.record) == label
    )
    assert told.line
    assert (told.line.label, told.lasted) == (number, lasted)
    assert told.stated_months == stated_months


def test_what_goes_on_lasted_at_least_until_the_last_record() -> None:
    """Of an ongoing line the least is known; once the patient has died it is not said to go on."""
    going = line("A", "2023-06-01", ongoing=True)
    assert alone(going, made(FollowUp, on="2025-03", alive=True)).lasted == "≥ 21.0 mo"
    died = alone(going, made(FollowUp, on="2025-03", alive=False))
    assert (died.ongoing, died.lasted) == (False, "")


def test_a_local_therapy_lasts_between_its_days() -> None:
    """Five fractions last from the first to the last, one session has no duration."""
    assert alone(made(LocalTherapy, id="L", on="2022-01-20", end="2022-01-24")).lasted == "4 d"
    assert alone(made(LocalTherapy, id="L", on="2022-01-20", end="2022-01-20")).lasted == ""
    assert alone(made(LocalTherapy, id="L", on="2022-01-20")).span is None


def measured(id_: str, on: str, size: float, stated: str = "") -> Imaging:
    """Return a study of one lesion in line A."""
    rows = (Measurement(lesion="L", size_mm=size, target=True),)
    study: Imaging = made(Imaging, id=id_, on=on, line="A", measurements=rows, stated_response=stated)
    return study


@pytest.mark.parametrize(("stated", "told_apart"), [("PR", False), ("SD", True), ("", True)])
def test_the_stated_response_stands_beside_the_computed_one(stated: str, told_apart: bool) -> None:
    """Neither replaces the other, and where they are not one both are told."""
    given_ = line("A", "2020-01-06", "2020-09-01", best_response=stated)
    lesion = made(Lesion, id="L", label="Liver")
    told = alone(given_, lesion, measured("1", "2020-01-02", 50), measured("2", "2020-03-10", 30))
    assert told.best_computed
    assert (told.best_stated, told.best_computed.response) == (stated, "PR")
    assert ("measured PR" in words(told)) == told_apart


def ca199(on: str, value: str) -> Laboratory:
    """Return a result of CA19-9."""
    result: Laboratory = made(
        Laboratory, id=on, on=on, analyte=Coded(text="CA19-9"), value=Quantity("", value, "U/mL")
    )
    return result


def test_a_row_tells_what_the_marker_did() -> None:
    """Baseline, lowest and last are those of the treatment."""
    results = [ca199("2020-01-05", "1450"), ca199("2020-06-01", "38"), ca199("2020-08-01", "55")]
    told = alone(line("A", "2020-01-06", "2020-09-01"), *results).marker
    assert told
    shown = (told.baseline, told.lowest, told.last)
    assert [one.id for one in shown if one] == ["2020-01-05", "2020-06-01", "2020-08-01"]
    assert told.change_to_lowest.words == "−97.4 %"


GIVEN = line("A", "2020-01-06", "2020-09-01", "gemcitabine")


def event(**values: object) -> AdverseEvent:
    """Return an adverse event."""
    found: AdverseEvent = made(AdverseEvent, id="E", term=Coded(text="Fatigue"), **values)
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"grade": 1, "drugs": ("A gemcitabine",)}, 0),
        ({"grade": 2, "drugs": ("A gemcitabine",)}, 1),
        ({"grade": None, "drugs": ("A gemcitabine",)}, 1),
        ({"grade": 3, "drugs": ("another",), "start": "2020-02-01"}, 0),
        ({"grade": 3, "start": "2020-02-01"}, 0),
        ({"grade": 3, "actions": (AdverseEventAction(drug="A gemcitabine", action="withdrawn"),)}, 1),
    ],
)
def test_adverse_events_of_grade_2_or_more_stand_with_their_line(
    values: dict[str, object], expected: int
) -> None:
    """A grade that is not recorded hides nothing, and no line is blamed for what no drug is suspected of."""
    told = alone(GIVEN, event(**values))
    assert len(told.events) == expected


@given(cases())
def test_any_case_has_a_table_that_does_not_depend_on_the_order_of_its_records(case: Case) -> None:
    """Whatever is recorded, each treatment has its row, and no duration is negative or upside down."""
    rows = treatment_table(case, TODAY)
    mixed = list(case.records)
    random.Random(1).shuffle(mixed)
    assert treatment_table(replace(case, records=tuple(mixed)), TODAY) == rows
    for one in rows:
        assert not one.lasted.startswith("-")
        assert one.line is not None or not isinstance(one.record, SystemicLine)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            line("A", "2020-05", "2021-08", stated_months=18),
            "May 2020 – Aug 2021 · 14.0–16.0 mo, stated 18 mo",
        ),
        (line("A", "2020-05"), "A · May 2020, end not recorded"),
        (line("A", "", "2020-05"), "A · start not recorded – May 2020"),
        (line("A", "2020-05", ongoing=True), "A · May 2020, ongoing"),
        (
            made(LocalTherapy, id="A", on="../2021-02", modality="cryoablation"),
            "Cryoablation · in or before Feb 2021",
        ),
        (line("A", end_reason="progression", progression_sites=(Coded(text="Liver"),)), "Progression: Liver"),
    ],
)
def test_a_row_is_told_in_one_line(record: Record, expected: str) -> None:
    """Dates are in words, and what is not recorded is said."""
    assert expected in words(alone(record))


def test_a_grade_that_is_not_recorded_is_said_so() -> None:
    """It is no grade, and neither left out."""
    assert words(alone(GIVEN, event(drugs=("A gemcitabine",)))).endswith("Fatigue (no grade)")


def read(case: Case) -> list[dict[str, str]]:
    """Return the rows of the CSV of a case, each by the names of its columns."""
    return list(csv.DictReader(io.StringIO(csv_text(treatment_table(case, TODAY)))))


def test_the_published_line_is_told_with_its_bounds_and_its_statement() -> None:
    """A spreadsheet gets the least and the most months, and the stated ones beside them."""
    told = next(one for one in read(PUBLISHED) if one["treatment"] == "Trastuzumab + pyrotinib")
    expected = {
        "line": "Line 2",
        "start": "2020-05",
        "end": "2021-08",
        "min_months": "14.0",
        "max_months": "16.0",
        "stated_months": "18",
        "best_stated": "",
        "ended": "progression: Right adrenal",
    }
    assert {name: told[name] for name in expected} == expected


def test_a_marker_keeps_its_signs_and_bounds_in_a_spreadsheet() -> None:
    """A result beyond what the assay measures stays a bound, and so does the change from it."""
    told = next(one for one in read(SYNTHETIC) if one["treatment"] == "Lenvatinib + pembrolizumab")
    assert (told["at_start"], told["lowest"], told["last"]) == (">12000 U/mL", "788 U/mL", "1031 U/mL")
    assert told["change"] == "≤ −93.4 %"


@given(cases())
def test_every_row_of_any_case_has_every_column(case: Case) -> None:
    """Each treatment is one row of as many cells as there are names, its id the first."""
    rows = treatment_table(case, TODAY)
    found = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert {len(one) for one in found} == {len(COLUMNS)}
    assert [one[0] for one in found[1:]] == [one.record.id for one in rows]
    assert all(map(words, rows))


def test_a_resection_tells_for_how_long_nothing_came_back() -> None:
    """Its DFS ends with recurrence, or is at least until the patient was last seen; a port has none."""
    surgery = made(Surgery, id="S", on="2017-09", residual="R0")
    back = made(Lesion, id="R", label="Liver", role="recurrence", first_seen="2019-03")
    assert alone(surgery, back).free_words == "DFS 17.0–18.9 mo"
    seen = case_of(surgery, made(FollowUp, on="2025-03", alive=True))
    assert row(seen, "S").free_words == "DFS at least 89.0–90.9 mo"
    cells = read(seen)[0]
    assert (cells["dfs_min_months"], cells["dfs_max_months"], cells["dfs_event"]) == ("89.0", "", "false")
    assert alone(made(Surgery, id="S", on="2017-09", intent="palliative"), back).free_words == ""


@pytest.mark.parametrize(("stated", "expected"), [(18, True), (16.4, False), (13, True), (None, False)])
def test_a_stated_duration_the_dates_do_not_allow_is_marked(stated: float | None, expected: bool) -> None:
    """Half a month is granted for rounding."""
    assert alone(line("A", "2020-05", "2021-08", stated_months=stated)).is_impossible is expected
