"""Cases to print: every name, number, place and date in them is made up and found nowhere else on a page."""

from datetime import date, datetime
from typing import Any

from tumorboard import resources
from tumorboard.domain.adverse_event import AdverseEvent, AdverseEventAction
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.event import Event
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging, Tumour
from tumorboard.exchange import case_document
from tumorboard.figures.shapes import Overview
from tumorboard.handout.case_summary import page
from tumorboard.handout.page import Page

TODAY = date(2025, 3, 18)
PRINTED_AT = datetime(2025, 3, 18, 9, 14)
VERSION = "3f9a2c"


def example(name: str) -> Case:
    """Return an example case."""
    return case_document.read(resources.data(f"examples/{name}.json"))


def printed(case: Case, **wishes: Any) -> Page:
    """Return the page of a case as printed on one fixed day."""
    return page(case, **{"version": VERSION, "printed_at": PRINTED_AT, "today": TODAY, **wishes})


def drawn(page: Page) -> Overview:
    """Return the figure of a page that has one."""
    assert page.figure is not None
    return page.figure


def bare(**patient: Any) -> Case:
    """Return a case of which only what is given is recorded."""
    return Case(Patient(**patient), Tumour(site=Coded(text="Gallbladder")))


def zoe() -> Case:
    """Return a case with a value for all that identifies, and names in several scripts."""
    patient = Patient(
        mrn="QX-70311",
        family_name="Müller-王小明",
        given_name="Zoë",
        birth_date=Day.parse("1958-05-04"),
        sex="female",
        responsible_clinician="Dr Ottokar Quandt",
        contact="pager 55512",
        comorbidities="Diabetes, says Quandt",
        preferences="Home to Zwiesel",
        absent=(("allergies", "unknown"), ("consent", "not done")),
        note="Sister of Zoë",
        source="letter of 12 March 2021",
    )
    tumour = Tumour(
        label="Zoë's tumour",
        site=Coded("C23", "ICD-10", "Gallbladder"),
        histology=Coded("8140/3", "ICD-O-3", "Adenocarcinoma"),
        grade="G2",
        diagnosed_on=Day.parse("2017-09"),
        basis="histology",
    )
    adrenal = Lesion(label="Right adrenal (Quandt)", role="metastasis", first_seen=Day.parse("2020-03-19"))
    specimen = Specimen(on=Day.parse("2017-09-14"), procedure="resection", tumour_content_percent=60)
    antibody = Drug(agent=Coded(text="trastuzumab"), dose="6 mg/kg", schedule="q3w")
    inhibitor = Drug(agent=Coded(text="pyrotinib"), dose="400 mg", stop_reason="toxicity")
    line = SystemicLine(
        setting="palliative",
        start=Day.parse("2020-05"),
        end=Day.parse("2021-08"),
        stated_months=18,
        best_response="PR",
        end_reason="progression",
        progression_sites=(Coded(text="right adrenal"),),
        drugs=(antibody, inhibitor),
        trial="ZWIESEL-1",
        trial_phase="I",
        trial_id="NCT09990001",
    )
    records = (
        Staging(
            on=Day.parse("2017-09-21"),
            edition="AJCC 8",
            kind="p",
            t="T3",
            n="N1",
            m="M0",
            stated_group="IIIA",
        ),
        adrenal,
        specimen,
        Surgery(
            on=Day.parse("2017-09-14"),
            procedures=(Coded(text="Hepatectomy by Quandt"),),
            residual="R0",
            surgeon="Prof Edeltraud Xanten",
            hospital="Klinikum Zwiesel",
        ),
        line,
        LocalTherapy(
            on=Day.parse("2022-01-20"), modality="SBRT", dose_gy=40, fractions=5, lesions=(adrenal.id,)
        ),
        Laboratory(
            on=Day.parse("2024-11-05"),
            analyte=Coded(text="CA19-9"),
            value=Quantity("", "1200", "U/mL"),
            high=37,
            laboratory="Labor Zwiesel",
        ),
        Laboratory(
            on=Day.parse("2025-02-12"),
            analyte=Coded(text="CA19-9"),
            value=Quantity("<", "2.0", "U/mL"),
            high=37,
        ),
        Laboratory(
            on=Day.parse("2025-02-12"),
            analyte=Coded(text="Bilirubin"),
            value=Quantity("", "44", "umol/L"),
            high=21,
            text_value="",
        ),
        Laboratory(
            on=Day.parse("2025-02-11"), analyte=Coded(text="Cortisol"), text_value="normal on 11 Feb 2025"
        ),
        Biomarker(
            on=Day.parse("2019-04-02"),
            specimen=specimen.id,
            name=Coded(text="ERBB2"),
            method="NGS",
            alteration="amplification",
            value=7.4,
            value_unit="fold",
            laboratory="Labor Zwiesel",
        ),
        Imaging(on=Day.parse("2025-03-03"), modality="CT", findings="As before, Dr Quandt", to_review=True),
        AdverseEvent(
            term=Coded(text="Pneumonitis"),
            grade=2,
            start=Day.parse("2021-02-03"),
            drugs=(inhibitor.id,),
            outcome="resolved",
            actions=(AdverseEventAction(drug=inhibitor.id, action="withdrawn"),),
        ),
        FollowUp(on=Day.parse("2025-03"), alive=True, ecog="1", stated_survival_months=90),
        Event(on=Day.parse("2018-07-08"), title="Moved to Zwiesel"),
    )
    return Case(patient, tumour, records)


IDENTIFYING = (
    *("Zoë", "Müller", "王小明", "QX-70311", "70311", "Quandt", "Ottokar", "55512", "Xanten", "Edeltraud"),
    *("Zwiesel", "ZWIESEL", "NCT09990001", "1958", "12 March"),
)
TRUE_DATES = (
    *("Sep 2017", "14 Sep 2017", "21 Sep 2017", "19 Mar 2020", "20 Jan 2022", "5 Nov 2024", "12 Feb 2025"),
    *("11 Feb 2025", "2 Apr 2019", "3 Mar 2025", "3 Feb 2021", "8 Jul 2018", "18 Mar 2025", "2017-09-14"),
)
