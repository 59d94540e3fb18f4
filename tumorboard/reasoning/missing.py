"""Missing: what a board expects of a case and nobody recorded, and what has no date or only a bound of one.

A field that was asked for and is unknown, or that was not done, is not missing: somebody said so. That
nothing is recorded is never told as a negative result.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import field_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, name_of
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import RADIOTHERAPY, LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, when
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.domain.vital_status import vital_status
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import N_, _, uncapital

EXPECTED = ("HER2", "TMB", "MSI")
"""Markers that are named as missing where no result of them is recorded."""
_PERSON = (
    *("mrn", "family_name", "birth_date", "sex", "responsible_clinician", "contact", "comorbidities"),
    *("medication", "social", "preferences", "family_history", "consent"),
)
_TUMOUR = ("site", "histology", "grade", "diagnosed_on", "guideline_status")
_OF_EACH: tuple[tuple[type[Record], tuple[str, ...], tuple[str, ...]], ...] = (
    (Surgery, ("on", "residual"), ("nodes_examined", "nodes_positive")),
    (SystemicLine, ("setting", "start", "end", "drugs", "best_response", "end_reason", "off_label"), ()),
    (LocalTherapy, ("on", "dose_gy", "response"), ("fractions", "seeds", "activity_mci", "d90_gy")),
    (Specimen, ("result", "tumour_content_percent"), ()),
    (AdverseEvent, ("grade",), ("start", "treatment", "outcome")),
    (Biomarker, (), ("on", "specimen", "score", "value")),
    (Imaging, (), ("on",)),
    (Laboratory, (), ("on",)),
)
"""Fields of each record of a kind: those of the minimum a board asks for, and what it may ask for next."""
_DATED = (Lesion, Surgery, SystemicLine, LocalTherapy, Laboratory, Specimen, Biomarker, Imaging, AdverseEvent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is not recorded: a field of the records `ids`, of `of` there are, or any record that tells `what`.

    `is_minimum`: whether it is of the least a board asks for.
    """

    what: str
    kind: str = ""
    field: str = ""
    ids: tuple[str, ...] = ()
    of: int = 0
    is_minimum: bool = True


def missing(case: Case) -> tuple[Gap, ...]:
    """Return what is not recorded: of the patient and the tumour, then what no record tells, then of each."""
    return (
        *_of_one(case.patient, _PERSON),
        *_of_one(case.tumour, _TUMOUR),
        *(_of_one(case.patient, ("died_on",)) if vital_status(case).is_dead else ()),
        *(Gap(what=_(words), is_minimum=least) for words, lacks, least in _LACKS if lacks(case)),
        *(Gap(what=name) for name in not_tested(case)),
        *(gap for listed in _OF_EACH for gap in _of_all(case, *listed)),
    )


def not_tested(case: Case) -> tuple[str, ...]:
    """Return the expected markers of which no result is recorded, also not under a gene's other name."""
    known = " ".join(f"{record.name} {record.detail}".upper() for record in case.of(Biomarker))
    return tuple(name for name in EXPECTED if name not in known and not (name == "HER2" and "ERBB2" in known))


def undated(case: Case) -> tuple[tuple[Record, Day | None], ...]:
    """Return treatments, results and findings with the bound that is all that is known of their day, or none.

    A month or a year is a date; `in or after Mar 2023` and `between May 2020 and Feb 2021` are bounds.
    """
    days = ((one, _began(one)) for one in case.records if isinstance(one, _DATED))
    return tuple((one, day) for one, day in days if day is None or not day.is_single)


def _began(record: Record) -> Day | None:
    return dates_of(record).start if isinstance(record, SystemicLine) else when(record)


def _of_one(record: Record, names: tuple[str, ...]) -> Iterator[Gap]:
    for name in names:
        if _is_gap(record, name):
            yield Gap(
                what=_label(type(record), name), kind=record.record_kind, field=name, ids=(record.id,), of=1
            )


def _of_all(
    case: Case, record_class: type[Record], least: tuple[str, ...], more: tuple[str, ...]
) -> Iterator[Gap]:
    records = case.of(record_class)
    for name in (*least, *more):
        if ids := tuple(record.id for record in records if _is_gap(record, name)):
            yield Gap(
                what=_label(record_class, name),
                kind=record_class.record_kind,
                field=name,
                ids=ids,
                of=len(records),
                is_minimum=name in least,
            )


def _is_gap(record: Record, name: str) -> bool:
    field = field_of(type(record), name)
    if not field.applies(record) or not _is_asked(record, name):
        return False
    value = getattr(record, name)
    if isinstance(record, SystemicLine):
        told = dates_of(record)
        if name in ("end", "end_reason") and told.ongoing:
            return False
        value = {"start": told.start, "end": told.end}.get(name, value)
    return bool(value == field.empty) and name not in dict(record.absent)


def _is_asked(record: Record, name: str) -> bool:
    """Return whether a board asks for a field of such a record."""
    match record:
        case SystemicLine() if name == "best_response":
            return record.setting != "adjuvant"
        case LocalTherapy() if name == "response":
            return record.intent != "adjuvant"
        case AdverseEvent() if name == "treatment":
            return record.grade is None or record.grade >= 2
        case Surgery() if name == "residual":
            return is_resection(record)
        case LocalTherapy() if name in ("dose_gy", "fractions"):
            return record.modality in RADIOTHERAPY
        case LocalTherapy() if name in ("seeds", "activity_mci", "d90_gy"):
            return record.modality == "iodine-125 seeds"
        case Surgery() if name in ("nodes_examined", "nodes_positive"):
            words = fold(" ".join(one.text for one in record.procedures))
            return is_resection(record) and ("lymphadenectomy" in words or "node" in words)
        case Specimen() if name == "result":
            return record.result_state not in ("pending", "unknown")
        case Biomarker() if record.interpretation in ("pending", "not tested", "not evaluable"):
            return False
        case Biomarker() if name == "score":
            return record.method == "IHC" and "HER2" in f"{record.name}".upper()
        case Biomarker() if name == "value":
            return "TMB" in f"{record.name}".upper()
    return True


def _label(record_class: type[Record], name: str) -> str:
    return uncapital(_(field_of(record_class, name).label))


def _no_result(analyte: str) -> Callable[[Case], bool]:
    def lacks(case: Case) -> bool:
        return not any(name_of(one).startswith(analyte) for one in case.of(Laboratory))

    return lacks


def _is_unmeasured(case: Case) -> bool:
    return bool(case.of(Lesion)) and not any(
        row.size_mm is not None or row.state in ("absent", "too small")
        for study in case.of(Imaging)
        for row in study.measurements
    )


_LACKS: tuple[tuple[str, Callable[[Case], bool], bool], ...] = (
    (N_("stage"), lambda case: not case.of(Staging), True),
    (N_("ECOG"), lambda case: not any(visit.ecog for visit in case.of(FollowUp)), True),
    (N_("molecular results"), lambda case: not case.of(Biomarker), True),
    (N_("imaging"), lambda case: not case.of(Imaging), True),
    (N_("laboratory results"), lambda case: not case.of(Laboratory), True),
    (N_("adverse events"), lambda case: not case.of(AdverseEvent), True),
    (N_("weight"), lambda case: not any(visit.weight_kg for visit in case.of(FollowUp)), False),
    (N_("sizes of lesions"), _is_unmeasured, False),
    *(
        (words, _no_result(analyte), False)
        for words, analyte in ((N_("CA19-9"), "CA19-9"), (N_("CEA"), "CEA"), (N_("bilirubin"), "Bilirubin"))
    ),
)
