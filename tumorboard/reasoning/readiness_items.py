"""Readiness items: by code, what answers one thing that a profile asks for."""

import functools
from datetime import date

from tumorboard.domain import dates
from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.laboratory import name_of as analyte_name
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import RADIOTHERAPY, LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import name_of
from tumorboard.domain.record import Record
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _, plural
from tumorboard.reasoning.missing import not_tested
from tumorboard.reasoning.readiness_answers import (
    Answer,
    Ask,
    State,
    dated,
    last,
    of_each,
    of_field,
    of_latest,
)

OLD = 42
"""Days after which it is said how old a performance status is; no limit, a remark."""


def _of_item(name: str) -> Ask:
    def ask(case: Case, item: AgendaItem | None, today: date) -> Answer:
        if item is None:
            return Answer("missing", _("on no agenda"), AgendaItem.record_kind, name)
        return of_field(item, name)

    return ask


def _of_patient(name: str) -> Ask:
    return lambda case, item, today: of_field(case.patient, name)


def _of_tumour(name: str) -> Ask:
    return lambda case, item, today: of_field(case.tumour, name)


def _name(case: Case, item: AgendaItem | None, today: date) -> Answer:
    found = of_field(case.patient, "family_name")
    name = name_of(case.patient)
    return Answer("there", name, found.kind, found.field, found.record_id) if name else found


def _diagnosis(case: Case, item: AgendaItem | None, today: date) -> Answer:
    answers = [of_field(case.tumour, name) for name in ("site", "histology")]
    for answer in answers:
        if answer.state == "missing":
            return answer
    if all(answer.state == "stated absent" for answer in answers):
        return answers[0]
    return Answer("there", headline(case.tumour), case.tumour.record_kind, "site", case.tumour.id)


