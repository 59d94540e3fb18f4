"""Captions: the letter, the names and the tone by which a record is known in a figure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tumorboard.domain import quantities, vocabulary
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, name_of
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen, measured
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.figures.axes import number
from tumorboard.figures.shapes import LaneKind, Tone
from tumorboard.i18n import N_, _, capital

SHORT_ENOUGH = 10
"""A regimen's name up to this length is its own short form."""

Shape = Literal["badge", "text", "diamond"]
_RESPONSE_TONES: dict[str, Tone] = {"CR": "good", "PR": "good", "PD": "danger", "NE": "muted"}
_STATE_TONES: dict[str, Tone] = {
    "no evidence of disease": "good",
    "responding": "good",
    "progressing": "danger",
    "unknown": "muted",
}
_STATE_SHORT = {"no evidence of disease": N_("NED")}
_UNSETTLED = ("not tested", "pending", "not evaluable")


@dataclass(frozen=True, slots=True)
class Caption:
    """How a record is named: its letter, its name in full and in short, and what else there is to say."""

    kind: LaneKind
    letter: str
    label: str
    short: str
    tone: Tone = "plain"
    shape: Shape = "badge"
    details: str = ""


def caption(record: Record, case: Case) -> Caption | None:
    """Return the caption of a record; None for a kind that has no lane, such as a laboratory result."""
    name = _CAPTIONS.get(type(record))
    return name(record, case) if name else None


def line_label(line: SystemicLine) -> str:
    """Return what a systemic line is called: its regimen, else its drugs."""
    return headline(line)


def line_short(label: str) -> str:
    """Return the usual short form of a combination; where none is known, its first drug and an ellipsis.

    A single drug keeps its name: what the vocabulary has for it besides are names of trials. A form that
    needs a bracket to be understood is not short.
    """
    if len(label) <= SHORT_ENOUGH or not any(sign in label for sign in (" + ", " ± ")):
        return label
    term = vocabulary.load("regimens").find(label)
    usual = [name for name in term.synonyms if name.isascii() and "(" not in name] if term else []
    if usual and len(usual[0]) < len(label):
        return usual[0]
    first = label.split(" + ")[0].split(" ± ")[0].split()[0]
    return f"{first} …"


def result_label(result: Laboratory) -> str:
    """Return a laboratory result in a few words: `CA19-9 1,200 U/mL`."""
    value = quantities.show(result.value) if result.value else result.text_value
    return f"{name_of(result)} {value}".strip()


def _surgery(record: Surgery, case: Case) -> Caption:
    names = [str(procedure) for procedure in record.procedures] or [_("Surgery")]
    label = ", ".join([*names, record.residual] if record.residual else names)
    return Caption("surgery", "S", capital(label), capital(names[0]), details=_target(record, case))


def _local_therapy(record: LocalTherapy, case: Case) -> Caption:
    letter = vocabulary.modality(record.modality).letter
    short = capital(shown(record, "modality")) if record.modality else _("Local therapy")
    if record.dose_gy is not None and record.fractions:
        short = f"{short} {number(record.fractions)}×{number(round(record.dose_gy / record.fractions, 2))} Gy"
    elif record.dose_gy is not None:
        short = f"{short} {number(record.dose_gy)} Gy"
    target = _target(record, case)
    label = f"{short}, {target}" if target else short
    return Caption("local", letter, label, short, details=record.device)


def _systemic_line(record: SystemicLine, case: Case) -> Caption:
    label = line_label(record)
    told = [
        shown(record, name) for name in ("setting", "best_response", "end_reason") if getattr(record, name)
    ]
    return Caption("systemic", "", label, line_short(label), details=" · ".join(told))


def _imaging(record: Imaging, case: Case) -> Caption:
    study = " ".join(part for part in (record.modality and shown(record, "modality"), record.region) if part)
    study = study or _("Imaging")
    response = record.stated_response
    label = f"{response}, {study}" if response else study
    short = response or (shown(record, "modality") if record.modality else _("Imaging"))
    tone: Tone = _RESPONSE_TONES.get(response, "plain") if response else "muted"
    new = _("new lesions") if record.new_lesions else ""
    found = (record.criteria, " ".join(record.findings.split()), new)
    details = " · ".join(part for part in found if part)
    return Caption("response", "", label, short, tone, "text", details)


def _specimen(record: Specimen, case: Case) -> Caption:
    short = capital(shown(record, "procedure")) if record.procedure else _("Specimen")
    site = str(record.site) if record.site else ""
    tone: Tone = "muted" if record.result_state in ("pending", "unknown") else "plain"
    label = f"{short}, {site}" if site else short
    return Caption("pathology", "P", label, short, tone, details=" ".join(record.result.split()))


