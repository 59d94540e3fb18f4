"""HER2: whether it was tested, again after progression, and what anti-HER2 drugs ask for (R1 to R4, R15)."""

from collections.abc import Iterator

from tumorboard.domain.dates import show
from tumorboard.domain.event import Event
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.quantities import same_unit
from tumorboard.domain.vocabulary import load
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Place, Reminder
from tumorboard.reasoning.reminders.facts import (
    QUARTER,
    Facts,
    Given,
    after,
    before,
    has_result,
    is_biliary,
    of_line,
    since,
)
from tumorboard.reasoning.reminders.rules import due, not_due, not_evaluated

HER2 = "ERBB2 (HER2)"
ANTI_HER2 = "anti-HER2"
_RESISTANCE = ("PIK3CA", "PTEN", "p95HER2", "ERBB3 (HER3)")
_FALL, _FALL_BELOW, _LIMIT = 16, 10, 50


def reminders(facts: Facts) -> Iterator[Reminder]:
    """Give what HER2 and the drugs against it ask for."""
    yield from _tested(facts)
    anti = facts.of_class(ANTI_HER2)
    yield from _again(facts, anti)
    yield from _resistance(facts, anti)
    for line_id in dict.fromkeys(one.line.id for one in anti):
        yield from _heart(facts, [one for one in anti if one.line.id == line_id])
    for one in facts.given:
        if one.agent == "DP303c":
            yield from _eyes(facts, one)


def _tested(facts: Facts) -> Iterator[Reminder]:
    tumour = facts.case.tumour
    where, biliary = Place(tumour.id, "site"), is_biliary(tumour.site)
    if biliary is None:
        words = _("Whether this is a biliary tract cancer is not recorded.")
        yield not_evaluated("R1", tumour.id, words, where, missing=(_("site"),))
        return
    if not biliary:
        return
    tests = facts.tests.get(HER2, [])
    told = [test for test in tests if has_result(test)]
    if told:
        days = "; ".join(f"{headline(test)}{f', {show(test.on)}' if test.on else ''}" for test in told)
        yield not_due("R1", tumour.id, _("Recorded: {tests}.").format(tests=days), *_places(told))
    elif any(test.interpretation == "pending" for test in tests):
        yield not_evaluated(
            "R1", tumour.id, _("The result is awaited."), *_places(tests), missing=(_("HER2 result"),)
        )
    else:
        words = (
            _("No HER2 test that could be evaluated is recorded.")
            if tests
            else _("No HER2 result is recorded.")
        )
        yield due("R1", tumour.id, words, where, *_places(tests))


def _again(facts: Facts, anti: tuple[Given, ...]) -> Iterator[Reminder]:
    lines = {one.line.id: one for one in anti if one.line.end_reason == "progression"}
    if not lines:
        return
    last = list(lines.values())[-1]
    place = Place(last.line.id, "end_reason")
    name = headline(last.line)
    tests = [test for test in facts.tests.get(HER2, []) if has_result(test)]
    ended = last.line.end or last.end
    later = [test for test in tests if test.on and ended and surely_after(test.on, ended)]
    unclear = [
        test
        for test in tests
        if test not in later and (test.on is None or ended is None or not surely_after(ended, test.on))
    ]
    if later:
        words = _("Tested again after progression under {line}.")
        yield not_due("R2", last.line.id, words.format(line=name), place, *_places(later))
    elif unclear:
        words = _("Whether HER2 was tested again after progression under {line}, the dates do not tell.")
        yield not_evaluated(
            "R2",
            last.line.id,
            words.format(line=name),
            place,
            *_places(unclear),
            missing=(_("day of the test"),),
        )
    else:
        words = _("No HER2 test after progression under {line} is recorded.")
        yield due("R2", last.line.id, words.format(line=name), place)


def _resistance(facts: Facts, anti: tuple[Given, ...]) -> Iterator[Reminder]:
    now = [one for one in anti if one.going is not False]
    if not now:
        return
    one = now[-1]
    lacking = [name for name in _RESISTANCE if not any(map(has_result, facts.tests.get(_gene(name), [])))]
    if not lacking:
        yield not_due("R3", one.line.id, _("All four are recorded."), *of_line(one))
    elif one.going is None:
        words = _("Whether {drug} is still given is not recorded; not recorded besides: {tests}.")
        yield not_evaluated(
            "R3",
            one.line.id,
            words.format(drug=one.agent, tests=", ".join(lacking)),
            *of_line(one),
            missing=(_("end of the line"), *lacking),
        )
    else:
        words = _("Under {drug}, not recorded: {tests}.")
        yield due("R3", one.line.id, words.format(drug=one.words, tests=", ".join(lacking)), *of_line(one))


