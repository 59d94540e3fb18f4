"""Headline: what a record says in a few words, for a list, a label or a link to it."""

from collections.abc import Callable
from typing import Any

from tumorboard.domain import dates, quantities
from tumorboard.domain.adverse_event import AdverseEvent, AdverseEventAction
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation, Task
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.laboratory import Laboratory, analyte_of
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.meeting import Attendance, Meeting
from tumorboard.domain.pathology import Biomarker, Specimen, measured
from tumorboard.domain.patient import Patient, name_of
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging, Tumour, tnm
from tumorboard.i18n import _, capital


def headline(record: Record) -> str:
    """Return a record in a few words; its kind's title where it says nothing yet."""
    return _WORDS[type(record)](record) or _(record.record_title)


def _joined(*parts: Any, by: str = " ") -> str:
    return by.join(str(part) for part in parts if part not in (None, "", ()))


def _value(record: Laboratory) -> str:
    return _joined(analyte_of(record), quantities.show(record.value) if record.value else record.text_value)


def _biomarker(record: Biomarker) -> str:
    said = shown(record, "interpretation") if record.interpretation else ""
    # A loss that is positive is the opposite of a protein that is.
    what = shown(record, "alteration") if record.alteration not in ("", "expression", "signature") else ""
    method = shown(record, "method") if record.method else ""
    return _joined(record.name, what, record.detail, method, record.score, measured(record), said)


def _line(record: SystemicLine) -> str:
    return record.label or " + ".join(str(drug.agent) for drug in record.drugs if drug.agent)


def _adverse(record: AdverseEvent) -> str:
    grade = "" if record.grade is None else _("grade {grade}").format(grade=shown(record, "grade"))
    return _joined(record.term, grade)


def _follow_up(record: FollowUp) -> str:
    life = {True: _("alive"), False: _("dead"), None: ""}[record.alive]
    state = shown(record, "disease_state") if record.disease_state else ""
    if record.disease_state == "unknown":
        state = _("state of disease unknown")
    return _joined(life, state, f"ECOG {record.ecog}" if record.ecog else "", by=", ")


def _local(record: LocalTherapy) -> str:
    modality = capital(shown(record, "modality")) if record.modality else ""
    return _joined(_joined(modality, f"({record.device})" if record.device else ""), record.target, by=", ")


def _measurement(record: Measurement) -> str:
    size = shown(record, "size_mm") if record.size_mm is not None else ""
    return _joined(size, shown(record, "state") if record.state else "")


def _meeting(record: Meeting | AgendaItem) -> str:
    board = record.name if isinstance(record, Meeting) else record.board
    return _joined(board, dates.show(record.on) if record.on else "", by=", ")


def _recommendation(record: Recommendation) -> str:
    agents = ", ".join(map(str, record.agents))
    kind = shown(record, "kind") if record.kind else ""
    return _joined(capital(kind), _joined(agents, " ".join(record.text.split()), by="; "), by=": ")


_WORDS: dict[type[Record], Callable[[Any], str]] = {
    Patient: name_of,
    Tumour: lambda r: r.label or _joined(r.histology, r.site, by=", "),
    Staging: lambda r: _joined(tnm(r), r.stated_group),
    Lesion: lambda r: r.label,
    Surgery: lambda r: ", ".join(map(str, r.procedures)),
    SystemicLine: _line,
    Drug: lambda r: _joined(r.agent, r.dose, r.schedule),
    LocalTherapy: _local,
    Laboratory: _value,
    Specimen: lambda r: _joined(shown(r, "procedure") if r.procedure else "", r.site),
    Biomarker: _biomarker,
    Imaging: lambda r: _joined(shown(r, "modality") if r.modality else "", r.region, r.stated_response),
    Measurement: _measurement,
    AdverseEvent: _adverse,
    AdverseEventAction: lambda r: shown(r, "action") if r.action else "",
    FollowUp: _follow_up,
    Document: lambda r: r.caption or r.name,
    Event: lambda r: r.title,
    AgendaItem: _meeting,
    Recommendation: _recommendation,
    Task: lambda r: _joined(r.what, r.owner, by=", "),
    Addendum: lambda r: r.text.partition("\n")[0],
    Meeting: _meeting,
    Attendance: lambda r: _joined(r.name, r.specialty, by=", "),
    Dismissal: lambda r: r.said.partition("\n")[0],
}
