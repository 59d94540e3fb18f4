import dataclasses
from datetime import date

import pytest

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import field_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.meeting import Attendance
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.domain.records import record_class
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging, Tumour
from tumorboard.reasoning.readiness import (
    CODES,
    USUAL,
    Entry,
    Item,
    Profile,
    absent,
    missing,
    profile,
    profiles,
    readiness,
)
from tumorboard.reasoning.readiness_items import ITEMS

TODAY = date(2025, 3, 18)
EVERY = [pytest.param(one, item, id=f"{one.code}-{item.code}") for one in profiles() for item in one.items]


def _entries(*records: Record, item: AgendaItem | None = None, code: str = USUAL) -> dict[str, Entry]:
    case = Case(Patient(mrn="T-1"), Tumour(), records)
    return {one.item.code: one for one in readiness(case, item, profile(code), TODAY)}


@pytest.mark.parametrize(("one", "item"), EVERY)
def test_every_item_has_a_source_and_a_form_that_fills_it(one: Profile, item: Item) -> None:
    """What a profile asks for can be answered, by a field that there is, and says who asks for it."""
    code = item.code
    assert item.label
    assert item.source
    answer = ITEMS[code](Case(Patient(), Tumour()), None, TODAY)
    assert field_of(record_class(answer.kind), answer.field)
    assert answer.words


def test_each_profile_has_a_name_a_source_and_a_quorum() -> None:
    """A profile says whose it is, and is found by its code and by its name."""
    for code in CODES:
        found = profile(code)
        assert (found.code, profile(found.name)) == (code, found)
        assert found.source
        assert found.quorum_source
        assert len(found.quorum) >= 5
    assert profile("").code == USUAL


def test_an_empty_case_lacks_what_is_asked_of_every_case() -> None:
    """Nothing that is not recorded passes for recorded; what needs a record to be about does not apply."""
    found = _entries()
    assert {code for code, one in found.items() if one.state == "does not apply"} == {
        *("end_reasons", "responses", "residual", "radiotherapy", "tumour_content", "adverse_events"),
        *("line_settings", "line_starts", "line_drugs", "label_status"),
    }
    assert {code for code, one in found.items() if one.state == "there"} == {"mrn"}


def test_an_ecog_without_a_date_is_none() -> None:
    """A performance status counts with its day, and says how old it is once it is older than six weeks."""
    undated = FollowUp(ecog="1")
    found = _entries(undated)["ecog"]
    assert (found.state, found.field, found.record_id) == ("missing", "on", undated.id)
    assert _entries(FollowUp(ecog="1", on=Day("2025-03-10")))["ecog"].words == "1, 10 Mar 2025"
    assert _entries(FollowUp(ecog="1", on=Day("2024-03-18")))["ecog"].words == "1, 18 Mar 2024, 365 days old"


def test_what_was_asked_and_is_unknown_is_an_answer() -> None:
    """Unknown and not done are stated; only what nobody said is missing."""
    patient = Patient(mrn="T-1", absent=(("family_history", "unknown"),))
    case = Case(patient, Tumour())
    found = {one.item.code: one for one in readiness(case, None, profile(USUAL), TODAY)}
    assert found["family_history"].state == "stated absent"
    assert found["social"].state == "missing"
    asked = FollowUp(on=Day("2025-03-10"), absent=(("ecog", "unknown"),))
    assert _entries(asked)["ecog"].state == "stated absent"


def test_each_line_that_ended_says_why() -> None:
    """One line without a reason is named and opened; a line that goes on is not asked."""
    ended = SystemicLine(label="GP", start=Day("2020"), end=Day("2021"))
    going = SystemicLine(label="Lenvatinib", start=Day("2023"), ongoing=True)
    found = _entries(ended, going)["end_reasons"]
    assert (found.state, found.record_id, found.field) == ("missing", ended.id, "end_reason")
    assert "GP" in found.words
    assert "Lenvatinib" not in found.words
    said = dataclasses.replace(ended, end_reason="progression")
    assert _entries(said, going)["end_reasons"].state == "there"


def test_only_resections_need_a_residual_status() -> None:
    """A port is no resection."""
    port = Surgery(procedures=(Coded(text="Central venous port insertion"),))
    assert _entries(port)["residual"].state == "does not apply"
    left = Surgery(procedures=(Coded(text="Left hepatectomy"),))
    assert _entries(port, left)["residual"].record_id == left.id


