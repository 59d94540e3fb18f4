"""Findings: pathology, last laboratories, imaging, adverse events and what else happened."""

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import show as show_day
from tumorboard.domain.event import Event
from tumorboard.domain.fields import field_of, shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.pathology import Biomarker, Specimen, measured
from tumorboard.domain.record import Record, when, with_rows
from tumorboard.domain.systemic import Drug
from tumorboard.domain.vital_status import vital_status
from tumorboard.handout.runs import (
    Text,
    field,
    gap,
    joined,
    labelled,
    one_line,
    phrase,
    plain,
    said,
    strong,
)
from tumorboard.handout.tables import Column, Table, day_of, note_of, period
from tumorboard.i18n import _
from tumorboard.reasoning.missing import not_tested


def pathology(case: Case) -> Table:
    """Return one row a specimen with a result of its own, and one a test: when, in what, how, what came."""
    tests = case.of(Biomarker)
    found: list[Specimen | Biomarker] = [one for one in case.of(Specimen) if _says_more(one, tests)]
    found += tests
    found.sort(key=lambda one: (when(one) is None, when(one), isinstance(one, Biomarker)))
    columns = (
        Column(_("Date"), 17),
        Column(_("Specimen"), 23),
        Column(_("Marker"), 13),
        Column(_("Method"), 11),
        Column(_("Result"), 36),
    )
    missing = joined(labelled(name, said(gap())) for name in not_tested(case))
    return Table(
        _("Pathology and molecular findings"),
        columns,
        tuple(_specimen_row(one) if isinstance(one, Specimen) else _test_row(case, one) for one in found),
        remarks=(missing,) if missing else (),
    )


def _says_more(specimen: Specimen, tests: tuple[Biomarker, ...]) -> bool:
    """Whether a specimen is not already told by the tests that were made of it."""
    told = specimen.result or specimen.result_state or specimen.note or specimen.absent
    return bool(told) or all(test.specimen != specimen.id for test in tests)


def _specimen_row(specimen: Specimen) -> tuple[Text, ...]:
    state = (
        phrase(_("result {state}"), state=field(specimen, "result_state")) if specimen.result_state else ()
    )
    if specimen.result and specimen.result_state == "available":
        state = ()
    result_of = joined((said(one_line(specimen.result)), state), "; ") or field(specimen, "result")
    return day_of(specimen), _contents(specimen), (), (), joined((result_of, note_of(specimen)), " ")


def _test_row(case: Case, test: Biomarker) -> tuple[Text, ...]:
    how = joined((field(test, "method"), said(test.assay)), ", ")
    return (
        day_of(test),
        _specimen(case, test),
        said(strong(str(test.name or ""))) or said(gap()),
        how,
        joined((result(test), note_of(test)), " "),
    )


def result(record: Biomarker) -> Text:
    """Return a result in words; a multiple of the normal is "7.4-fold", never a number of copies."""
    parts = " ".join(_recorded(record, "alteration", "detail", "score"))
    told = (parts, measured(record), *_recorded(record, "interpretation"))
    words = ", ".join(part for part in told if part)
    return said(words) if words else field(record, "interpretation")


def imaging(case: Case) -> Table:
    """Return one row a study; those to be shown at the meeting are marked."""
    studies = case.of(Imaging)
    columns = (
        Column(_("Date"), 18),
        Column(_("Study"), 12),
        Column(_("Findings"), 57),
        Column(_("Response"), 13),
    )
    rows = tuple(_study(case, record) for record in studies)
    return Table(_("Imaging"), columns, rows, said(gap()))


def _study(case: Case, record: Imaging) -> tuple[Text, ...]:
    new = {True: _("new lesions"), False: _("no new lesions"), None: ""}[record.new_lesions]
    found = joined((said(one_line(record.findings)), _sizes(case, record)), "; ")
    criteria = said(shown(record, "criteria")) if record.criteria else ()
    study = joined((field(record, "modality"), said(record.region)), " ")
    return (
        day_of(record),
        joined((study, said(strong(_("to review"))) if record.to_review else ()), ", "),
        joined((found, note_of(record)), " "),
        joined((_stated(record, "stated_response"), criteria, said(new)), ", "),
    )


