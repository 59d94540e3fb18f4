import html
import re
from dataclasses import replace

import pytest

from tests.figures.cases import result
from tests.handout.cases import bare, drawn, example, printed, zoe
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.usual_limits import ClinicLimits
from tumorboard.handout.page import Page


def words(text: str) -> str:
    """Return what a reader sees of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def all_words(page: Page) -> str:
    """Return what a reader sees of a page."""
    return words(" ".join((page.head_left, page.head_right, page.html, page.foot)))


def tight(text: str) -> str:
    """Return the words without the spaces that a change of style leaves."""
    return words(text).replace(" ,", ",").replace(" ;", ";").replace(" )", ")")


def test_head_and_foot_name_the_patient_and_the_state_of_the_data() -> None:
    """Head and foot hold name, birth date, age, MRN, when it was printed, and from which version."""
    page = printed(zoe())
    assert words(page.head_left) == "Müller-王小明, Zoë born 4 May 1958 (66 y, female) MRN QX-70311"
    assert words(page.foot) == (
        "Müller-王小明, Zoë · MRN QX-70311 · printed 18 Mar 2025 09:14 · data version 3f9a2c"
    )


@pytest.mark.parametrize(
    "expected",
    [
        "1 operation, 1 systemic line, 1 local therapy",
        "alive Mar 2025, 89.0–90.9 mo since Sep 2017 (censored; stated 90 mo)",
        "21 Sep 2017, pT3 N1 M0 , AJCC 8, stated IIIA",
        "Trastuzumab 6 mg/kg q3w + pyrotinib 400 mg (stopped: toxicity)",
        "14.0–16.0 mo (stated 18 mo)",
        "Progression: right adrenal",
        "18 months stated, the dates allow 14.0–16.0 mo.",
        "Amplification, 7.4-fold",
        "CA19-9 <2.0 U/mL (≤37)",
        "Bilirubin 44 H µmol/L (≤21)",
        "total dose 40 Gy, fractions 5",
        "Pyrotinib: withdrawn",
        "ECOG: 1 (Mar 2025)",
        "Imaging: CT (3 Mar 2025): to be shown at the meeting",
        "TMB: not recorded · MSI: not recorded",
    ],
)
def test_what_is_recorded_is_said_as_it_is_known(expected: str) -> None:
    """Dates, bounds, units, statements and what the dates allow each keep their own words."""
    assert expected in words(printed(zoe()).html)


def test_a_result_superseded_by_a_later_one_is_not_printed() -> None:
    """Of each analyte the latest result stands, and the one before it nowhere in the text."""
    assert "1,200" not in words(printed(zoe()).html)


def test_the_three_shades_of_absence_print_apart() -> None:
    """Not recorded is marked as a gap; unknown and not done are words that somebody stated."""
    page = printed(zoe())
    assert re.search(r"Allergies: <i>unknown</i>", page.html)
    assert re.search(r"Consent: <i>not done</i>", page.html)
    assert re.search(r"Medication: <u>not recorded</u>", page.html)


@pytest.mark.parametrize(
    "item",
    [
        *("name <u>not recorded</u>", "born <u>not recorded</u>", "MRN <u>not recorded</u>"),
        *("Sex: <u>not recorded</u>", "Responsible: <u>not recorded</u>", "Contact: <u>not recorded</u>"),
        *("ECOG: <u>not recorded</u>", "Comorbidities: <u>not recorded</u>", "Consent: <u>not recorded</u>"),
        *("Preferences: <u>not recorded</u>", "Family history: <u>not recorded</u>"),
        *("Stage: <u>not recorded</u>", "Histology: <u>not recorded</u>", "Grade: <u>not recorded</u>"),
        *("HER2: <u>not recorded</u>", "Guideline treatment: <u>not recorded</u>"),
        *("last follow-up not recorded", "diagnosed <u>date not recorded</u>"),
    ],
)
def test_a_minimum_item_that_is_missing_is_printed_as_not_recorded(item: str) -> None:
    """What a board expects and nobody recorded is said to be missing, in its place."""
    page = printed(bare())
    assert item in page.head_left + page.html


@pytest.mark.parametrize("table", ["What each treatment did", "Imaging", "Adverse events"])
def test_a_table_of_which_nothing_is_recorded_says_so(table: str) -> None:
    """A table without rows is not left away."""
    assert f"{table} not recorded" in words(printed(bare()).html)


def test_an_end_and_a_reason_that_are_not_known_are_gaps() -> None:
    """A line of which only the start is known says that its end and its reason are not recorded."""
    line = SystemicLine(start=Day.parse("2019"), label="GP")
    case = replace(bare(), records=(line,))
    assert "2019, end not recorded" in words(printed(case).html)
    assert (
        "of 1 “systemic line”: setting (1), end (1), drugs (1), best response (1), ended because (1)"
        in words(printed(case).html)
    )


def test_a_line_without_drugs_keeps_its_name() -> None:
    """A regimen of which the drugs are not recorded is printed by the name it has."""
    line = SystemicLine(start=Day.parse("2019"), label="Regimen X")
    assert "Regimen X , drugs not recorded" in words(printed(replace(bare(), records=(line,))).html)


def test_a_line_that_goes_on_lasts_at_least_until_the_last_record() -> None:
    """The duration of an ongoing line is a lower bound."""
    line = SystemicLine(start=Day.parse("2023-06"), ongoing=True, drugs=(Drug(stop_reason=""),))
    seen = Laboratory(on=Day.parse("2025-02-12"), value=Quantity("", "1", ""))
    case = replace(bare(), records=(line, seen))
    assert "≥ 19.5 mo" in words(printed(case).html)
    assert "Jun 2023, ongoing" in words(printed(case).html)


def test_text_that_looks_like_markup_is_text() -> None:
    """What somebody typed is printed as typed."""
    case = replace(bare(family_name="<b>&amp;"), records=(Surgery(hospital="x"),))
    assert "&lt;b&gt;&amp;amp;" in printed(case).head_left


def test_two_cases_printed_one_after_the_other_share_nothing() -> None:
    """Nothing of the case printed before is on the page of the next."""
    first = printed(zoe())
    second = printed(bare(mrn="000785", family_name="Synthetic"))
    assert "Müller" not in all_words(second)
    assert "Synthetic" not in all_words(first)
    assert printed(zoe()).html.count("Synthetic") == 0


def test_a_question_stands_in_its_box_and_without_one_there_is_room() -> None:
    """The question to the board is printed first; else the box has room for writing."""
    assert "Restage now?" in words(printed(zoe(), question="Restage now?").html)
    assert "<br>&nbsp;" in printed(zoe()).html


@pytest.mark.parametrize("name", ["published", "synthetic"])
def test_the_page_of_an_example_names_every_treatment(name: str) -> None:
    """Each operation, systemic line and local therapy has its row."""
    case = example(name)
    treatments = [record for record in case.records if record.record_kind in ("surgery", "systemic_line")]
    html_of = printed(case).html
    assert html_of.count("<tr>") >= len(treatments)
    for record in treatments:
        for drug in getattr(record, "drugs", ()):
            assert str(drug.agent).casefold() in words(html_of).casefold()


def test_the_figure_leaves_to_the_tables_what_they_say_better() -> None:
    """The printed figure holds treatments, responses and adverse events, and no pathology."""
    kinds = {lane.kind for lane in drawn(printed(example("synthetic"))).lanes}
    assert kinds == {"surgery", "local", "systemic", "response", "adverse"}


def test_a_page_keeps_what_it_was_made_from() -> None:
    """A page is a snapshot: what is changed in a copy of the case later does not reach it."""
    case: Case = zoe()
    page = printed(case)
    case.with_record(replace(case.patient, family_name="Other"))
    assert "Müller" in page.head_left


CLINIC = "Exampleton University Hospital"


def test_the_foot_names_the_clinic_once_the_patient_was_named() -> None:
    """Who the page is about comes first; without a name of the clinic nothing stands in its place."""
    named, plain = (words(printed(zoe(), clinic=clinic).foot) for clinic in (CLINIC, ""))
    assert named == f"{plain} · {CLINIC}"


def test_a_clinics_own_limit_is_drawn_and_called_so() -> None:
    """The caption tells the clinic's limit from the one everybody has."""
    case = replace(bare(), records=(result("2019-01-01", "5"),))
    own = (ClinicLimits("CA19-9", "U/mL", None, 34.0),)
    assert "line across: usual upper limit (this clinic)" in words(printed(case, limits=own).html)
    assert "(this clinic)" not in words(printed(case).html)
    given = result("2019-02-01", "5", "given", high=35.0)
    both = words(printed(case.with_record(given), limits=own).html)
    assert "line across: upper limit, the usual one (this clinic) where none is recorded" in both
