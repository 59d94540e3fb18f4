from dataclasses import replace

import pytest
from hypothesis import given

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, case_of, line, made
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.reasoning.lines import line_numbers


def _labels(case: Case) -> list[tuple[str, str]]:
    return [(case.get(id_).label, told.label) for id_, told in line_numbers(case).items()]  # type: ignore[attr-defined]


def test_the_published_case_is_numbered_as_worked_out_by_hand() -> None:
    """Two curative lines and four palliative ones; ablation, SBRT and seeds have none."""
    assert _labels(PUBLISHED) == [
        ("S-1", "Curative line 1"),
        ("GP", "Curative line 2"),
        ("AS", "Line 1"),
        ("Trastuzumab + pyrotinib", "Line 2"),
        ("DP303c", "Line 3"),
        ("Lenvatinib + pembrolizumab", "Line 4"),
    ]
    gp = next(told for id_, told in line_numbers(PUBLISHED).items() if PUBLISHED.get(id_).label == "GP")  # type: ignore[attr-defined]
    assert gp.rule == (
        "The setting is not recorded. Taken as adjuvant because it is the first after the resection of "
        "Mar 2019; if it was palliative, each later palliative line has a number more."
    )


def test_a_person_s_number_goes_first_and_is_counted_on_from() -> None:
    """Were GP palliative, every later number would be one more."""
    gp = next(one for one in PUBLISHED.of(SystemicLine) if one.label == "GP")
    case = PUBLISHED.with_record(replace(gp, number="PLoT1"))
    assert [label for _name, label in _labels(case)][1:] == ["Line 1", "Line 2", "Line 3", "Line 4", "Line 5"]
    told = line_numbers(case)[gp.id]
    assert told.overridden
    assert told.computed == "Curative line 2"
    other = line_numbers(PUBLISHED.with_record(replace(gp, number="salvage")))[gp.id]
    assert (other.label, other.kind, other.number) == ("salvage", "", None)


def test_the_synthetic_case() -> None:
    """Maintenance and what was given together keep the line."""
    assert [label for _name, label in _labels(SYNTHETIC)] == [
        "Curative line 1",
        *("Line 1", "Line 1", "Line 1"),
        *("Line 2", "Line 3", "Line 4"),
    ]


A = line("A", "2020-01-06", "2020-05-04", "gemcitabine", "cisplatin", setting="palliative")


@pytest.mark.parametrize(
    ("first", "second", "number", "rule"),
    [
        (A, line("B", "2020-05-11", "", "gemcitabine"), 1, "A drug of the line before was dropped"),
        (A, line("B", "2020-05-11", "", "gemcitabine", "Carboplatin"), 1, "A drug was changed for its like"),
        (A, line("B", "2020-05-11", "", "GEM", "CDDP"), 1, "The same drugs without progression."),
        (A, line("B", "2020-05-11", "", "S-1"), 2, "Setting: palliative."),
        (replace(A, end_reason="toxicity"), line("B", "2020-05-11", "", "S-1"), 1, "Changed for intolerance"),
        (
            replace(A, end_reason="toxicity", best_response="PD"),
            line("B", "2020-05-11", "", "S-1"),
            2,
            "Setting: palliative.",
        ),
        (
            replace(A, end_reason="progression"),
            line("B", "2020-05-11", "", "gemcitabine"),
            2,
            "Setting: palliative.",
        ),
    ],
)
def test_what_keeps_a_line(first: SystemicLine, second: SystemicLine, number: int, rule: str) -> None:
    """To drop a drug, to change for its like or for intolerance, as long as nothing progressed."""
    told = line_numbers(case_of(first, replace(second, setting="palliative")))["B"]
    assert (told.kind, told.number) == ("palliative", number)
    assert told.rule.startswith(rule)


