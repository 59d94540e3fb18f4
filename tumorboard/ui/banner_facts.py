"""Banner facts: the answers to what any board asks first, as far as the case holds them."""

from dataclasses import dataclass, replace
from datetime import date

from tumorboard.domain import dates, quantities
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory, standing
from tumorboard.domain.line_dates import dates_of, has_stopped
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.quantities import same_unit
from tumorboard.domain.record import when
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.domain.vital_status import vital_status
from tumorboard.domain.vocabulary import fold, load
from tumorboard.figures.analytes import FIRST as MARKER
from tumorboard.figures.analytes import results_of
from tumorboard.handout.intervals import intervals
from tumorboard.handout.laboratories import flag
from tumorboard.handout.treatments import drug_names
from tumorboard.i18n import _, capital
from tumorboard.reasoning.staging import differs, group

HER2 = Coded(text="HER2")
OTHER_MARKERS = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, what is known in strong words, and what belongs to it; no `text` means not recorded."""

    label: str
    text: str
    detail: str = ""
    mark: str = ""
    """A short word that asks for a look, such as `H` for above the laboratory's limit."""

    @property
    def words(self) -> str:
        """All of it in one sentence part."""
        return " ".join(part for part in (self.text or _("not recorded"), self.mark, self.detail) if part)


def facts(case: Case, others: int = OTHER_MARKERS) -> tuple[Fact, ...]:
    """Return diagnosis, stage, ECOG, biomarkers, treatment now and last marker, in this order.

    So many markers are named beside HER2; how many more there are is said.
    """
    return (_diagnosis(case), _stage(case), _ecog(case), _biomarkers(case, others), _now(case), _marker(case))


def person(case: Case, today: date) -> str:
    """Return sex and age in words: `male · 67 y`; of the dead, the age at death and its day."""
    patient = case.patient
    said = [shown(patient, "sex") if patient.sex else _("sex not recorded"), _age(case, today)]
    if patient.died_on:
        said.append(_("died {day}").format(day=dates.show(patient.died_on)))
    elif vital_status(case).is_dead:
        said.append(_("died, day not recorded"))
    return _listed(*said)


def _age(case: Case, today: date) -> str:
    known = intervals(case, today)
    if known.age:
        return (_("{age} y at death") if known.is_dead else _("{age} y")).format(age=known.age)
    if case.patient.age_at_presentation is not None:
        return _("{age:g} y at presentation").format(age=case.patient.age_at_presentation)
    return _("age not recorded")


def _on(day: Day | None) -> str:
    return dates.show(day) if day else _("not dated")


def _diagnosis(case: Case) -> Fact:
    tumour = case.tumour
    words = ", ".join(str(part) for part in (tumour.histology, tumour.site) if part)
    day = dates.show(tumour.diagnosed_on) if tumour.diagnosed_on else ""
    return Fact(
        _("Diagnosis"), tumour.label or words, _listed(words if tumour.label else "", tumour.grade, day)
    )


def _listed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _same(coded: Coded) -> str:
    """Return one name for a biomarker however it was written."""
    known = load("biomarkers")
    term = known.find(coded.code) or known.find(coded.text)
    return term.label if term else fold(coded.text)


def _stage(case: Case) -> Fact:
    stagings = sorted(case.of(Staging), key=_recent)
    if not stagings:
        return Fact(_("Stage as stated"), "")
    last = [one for one in stagings if one.on == stagings[-1].on]
    editions = dict.fromkeys(one.edition for one in last if one.edition not in ("", "other"))
    stages = dict.fromkeys(_listed(tnm(one), _group(one)) for one in last)
    differing = dict.fromkeys(_table(one) for one in last if differs(one))
    return Fact(
        _("Stage as stated"),
        "; ".join(filter(None, stages)),
        _listed(*editions, _on(last[0].on)),
        mark=", ".join(differing),
    )


def _table(one: Staging) -> str:
    told = group(one)
    groups = told.group or _(" or ").join(told.possible)
    return _("table: {group}").format(group=groups)


def _group(one: Staging) -> str:
    return _("stage {group}").format(group=one.stated_group) if one.stated_group else ""


def _recent(record: Staging | FollowUp | Laboratory | Biomarker) -> tuple[bool, date, str]:
    # An undated record is never the last one while there is a dated one.
    return record.on is not None, record.on.anchor if record.on else date.min, str(record.on or "")


def _ecog(case: Case) -> Fact:
    told = sorted((one for one in case.of(FollowUp) if one.ecog), key=_recent)
    if not told:
        return Fact(_("ECOG"), "")
    last = dict.fromkeys(one.ecog for one in told if one.on == told[-1].on)
    return Fact(_("ECOG"), ", ".join(last), _on(told[-1].on))


