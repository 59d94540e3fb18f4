"""Targets: whether a lesion that was treated locally still counts as measurable (R17)."""

from collections.abc import Iterator

from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Place, Reminder
from tumorboard.reasoning.reminders.facts import Facts
from tumorboard.reasoning.reminders.rules import due, not_due, not_evaluated


def reminders(facts: Facts) -> Iterator[Reminder]:
    """Give for each lesion treated locally whether it was measured as a target since its last treatment."""
    last: dict[str, LocalTherapy] = {}
    for local in facts.case.of(LocalTherapy):
        for id_ in local.lesions:
            last[id_] = local
    for id_, local in last.items():
        lesion = facts.case.find(id_)
        if isinstance(lesion, Lesion):
            yield _of(facts, lesion, local)


def _of(facts: Facts, lesion: Lesion, local: LocalTherapy) -> Reminder:
    places = (Place(local.id, "lesions"), Place(lesion.id))
    since = [
        (study, row)
        for study in facts.case.of(Imaging)
        if study.on and local.on and surely_after(study.on, local.on)
        for row in study.measurements
        if row.lesion == lesion.id
    ]
    names = {"lesion": lesion.label, "treatment": headline(local)}
    if local.on is None:
        words = _("{lesion}: when {treatment} was done is not recorded.").format(**names)
        return not_evaluated("R17", lesion.id, words, *places, missing=(_("day of the treatment"),))
    if not since:
        words = _("{lesion} after {treatment}: no later measurement of it is recorded.").format(**names)
        return not_evaluated("R17", lesion.id, words, *places, missing=(_("measurements"),))
    targets = [(study, row) for study, row in since if row.target]
    grown = any(study.stated_response == "PD" for study, _row in since)
    study = (targets or since)[-1][0]
    seen = (Place(study.id, "measurements"), *places)
    if targets and not grown:
        words = _("{lesion} is measured as a target after {treatment}.").format(**names)
        return due("R17", lesion.id, words, *seen)
    if targets:
        words = _("{lesion} is measured as a target, and progressed since {treatment}.").format(**names)
        return not_due("R17", lesion.id, words, *seen)
    if any(row.target is None for _study, row in since):
        words = _("{lesion} after {treatment}: whether it counts as a target is not recorded.").format(
            **names
        )
        return not_evaluated("R17", lesion.id, words, *seen, missing=(_("target lesion"),))
    words = _("{lesion} is no target after {treatment}.").format(**names)
    return not_due("R17", lesion.id, words, *seen)
