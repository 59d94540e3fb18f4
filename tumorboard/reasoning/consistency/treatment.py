"""Treatment: drugs outside their line, lines that overlap, adjuvants without a resection, treated targets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day, show
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import ABLATION, LocalTherapy
from tumorboard.domain.pathology import Specimen
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _, capital
from tumorboard.reasoning.lines import in_order
from tumorboard.reasoning.progressions import possibly_after, surely_after
from tumorboard.reasoning.remarks import Finding, Place, found

RECIST = "RECIST 1.1"
_ONE_NAME = {
    **dict.fromkeys(("hepat",), "liver"),
    **dict.fromkeys(("pulmo",), "lung"),
    **dict.fromkeys(("osseo", "skele", "verte", "spine", "spina"), "bone"),
    **dict.fromkeys(("cereb",), "brain"),
    **dict.fromkeys(("lymph", "nodes", "nodal"), "node"),
    **dict.fromkeys(("supra",), "adrenal"),
}
"""The organ by the beginning of another of its names."""
_NO_PLACE = (
    *("metasta", "lesion", "tumo", "recur", "left", "right", "bilat", "new", "multi", "primary", "dista"),
    *("local", "locoreg", "region", "site", "unknown", "progress", "segment", "lobe", "and", "the"),
)
LATE = 31
"""Days a diagnosis may be dated after the treatment of what was diagnosed, such as by the day of a report."""
_ONE_TREATMENT = ("concurrent", "adjuvant", "neoadjuvant", "perioperative")
"""Settings in which a local treatment belongs to the plan the line is part of."""


def findings(case: Case) -> Iterator[Finding]:
    """Give what does not fit in lines, drugs and local therapies."""
    for line in case.of(SystemicLine):
        yield from _drugs_outside(line)
        yield from _sites(case, line)
    yield from _overlaps(case)
    yield from _adjuvants(case)
    yield from _treated_targets(case)
    yield from _unresected(case)
    yield from _before_diagnosis(case)


def _drugs_outside(line: SystemicLine) -> Iterator[Finding]:
    for drug in line.drugs:
        early = drug.start and line.start and surely_after(line.start, drug.start)
        late = drug.end and line.end and surely_after(drug.end, line.end)
        if early or late:
            words = (
                _("{drug} began before its line {line}.")
                if early
                else _("{drug} ended after its line {line}.")
            )
            name = "start" if early else "end"
            yield found(
                "drug-outside-line",
                words.format(drug=capital(str(drug.agent or _("A drug"))), line=headline(line)),
                _("What was given when is what a response is ascribed to."),
                Place(line.id, name),
                Place(drug.id, name),
            )


def _overlaps(case: Case) -> Iterator[Finding]:
    lines = [line for line in in_order(case) if dates_of(line).start]
    running: list[SystemicLine] = []
    for line in lines:
        start = dates_of(line).start
        assert start
        running = [one for one in running if _may_run_after(one, start)]
        for one in running:
            if not _runs_after(one, start):
                continue
            together = one.id in line.concurrent_with or line.id in one.concurrent_with
            if not together and line.setting != "concurrent" and one.setting != "concurrent":
                words = _(
                    "{line} began while {other} was still given; they are not marked as given together."
                )
                yield found(
                    "lines-overlap",
                    words.format(line=headline(line), other=headline(one)),
                    _("A response cannot be ascribed to one of two lines given at a time."),
                    Place(line.id, "start"),
                    Place(one.id, "end"),
                )
        if dates_of(line).ongoing or dates_of(line).end:
            running.append(line)


def _may_run_after(line: SystemicLine, day: Day) -> bool:
    told = dates_of(line)
    return told.ongoing or (told.end is not None and possibly_after(told.end, day))


def _runs_after(line: SystemicLine, day: Day) -> bool:
    """Whether a line surely still goes on after a day."""
    told = dates_of(line)
    begun = bool(told.start and surely_after(day, told.start))
    return begun and (told.ongoing or (told.end is not None and surely_after(told.end, day)))


def _adjuvants(case: Case) -> Iterator[Finding]:
    removals = [one for one in case.of(Surgery) if is_resection(one) or not (one.procedures or one.intent)]
    earlier: list[Surgery | LocalTherapy] = [one for one in case.of(LocalTherapy) if one.modality in ABLATION]
    earlier += removals
    adjuvant: list[tuple[SystemicLine | LocalTherapy, Day | None, str]] = [
        (line, dates_of(line).start, "setting")
        for line in case.of(SystemicLine)
        if line.setting == "adjuvant"
    ]
    adjuvant += [(one, one.on, "intent") for one in case.of(LocalTherapy) if one.intent == "adjuvant"]
    for record, begun, name in adjuvant:
        if all(one.on and begun and surely_after(one.on, begun) for one in earlier):
            words = _("{treatment} is called adjuvant, and no resection before it is recorded.")
            yield found(
                "adjuvant-without-resection",
                words.format(treatment=headline(record)),
                _("Adjuvant treatment follows a resection; otherwise it counts as another line."),
                Place(record.id, name),
            )


def _sites(case: Case, line: SystemicLine) -> Iterator[Finding]:
    lesions = case.of(Lesion)
    if not lesions or any(one.site is None for one in lesions):
        return
    primary = case.tumour.site
    strange = [
        site
        for site in line.progression_sites
        if not (primary and _is_at(site, primary, "")) and not any(_is(site, one) for one in lesions)
    ]
    if strange:
        words = _("{line}: progression at {sites}, which is no lesion of the case.")
        yield found(
            "progression-site-is-no-lesion",
            words.format(line=headline(line), sites=", ".join(map(str, strange))),
            _("A lesion keeps what was done to it only where it is recorded as one."),
            Place(line.id, "progression_sites"),
        )


def _is(site: Coded, lesion: Lesion) -> bool:
    return _is_at(site, lesion.site, lesion.label)


def _is_at(site: Coded, other: Coded | None, label: str) -> bool:
    """Whether two names of a place may mean one; so they do where either names none."""
    if site.code and other and site.code == other.code:
        return True
    words, told = _words(site.text), _words(f"{label} {other or ''}")
    if not words or not told or any(not word.isascii() for word in words | told):
        return True
    return any(one.startswith(word[:4]) or word.startswith(one[:4]) for word in words for one in told)


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    """Return the words of a name that say where, each organ by one of its names."""
    words = (word for word in re.split(r"\W+", fold(text)) if len(word) > 2)
    return frozenset(_ONE_NAME.get(word[:5], word) for word in words if not word.startswith(_NO_PLACE))


def _treated_targets(case: Case) -> Iterator[Finding]:
    """Give local therapies of all disease that was known, inside a line whose effect it then hides."""
    lines = [line for line in case.of(SystemicLine) if line.setting not in _ONE_TREATMENT]
    measured: dict[str, set[str]] = {}
    for study in case.of(Imaging):
        if study.line:
            targets = {row.lesion for row in study.measurements if row.lesion and row.target}
            measured.setdefault(study.line, set()).update(targets)
    for local in case.of(LocalTherapy):
        if not local.lesions or local.intent == "adjuvant":
            continue
        for line in lines:
            if not _is_inside(local, line):
                continue
            targets = measured.get(line.id, set())
            left = targets - set(local.lesions) if targets else _others(case, local, line)
            if left:
                continue
            words = (
                _("{local} inside {line}: no other target lesion is left to judge the line by.")
                if targets
                else _("{local} inside {line}: no other known lesion is left to judge the line by.")
            )
            yield found(
                "ablated-target-in-line",
                words.format(local=_named(case, local), line=headline(line)),
                _("Response and progression-free survival of the line are those of both treatments."),
                Place(local.id, "lesions"),
                Place(line.id, "best_response"),
                source=RECIST,
            )


def _named(case: Case, local: LocalTherapy) -> str:
    names = [one.label for id_ in local.lesions if isinstance(one := case.find(id_), Lesion)]
    modality = capital(shown(local, "modality")) if local.modality else headline(local)
    return _("{modality} of {lesions}").format(modality=modality, lesions=", ".join(names))


def _is_inside(local: LocalTherapy, line: SystemicLine) -> bool:
    if line.id in local.concurrent_with or local.id in line.concurrent_with:
        return True
    told, on = dates_of(line), local.on
    if on is None or told.start is None or not surely_after(on, told.start):
        return False
    return told.ongoing or (told.end is not None and surely_after(told.end, on))


def _others(case: Case, local: LocalTherapy, line: SystemicLine) -> bool:
    """Whether there was disease beside what was treated, as far as is recorded."""
    resected = {
        id_
        for one in case.of(Surgery)
        if is_resection(one) and one.on and local.on and not possibly_after(one.on, local.on)
        for id_ in one.lesions
    }
    end = local.on or dates_of(line).end
    left = [
        one
        for one in case.of(Lesion)
        if one.id not in local.lesions
        and one.id not in resected
        and not (one.first_seen and end and surely_after(one.first_seen, end))
    ]
    return bool(left)


def _unresected(case: Case) -> Iterator[Finding]:
    """Give pathological T categories of a case in which nothing may have been resected."""
    if any(one.intent not in ("diagnostic", "staging") for one in case.of(Surgery)) or any(
        one.procedure in ("resection", "", "other") for one in case.of(Specimen)
    ):
        return
    for entry in case.of(Staging):
        if entry.kind in ("p", "yp") and re.search(r"T?[0-4]|Tis", entry.t, re.IGNORECASE):
            yield found(
                "pathological-t-without-resection",
                _("{tnm} is pathological, and no resection is recorded.").format(tnm=tnm(entry)),
                _("A pathological T is read from what was resected."),
                Place(entry.id, "kind"),
                Place(entry.id, "t"),
            )


def _before_diagnosis(case: Case) -> Iterator[Finding]:
    """Give lines that began long before the tumour is said to have been diagnosed."""
    known = case.tumour.diagnosed_on
    for line in case.of(SystemicLine):
        start = dates_of(line).start
        least = (known - start).min_days if known and start else None
        if known and start and least is not None and least > LATE:
            words = _("{line} began ({start}) before the diagnosis ({known}).")
            yield found(
                "line-before-diagnosis",
                words.format(line=headline(line), start=show(start), known=show(known)),
                _("Survival is counted from the diagnosis; the line may belong to another tumour."),
                Place(line.id, "start"),
                Place(case.tumour.id, "diagnosed_on"),
            )
