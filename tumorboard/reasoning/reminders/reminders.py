"""Reminders: every rule that concerns a case, in any of its three states.

What cannot be evaluated is said to be so: no alert never means that all is well. Stage and durations that
were stated otherwise (R13, R14) are findings, what bears on the marker (R12) is remarked with it.
"""

from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Place, Reminder
from tumorboard.reasoning.reminders import her2, lungs, organs, targets
from tumorboard.reasoning.reminders.facts import Facts
from tumorboard.reasoning.reminders.rules import not_evaluated

_BY_DRUG = ("R4", "R9", "R10", "R11")
"""Rules about drugs: of a line whose drugs are not recorded they cannot be evaluated."""
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
    for line in facts.lines_without_drugs:
        words = _("{line}: its drugs are not recorded.").format(line=headline(line))
        found += [
            not_evaluated(rule, line.id, words, Place(line.id, "drugs"), missing=(_("drugs"),))
            for rule in _BY_DRUG
        ]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.state), int(one.rule[1:]))))
