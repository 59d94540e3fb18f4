"""Treatment: drugs outside their line, lines that overlap, adjuvants without a resection, treated targets."""

import re
from collections.abc import Iterator

from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.surgery import Surgery, is_resection
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _, capital
from tumorboard.reasoning.lines import in_order
from tumorboard.reasoning.progressions import possibly_after, surely_after
from tumorboard.reasoning.remarks import Finding, Place, found

RECIST = "RECIST 1.1"


def findings(case: Case) -> Iterator[Finding]:
    """Give what does not fit in lines, drugs and local therapies."""
    for line in case.of(SystemicLine):
        yield from _drugs_outside(line)
        yield from _sites(case, line)
    yield from _overlaps(case)
    yield from _adjuvants(case)
    yield from _treated_targets(case)


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
        running = [one for one in running if _runs_after(one, start)]
        for one in running:
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
        running.append(line)


def _runs_after(line: SystemicLine, day: Day) -> bool:
    """Whether a line surely still goes on after a day."""
    told = dates_of(line)
    begun = bool(told.start and surely_after(day, told.start))
    return begun and (told.ongoing or (told.end is not None and surely_after(told.end, day)))


def _adjuvants(case: Case) -> Iterator[Finding]:
    resections = [one for one in case.of(Surgery) if is_resection(one)]
    adjuvant: list[tuple[SystemicLine | LocalTherapy, Day | None, str]] = [
        (line, dates_of(line).start, "setting")
        for line in case.of(SystemicLine)
        if line.setting == "adjuvant"
    ]
    adjuvant += [(one, one.on, "intent") for one in case.of(LocalTherapy) if one.intent == "adjuvant"]
    for record, begun, name in adjuvant:
        if all(one.on and begun and not possibly_after(begun, one.on) for one in resections):
            words = _("{treatment} is called adjuvant, and no resection before it is recorded.")
            yield found(
                "adjuvant-without-resection",
                words.format(treatment=headline(record)),
                _("Adjuvant treatment follows a resection; otherwise it counts as another line."),
                Place(record.id, name),
            )


def _sites(case: Case, line: SystemicLine) -> Iterator[Finding]:
    lesions = case.of(Lesion)
    strange = [site for site in line.progression_sites if not any(_is(site, one) for one in lesions)]
    if lesions and strange:
        words = _("{line}: progression at {sites}, which is no lesion of the case.")
        yield found(
            "progression-site-is-no-lesion",
            words.format(line=headline(line), sites=", ".join(map(str, strange))),
            _("A lesion keeps what was done to it only where it is recorded as one."),
            Place(line.id, "progression_sites"),
        )


def _is(site: Coded, lesion: Lesion) -> bool:
    if site.code and lesion.site and site.code == lesion.site.code:
        return True
    told = set(fold(f"{lesion.label} {lesion.site or ''} {lesion.side}").split())
    words = {word for word in fold(site.text).split() if len(word) > 2}
    return bool(
        words & {_stem(word) for word in told} or {_stem(word) for word in words} & {_stem(w) for w in told}
    )


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s|ic|al|um|us)$", "", {"hepatic": "liver", "pulmonary": "lung"}.get(word, word))


def _treated_targets(case: Case) -> Iterator[Finding]:
    """Give local therapies of all disease that was known, inside a line whose effect it then hides."""
    for local in case.of(LocalTherapy):
        if not local.lesions or local.intent == "adjuvant":
            continue
        for line in case.of(SystemicLine):
            if _is_inside(local, line) and not _others(case, local, line):
                words = _("{local} inside {line}: no other known lesion is left to judge the line by.")
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
    measured = {
        row.lesion
        for study in case.of(Imaging)
        if study.line == line.id
        for row in study.measurements
        if row.lesion
    }
    if measured:
        return not measured <= set(local.lesions)
    resected = {id_ for one in case.of(Surgery) if is_resection(one) for id_ in one.lesions}
    end = dates_of(line).end
    left = [
        one
        for one in case.of(Lesion)
        if one.id not in local.lesions
        and one.id not in resected
        and not (one.first_seen and end and surely_after(one.first_seen, end))
    ]
    return bool(left)