def _board(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the board and its day, which stand at the item wherever the case is taken."""
    if item is None:
        return Answer("missing", _("on no agenda"), AgendaItem.record_kind, "meeting")
    if item.meeting or (item.board and item.on):
        day = dates.show(item.on) if item.on else _("not dated")
        words = _("{board}, {date}").format(board=item.board or _("Board"), date=day)
        return Answer("there", words, AgendaItem.record_kind, "meeting", item.id)
    return Answer("missing", _("not recorded"), AgendaItem.record_kind, "meeting", item.id)


def _staging(case: Case, item: AgendaItem | None, today: date) -> Answer:
    return of_latest(case.of(Staging), Staging.record_kind, ("t", "n", "m", "stated_group"))


def _imaging(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the last study that has a date: a board has to know which one to look at."""
    return of_latest(case.of(Imaging), Imaging.record_kind, ("on",))


def _histology(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the last specimen that has a result; one that waits for it says so, and is none yet."""
    answer = of_latest(case.of(Specimen), Specimen.record_kind, ("result",))
    found = case.find(answer.record_id)
    if answer.state != "missing" or not isinstance(found, Specimen) or not found.result_state:
        return answer
    state: State = "stated absent" if found.result_state == "unknown" else "missing"
    return Answer(state, _says(found, "result_state"), answer.kind, "result", found.id)


def _molecular(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the last test that has a result; one that is pending or was not done has none."""
    tests = case.of(Biomarker)
    says = ("interpretation", "score", "value", "detail", "alteration")
    answer = of_latest(tests, Biomarker.record_kind, says, "name", lambda one: not _has_no_result(one))
    without = last(tests, _has_no_result)
    if answer.state != "missing" or not isinstance(without, Biomarker):
        return answer
    state: State = "missing" if without.interpretation == "pending" else "stated absent"
    return Answer(state, _says(without, "interpretation"), answer.kind, "interpretation", without.id)


def _has_no_result(test: Biomarker) -> bool:
    return test.interpretation in ("pending", "not tested")


def _says(record: Record, name: str) -> str:
    return _("{record}: {what}").format(record=dated(headline(record), record), what=shown(record, name))


def _tmb_msi(case: Case, item: AgendaItem | None, today: date) -> Answer:
    lacking = [name for name in not_tested(case) if name in ("TMB", "MSI")]
    words = _("not recorded: {names}").format(names=", ".join(lacking)) if lacking else _("recorded")
    return Answer("missing" if lacking else "there", words, Biomarker.record_kind, "name")


def _ecog(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the last performance status that has a date, and say how old it is."""
    said = [one for one in case.of(FollowUp) if one.ecog]
    newest = next((one for one in reversed(said) if one.on), None)
    if newest is None or newest.on is None:
        if said:
            return Answer("missing", _("its date is not recorded"), "follow_up", "on", said[-1].id)
        stated = [one for one in case.of(FollowUp) if "ecog" in dict(one.absent)]
        state: State = "stated absent" if stated else "missing"
        words = shown(stated[-1], "ecog") if stated else _("not recorded")
        return Answer(state, words, "follow_up", "ecog", stated[-1].id if stated else "")
    words = _("{ecog}, {date}").format(ecog=shown(newest, "ecog"), date=dates.show(newest.on))
    if (end := newest.on.latest) and (today - end).days > OLD:
        words += plural(", {count} day old", ", {count} days old", (today - end).days)
    return Answer("there", words, "follow_up", "ecog", newest.id)


def _review(case: Case, item: AgendaItem | None, today: date) -> Answer:
    names = [headline(one) for id_ in (item.review if item else ()) if (one := case.find(id_))]
    if item is not None and names:
        return Answer("there", ", ".join(names), AgendaItem.record_kind, "review", item.id)
    if marked := [one for one in case.of(Imaging) if one.to_review]:
        return Answer("there", ", ".join(map(headline, marked)), "imaging", "to_review", marked[-1].id)
    answer = _of_item("review")(case, item, today)
    words = _("nothing is named") if item and answer.state == "missing" else answer.words
    return Answer(answer.state, words, answer.kind, answer.field, answer.record_id)


def _analyte(*names: str) -> Ask:
    """Answer with the last result of an analyte, by whatever name and unit; without a name, of any."""
    wanted = frozenset(map(fold, names))

    def ask(case: Case, item: AgendaItem | None, today: date) -> Answer:
        results = case.of(Laboratory)
        replaced = {one.replaces for one in results}

        def stands(one: Laboratory) -> bool:
            return one.id not in replaced and (not wanted or _plainly(analyte_name(one)) in wanted)

        return of_latest(results, Laboratory.record_kind, ("value", "text_value"), "analyte", stands)

    return ask


@functools.cache
def _plainly(name: str) -> str:
    """Return what an analyte is called without the unit that tells two of its names apart."""
    return fold(name.partition(" (")[0])


def _adverse_events(case: Case, item: AgendaItem | None, today: date) -> Answer:
    """Answer with the last event; where nothing was given, nothing could follow of it."""
    events = case.of(AdverseEvent)
    treated = bool(case.of(SystemicLine)) or bool(case.of(LocalTherapy)) or bool(case.of(Surgery))
    if not events and not treated:
        return Answer("does not apply", _("no treatment is recorded"), AdverseEvent.record_kind, "term")
    return of_latest(events, AdverseEvent.record_kind, ("term",))


def _resections(case: Case) -> list[Surgery]:
    return [one for one in case.of(Surgery) if is_resection(one)]


def _lines(case: Case) -> tuple[SystemicLine, ...]:
    return case.of(SystemicLine)


def _irradiations(case: Case) -> list[LocalTherapy]:
    return [one for one in case.of(LocalTherapy) if one.modality in RADIOTHERAPY]


def _sampled(case: Case) -> list[Record]:
    """Return the last specimen that has a result: its tumour content says what a molecular test is worth."""
    found = last(case.of(Specimen), lambda one: bool(one.result))
    return [found] if found else []


def _assessed(case: Case) -> list[SystemicLine]:
    """Return the lines that ended and a response is asked of: an adjuvant one has nothing to measure."""
    return [one for one in _ended(case) if one.setting != "adjuvant"]


def _ended(case: Case) -> list[SystemicLine]:
    return [one for one in case.of(SystemicLine) if not one.ongoing and (one.end_reason or dates_of(one).end)]


ITEMS: dict[str, Ask] = {
    "question": _of_item("question"),
    "discussion": _of_item("discussion"),
    "board": _board,
    "name": _name,
    "birth_date": _of_patient("birth_date"),
    "mrn": _of_patient("mrn"),
    "sex": _of_patient("sex"),
    "responsible": _of_patient("responsible_clinician"),
    "contact": _of_patient("contact"),
    "comorbidities": _of_patient("comorbidities"),
    "social": _of_patient("social"),
    "preferences": _of_patient("preferences"),
    "family_history": _of_patient("family_history"),
    "consent": _of_patient("consent"),
    "diagnosis": _diagnosis,
    "diagnosed_on": _of_tumour("diagnosed_on"),
    "grade": _of_tumour("grade"),
    "guideline": _of_tumour("guideline_status"),
    "staging": _staging,
    "ecog": _ecog,
    "end_reasons": of_each("systemic_line", "end_reason", _ended),
    "responses": of_each("systemic_line", "best_response", _assessed),
    "line_settings": of_each("systemic_line", "setting", _lines),
    "line_starts": of_each("systemic_line", "start", _lines),
    "line_drugs": of_each("systemic_line", "drugs", _lines),
    "label_status": of_each("systemic_line", "off_label", _lines),
    "radiotherapy": of_each("local_therapy", "dose_gy", _irradiations),
    "tumour_content": of_each("specimen", "tumour_content_percent", _sampled),
    "residual": of_each("surgery", "residual", _resections),
    "imaging": _imaging,
    "review": _review,
    "histology": _histology,
    "molecular": _molecular,
    "tmb_msi": _tmb_msi,
    "bloods": _analyte(),
    "marker": _analyte("ca19-9"),
    "bilirubin": _analyte("bilirubin, total", "bilirubin"),
    "adverse_events": _adverse_events,
}
"""What answers each item a profile may ask for, by its code."""
