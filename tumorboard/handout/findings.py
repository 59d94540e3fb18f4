"""Findings: molecular results, last laboratories, imaging and adverse events."""

from decimal import Decimal

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, analyte_of
from tumorboard.domain.pathology import Biomarker, Specimen, measured
from tumorboard.domain.quantities import show
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import Drug
from tumorboard.handout.runs import Run, Text, field, gap, joined, labelled, one_line, said, strong
from tumorboard.handout.tables import Column, Table, day, period
from tumorboard.i18n import _

EXPECTED = ("HER2", "TMB", "MSI")
"""What the page names as missing where no result of it is recorded."""


def molecular(case: Case) -> Table:
    """Return one row a test: when, in what, how, and its result with the kind of its unit."""
    rows = tuple(
        (
            day(record.on),
            _specimen(case, record),
            said(strong(str(record.name or ""))),
            joined((field(record, "method"), said(record.assay)), ", "),
            result(record),
        )
        for record in case.of(Biomarker)
    )
    columns = (
        Column(_("Date"), 18),
        Column(_("Specimen"), 24),
        Column(_("Marker"), 14),
        Column(_("Method"), 18),
        Column(_("Result"), 26),
    )
    missing = joined(labelled(name, said(gap())) for name in not_tested(case))
    return Table(_("Molecular pathology"), columns, rows, remarks=(missing,) if missing else ())


def not_tested(case: Case) -> list[str]:
    """Return the expected markers of which no result is recorded, also not under a gene's other name."""
    known = " ".join(f"{record.name} {record.detail}".upper() for record in case.of(Biomarker))
    return [name for name in EXPECTED if name not in known and not (name == "HER2" and "ERBB2" in known)]


def result(record: Biomarker) -> Text:
    """Return a result in words; a multiple of the normal is "7.4-fold", never a number of copies."""
    parts = " ".join(_recorded(record, "alteration", "detail", "score"))
    told = (parts, measured(record), *_recorded(record, "interpretation"))
    words = ", ".join(part for part in told if part)
    return said(words) if words else field(record, "interpretation")


def laboratories(case: Case) -> tuple[Text, ...]:
    """Return the latest result of each analyte with its limits, those of one day in one text."""
    by_day: dict[Day | None, list[Text]] = {}
    for record in latest(case):
        by_day.setdefault(record.on, []).append(_laboratory(record))
    days = sorted(by_day, key=lambda on: (on is not None, on), reverse=True)
    return tuple(said(day(on), ": ", joined(by_day[on])) for on in days) or (said(gap()),)


def latest(case: Case) -> list[Laboratory]:
    """Return the latest result of each analyte, corrected results in the place of those they replace."""
    replaced = {record.replaces for record in case.of(Laboratory)}
    found: dict[str, Laboratory] = {}
    for record in case.of(Laboratory):
        if record.id in replaced or record.analyte is None:
            continue
        name = record.analyte.code or str(record.analyte).casefold()
        if record.on is not None or name not in found:
            found[name] = record
    return list(found.values())


def flag(record: Laboratory) -> str:
    """Return H or L where a result is surely beyond the limit its own laboratory gave."""
    if record.value is None:
        return ""
    least, most = record.value.bounds
    if record.high is not None and least is not None:
        limit = Decimal(str(record.high))
        if least > limit or (least == limit and record.value.comparator == ">"):
            return "H"
    if record.low is not None and most is not None:
        limit = Decimal(str(record.low))
        if most < limit or (most == limit and record.value.comparator == "<"):
            return "L"
    return ""


def imaging(case: Case) -> Table:
    """Return one row a study; those to be shown at the meeting are marked."""
    rows = tuple(
        (
            day(record.on),
            joined((field(record, "modality"), said(record.region)), " "),
            joined((said(one_line(record.findings)), _sizes(case, record)), "; "),
            said(", ".join(_recorded(record, "stated_response", "criteria"))),
            said(strong(_("to review"))) if record.to_review else (),
        )
        for record in case.of(Imaging)
    )
    columns = (
        Column(_("Date"), 18),
        Column(_("Study"), 18),
        Column(_("Findings"), 38),
        Column(_("Response"), 16),
        Column("", 10),
    )
    return Table(_("Imaging"), columns, rows, said(gap()))


def adverse_events(case: Case) -> Table:
    """Return one row an event: how bad, when, by which drugs, what was done and how it went."""
    rows = tuple(
        (
            said(strong(str(record.term or ""))),
            field(record, "grade") if record.grade is not None else said(Run(_("grade not recorded"), "gap")),
            period(record.start, record.end, record.outcome == "ongoing"),
            said(", ".join(_agent(case, id_) for id_ in record.drugs)) or said(gap()),
            _actions(case, record),
            field(record, "outcome"),
        )
        for record in case.of(AdverseEvent)
    )
    columns = (
        Column(_("Term"), 20),
        Column(_("Grade"), 12),
        Column(_("When"), 18),
        Column(_("Drugs"), 18),
        Column(_("Action, treatment"), 20),
        Column(_("Outcome"), 12),
    )
    return Table(_("Adverse events"), columns, rows, said(gap()))


def _specimen(case: Case, record: Biomarker) -> Text:
    specimen = case.find(record.specimen) if record.specimen else None
    if not isinstance(specimen, Specimen):
        return field(record, "specimen")
    content = specimen.tumour_content_percent
    cells = _("tumour content {percent}").format(percent=shown(specimen, "tumour_content_percent"))
    return joined((said(headline(specimen)), said(cells) if content is not None else ()), ", ")


def _laboratory(record: Laboratory) -> Text:
    name = f"{analyte_of(record)} "
    preliminary = _(" (preliminary)") if record.status == "preliminary" else ""
    if record.value is None:
        return said(name, record.text_value, preliminary) if record.text_value else said(name, gap())
    number, _space, unit = show(record.value).partition(" ")
    beyond = flag(record)
    value = strong(f"{number} {beyond}") if beyond else Run(number)
    return said(name, value, f" {unit}" if unit else "", _limits(record), preliminary)


def _limits(record: Laboratory) -> str:
    low, high = shown(record, "low"), shown(record, "high")
    if record.low is not None and record.high is not None:
        return f" ({low}–{high})"
    if record.high is not None:
        return f" (≤{high})"
    return f" (≥{low})" if record.low is not None else ""


def _recorded(record: Record, *fields: str) -> list[str]:
    return [shown(record, name) for name in fields if getattr(record, name)]


def _sizes(case: Case, record: Imaging) -> Text:
    sizes = []
    for one in record.measurements:
        lesion = case.find(one.lesion) if one.lesion else None
        size = f"{shown(one, 'size_mm')}" if one.size_mm is not None else shown(one, "state")
        sizes.append(said(f"{headline(lesion)} " if lesion else "", size))
    return joined(sizes, ", ")


def _actions(case: Case, record: AdverseEvent) -> Text:
    done = []
    for action in record.actions:
        name = _agent(case, action.drug)
        done.append(said(f"{name} " if name else "", field(action, "action")))
    return joined((joined(done, ", "), said(one_line(record.treatment))), "; ") or said(gap())


def _agent(case: Case, id_: str) -> str:
    drug = case.find(id_) if id_ else None
    return str(drug.agent or "") if isinstance(drug, Drug) else ""
