"""Treatments: operations, systemic lines and local therapies together, in order of time."""

from tumorboard.domain.case import Case
from tumorboard.domain.declaration import fields_of
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.local_therapy import RADIOTHERAPY, LocalTherapy
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.handout.intervals import Intervals
from tumorboard.handout.runs import Run, Text, field, joined, said, strong, uncapital
from tumorboard.handout.tables import Column, Table, day, names, period
from tumorboard.i18n import _

_NONE = said("–")


def treatments(case: Case, known: Intervals) -> Table:
    """Return one row a treatment: what, when, how long, what it did and why it ended."""
    rows = []
    for record in case.records:
        if isinstance(record, Surgery):
            rows.append(_surgery(case, record))
        elif isinstance(record, SystemicLine):
            rows.append(_line(case, record, known))
        elif isinstance(record, LocalTherapy):
            rows.append(_local(case, record, known))
    columns = (
        Column(_("Kind"), 14),
        Column(_("Treatment"), 29),
        Column(_("When"), 17),
        Column(_("Duration"), 12),
        Column(_("Best"), 11),
        Column(_("Ended, result"), 17),
    )
    return Table(_("Treatments in order of time"), columns, tuple(rows), said(Run(_("not recorded"), "gap")))


def drug_names(line: SystemicLine, *, current: bool = False) -> str:
    """Return the drugs of a line; `current`: without those that have stopped."""
    drugs = [drug for drug in line.drugs if drug.agent and not (current and _has_stopped(drug))]
    return " + ".join(str(drug.agent) for drug in drugs) or line.label


def _surgery(case: Case, record: Surgery) -> tuple[Text, ...]:
    nodes = ""
    if record.nodes_examined is not None:
        positive = shown(record, "nodes_positive")
        nodes = _("nodes {positive} of {examined}").format(
            positive=positive, examined=shown(record, "nodes_examined")
        )
    complication = (
        _("Clavien-Dindo {grade}").format(grade=shown(record, "complication")) if record.complication else ""
    )
    what = joined(
        (
            field(record, "procedures"),
            said(names(case, record.lesions)),
            said(shown(record, "approach")) if record.approach else (),
            said(nodes),
            said(complication),
        ),
        "; ",
    )
    residual = field(record, "residual")
    if not record.residual:
        residual = said(_("R status "), residual)
    kind = joined((said(_("Surgery")), said(shown(record, "intent")) if record.intent else ()), ", ")
    return kind, what, day(record.on), _NONE, _NONE, residual


def _line(case: Case, record: SystemicLine, known: Intervals) -> tuple[Text, ...]:
    setting = field(record, "setting")
    kind = [
        said(_("Systemic")),
        said(_("line {number}").format(number=record.number)) if record.number else (),
        setting if record.setting else said(_("setting "), setting),
    ]
    drugs = joined((_drug(drug, record) for drug in record.drugs), " + ") or field(record, "drugs")
    alone = not record.label or record.label.casefold() == drug_names(record).casefold()
    what = joined(
        (
            said(strong(record.label), ": " if record.drugs else ", ", drugs) if not alone else drugs,
            said(f"×{shown(record, 'cycles')}") if record.cycles is not None else (),
            _together(case, record.concurrent_with),
            _trial(record),
            said(_("off label")) if record.off_label else (),
        ),
        ", ",
    )
    when = period(record.start, record.end, bool(record.ongoing))
    ended = field(record, "end_reason") if not record.ongoing or record.end_reason else said(_("ongoing"))
    sites = ", ".join(map(str, record.progression_sites))
    ended = joined((ended, said(sites)), ": ")
    return joined(kind, ", "), what, when, _duration(record, known), field(record, "best_response"), ended


def _drug(drug: Drug, line: SystemicLine) -> Text:
    """Return a drug with what of it is not told by its line."""
    given = " ".join(part for part in (str(drug.agent or ""), drug.dose, drug.schedule) if part)
    cycles = f" ×{shown(drug, 'cycles')}" if drug.cycles not in (None, line.cycles) else ""
    reason = shown(drug, "stop_reason") if drug.stop_reason not in ("", line.end_reason) else ""
    stopped = ", ".join(part for part in (reason, drug.stop_note) if part)
    return said(given, cycles, _(" (stopped: {reason})").format(reason=stopped) if stopped else "")


def _trial(record: SystemicLine) -> Text:
    if not (record.trial or record.trial_phase or record.trial_id):
        return ()
    if "phase" in record.trial.casefold():
        return joined((said(record.trial), said(record.trial_id)), " ")
    phase = _("phase {phase} trial").format(phase=record.trial_phase) if record.trial_phase else _("trial")
    return joined((said(phase), said(record.trial), said(record.trial_id)), " ")


def _duration(record: SystemicLine, known: Intervals) -> Text:
    computed = known.lasted.get(record.id, "")
    if record.stated_months is None:
        return said(computed) if computed else _NONE
    stated = _("stated {months}").format(months=shown(record, "stated_months"))
    return said(f"{computed} ({stated})" if computed else stated)


def _local(case: Case, record: LocalTherapy, known: Intervals) -> tuple[Text, ...]:
    dosage = [
        f"{uncapital(_(one.label))} {one.show(getattr(record, one.name))}"
        for one in fields_of(LocalTherapy)
        if one.when and one.applies(record) and getattr(record, one.name) != one.empty
    ]
    lesions = names(case, record.lesions)
    what = joined(
        (
            said(headline(record)),
            said(lesions) if lesions.casefold() != record.target.casefold() else (),
            said(", ".join(dosage)),
            said(_("dose "), field(record, "dose_gy"))
            if record.modality in RADIOTHERAPY and record.dose_gy is None
            else (),
            _together(case, record.concurrent_with),
        ),
        ", ",
    )
    kind = joined((said(_("Local")), said(shown(record, "intent")) if record.intent else ()), ", ")
    when = period(record.on, record.end, False) if record.end else day(record.on)
    lasted = known.lasted.get(record.id, "")
    outcome = joined((said(record.indication), _complication(record)), "; ")
    return kind, what, when, said(lasted) if lasted else _NONE, field(record, "response"), outcome or _NONE


def _complication(record: LocalTherapy) -> Text:
    return said(_("CIRSE {grade}").format(grade=shown(record, "complication"))) if record.complication else ()


def _together(case: Case, ids: tuple[str, ...]) -> Text:
    others = names(case, ids)
    return said(_("with {others}").format(others=others)) if others else ()


def _has_stopped(drug: Drug) -> bool:
    return bool(drug.stop_reason or drug.ongoing is False or (drug.end and not drug.ongoing))
