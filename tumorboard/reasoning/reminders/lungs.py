"""Lungs: pneumonitis under a checkpoint inhibitor, and what is given after it (R6, R7, R18)."""

from collections.abc import Iterator

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.headline import headline
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Place, Reminder
from tumorboard.reasoning.reminders.facts import Facts, Given, of_line
from tumorboard.reasoning.reminders.rules import due, not_due, not_evaluated

_LUNG = ("pneumonitis", "interstitial lung", "ild", "肺炎")
_SIGNS = ("dyspnea", "dyspnoea", "cough")
_DERUXTECAN = "trastuzumab deruxtecan"


def reminders(facts: Facts) -> Iterator[Reminder]:
    """Give what pneumonitis and checkpoint inhibitors ask for."""
    events = facts.case.of(AdverseEvent)
    inflamed = [event for event in events if _is(event, _LUNG)]
    immune = facts.of_class("ICI")
    for event in inflamed:
        if caused := _suspected(event, immune):
            yield from _pneumonitis(facts, event, caused)
    if any(one.going for one in immune):
        for event in events:
            if _is(event, _SIGNS) and not event.end and event.outcome not in ("resolved", "fatal"):
                words = _("{event} under {drug}: pneumonitis is to be thought of.")
                drug = next(one for one in immune if one.going)
                said = words.format(event=headline(event), drug=drug.agent)
                yield due("R6", event.id, said, Place(event.id, "term"), *of_line(drug))
    yield from _deruxtecan(facts, inflamed)
    if inflamed and immune:
        yield from _again(inflamed, immune)


def _is(event: AdverseEvent, words: tuple[str, ...]) -> bool:
    return event.term is not None and any(
        word in fold(event.term.text).split() or (len(word) > 3 and word in fold(event.term.text))
        for word in words
    )


def _suspected(event: AdverseEvent, immune: tuple[Given, ...]) -> list[Given]:
    """Return the checkpoint inhibitors an event is ascribed to; all of them where it is ascribed to none."""
    named = [one for one in immune if one.drug.id in event.drugs or one.line.id in event.drugs]
    return named or ([] if event.drugs else list(immune))


def _pneumonitis(facts: Facts, event: AdverseEvent, caused: list[Given]) -> Iterator[Reminder]:
    place, name = Place(event.id, "grade"), headline(event)
    drug = caused[-1]
    lacking = [
        words
        for field, words in (("treatment", _("treatment")), ("outcome", _("outcome")))
        if not getattr(event, field)
    ]
    if event.grade is None:
        words = _("{event}: without its grade nothing follows.")
        yield not_evaluated("R6", event.id, words.format(event=name), place, missing=(_("grade"),))
    elif going := [one for one in caused if one.going]:
        drug = going[-1]
        if event.grade < 2 and event.outcome == "resolved":
            words = _("{event}, resolved: {drug} {goes_on}.")
            said = words.format(event=name, drug=drug.agent, goes_on=facts.goes_on)
            yield not_due("R6", event.id, said, place, *of_line(drug))
        else:
            words = _("{event} and {drug} {goes_on}.")
            said = words.format(event=name, drug=drug.agent, goes_on=facts.goes_on)
            yield due("R6", event.id, said, place, *of_line(drug))
    elif lacking or any(one.going is None for one in caused):
        missing = tuple(lacking) or (_("end of the drug"),)
        words = (
            _("{event}; {drug} was stopped, not recorded: {missing}.")
            if lacking
            else _("{event}: whether {drug} was stopped is not recorded.")
        )
        said = words.format(event=name, drug=drug.agent, missing=", ".join(lacking))
        yield not_evaluated("R6", event.id, said, place, *of_line(drug), missing=missing)
    else:
        words = _("{event}: {drug} is not given any more; treatment and outcome are recorded.")
        yield not_due("R6", event.id, words.format(event=name, drug=drug.agent), place, *of_line(drug))


def _deruxtecan(facts: Facts, inflamed: list[AdverseEvent]) -> Iterator[Reminder]:
    given = [one for one in facts.given if one.agent == _DERUXTECAN and one.going is not False]
    if not given:
        return
    one = given[-1]
    earlier = [
        event
        for event in inflamed
        if not (event.start and one.start and surely_after(event.start, one.start))
    ]
    under = [event for event in inflamed if event not in earlier and event.outcome != "resolved"]
    if under:
        words = _("{event} under {drug}.").format(drug=one.words, event=headline(under[-1]))
        yield due("R7", one.line.id, words, *of_line(one), Place(under[-1].id, "grade"))
    elif earlier:
        words = _("{drug} after {event}.").format(drug=one.words, event=headline(earlier[-1]))
        yield due("R7", one.line.id, words, *of_line(one), Place(earlier[-1].id, "term"))
    else:
        words = _("{drug}: whether there was lung disease before is not recorded.").format(drug=one.words)
        yield not_evaluated("R7", one.line.id, words, *of_line(one), missing=(_("earlier lung disease"),))


def _again(inflamed: list[AdverseEvent], immune: tuple[Given, ...]) -> Iterator[Reminder]:
    """Give whether a checkpoint inhibitor was given again after pneumonitis of grade 2 or more."""
    severe = [event for event in inflamed if event.grade is None or event.grade >= 2]
    if not severe:
        return
    event = severe[-1]
    place = Place(event.id, "grade")
    later = [
        one
        for one in immune
        if one.drug.id not in event.drugs
        and one.start
        and event.start
        and surely_after(one.start, event.start)
    ]
    going = [one for one in immune if one.going]
    suspects = later or going
    if suspects:
        words = (
            _("{drug} is given after {event}.")
            if event.grade
            else _("{drug} is given after {event}, of unknown grade.")
        )
        said = words.format(drug=suspects[-1].agent, event=headline(event))
        yield due("R18", event.id, said, place, *of_line(suspects[-1]))
    elif event.grade is None:
        words = _("{event}: its grade is not recorded.").format(event=headline(event))
        yield not_evaluated("R18", event.id, words, place, missing=(_("grade"),))
    elif any(one.going is None for one in immune):
        words = _("{event}: whether a checkpoint inhibitor is given is not recorded.")
        yield not_evaluated(
            "R18", event.id, words.format(event=headline(event)), place, missing=(_("end of the drug"),)
        )
    else:
        words = _("{event}: no checkpoint inhibitor is given.")
        yield not_due("R18", event.id, words.format(event=headline(event)), place, *of_line(immune[-1]))
