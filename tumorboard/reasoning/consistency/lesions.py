"""Lesions: what was measured or treated before it was first seen, and sizes that exclude each other."""

from collections.abc import Iterator

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.recist_rules import SOURCE as RECIST
from tumorboard.reasoning.remarks import Finding, Place, found


def findings(case: Case) -> Iterator[Finding]:
    """Give what was done with lesions, and measured of them, that cannot be so."""
    lesions = {one.id: one for one in case.of(Lesion)}
    for study in case.of(Imaging):
        seen: dict[str, float] = {}
        for row in study.measurements:
            lesion = lesions.get(row.lesion)
            if lesion is None:
                continue
            if row.size_mm and row.state != "absent":
                yield from _not_yet(lesion, study.on, Place(study.id, "on"), _("measured"))
            if row.size_mm and row.state == "absent":
                words = _("{study}: {lesion} is said to be absent, and has a size.")
                yield found(
                    "absent-with-size",
                    words.format(study=_named(study), lesion=headline(lesion)),
                    _("The sum of target lesions goes by it."),
                    Place(row.id, "state"),
                    Place(row.id, "size_mm"),
                )
            if row.size_mm is not None and seen.setdefault(lesion.id, row.size_mm) != row.size_mm:
                words = _("{study}: {lesion} has two sizes.")
                yield found(
                    "measured-twice",
                    words.format(study=_named(study), lesion=headline(lesion)),
                    _("The sum of target lesions goes by it."),
                    Place(study.id, "measurements"),
                    Place(lesion.id),
                )
        if (
            study.new_lesions
            and study.criteria == "RECIST 1.1"
            and study.stated_response in ("CR", "PR", "SD")
        ):
            words = _("{study}: new lesions, but {response} stated by RECIST 1.1.")
            yield found(
                "new-lesions-and-response",
                words.format(study=_named(study), response=study.stated_response),
                _("By RECIST 1.1 a new lesion is progression."),
                Place(study.id, "stated_response"),
                Place(study.id, "new_lesions"),
                source=RECIST,
            )
    for local in case.of(LocalTherapy):
        for id_ in local.lesions:
            if lesion := lesions.get(id_):
                yield from _not_yet(lesion, local.on, Place(local.id, "on"), _("treated"))


def _not_yet(lesion: Lesion, day: Day | None, place: Place, done: str) -> Iterator[Finding]:
    first = lesion.first_seen
    if first is not None and day is not None and surely_after(first, day):
        words = _("{lesion} was {done} on {day}, before it was first seen ({first}).")
        yield found(
            "before-first-seen",
            words.format(lesion=headline(lesion), done=done, day=show(day), first=show(first)),
            _("When a lesion appeared tells which treatment failed."),
            Place(lesion.id, "first_seen"),
            place,
        )


def _named(study: Imaging) -> str:
    return f"{headline(study)} ({show(study.on)})" if study.on else headline(study)
