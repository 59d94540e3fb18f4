"""Organs: what treatments ask of adrenals, liver, thyroid, kidneys and eyes (R5, R8 to R11, R16)."""

from collections.abc import Iterator

from tumorboard.domain.dates import show
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import ABLATION, RADIOTHERAPY, SEEDS, LocalTherapy
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Place, Reminder
from tumorboard.reasoning.reminders.facts import QUARTER, Facts, Given, after, has_result, named, of_line
from tumorboard.reasoning.reminders.her2 import examined_eyes
from tumorboard.reasoning.reminders.rules import due, not_due, not_evaluated

_MONTH_AND_HALF = 42
_HEPATITIS = ("HBsAg", "Anti-HBc", "Anti-HBs")


def reminders(facts: Facts) -> Iterator[Reminder]:
    """Give what the organs at risk ask for."""
    yield from _adrenals(facts)
    yield from _hepatitis(facts)
    yield from _endocrine(facts)
    yield from _vessels(facts)
    yield from _fluoropyrimidine(facts)
    yield from _fgfr(facts)


def _adrenals(facts: Facts) -> Iterator[Reminder]:
    treated = [
        (local, lesion)
        for local in facts.case.of(LocalTherapy)
        if local.modality in (*ABLATION, *RADIOTHERAPY, *SEEDS)
        for id_ in local.lesions
        if isinstance(lesion := facts.case.find(id_), Lesion) and is_adrenal(lesion)
    ]
    if not treated:
        return
    last, lesion = treated[-1]
    where = [Place(last.id, "lesions"), *(Place(local.id, "lesions") for local, _one in treated[:-1])]
    what = _("{treatment} ({day})").format(
        treatment=headline(last), day=show(last.on) if last.on else _("not dated")
    )
    results = facts.results("Cortisol", "ACTH", "Adrenal hormones")
    dated = [one for one in results if one.on]
    places = [*where, *(Place(one.id) for one in results)]
    below = [one for one in dated[-1:] if one.value and one.low and float(one.value.number) < one.low]
    if below:
        words = _("After {treatment}: {results}, below this laboratory's limit.")
        yield due("R5", lesion.id, words.format(treatment=what, results=named(below)), *places)
    elif facts.is_recent(dated, QUARTER):
        yield not_due("R5", lesion.id, _("Recorded: {results}.").format(results=named(dated[-2:])), *places)
    elif dated:
        words = _("After {treatment} the last is {results}: more than 3 months ago.")
        yield due("R5", lesion.id, words.format(treatment=what, results=named(dated[-1:])), *places)
    elif results:
        words = _("After {treatment}: {results}; when is not recorded.")
        said = words.format(treatment=what, results=", ".join(map(headline, results)))
        yield not_evaluated("R5", lesion.id, said, *places, missing=(_("cortisol and ACTH with their day"),))
    else:
        words = _("After {treatment} no cortisol or ACTH is recorded.")
        missing = (_("cortisol"), _("ACTH"))
        yield not_evaluated("R5", lesion.id, words.format(treatment=what), *places, missing=missing)


def is_adrenal(lesion: Lesion) -> bool:
    """Return whether a lesion is of an adrenal gland, by its code or its words."""
    site = lesion.site
    return bool(site and site.code.startswith("C79.7")) or "adrenal" in fold(f"{lesion.label} {site or ''}")


def _hepatitis(facts: Facts) -> Iterator[Reminder]:
    tumour_id = facts.case.tumour.id
    lines = facts.given
    if not lines and not facts.lines_without_drugs:
        return
    lacking = [name for name in _HEPATITIS if not facts.results(name)]
    infected = [
        one for name in ("HBsAg", "Anti-HBc", "HBV DNA") for one in facts.results(name) if _is_positive(one)
    ]
    going = [one for one in lines if one.going]
    where = (
        of_line(going[-1] if going else lines[-1]) if lines else (Place(facts.lines_without_drugs[-1].id),)
    )
    found = [Place(one.id) for name in _HEPATITIS for one in facts.results(name)]
    if infected:
        words = _("{results}: prophylaxis or watching the virus is asked for.")
        yield due("R8", tumour_id, words.format(results=named(infected)), *where, *found)
    elif not lacking:
        yield not_due("R8", tumour_id, _("HBsAg, anti-HBc and anti-HBs are recorded."), *where, *found)
    elif going and not found:
        words = _("Systemic treatment {goes_on} and no hepatitis B test is recorded.")
        yield due("R8", tumour_id, words.format(goes_on=facts.goes_on), *where)
    else:
        words = _("Systemic treatment is recorded; not recorded: {tests}.")
        said = words.format(tests=", ".join(lacking))
        yield not_evaluated("R8", tumour_id, said, *where, *found, missing=tuple(lacking))


