"""Reminders: every rule that concerns a case, in any of its three states.

What cannot be evaluated is said to be so: no alert never means that all is well. Stage and durations that
were stated otherwise (R13, R14) are findings, what bears on the marker (R12) is remarked with it.
"""

from collections.abc import Iterator
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Place, Reminder
from tumorboard.reasoning.reminders import her2, lungs, organs, targets
from tumorboard.reasoning.reminders.facts import Facts
from tumorboard.reasoning.reminders.rules import not_evaluated

_BY_DRUG = ("R4", "R9", "R10", "R11", "R15", "R16")
"""Rules about kinds of drugs: where it is not known what was given they cannot be evaluated."""
_ORDER = ("due", "not evaluated", "not due")


def reminders(case: Case, today: date) -> tuple[Reminder, ...]:
    """Return the reminders for a patient who is not known to have died: due ones first, then by rule."""
    facts = Facts(case, today)
    if facts.vital.is_dead:
        return ()
    found = [
        *her2.reminders(facts),
        *organs.reminders(facts),
        *lungs.reminders(facts),
        *targets.reminders(facts),
    ]
    found += _by_unknown_drugs(facts, {(one.rule, id_) for one in found for id_ in one.about})
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.state), int(one.rule[1:]))))


def _by_unknown_drugs(facts: Facts, told: set[tuple[str, str]]) -> Iterator[Reminder]:
    """Give the rules that may be about a line, but for what was told of it by the drugs that are known."""
    lines = {line.id: _("{line}: not all its drugs are recorded") for line in facts.lines_without_drugs}
    drugs: dict[str, list[str]] = {}
    for one in facts.given_unclassed:
        lines.setdefault(one.line.id, _("{line}: what kind of drug {drug} is, is not known"))
        drugs.setdefault(one.line.id, []).append(str(one.drug.agent))
    said = {}
    for id_, words in lines.items():
        if (line := facts.case.find(id_)) is not None:
            said[id_] = words.format(line=headline(line), drug=", ".join(drugs.get(id_, [])))
    for rule in _BY_DRUG:
        if about := tuple(id_ for id_ in lines if (rule, id_) not in told):
            sentence = _("{lines}.").format(lines="; ".join(said[id_] for id_ in about))
            places = [Place(id_, "drugs") for id_ in about]
            yield not_evaluated(rule, about, sentence, *places, missing=(_("drugs"),))
