"""Boarded: a case with a board's outcome in which some things are missing, to read back and to show."""

from dataclasses import replace

from tumorboard.domain.board import AgendaItem, Recommendation, Task
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import Coded
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record
from tumorboard.domain.tumour import Tumour

MEETING = Meeting(
    id="meeting",
    name="Hepatobiliary board",
    on=Day("2025-03-20T14:00"),
    attendance=(
        Attendance(id="seat 1", name="Dr Knife", specialty="Surgery", present=True),
        Attendance(id="seat 2", name="Dr Scan", specialty="Radiology", present=True),
        Attendance(id="seat 3", name="Dr Glass", specialty="Pathology", present=False),
        Attendance(id="seat 4", name="Dr Beam", specialty="Radiotherapy"),
    ),
)
CT = Imaging(id="ct", on=Day("2025-03-11"), modality="CT", region="abdomen")
ITEM = AgendaItem(
    id="item",
    meeting=MEETING.id,
    board=MEETING.name,
    on=MEETING.on,
    position=1.0,
    discussion="restaging",
    question="Is a third resection feasible?",
    presenter="Dr Knife",
    outcome="discussed",
    minutes="Two segments are free.\nThe remnant is 28 %.",
    plan_intent="palliative",
    wish="No operation for now",
    dissent="Embolisation was offered.",
    recommendations=(
        Recommendation(id="rec 2", kind="further imaging", text="MRI in 8 weeks", priority=2.0),
        Recommendation(
            id="rec 1",
            kind="systemic therapy",
            agents=(Coded(text="Lenvatinib"),),
            text="go on",
            priority=1.0,
            evidence="2B",
            references=(Coded(text="pmid:34523731"), Coded(text="NCT 03043547")),
            label_status="off label",
            because=("ct",),
        ),
    ),
    actions=(
        Task(id="task 1", what="Book the MRI", owner="Dr Scan", due=Day("2025-04-01")),
        Task(id="task 2", what="Tell the patient"),
    ),
)


def boarded(name: str, item: AgendaItem = ITEM, *records: Record) -> Case:
    """Return a case of a patient of this name, which its ids begin with, on the agenda with an item."""
    key = name.casefold()
    patient = Patient(id=f"{key} patient", mrn=f"{key}-0017", family_name=name, given_name="Anna")
    own = replace(item, id=f"{key} {item.id}", recommendations=(), actions=())
    own = replace(
        own,
        recommendations=tuple(
            replace(row, id=f"{key} {row.id}", because=tuple(f"{key} {one}" for one in row.because))
            for row in item.recommendations
        ),
        actions=tuple(replace(row, id=f"{key} {row.id}") for row in item.actions),
    )
    shown = (replace(one, id=f"{key} {one.id}") for one in (CT, *records))
    return Case(patient, Tumour(id=f"{key} tumour", label="Gallbladder adenocarcinoma"), (own, *shown))