def _biomarker(record: Biomarker, case: Case) -> Caption:
    name = str(record.name) if record.name else _("Biomarker")
    value = measured(record)
    verdict = shown(record, "interpretation") if record.interpretation else ""
    alteration = shown(record, "alteration") if record.alteration else ""
    parts = [name, alteration, record.detail, record.score, value, verdict]
    short = " ".join(part for part in (name, record.score or verdict or value or alteration) if part)
    tone: Tone = "muted" if record.interpretation in _UNSETTLED else "plain"
    label = " ".join(part for part in parts if part)
    return Caption("pathology", "M", label, short, tone, details=record.method)


def _staging(record: Staging, case: Case) -> Caption:
    signs = tnm(record)
    short = signs or record.stated_group or _("Staging")
    label = f"{short}, {record.stated_group}" if record.stated_group and signs else short
    return Caption("pathology", "T", label, short, details=record.edition)


def _adverse_event(record: AdverseEvent, case: Case) -> Caption:
    grade = record.grade
    tone: Tone = "muted" if grade is None else "danger" if grade >= 3 else "look" if grade >= 2 else "plain"
    label = str(record.term) if record.term else _("Adverse event")
    told = _("grade {grade}").format(grade=shown(record, "grade") if grade is None else number(grade))
    outcome = shown(record, "outcome") if record.outcome else ""
    serious = _("serious") if record.serious else ""
    details = " · ".join(part for part in (told, serious, outcome) if part)
    return Caption("adverse", "?" if grade is None else number(grade), label, label, tone, details=details)


def _follow_up(record: FollowUp, case: Case) -> Caption:
    state = shown(record, "disease_state") if record.disease_state else ""
    ecog = f"ECOG {record.ecog}" if record.ecog else ""
    label = ", ".join(part for part in (ecog, state) if part)
    if record.alive is False:
        # The visit tells of the death; its day is that of the patient alone.
        return Caption("status", "†", _("Known to be dead"), _("Dead"), "danger", details=label)
    tone = _STATE_TONES.get(record.disease_state, "plain")
    if ecog:
        # The badge says ECOG: beside it stands what its colour means.
        short = _(_STATE_SHORT[record.disease_state]) if record.disease_state in _STATE_SHORT else state
        return Caption("status", record.ecog, label, short or ecog, tone)
    if state:
        return Caption("status", "", state, state, tone, "diamond")
    seen = _("Alive") if record.alive else _("Follow-up")
    return Caption("status", "", seen, seen, "muted", "diamond")


def _lesion(record: Lesion, case: Case) -> Caption:
    site = str(record.site) if record.site else ""
    label = record.label or site or _("Lesion")
    tone: Tone = "danger" if record.role in ("metastasis", "recurrence") else "plain"
    details = shown(record, "role") if record.role else ""
    return Caption("lesion", "L", capital(label), capital(label), tone, details=details)


def _document(record: Document, case: Case) -> Caption:
    label = headline(record)
    return Caption("other", "D", label, label, "muted", details=record.name if record.caption else "")


def _event(record: Event, case: Case) -> Caption:
    label = record.title or _("Event")
    return Caption("other", "", label, label, "plain", "diamond")


def _agenda_item(record: AgendaItem, case: Case) -> Caption:
    outcome = shown(record, "outcome") if record.outcome else ""
    asked = " ".join(record.question.split())
    label = record.board or _("Board")
    return Caption(
        "board",
        "",
        label,
        label,
        "plain" if record.outcome else "muted",
        "diamond",
        " · ".join(part for part in (outcome, asked) if part),
    )


_CAPTIONS: dict[type[Record], Callable[[Any, Case], Caption]] = {
    Surgery: _surgery,
    LocalTherapy: _local_therapy,
    SystemicLine: _systemic_line,
    Imaging: _imaging,
    Specimen: _specimen,
    Biomarker: _biomarker,
    Staging: _staging,
    AdverseEvent: _adverse_event,
    FollowUp: _follow_up,
    Lesion: _lesion,
    Document: _document,
    Event: _event,
    AgendaItem: _agenda_item,
}


def _target(record: Surgery | LocalTherapy, case: Case) -> str:
    target = getattr(record, "target", "")
    if target or not record.lesions:
        return str(target)
    names = {lesion.id: lesion.label for lesion in case.of(Lesion)}
    return ", ".join(names[id_] for id_ in record.lesions if names.get(id_))
