"""Treatments: operations, systemic lines and local therapies together, in order of time."""

from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.declaration import field_of, fields_of
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.line_dates import dates_of, has_stopped
from tumorboard.domain.local_therapy import RADIOTHERAPY, LocalTherapy
from tumorboard.domain.record import with_rows
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.figures.analytes import FIRST
from tumorboard.handout.intervals import Intervals
from tumorboard.handout.runs import Text, field, gap, joined, labelled, phrase, said, strong, unbroken
from tumorboard.handout.tables import Column, Table, day_of, names, note_of, period
from tumorboard.i18n import _, uncapital

_NONE = said("–")
_MARKER = 4
"""The place of the marker among the columns."""


def treatments(case: Case, known: Intervals) -> Table:
    """Return one row a treatment: what, when, how long, what it did and why it ended."""
    rows: list[tuple[Text, ...]] = []
    notes: list[Text] = []
    for record in case.records:
        if isinstance(record, Surgery):
            rows.append(_surgery(case, record, known))
        elif isinstance(record, SystemicLine):
            rows.append(_line(case, record, known))
        elif isinstance(record, LocalTherapy):
            rows.append(_local(case, record, known))
        else:
            continue
        row = known.rows.get(record.id)
        *others, ended = rows[-1]
        marker = said(unbroken(row.marker_words)) if row else ()
        rows[-1] = (*others, marker or _NONE, ended)
        notes.append(joined((note_of(one) for one in with_rows(record)), " "))
    columns = [
        Column(_("Line"), 12),
        Column(_("Treatment"), 31),
        Column(_("When, how long"), 19),
        Column(_("Best"), 9),
        Column(FIRST, 14),
        Column(_("Ended, result"), 15),
    ]
    if all(row[_MARKER] == _NONE for row in rows):
        # Where no treatment has a marker to tell of, the others have its room.
        rows = [(*row[:_MARKER], *row[_MARKER + 1 :]) for row in rows]
        del columns[_MARKER]
        columns = [
            one._replace(width=width) for one, width in zip(columns, (15, 31, 26, 11, 17), strict=True)
        ]
    return Table(_("What each treatment did"), tuple(columns), tuple(rows), said(gap()), tuple(notes))


def drug_names(line: SystemicLine, *, current: bool = False) -> str:
    """Return the drugs of a line; `current`: without those that have stopped, be it all of them."""
    named = [drug for drug in line.drugs if drug.agent]
    drugs = [drug for drug in named if not (current and has_stopped(drug))]
    return " + ".join(str(drug.agent) for drug in drugs) or ("" if named else line.label)


def _surgery(case: Case, record: Surgery, known: Intervals) -> tuple[Text, ...]:
    nodes: Text = ()
    if record.nodes_examined is not None or record.nodes_positive is not None:
        nodes = phrase(
            _("positive nodes {positive} of {examined}"),
            positive=field(record, "nodes_positive"),
            examined=field(record, "nodes_examined"),
        )
    complication = (
        _("Clavien-Dindo {grade}").format(grade=shown(record, "complication")) if record.complication else ""
    )
    what = joined(
        (
            field(record, "procedures"),
            said(names(case, record.lesions)),
            said(shown(record, "approach")) if record.approach else (),
            nodes,
            said(complication),
            labelled(_("trial"), said(record.trial)) if record.trial else (),
        ),
        "; ",
    )
    residual = field(record, "residual")
    if not record.residual:
        residual = phrase(_("R status {state}"), state=residual)
    kind = joined((said(_("Surgery")), said(shown(record, "intent")) if record.intent else ()), ", ")
    row = known.rows.get(record.id)
    when = joined((day_of(record), said(unbroken(row.free_words) if row else "")), ": ")
    return kind, what, when, _NONE, residual


def _line(case: Case, record: SystemicLine, known: Intervals) -> tuple[Text, ...]:
    setting = field(record, "setting")
    kind = [
        _number(record, known),
        setting if record.setting else phrase(_("setting {state}"), state=setting),
    ]
    told = dates_of(record)
    ongoing = told.ongoing and not known.is_dead
    called, lacking = record.label.casefold(), field(record, "drugs")
    drugs = joined((_drug(drug, record) for drug in record.drugs), " + ")
    drugs = drugs or (phrase(_("drugs {state}"), state=lacking) if called else lacking)
    alone = not called or (bool(record.drugs) and called == drug_names(record).casefold())
    what = joined(
        (
            said(strong(record.label), ": " if record.drugs else ", ", drugs) if not alone else drugs,
            said(f"×{shown(record, 'cycles')}") if record.cycles is not None else (),
            _together(case, record.concurrent_with),
            _trial(record),
            said({True: _("off label"), False: _("in label"), None: ""}[record.off_label]),
        ),
        ", ",
    )
    when = period(record, told.start, told.end, ongoing)
    ended = said(_("ongoing")) if ongoing and not record.end_reason else field(record, "end_reason")
    sites = ", ".join(map(str, record.progression_sites))
    ended = joined((ended, said(sites)), ": ")
    return (
        joined(kind, ", "),
        what,
        joined((when, _duration(record, known)), ": "),
        _best(record, known),
        joined((ended, said(_events(record, known))), "; "),
    )


