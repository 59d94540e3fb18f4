"""Banner facts: the answers to what any board asks first, as far as the case holds them."""

from dataclasses import dataclass
from datetime import date

from tumorboard.domain import dates, quantities
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day, years_between
from tumorboard.domain.fields import shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import when
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.domain.vocabulary import fold, load
from tumorboard.figures.analytes import FIRST as MARKER
from tumorboard.figures.analytes import results_of
from tumorboard.handout.laboratories import flag
from tumorboard.i18n import _

HER2 = Coded(text="HER2")
OTHER_MARKERS = 3


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


def facts(case: Case) -> tuple[Fact, ...]:
    """Return diagnosis, stage, ECOG, biomarkers, treatment now and last marker, in this order."""
    return (_diagnosis(case), _stage(case), _ecog(case), _biomarkers(case), _now(case), _marker(case))


def person(patient: Patient, today: date) -> str:
    """Return sex and age in words: `male · 67 y`, with the day of death where there is one."""
    said = [shown(patient, "sex") if patient.sex else _("sex not recorded"), _age(patient, today)]
    if patient.died_on:
        said.append(_("died {day}").format(day=dates.show(patient.died_on)))
    return _listed(*said)


def _age(patient: Patient, today: date) -> str:
    if patient.birth_date:
        low, high = years_between(patient.birth_date, patient.died_on or Day.of(today))
        if low is not None and high is not None:
            return _("{age} y").format(age=low if low == high else f"{low}–{high}")
    if patient.age_at_presentation is not None:
        return _("{age:g} y at presentation").format(age=patient.age_at_presentation)
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
    stagings = case.of(Staging)
    last = max(stagings, key=_recent, default=None)
    if last is None:
        return Fact(_("Stage as stated"), "")
    group = _("stage {group}").format(group=last.stated_group) if last.stated_group else ""
    edition = last.edition if last.edition != "other" else ""
    return Fact(_("Stage as stated"), _listed(tnm(last), group), _listed(edition, _on(last.on)))


def _recent(record: Staging | FollowUp | Laboratory | Biomarker) -> tuple[bool, date, str]:
    # An undated record is never the last one while there is a dated one.
    return record.on is not None, record.on.anchor if record.on else date.min, str(record.on or "")


def _ecog(case: Case) -> Fact:
    last = max((one for one in case.of(FollowUp) if one.ecog), key=_recent, default=None)
    return Fact(_("ECOG"), last.ecog, _on(last.on)) if last else Fact(_("ECOG"), "")


def _biomarkers(case: Case) -> Fact:
    last: dict[str, Biomarker] = {}
    for one in sorted(case.of(Biomarker), key=_recent):
        if one.name and one.interpretation != "not tested":
            last[_same(one.name)] = one
    her2 = last.pop(_same(HER2), None)
    others = [headline(one) for one in last.values()]
    if not others and not her2:
        return Fact(_("Biomarkers"), "")
    left = len(others) - OTHER_MARKERS
    more = _("and {count} more").format(count=left) if left > 0 else ""
    return Fact(
        _("Biomarkers"),
        headline(her2) if her2 else _("HER2 not recorded"),
        _listed(*others[:OTHER_MARKERS], more),
    )


def _now(case: Case) -> Fact:
    """Return the lines that go on; where none is said to, the one begun last, with how it stands."""
    lines = case.of(SystemicLine)
    going = [line for line in lines if line.ongoing]
    label = _("Current line")
    if going:
        since = [_("begun {day}").format(day=_on(line.start)) for line in going]
        return Fact(label, " · ".join(headline(line) for line in going), " · ".join(since))
    last = next((line for line in reversed(lines) if when(line)), lines[-1] if lines else None)
    if last is None:
        return Fact(label, "")
    if last.end or last.ongoing is False or last.end_reason:
        ended = _("to {day}").format(day=_on(last.end)) if last.end else _("ended, not dated")
        return Fact(label, _("none"), _("last {line}, {ended}").format(line=headline(last), ended=ended))
    words = _("begun {day}, end not recorded").format(day=_on(last.start))
    return Fact(label, headline(last), words)


def _marker(case: Case) -> Fact:
    results = results_of(case, MARKER)
    replaced = {one.replaces for one in results if one.replaces}
    found = [one for one in results if (one.value or one.text_value) and one.id not in replaced]
    if not found:
        return Fact(MARKER, "")
    found.sort(key=_recent)
    last = found[-1]
    if last.value is None:
        return Fact(MARKER, last.text_value, _on(last.on))
    change = _change(found[-2], last) if len(found) > 1 else ""
    return Fact(MARKER, quantities.show(last.value), _listed(_on(last.on), change), flag(last))


def _change(before: Laboratory, last: Laboratory) -> str:
    if before.value is None or last.value is None or not before.on or not last.on:
        return ""
    if before.value.unit != last.value.unit or (
        before.method and last.method and before.method != last.method
    ):
        return _("before {value}, another assay or unit").format(value=quantities.show(before.value))
    shown_before = _("from {value}").format(value=quantities.show(before.value))
    if before.value.comparator or last.value.comparator or before.value.number <= 0:
        return shown_before
    percent = round(100 * (last.value.number - before.value.number) / before.value.number)
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return _("{sign}{percent:,} % {before}").format(sign=sign, percent=abs(percent), before=shown_before)