def _biomarkers(case: Case, named: int) -> Fact:
    found: dict[str, list[Biomarker]] = {}
    for one in sorted(case.of(Biomarker), key=_recent):
        if one.name:
            found.setdefault(_same(one.name), []).append(one)
    her2 = found.pop(_same(HER2), [])
    others = [_result(replace(tests[-1], method="")) for tests in map(_settled, found.values()) if tests]
    if not others and not her2:
        return Fact(_("Biomarkers"), "")
    left = len(others) - named
    more = _("and {count} more").format(count=left) if left > 0 else ""
    if not her2:
        return Fact(_("Biomarkers"), _("HER2 not recorded"), _listed(*others[:named], more))
    # One a method, the latest: they do not replace each other, nor does a test that is still awaited.
    by_method = {one.method: one for one in _settled(her2) or her2[-1:]}
    last, *rest = sorted(by_method.values(), key=_recent, reverse=True)
    further = [f"{_result(replace(one, name=None))}, {_on(one.on)}" for one in rest]
    waits = her2[-1].interpretation == "pending" and her2[-1] is not last
    awaited = _result(replace(her2[-1], name=None)) if waits else ""
    details = (_on(last.on), awaited, *further, *others[:named], more)
    return Fact(_("Biomarkers"), _result(last), _listed(*details))


def _settled(tests: list[Biomarker]) -> list[Biomarker]:
    """Return the tests that have a result; where there is none, those that are awaited or say nothing."""
    done = [one for one in tests if one.interpretation not in ("not tested", "pending") and _has_result(one)]
    return done or [one for one in tests if one.interpretation != "not tested"]


def _has_result(test: Biomarker) -> bool:
    return bool(test.interpretation or test.score or test.detail or test.value is not None or test.alteration)


def _result(test: Biomarker) -> str:
    words = headline(test)
    return words if _has_result(test) else _("{test}, result not recorded").format(test=words)


def _now(case: Case) -> Fact:
    """Return the lines that go on; where none is said to, how the one begun last stands."""
    label, lines, vital = _("Current line"), case.of(SystemicLine), vital_status(case)
    going = [line for line in lines if dates_of(line).ongoing]
    if going and not vital.is_dead:
        said = (_("begun {day}").format(day=_on(dates_of(line).start)) for line in going)
        return Fact(label, " · ".join(map(_given, going)), _listed(*said))
    last = next((line for line in reversed(lines) if when(line)), lines[-1] if lines else None)
    if last is None:
        return Fact(label, _("none") if vital.is_dead else "", _("died") if vital.is_dead else "")
    told = _last_line(last)
    if vital.is_dead:
        return Fact(label, _("none"), _listed(_("died"), told))
    ended = told if _has_ended(last) else ""
    unclear = next((line for line in (last, *lines) if not _has_ended(line) and not when(line)), None)
    if ended and not unclear:
        return Fact(label, _("none"), ended)
    return Fact(label, "", _listed(told, _last_line(unclear) if unclear and unclear is not last else ""))


def _given(line: SystemicLine) -> str:
    """Return the drugs of a line that are given, and of which regimen they are where some were stopped."""
    if not any(has_stopped(drug) for drug in line.drugs):
        return headline(line)
    now = drug_names(line, current=True)
    if not now:
        return _("{line}, all drugs stopped").format(line=headline(line))
    return _("{drugs} of {line}").format(drugs=capital(now), line=headline(line))


def _has_ended(line: SystemicLine) -> bool:
    return bool(dates_of(line).end or line.ongoing is False or line.end_reason)


def _last_line(line: SystemicLine) -> str:
    told, name = dates_of(line), headline(line)
    if told.end:
        return _("last {line}, to {day}").format(line=name, day=_on(told.end))
    if _has_ended(line):
        return _("last {line}, ended, not dated").format(line=name)
    return _("last {line}, begun {day}, end not recorded").format(line=name, day=_on(told.start))


def _marker(case: Case) -> Fact:
    found = sorted(standing(results_of(case, MARKER)), key=_recent)
    if not found:
        return Fact(MARKER, "")
    *earlier, last = found
    alike = [one for one in earlier if one.on == last.on]
    if alike:
        flags = {flag(one) for one in (*alike, last)}
        values = " · ".join(_value(one) for one in (*alike, last))
        mark = flags.pop() if len(flags) == 1 else ""
        return Fact(MARKER, values, _listed(_on(last.on), _("order not known")), mark)
    preliminary = _("preliminary") if last.status == "preliminary" else ""
    change = _change(earlier[-1], last) if earlier else ""
    return Fact(MARKER, _value(last), _listed(_on(last.on), preliminary, change), flag(last))


def _value(result: Laboratory) -> str:
    return quantities.show(result.value) if result.value else result.text_value


def _change(before: Laboratory, last: Laboratory) -> str:
    if before.on is None or last.on is None:
        return ""
    if not _is_before(before.on, last.on):
        return _("also {value}, {day}").format(value=_value(before), day=_on(before.on))
    if before.value is None or last.value is None:
        return _("before {value}").format(value=_value(before))
    other_assay = before.method and last.method and fold(before.method) != fold(last.method)
    if other_assay or not same_unit(before.value.unit, last.value.unit):
        return _("before {value}, another assay or unit").format(value=_value(before))
    shown_before = _("from {value}").format(value=_value(before))
    if before.value.comparator or last.value.comparator or before.value.number <= 0:
        return shown_before
    percent = round(100 * (last.value.number - before.value.number) / before.value.number)
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return _("{sign}{percent:,} % {before}").format(sign=sign, percent=abs(percent), before=shown_before)


def _is_before(one: Day, other: Day) -> bool:
    """Whether a day is surely earlier than another, by its time where both are of one day."""
    if one.latest is None or other.earliest is None:
        return False
    if one.latest == other.earliest and one.time and other.time:
        return one.time < other.time
    return one.latest < other.earliest