def _stated(record: Record, name: str) -> Text:
    """Return a value, or why there is none where somebody said so; nothing where it is merely empty."""
    has = getattr(record, name) != field_of(type(record), name).empty or name in dict(record.absent)
    return field(record, name) if has else ()


def adverse_events(case: Case) -> Table:
    """Return one row an event: how bad, when, by which drugs, what was done and how it went."""
    events = case.of(AdverseEvent)
    is_dead = vital_status(case).is_dead
    columns = (
        Column(_("Term"), 17),
        Column(_("Grade"), 9),
        Column(_("When"), 28),
        Column(_("Drugs"), 13),
        Column(_("Action, treatment"), 22),
        Column(_("Outcome"), 11),
    )
    rows = tuple(_event(case, record, is_dead=is_dead) for record in events)
    notes = tuple(joined((note_of(one) for one in with_rows(record)), " ") for record in events)
    return Table(_("Adverse events"), columns, rows, said(gap()), notes=notes)


def _event(case: Case, record: AdverseEvent, *, is_dead: bool) -> tuple[Text, ...]:
    known = record.grade is not None
    drugs = joined((_agent(case, id_) for id_ in record.drugs), ", ")
    term = joined(
        (
            said(strong(str(record.term or ""))) or said(gap()),
            said(_("serious")) if record.serious else (),
            said(_("immune-related")) if record.immune_related else (),
        ),
        ", ",
    )
    return (
        term,
        field(record, "grade") if known else phrase(_("grade {state}"), state=field(record, "grade")),
        period(record, record.start, record.end, record.outcome == "ongoing" and not is_dead),
        drugs or field(record, "drugs"),
        _actions(case, record) or field(record, "actions"),
        field(record, "outcome"),
    )


def events(case: Case) -> Table:
    """Return what else has a date."""
    found = case.of(Event)
    rows = tuple(
        (period(one, one.on, one.end, False) if one.end else day_of(one), field(one, "title"))
        for one in found
    )
    columns = (Column(_("Date"), 22), Column(_("Event"), 78))
    return Table(_("Other events"), columns, rows, notes=tuple(note_of(one) for one in found))


def _specimen(case: Case, record: Biomarker) -> Text:
    specimen = case.find(record.specimen) if record.specimen else None
    if not isinstance(specimen, Specimen):
        return field(record, "specimen")
    taken = show_day(specimen.on) if specimen.on and specimen.on != record.on else ""
    return joined((_contents(specimen), said(taken)), ", ")


def _contents(specimen: Specimen) -> Text:
    content = specimen.tumour_content_percent
    cells = _("tumour content {percent}").format(percent=shown(specimen, "tumour_content_percent"))
    return joined((said(headline(specimen)), said(cells) if content is not None else ()), ", ")


def _recorded(record: Record, *fields: str) -> list[str]:
    return [shown(record, name) for name in fields if getattr(record, name)]


def _sizes(case: Case, record: Imaging) -> Text:
    sizes = []
    for one in record.measurements:
        lesion = case.find(one.lesion) if one.lesion else None
        size = shown(one, "size_mm") if one.size_mm is not None else ""
        state = shown(one, "state") if one.state and (one.state != "measured" or not size) else ""
        value = said(", ".join(part for part in (size, state) if part)) or field(one, "size_mm")
        sizes.append(said(f"{headline(lesion)} " if lesion else "", value))
    return joined(sizes, ", ")


def _actions(case: Case, record: AdverseEvent) -> Text:
    done = []
    for one in record.actions:
        action = said(_("no action")) if one.action == "none" else field(one, "action")
        done.append(labelled(plain(_agent(case, one.drug)), action) if one.drug else action)
    return joined((joined(done, ", "), said(one_line(record.treatment))), "; ")


def _agent(case: Case, id_: str) -> Text:
    drug = case.find(id_)
    return said(str(drug.agent) if isinstance(drug, Drug) and drug.agent else gap())