@pytest.mark.parametrize(
    ("seen", "number"), [({"line": "A"}, 2), ({}, 2), ({"line": "A", "stated_response": "SD"}, 1)]
)
def test_what_progressed_on_imaging_is_another_line_although_a_drug_was_only_dropped(
    seen: dict[str, str], number: int
) -> None:
    """Progression need not be told as the reason of the end."""
    study = made(Imaging, **{"on": "2020-05-04", "stated_response": "PD", **seen})
    dropped = line("B", "2020-05-11", "", "gemcitabine", setting="palliative")
    assert line_numbers(case_of(A, study, dropped))["B"].number == number


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        ("", "No date of it is recorded: its place among the lines is not known."),
        ("2020-01-06", "Which of it and the line before began first, their dates do not tell."),
        ("2020-02", ""),
    ],
)
def test_an_order_the_dates_do_not_tell_is_said(begun: str, said: str) -> None:
    """No number is guessed in silence."""
    told = line_numbers(case_of(A, line("B", begun, "", "S-1", setting="palliative")))
    assert told["B"].rule == f"Setting: palliative. {said}".strip()


def test_one_undated_line_alone_has_its_place() -> None:
    """Where there is no other line, nothing is said of the order."""
    assert line_numbers(case_of(line("B", setting="palliative")))["B"].rule == "Setting: palliative."


def test_maintenance_keeps_the_line() -> None:
    """It has the number of what it maintains, and the next one the number after."""
    after = line("C", "2021-01", "", "S-1", setting="palliative")
    kept = line("B", "2020-05-11", "2020-12", "capecitabine", setting="maintenance")
    told = line_numbers(case_of(A, kept, after))
    assert [one.number for one in told.values()] == [1, 1, 2]


def test_local_therapy_is_never_a_line() -> None:
    """However many there are."""
    ablations = [made(LocalTherapy, on=f"202{year}", modality="microwave") for year in range(3)]
    assert set(line_numbers(case_of(A, *ablations))) == {"A"}


def test_curative_and_palliative_lines_are_counted_apart() -> None:
    """The first palliative line is the first, whatever was given before with curative intent."""
    case = case_of(line("N", "2018", setting="neoadjuvant"), line("J", "2019", setting="adjuvant"), A)
    assert [label for _name, label in _labels(case)] == ["Curative line 1", "Curative line 2", "Line 1"]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("2020-02-01", "The disease recurred within 6 months"),
        ("2020", "The disease may have recurred within 6 months"),
        ("2020-12-01", ""),
        ("2019-01-01", ""),
    ],
)
def test_a_recurrence_soon_after_adjuvant_treatment_is_remarked(seen: str, said: str) -> None:
    """Surely, perhaps, or not, as the dates are known; the numbers stay."""
    adjuvant = line("J", "2019-06-03", "2019-11-25", "capecitabine", setting="adjuvant")
    lesion = made(Lesion, label="Liver", role="recurrence", first_seen=seen)
    told = line_numbers(case_of(adjuvant, lesion))["J"]
    assert told.remark.startswith(said)
    assert bool(told.remark) is bool(said)
    assert told.label == "Curative line 1"


def test_without_a_setting_only_what_follows_a_resection_directly_is_taken_as_adjuvant() -> None:
    """Not once the disease is known to have come back in between."""
    surgery = made(Surgery, on="2019-01-10", intent="curative")
    plain = line("J", "2019-03-04", "", "capecitabine")
    assert line_numbers(case_of(surgery, plain))["J"].kind == "curative"
    assert line_numbers(case_of(plain))["J"].kind == "palliative"
    back = made(Lesion, label="Liver", role="recurrence", first_seen="2019-02-01")
    assert line_numbers(case_of(surgery, back, plain))["J"].kind == "palliative"


@given(cases(most=8))
def test_every_line_of_any_case_has_a_number_or_a_person_s_words(case: Case) -> None:
    """And the rule it has it by."""
    told = line_numbers(case)
    assert set(told) == {line.id for line in case.of(SystemicLine)}
    for one in told.values():
        assert one.label
        assert one.rule
        assert one.number is not None or one.overridden
