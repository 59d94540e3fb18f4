"""Target remarks: where the targets marked at a baseline are not those RECIST 1.1 allows (PMC2755245)."""

from collections.abc import Mapping

from tumorboard.domain.case import Case
from tumorboard.domain.imaging import Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.i18n import _
from tumorboard.reasoning.recist_rules import LEAST, LEAST_NODE, MOST, MOST_OF_ORGAN, size_of


def target_remarks(case: Case, targets: Mapping[str, Measurement]) -> str:
    """Return what is against the targets of a baseline in sentences; empty where nothing is."""
    said = []
    if len(targets) > MOST:
        said.append(_("There are {count} targets; RECIST 1.1 takes at most 5.").format(count=len(targets)))
    organs: dict[str, int] = {}
    for id_, row in targets.items():
        lesion = case.find(id_)
        if not isinstance(lesion, Lesion):
            continue
        organ = _("lymph nodes") if row.node else str(lesion.site) if lesion.site else ""
        organs[organ] = organs.get(organ, 0) + 1
        least, size = LEAST_NODE if row.node else LEAST, size_of(row)
        if size is not None and size < least:
            words = _("{lesion} is {size:g} mm, too small for a target (at least {least:g}).")
            said.append(words.format(lesion=lesion.label or _("A lesion"), size=size, least=least))
    for organ, count in organs.items():
        if organ and count > MOST_OF_ORGAN:
            words = _("There are {count} targets in {organ}; RECIST 1.1 takes at most 2.")
            said.append(words.format(count=count, organ=organ))
    if any(size_of(row) is None for row in targets.values()):
        said.append(_("Not all target lesions were measured."))
    return " ".join(said)