def _number(record: SystemicLine, known: Intervals) -> Text:
    row = known.rows.get(record.id)
    if row is None or row.line is None:
        return said(_("Systemic"))
    typed = (
        _("typed; computed {line}").format(line=uncapital(row.line.computed)) if row.line.overridden else ""
    )
    return said(strong(row.line.label), f" ({typed})" if typed else "")


def _best(record: SystemicLine, known: Intervals) -> Text:
    """Return the best response as stated, and what the measurements come to where that is another."""
    row = known.rows.get(record.id)
    computed = row.best_computed.response if row and row.best_computed else ""
    measured = _("measured {response}").format(response=computed)
    stated = field(record, "best_response")
    return joined((stated, said(measured)), "; ") if computed not in ("", record.best_response) else stated


def _events(record: SystemicLine, known: Intervals) -> str:
    row = known.rows.get(record.id)
    return row.event_words if row else ""


def _drug(drug: Drug, line: SystemicLine) -> Text:
    """Return a drug with what of it is not told by its line."""
    agent = str(drug.agent) if drug.agent else gap()
    given = joined((said(agent), said(drug.dose), said(drug.schedule)), " ")
    cycles = f" ×{shown(drug, 'cycles')}" if drug.cycles not in (None, line.cycles) else ""
    begun = _("from {date}").format(date=show(drug.start)) if drug.start and drug.start != line.start else ""
    about = [part for part in (begun, _stopped(drug, line)) if part]
    return said(given, cycles, f" ({'; '.join(about)})" if about else "")


def _stopped(drug: Drug, line: SystemicLine) -> str:
    """Return when and why a drug was stopped, where it was not stopped with its line."""
    reason = shown(drug, "stop_reason") if drug.stop_reason not in ("", line.end_reason) else ""
    why = ", ".join(part for part in (reason, drug.stop_note) if part)
    date = show(drug.end) if drug.end and drug.end != line.end else ""
    if date:
        words = _("stopped {date}: {reason}") if why else _("stopped {date}")
    elif why:
        words = _("stopped: {reason}")
    else:
        words = _("stopped") if has_stopped(drug) and dates_of(line).ongoing else ""
    return words.format(date=date, reason=why)


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
        return said(computed)
    stated = _("stated {months:g} mo").format(months=record.stated_months)
    row = known.rows.get(record.id)
    both = f"{computed} ({stated})" if computed else stated
    return said(strong(both) if row and row.is_impossible else both)


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
            *(
                said(shown(record, name))
                for name in ("approach", "guidance", "size_mm")
                if getattr(record, name) != field_of(LocalTherapy, name).empty
            ),
            said(", ".join(dosage)),
            _together(case, record.concurrent_with),
            said(_("with biopsy")) if record.biopsy else (),
            labelled(_("indication"), said(record.indication)) if record.indication else (),
        ),
        ", ",
    )
    kind = joined((said(_("Local")), said(shown(record, "intent")) if record.intent else ()), ", ")
    when = period(record, record.on, record.end, False) if record.end else day_of(record)
    lasted = known.lasted.get(record.id, "")
    success = {True: _("technical success"), False: _("no technical success"), None: ""}
    dose = record.modality in RADIOTHERAPY and record.dose_gy is None
    outcome = joined(
        (
            said(success[record.technical_success]),
            _complication(record),
            phrase(_("dose {state}"), state=field(record, "dose_gy")) if dose else (),
        ),
        "; ",
    )
    return kind, what, joined((when, said(lasted)), ": "), field(record, "response"), outcome or _NONE


def _complication(record: LocalTherapy) -> Text:
    return said(_("CIRSE {grade}").format(grade=shown(record, "complication"))) if record.complication else ()


def _together(case: Case, ids: tuple[str, ...]) -> Text:
    others = names(case, ids)
    return said(_("with {others}").format(others=others)) if others else ()
