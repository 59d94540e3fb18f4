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
    if told.by_convention:
        said.append(_("Too small to measure counts 5 mm, a convention that is not verified."))
    if told.imaging_id == told.baseline_id:
        said.append(_("This is the baseline: {which}.").format(which=told.baseline_words))
    elif told.overall:
        said.append(_by(told, stated))
    if told.reason:
        said.append(told.reason)
    return " ".join(said)


def _by(told: Assessment, stated: str) -> str:
    if told.immune:
        said = _("By iRECIST {response} (RECIST 1.1 {overall}).").format(
            response=told.immune, overall=told.overall
        )
    else:
        said = _("By RECIST 1.1 {response}.").format(response=told.overall)
    if stated and stated not in (told.overall, told.immune):
        said += " " + _("Stated: {stated}.").format(stated=stated)
    return said


def _changes(told: Assessment) -> str:
    if told.imaging_id == told.baseline_id or told.from_baseline is None:
        return ""
    words = _(": {change} % from {mm:g} mm at the baseline ({which})")
    said = words.format(change=percent(told.from_baseline, 0), mm=told.baseline_mm, which=told.baseline_words)
    if told.from_nadir is not None and told.nadir_mm != told.baseline_mm:
        lowest = _(", {change} % from the lowest, {mm:g} mm")
        said += lowest.format(change=percent(told.from_nadir, 0), mm=told.nadir_mm)
    return said