def _is_positive(one: Laboratory) -> bool:
    """Return whether a test is said to be positive, in words or by the limit of its laboratory."""
    if one.value:
        return bool(one.high) and float(one.value.number) >= float(one.high or 0)
    words = fold(one.text_value)
    return words in ("pos", "reactive", "阳性") or words.startswith("positive")


def _endocrine(facts: Facts) -> Iterator[Reminder]:
    if drugs := facts.of_class("ICI"):
        asked = {"TSH": _("TSH"), "Cortisol": _("cortisol"), "Glucose": _("glucose")}
        yield from _watched(facts, "R9", drugs[-1], asked, _MONTH_AND_HALF)


def _vessels(facts: Facts) -> Iterator[Reminder]:
    if drugs := facts.of_class("VEGF-TKI"):
        asked = {"Urine protein": _("urine protein"), "TSH": _("TSH"), "LVEF": _("LVEF")}
        yield from _watched(facts, "R10", drugs[-1], asked, QUARTER)


def _watched(facts: Facts, rule: str, drug: Given, asked: dict[str, str], days: int) -> Iterator[Reminder]:
    """Give whether the tests a drug asks for were done lately; of a drug that was stopped, whether at all."""
    results = [one for name in asked for one in facts.results(name)]
    places = (*of_line(drug), *(Place(one.id) for one in results))
    if drug.going:
        late = [words for name, words in asked.items() if not facts.is_recent(facts.results(name), days)]
        if late:
            said = _("{drug} {goes_on}; not in the last {days} days: {tests}.")
            words = said.format(drug=drug.agent, goes_on=facts.goes_on, days=days, tests=", ".join(late))
            yield due(rule, drug.line.id, words, *places)
        else:
            yield not_due(rule, drug.line.id, _("{drug}: tested in time.").format(drug=drug.agent), *places)
        return
    never = [words for name, words in asked.items() if not facts.results(name)]
    if never or drug.going is None:
        said = (
            _("{drug} was given; not recorded: {tests}.")
            if never
            else _("Whether {drug} is given is not recorded.")
        )
        words = said.format(drug=drug.words, tests=", ".join(never))
        missing = tuple(never) or (_("end of the line"),)
        yield not_evaluated(rule, drug.line.id, words, *places, missing=missing)
    else:
        said = _("{drug} was stopped; each test is recorded.")
        yield not_due(rule, drug.line.id, said.format(drug=drug.agent), *places)


def _fluoropyrimidine(facts: Facts) -> Iterator[Reminder]:
    drugs = facts.of_class("fluoropyrimidine")
    if not drugs:
        return
    tumour_id, going = facts.case.tumour.id, [one for one in drugs if one.going]
    one = going[-1] if going else drugs[-1]
    tests = [test for test in facts.tests.get("DPYD", []) if has_result(test)]
    if tests:
        places = [Place(test.id) for test in tests]
        yield not_due("R11", tumour_id, _("A DPYD test is recorded."), *of_line(one), *places)
    elif going:
        words = _("{drug} is given and no DPYD test is recorded.")
        yield due("R11", tumour_id, words.format(drug=one.words), *of_line(one))
    else:
        words = _("{drug} was given; no DPYD test is recorded.")
        said = words.format(drug=one.words)
        yield not_evaluated("R11", tumour_id, said, *of_line(one), missing=(_("DPYD test"),))


def _fgfr(facts: Facts) -> Iterator[Reminder]:
    drugs = facts.of_class("FGFR inhibitor")
    if not drugs:
        return
    one = drugs[-1]
    (seen, _unclear), phosphate = examined_eyes(facts, one), after(facts.results("Phosphate"), one.start)
    places = (*of_line(one), *(Place(result.id) for result in phosphate), *seen)
    lacking = [] if phosphate else [_("phosphate")]
    lacking += [] if seen else [_("eye examination")]
    words = _("{drug}; not recorded since: {tests}.").format(drug=one.words, tests=", ".join(lacking))
    if not lacking:
        words = _("{drug}: phosphate and an eye examination are recorded.").format(drug=one.agent)
        yield not_due("R16", one.line.id, words, *places)
    elif one.going:
        yield due("R16", one.line.id, words, *places)
    else:
        yield not_evaluated("R16", one.line.id, words, *places, missing=tuple(lacking))
