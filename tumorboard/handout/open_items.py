"""Open items: what is pending, in doubt or missing, to be settled before or at the meeting."""

from collections.abc import Sequence
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, standing
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import Record, when
from tumorboard.domain.records import record_class
from tumorboard.domain.tumour import Tumour
from tumorboard.handout.runs import Text, labelled, plain, said, small, strong
from tumorboard.handout.tables import day
from tumorboard.i18n import _, uncapital
from tumorboard.reasoning.missing import Gap
from tumorboard.reasoning.missing import missing as all_missing

_TOLD_OF_PERSON = {"sex", "consent"}
"""What an anonymised page still tells of the patient, and so may miss."""
_SINGLE = ("", Patient.record_kind, Tumour.record_kind)


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
    gaps = [
        gap
        for gap in all_missing(case)
        if gap.is_minimum and (not anonymous or gap.kind != "patient" or gap.field in _TOLD_OF_PERSON)
    ]
    absent = gap_words(gaps)
    return said(strong(_("Not recorded")), ": ", small(f"{'; '.join(absent)}.")) if absent else ()


def gap_words(gaps: Sequence[Gap]) -> list[str]:
    """Return what is not recorded in words; of records of a kind, how many lack what."""
    single = [gap.what for gap in gaps if gap.kind in _SINGLE]
    by_kind: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.kind not in _SINGLE:
            by_kind.setdefault(gap.kind, []).append(gap)
    return [*single, *(_of_all(kind, listed) for kind, listed in by_kind.items())]


def _of_all(kind: str, gaps: Sequence[Gap]) -> str:
    items = ", ".join(_("{item} ({count})").format(item=gap.what, count=len(gap.ids)) for gap in gaps)
    name = uncapital(_(record_class(kind).record_title))
    return _("of {all} “{kind}”: {items}").format(all=gaps[0].of, kind=name, items=items)


def _item(record: Record, state: str) -> Text:
    dated = when(record)
    date_words = f" ({plain(day(dated))})" if dated else ""
    return labelled(_(record.record_title), said(headline(record), date_words, f": {state}" if state else ""))