def test_what_is_to_be_reviewed_is_named_by_the_item_or_marked_at_the_study() -> None:
    """Either way says it; nothing named is missing and opens the item."""
    study = Imaging(modality="CT", region="abdomen", on=Day("2025-03-01"))
    item = AgendaItem(question="What next?")
    assert _entries(study, item, item=item)["review"].record_id == item.id
    named = dataclasses.replace(item, review=(study.id,))
    assert _entries(study, named, item=named)["review"].words == "CT abdomen"
    marked = dataclasses.replace(study, to_review=True)
    assert _entries(marked, item, item=item)["review"].state == "there"


def test_the_short_profile_asks_for_marker_and_bilirubin_by_name() -> None:
    """Another result does not stand in for CA19-9."""
    cea = Laboratory(analyte=Coded(text="CEA"), value=Quantity("", "2", "ng/mL"), on=Day("2025-03-01"))
    code = "pancreatobiliary"
    assert _entries(cea, code=code)["marker"].state == "missing"
    marker = dataclasses.replace(cea, analyte=Coded(text="CA19-9"), value=Quantity("<", "2", "U/mL"))
    assert _entries(cea, marker, code=code)["marker"].words == "CA19-9 <2 U/mL, 1 Mar 2025"


def test_a_stage_may_be_stated_or_by_categories() -> None:
    """An empty staging record is no stage."""
    assert _entries(Staging(on=Day("2025")))["staging"].state == "missing"
    assert _entries(Staging(on=Day("2025"), stated_group="IIIA"))["staging"].state == "there"


def test_missing_counts_only_what_is_missing() -> None:
    """Stated absences and what does not apply are not counted."""
    found = _entries()
    lacking = missing(found.values())
    assert {one.state for one in lacking} == {"missing"}
    assert len(lacking) == sum(one.state == "missing" for one in found.values()) > 20


def test_a_quorum_names_whom_it_lacks() -> None:
    """A specialty counts when somebody of it is ticked, by whatever name it goes."""
    seats = [
        Attendance(specialty="surgeon", present=True),
        Attendance(specialty="Radiologie", present=True),
        Attendance(specialty="Pathology", present=False),
        Attendance(specialty="Radiation Oncology", present=True),
        Attendance(specialty="Medical oncology"),
    ]
    assert absent(profile(USUAL), seats) == ("Pathology", "Oncology")
    both = Attendance(specialty="Histopathologist / medical oncologist", present=True)
    assert absent(profile(USUAL), [*seats, both]) == ()
    assert absent(profile(USUAL), ()) == ("Surgery", "Radiology", "Pathology", "Radiotherapy", "Oncology")


def test_a_specialty_within_another_word_does_not_count() -> None:
    """A radiation oncologist is no medical oncologist, and nobody stands for a specialty by a likeness."""
    seats = [Attendance(specialty=name, present=True) for name in ("Radiation oncology", "Neuropathology")]
    assert absent(profile(USUAL), seats) == ("Surgery", "Radiology", "Pathology", "Oncology")


def test_a_pancreatobiliary_board_needs_somebody_for_the_endoscopy() -> None:
    """Its quorum has a sixth seat, which an endoscopist or a hepatologist takes."""
    code = "pancreatobiliary"
    assert absent(profile(code), ())[5:] == ("Gastroenterology",)
    for name in ("Endoskopie", "Hepatologist", "gastroenterology"):
        assert "Gastroenterology" not in absent(profile(code), [Attendance(specialty=name, present=True)])


def test_unknown_as_a_choice_is_an_answer_too() -> None:
    """Who chose "unknown" was asked; that is neither recorded nor missing."""
    case = Case(Patient(mrn="T-1", sex="unknown", consent="unknown"), Tumour())
    found = {one.item.code: one.state for one in readiness(case, None, profile(USUAL), TODAY)}
    assert (found["sex"], found["consent"]) == ("stated absent", "stated absent")


def test_a_specimen_without_its_result_is_no_histology() -> None:
    """A result that is awaited is missing, one that is unknown is stated, and its specimen is opened."""
    taken = Specimen(on=Day("2025-03-01"), procedure="core biopsy", result_state="pending")
    found = _entries(taken)["histology"]
    assert (found.state, found.record_id, found.field) == ("missing", taken.id, "result")
    assert found.words.endswith("pending")
    unknown = dataclasses.replace(taken, result_state="unknown")
    assert _entries(unknown)["histology"].state == "stated absent"
    earlier = Specimen(on=Day("2024-03-01"), result="Adenocarcinoma")
    assert _entries(earlier, taken)["histology"].record_id == earlier.id