def _gene(name: str) -> str:
    term = load("biomarkers").find(name)
    return term.label if term else name.casefold()


def _heart(facts: Facts, drugs: list[Given]) -> Iterator[Reminder]:
    """Give what is recorded of the LVEF in one line of anti-HER2 drugs."""
    first = drugs[0]
    line, going = first.line, any(one.going for one in drugs)
    unsure = not going and any(one.going is None for one in drugs)
    results = facts.results("LVEF")
    places = (*of_line(first), *(Place(one.id) for one in results))
    begun = first.start
    baseline = before(results, begun, QUARTER)
    during = after(results, begun)
    name = headline(line)
    if fallen := _fallen(baseline, during):
        yield due("R4", line.id, f"{name}: {fallen}", *places)
    elif going:
        lacks = [] if baseline else [_("none before the start")]
        if not facts.is_recent(results, QUARTER):
            lacks.append(_("none in the last 3 months"))
        words = (
            _("{line} {goes_on}, LVEF: {lacks}.")
            if lacks
            else _("{line} {goes_on}, LVEF was measured in time.")
        )
        made = due if lacks else not_due
        said = words.format(line=name, goes_on=facts.goes_on, lacks=", ".join(lacks))
        yield made("R4", line.id, said, *places)
    elif during and baseline and not unsure:
        yield not_due(
            "R4", line.id, _("{line}: LVEF measured before and under it.").format(line=name), *places
        )
    else:
        missing = [_("LVEF")] if not results else [_("LVEF before and under the line")]
        words = (
            _("{line}: no LVEF is recorded.") if not results else _("{line}: LVEF is recorded in part only.")
        )
        yield not_evaluated("R4", line.id, words.format(line=name), *places, missing=tuple(missing))


def _fallen(baseline: list[Laboratory], during: list[Laboratory]) -> str:
    """Return in words that the LVEF fell so far that the label has the drug withheld.

    Only percentages are compared; where the laboratory gives no lower limit, 50 % stands in and is named.
    """
    first = next((one for one in reversed(baseline) if _percent(one) is not None), None)
    then = _percent(first) if first else None
    if first is None or then is None or (first.value and first.value.comparator):
        return ""
    for one in reversed(during):
        now = _percent(one)
        if now is None or one.id == first.id or (one.value and one.value.comparator.startswith(">")):
            continue
        day = show(one.on) if one.on else _("not dated")
        if then - now >= _FALL:
            return _("LVEF fell from {then:g} to {now:g} % ({day}).").format(then=then, now=now, day=day)
        limit = one.low or _LIMIT
        if now < limit and then - now >= _FALL_BELOW:
            words = _("LVEF fell from {then:g} to {now:g} % ({day}), below {limit:g} %{whose}.")
            whose = "" if one.low else _(" (no limit of the laboratory is recorded)")
            return words.format(then=then, now=now, day=day, limit=limit, whose=whose)
        return ""
    return ""


def _percent(one: Laboratory) -> float | None:
    return float(one.value.number) if one.value and same_unit(one.value.unit, "%") else None


def _eyes(facts: Facts, one: Given) -> Iterator[Reminder]:
    seen, unclear = examined_eyes(facts, one)
    if seen:
        yield not_due("R15", one.line.id, _("An eye examination is recorded."), *of_line(one), *seen)
    elif unclear:
        words = _("{drug}: whether the eye examination was before it or under it, the dates do not tell.")
        said = words.format(drug=one.words)
        missing = (_("day of the eye examination"),)
        yield not_evaluated("R15", one.line.id, said, *of_line(one), *unclear, missing=missing)
    elif one.going:
        words = _("{drug} is given and no eye examination is recorded.")
        yield due("R15", one.line.id, words.format(drug=one.agent), *of_line(one))
    else:
        words = _("{drug} was given; no eye examination is recorded.")
        yield not_evaluated(
            "R15", one.line.id, words.format(drug=one.words), *of_line(one), missing=(_("eye examination"),)
        )


def examined_eyes(facts: Facts, drug: Given) -> tuple[list[Place], list[Place]]:
    """Return the eye examinations that are from shortly before a drug or later, and those that may be."""
    found = [(Place(one.id), since(one.on, drug.start)) for one in facts.case.of(Event) if _is_of_eyes(one)]
    return [place for place, told in found if told], [place for place, told in found if told is None]


def _is_of_eyes(event: Event) -> bool:
    return any(word in event.title.casefold() for word in ("ophthalm", "eye exam", "slit lamp", "眼科"))


def _places(tests: list[Biomarker]) -> list[Place]:
    return [Place(test.id, "interpretation") for test in tests]
