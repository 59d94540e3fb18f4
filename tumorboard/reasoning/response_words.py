"""Response words: what a study comes to by RECIST in a sentence, beside what was stated of it."""

from tumorboard.i18n import _
from tumorboard.reasoning.assessment import Assessment
from tumorboard.reasoning.change import percent


def response_words(told: Assessment, stated: str = "") -> str:
    """Return sum, changes and computed response in words; the stated one beside it where it is another."""
    said = []
    if told.sum_mm is not None:
        said.append(
            _("Sum of target lesions {sum:g} mm{changes}.").format(sum=told.sum_mm, changes=_changes(told))
        )
    if told.imaging_id == told.baseline_id:
        said.append(_("This is the baseline."))
    elif told.overall:
        said.append(_("By RECIST 1.1 {response}.").format(response=told.immune or told.overall))
        if stated and stated != told.overall:
            said.append(_("Stated: {stated}.").format(stated=stated))
    if told.not_measurable:
        said.append(_("A target was treated locally and is not measurable until it has progressed."))
    if told.reason:
        said.append(told.reason)
    return " ".join(said)


def _changes(told: Assessment) -> str:
    if told.imaging_id == told.baseline_id or told.from_baseline is None or told.from_nadir is None:
        return ""
    words = _(": {baseline} % from the baseline ({baseline_mm:g}), {nadir} % from the lowest ({nadir_mm:g})")
    return words.format(
        baseline=percent(told.from_baseline, 0),
        nadir=percent(told.from_nadir, 0),
        baseline_mm=told.baseline_mm,
        nadir_mm=told.nadir_mm,
    )
