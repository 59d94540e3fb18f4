"""Open items: what is pending, in doubt or missing, to be settled before or at the meeting."""

from collections.abc import Callable
from datetime import date

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.fields import field_of, shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, standing
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import RADIOTHERAPY, LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, when
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.domain.vital_status import vital_status
from tumorboard.handout.findings import not_tested
from tumorboard.handout.runs import Text, labelled, plain, said, strong
from tumorboard.handout.tables import day
from tumorboard.i18n import N_, _, uncapital

_PERSON = (
    *("mrn", "family_name", "birth_date", "sex", "responsible_clinician", "contact", "comorbidities"),
    *("medication", "social", "preferences", "family_history", "consent"),
)
_TUMOUR = ("site", "histology", "grade", "diagnosed_on", "guideline_status")
_TOLD_OF_PERSON = {"sex", "consent"}
"""What an anonymised page still tells of the patient, and so may miss."""


def pending(case: Case) -> tuple[Text, ...]:
    """Return results that are awaited or not known, and studies the meeting is to see."""
    found = []
    for specimen in case.of(Specimen):
        if specimen.result_state in ("pending", "unknown"):
            state = _("result {state}").format(state=shown(specimen, "result_state"))
            found.append(_item(specimen, state))
    for test in case.of(Biomarker):
        if test.interpretation == "pending":
            found.append(_item(test, ""))
    for result in standing(case.of(Laboratory)):
        if result.status == "preliminary":
            found.append(_item(result, _("preliminary")))
    for study in case.of(Imaging):
        if study.to_review:
            found.append(_item(study, _("to be shown at the meeting")))
    return tuple(found)


def implausible(case: Case, today: date) -> tuple[Text, ...]:
    """Return the problems of each record."""
    found = []
    problems = case.problems(today)
    for record in case.everything():
        for problem in problems.get(record.id, []):
            name = headline(record) if record is not case.patient else _(record.record_title)
            found.append(labelled(name, said(problem.sentence)))
    return tuple(found)


def missing(case: Case, *, anonymous: bool = False) -> Text:
    """Return the minimum items a board expects that are not recorded, in one sentence."""
    person = [name for name in _PERSON if not anonymous or name in _TOLD_OF_PERSON]
    absent = [_label(case.patient, name) for name in person if _is_gap(case.patient, name)]
    absent += [_label(case.tumour, name) for name in _TUMOUR if _is_gap(case.tumour, name)]
    if not anonymous and vital_status(case).is_dead and _is_gap(case.patient, "died_on"):
        absent.append(_label(case.patient, "died_on"))
    absent += [_(words) for words, lacks in _LACKS if lacks(case)]
    absent += [f"{name}" for name in not_tested(case)]
    absent += filter(None, (_of_all(case, record_class, names) for record_class, names in _OF_EACH))
    return said(strong(_("Not recorded")), ": ", "; ".join(absent), ".") if absent else ()


def _of_all(case: Case, record_class: type[Record], names: tuple[str, ...]) -> str:
    """Return which fields the records of a kind lack, and how many of them do."""
    records = case.of(record_class)
    counts = {name: sum(_is_gap(record, name) for record in records) for name in names}
    lacking = [
        _("{item} ({count})").format(item=_label(records[0], name), count=count)
        for name, count in counts.items()
        if count
    ]
    if not lacking:
        return ""
    kind = uncapital(_(record_class.record_title))
    return _("of {all} “{kind}”: {items}").format(all=len(records), kind=kind, items=", ".join(lacking))


_LACKS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    (N_("stage"), lambda case: not case.of(Staging)),
    (N_("ECOG"), lambda case: not any(visit.ecog for visit in case.of(FollowUp))),
    (N_("molecular results"), lambda case: not case.of(Biomarker)),
    (N_("imaging"), lambda case: not case.of(Imaging)),
    (N_("laboratory results"), lambda case: not case.of(Laboratory)),
    (N_("adverse events"), lambda case: not case.of(AdverseEvent)),
)
_OF_EACH: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Surgery, ("on", "residual")),
    (SystemicLine, ("setting", "start", "end", "drugs", "best_response", "end_reason", "off_label")),
    (LocalTherapy, ("on", "dose_gy", "response")),
    (Specimen, ("result", "tumour_content_percent")),
    (AdverseEvent, ("grade",)),
)


def _is_gap(record: Record, name: str) -> bool:
    if name == "dose_gy" and getattr(record, "modality", "") not in RADIOTHERAPY:
        return False
    if name == "result" and getattr(record, "result_state", "") in ("pending", "unknown"):
        return False
    value = getattr(record, name)
    if isinstance(record, SystemicLine):
        told = dates_of(record)
        if name in ("end", "end_reason") and told.ongoing:
            return False
        value = {"start": told.start, "end": told.end}.get(name, value)
    return bool(value == field_of(type(record), name).empty) and name not in dict(record.absent)


def _label(record: Record, name: str) -> str:
    return uncapital(_(field_of(type(record), name).label))


def _item(record: Record, state: str) -> Text:
    dated = when(record)
    date_words = f" ({plain(day(dated))})" if dated else ""
    return labelled(_(record.record_title), said(headline(record), date_words, f": {state}" if state else ""))
