"""Form rules: what a form of one kind does besides showing its fields.

A regimen brings its drugs, a dose is put in words, a grade is held against its term. Rules propose and say;
none of them changes what somebody has typed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.board import AgendaItem, is_final
from tumorboard.domain.coded import Coded
from tumorboard.domain.fields import Field
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.quantities import Quantity, show_unit
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.domain.usual_limits import usual_limits
from tumorboard.domain.vocabulary import analyte, grades, load, regimen_drugs
from tumorboard.i18n import _, plural
from tumorboard.reasoning.dose import bed, du_bois, eqd2, mosteller, room_for_cycles
from tumorboard.reasoning.lines import line_numbers
from tumorboard.reasoning.recist import assessments
from tumorboard.reasoning.response_words import response_words
from tumorboard.reasoning.staging import differs, group, meanings
from tumorboard.ui.editors import Context, Echo, Editor, editor_for
from tumorboard.ui.editors.category import CategoryEditor
from tumorboard.ui.editors.coded import TermEditor
from tumorboard.ui.editors.meeting import ProfileEditor
from tumorboard.ui.editors.quantity import QuantityEditor
from tumorboard.ui.editors.rows import RowsEditor

Editors = Mapping[str, Editor]


class RegimenEditor(TermEditor):
    """Edits the name of a regimen; one that is known brings its drugs along."""

    def __init__(self, field: Field, context: Context) -> None:
        super().__init__(field, context, "regimens")
        self.drugs: RowsEditor | None = None
        self._brought: Any = []
        self.line.left.connect(self.bring)

    def taken(self, text: str) -> None:
        self.bring()

    def echo(self) -> Echo:
        term = self.vocabulary.find(self.line.text())
        if term is None or self.drugs is None or not self._brought or self.drugs.typed() != self._brought:
            return super().echo()
        return Echo(
            _("Drugs and doses as published ({source}); change what was given otherwise.").format(
                source=term.source
            ),
            look=True,
        )

    def bring(self) -> None:
        """Fill the drugs in, unless somebody has typed drugs of their own."""
        term = self.vocabulary.find(self.line.text())
        if term is None or self.drugs is None or not (drugs := regimen_drugs(term)):
            return
        typed = self.drugs.typed()
        if typed and typed != self._brought:
            return
        rows = [
            Drug(
                agent=Coded(drug.agent.code, drug.agent.system if drug.agent.code else "", drug.agent.label),
                dose=drug.dose,
                route=drug.route,
                schedule=drug.schedule,
            )
            for drug in drugs
        ]
        if [one.get("agent") for one in typed] == [row.agent.text for row in rows if row.agent]:
            return
        self.drugs.set_value(tuple(rows))
        self._brought = self.drugs.typed()
        self.changed.emit()


def editor_of(record_class: type[Record], field: Field, context: Context) -> Editor:
    """Return the editor a field has in the form of its record."""
    match record_class.record_kind, field.name:
        case "systemic_line", "label":
            return RegimenEditor(field, context)
        case "meeting", "profile":
            return ProfileEditor(field, context)
        case "staging", ("t" | "n" | "m") as axis:
            return CategoryEditor(field, context, axis)
    return editor_for(field, context)


def join(editors: Editors, changed: Callable[[], object]) -> None:
    """Join those editors of a form of which one brings something for another."""
    label, drugs = editors.get("label"), editors.get("drugs")
    if isinstance(label, RegimenEditor) and isinstance(drugs, RowsEditor):
        label.drugs = drugs
    for editor in editors.values():
        if isinstance(editor, CategoryEditor):
            editor.scheme = lambda: (editors["scheme"].value(), editors["edition"].value())
    kind, value = editors.get("analyte"), editors.get("value")
    if (content := editors.get("content")) is not None:
        _fill_from(content, editors)
    if kind is not None and isinstance(value, QuantityEditor):
        kind.changed.connect(lambda: _propose_unit(kind.value(), value))


def words(record: Record, context: Context) -> str:
    """Return what follows from a record as it stands, in words; empty where nothing does."""
    match record:
        case AgendaItem(meeting="") if not is_final(record):
            return _("Without a meeting of this file, its board and day are typed here.")
        case LocalTherapy(dose_gy=float() | int() as dose, fractions=float() | int() as number):
            return _dose(dose, number)
        case Staging():
            return _stage(record)
        case Imaging():
            return _response(record, context)
        case SystemicLine():
            return " ".join(filter(None, (_line_number(record, context), _cycles(record))))
        case FollowUp(height_cm=float() | int() as height, weight_kg=float() | int() as weight):
            return _surface(height, weight)
        case AdverseEvent(term=Coded() as term, grade=float() | int() as grade):
            return _grade(str(term), grade)
        case Laboratory(analyte=Coded() as measured, value=Quantity() as value):
            return _usual(measured, value.unit, context)
    return ""


def hint(record: Record) -> str:
    """Return what is to be known before anything is typed into a record; empty where nothing is."""
    if isinstance(record, AgendaItem) and is_final(record):
        return _(
            "Finalised: what came of it, tasks done, to whom it was sent and addenda are still typed here."
            " Nothing else is kept."
        )
    return ""


def _dose(dose: float, fractions: float) -> str:
    if dose <= 0 or fractions < 1:
        return ""
    each = plural("{count} fraction of {{dose}} Gy", "{count} fractions of {{dose}} Gy", int(fractions))
    return _("{each}: BED10 {bed:.1f} Gy, EQD2 {eqd2:.1f} Gy (α/β 10 Gy).").format(
        each=each.format(dose=f"{dose / fractions:.4g}"),
        bed=bed(dose, fractions),
        eqd2=eqd2(dose, fractions),
    )


def _stage(record: Staging) -> str:
    if not (record.t or record.n or record.m):
        return ""
    told = group(record)
    meant = "".join(f"\n{one.code}: {one.hint}" for one in meanings(record))
    if not told.group:
        return _("No stage group: {reason}").format(reason=told.reason) + meant
    words = _("The table of {edition} gives stage {group}; check it against the manual.")
    said = words.format(edition=told.edition, group=told.group)
    stated = _(" Stated is {stated}.").format(stated=record.stated_group) if differs(record) else ""
    unverified = "" if told.verified else _(" This row is not verified in its source.")
    return f"{said}{stated}{unverified}{meant}"


def _response(record: Imaging, context: Context) -> str:
    case = context.case()
    if case is None or not any(row.lesion for row in record.measurements):
        return ""
    told = assessments(case.with_record(record)).get(record.id)
    return response_words(told, record.stated_response) if told else ""


def _line_number(record: SystemicLine, context: Context) -> str:
    case = context.case()
    if case is None or not (record.label or record.drugs):
        return ""
    told = line_numbers(case.with_record(record))[record.id]
    return " ".join(part for part in (f"{told.label}. {told.rule}", told.remark) if part)


def _cycles(record: SystemicLine) -> str:
    term, told = load("regimens").find(record.label), dates_of(record)
    if term is None or record.cycles is None or told.start is None or told.end is None:
        return ""
    if not (days := int(term.extra["cycle_days"] or 0)):
        return ""
    low, high = room_for_cycles(told.end - told.start, days)
    if high is None:
        return ""
    room = str(high) if low == high else f"{low or 1}–{high}"
    return _("Cycles: {given:g} given; the dates leave room for {room} of {days} days.").format(
        given=record.cycles, room=room, days=days
    )


def _surface(height: float, weight: float) -> str:
    if height <= 0 or weight <= 0:
        return ""
    return _("Body surface {mosteller:.2f} m² (Mosteller), {du_bois:.2f} m² (Du Bois).").format(
        mosteller=mosteller(height, weight), du_bois=du_bois(height, weight)
    )


def _grade(term: str, grade: float) -> str:
    known = load("adverse_events").find(term)
    possible = grades(known)
    if known is None or grade in possible:
        return ""
    listed = ", ".join(map(str, possible))
    return _("CTCAE 5 has the grades {grades} for {term}.").format(grades=listed, term=known.label)


def _usual(measured: Coded, unit: str, context: Context) -> str:
    limits = usual_limits(str(measured), unit, context.limits())
    if limits.high is None:
        return ""
    whose = _("Usual upper limit (this clinic)") if limits.clinic else _("Usual upper limit")
    return _("{whose} {limit:g} {unit}; this laboratory's own goes first.").format(
        whose=whose, limit=limits.high, unit=show_unit(unit)
    )


def _fill_from(content: Editor, editors: Editors) -> None:
    """Have what comes in bring its name, unless somebody has typed one, and its kind."""
    from tumorboard.ui.editors.content import ContentEditor

    brought = [""]

    def fill(name: str, kind: str) -> None:
        if editors["name"].value() == brought[0]:
            editors["name"].set_value(name)
            brought[0] = name
        editors["kind"].set_value(kind)

    if isinstance(content, ContentEditor):
        content.filled.connect(fill)


def _propose_unit(measured: Coded | None, value: QuantityEditor) -> None:
    known = analyte(str(measured)) if measured else None
    if known is not None:
        value.set_unit(known.unit)