def test_a_pending_molecular_test_is_none_yet() -> None:
    """What is pending is missing and told, what was not tested is stated; neither reads as negative."""
    pending = Biomarker(name=Coded(text="ERBB2 (HER2)"), interpretation="pending", on=Day("2025-03-01"))
    found = _entries(pending)["molecular"]
    assert (found.state, found.record_id) == ("missing", pending.id)
    assert found.words.endswith("pending")
    untested = dataclasses.replace(pending, interpretation="not tested")
    assert _entries(untested)["molecular"].state == "stated absent"
    assert _entries(dataclasses.replace(pending, interpretation="negative"))["molecular"].state == "there"


def test_what_was_never_tested_for_is_named() -> None:
    """One of TMB and MSI does not stand in for the other."""
    msi = Biomarker(name=Coded(text="MSI"), interpretation="negative")
    found = _entries(msi)["tmb_msi"]
    assert (found.state, found.words) == ("missing", "not recorded: TMB")


def test_a_study_counts_with_its_date() -> None:
    """A board cannot look at a study nobody can find; its date is asked for."""
    undated = Imaging(modality="CT")
    found = _entries(undated)["imaging"]
    assert (found.state, found.record_id, found.field) == ("missing", undated.id, "on")


def test_adverse_events_are_asked_of_who_was_treated() -> None:
    """Before any treatment there are none to record; after one, nothing recorded does not mean none."""
    assert _entries(LocalTherapy(modality="SBRT"))["adverse_events"].state == "missing"
    event = AdverseEvent(term=Coded(text="Rash"), start=Day("2025-03-01"))
    assert _entries(event)["adverse_events"].state == "there"


def test_what_is_said_of_each_line_may_be_said_by_its_drugs() -> None:
    """A line begins when its first drug does; "no" is an answer to whether it was off label."""
    drug = Drug(agent=Coded(text="Cisplatin"), start=Day("2020-01"))
    line = SystemicLine(label="GC", drugs=(drug,), off_label=False)
    found = _entries(line)
    assert {code: found[code].state for code in ("line_starts", "line_drugs", "label_status")} == {
        "line_starts": "there",
        "line_drugs": "there",
        "label_status": "there",
    }
    assert found["line_settings"].state == "missing"


def test_an_adjuvant_line_has_no_response_to_tell() -> None:
    """After a resection nothing is left to measure."""
    line = SystemicLine(label="Capecitabine", setting="adjuvant", start=Day("2020"), end=Day("2021"))
    assert _entries(line)["responses"].state == "does not apply"


def test_one_stated_absence_among_several_is_told() -> None:
    """All that can be said is said; how much of it is unknown is told too."""
    said = SystemicLine(label="A", end=Day("2021"), end_reason="progression")
    asked = SystemicLine(label="B", end=Day("2022"), absent=(("end_reason", "unknown"),))
    assert _entries(said, asked)["end_reasons"].words == "2 records, 1 unknown or not done"
    assert _entries(asked)["end_reasons"].state == "stated absent"


def test_a_result_that_was_replaced_does_not_stand() -> None:
    """The correction is what a board is told, also where both are of one day."""
    first = Laboratory(analyte=Coded(text="CA19-9"), value=Quantity("", "20", "U/mL"), on=Day("2025-03-01"))
    corrected = dataclasses.replace(first, id="z", value=Quantity("", "2", "U/mL"), replaces=first.id)
    for records in ((first, corrected), (corrected, first)):
        assert _entries(*records, code="pancreatobiliary")["marker"].record_id == "z"


def test_bilirubin_counts_in_either_unit_and_only_the_total() -> None:
    """Direct bilirubin is another analyte; the unit of the total does not matter."""
    for text, unit, state in (
        ("total bilirubin", "mg/dL", "there"),
        ("Bilirubin", "umol/L", "there"),
        ("direct bilirubin", "mg/dL", "missing"),
    ):
        result = Laboratory(analyte=Coded(text=text), value=Quantity("", "2", unit), on=Day("2025-03-01"))
        assert _entries(result, code="pancreatobiliary")["bilirubin"].state == state


def test_a_board_is_told_from_the_item() -> None:
    """Board and day stand at the item, wherever the case is taken; half of it is not enough."""
    assert _entries(item=AgendaItem(board="Liver board", on=Day("2025-03-20")))["board"].words == (
        "Liver board, 20 Mar 2025"
    )
    assert _entries(item=AgendaItem(board="Liver board"))["board"].state == "missing"
    assert _entries(item=AgendaItem(absent=(("review", "not done"),)))["review"].state == "stated absent"
