"""Changes: what is new in a case since the last board, what was corrected in it and what was taken out.

They come as the journal holds them, each record before and after as JSON holds it. What is new is told in the
words of the record as it is now; of what was there before, each field that changed with both its values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from tumorboard.domain import dates
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.differences import Difference, Named, differences
from tumorboard.domain.dismissal import Dismissal
from tumorboard.domain.fields import ABSENCES, RowsField, fields_of, shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory, analyte_of, name_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.patient import Patient
from tumorboard.domain.plain import from_plain
from tumorboard.domain.quantities import show
from tumorboard.domain.record import Record, filed_on, until, when
from tumorboard.domain.records import record_class
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Tumour
from tumorboard.handout import diagnosis
from tumorboard.handout.identity import foot, identity
from tumorboard.handout.intervals import intervals
from tumorboard.handout.laboratories import flag
from tumorboard.handout.page import Page
from tumorboard.handout.runs import Mark, Run, Text, joined, labelled, one_line, plain, said, strong
from tumorboard.handout.tables import day
from tumorboard.handout.templates import render
from tumorboard.i18n import _, capital, plural, uncapital

Image = Mapping[str, Any]

_RESULTS: tuple[type[Record], ...] = (Laboratory, Imaging, Specimen, Biomarker)
_TREATMENTS: tuple[type[Record], ...] = (Surgery, SystemicLine, LocalTherapy)
_SINGLE: tuple[type[Record], ...] = (Patient, Tumour)
_TOLD = 6
"""Results of one analyte up to which each is told; of more the first, the last and how many there are."""


class Changed(NamedTuple):
    """One record before and after, as JSON holds it; None where it was not there."""

    kind: str
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one sort, a text each."""

    heading: str
    texts: tuple[Text, ...]


def page(
    case: Case,
    changed: Iterable[Changed],
    *,
    since: Day | None,
    board: str = "",
    version: str,
    printed_at: datetime,
    today: date,
    paper: str = "a4",
    clinic: str = "",
    text_size: float = 1.0,
) -> Page:
    """Return what changed in a case since the board of a day, as a page of its own."""
    return Page(
        html=render(
            "changes.html",
            title=diagnosis.title(case),
            since=since_words(since, board),
            groups=groups(case, changed),
        ),
        head_left=render("runs.html", text=identity(case, intervals(case, today))),
        head_right=render("runs.html", text=said(_("What changed"))),
        foot=render("runs.html", text=said(foot(case, version, printed_at, clinic))),
        title=_("What changed {mrn}").format(mrn=case.patient.mrn).strip(),
        paper=paper,
        text_size=text_size,
    )


def lines(found: Iterable[Group]) -> list[str]:
    """Return changes as plain lines: each sort under its heading."""
    said_of: list[str] = []
    for group in found:
        said_of += [f"{group.heading}:", *(f"  {plain(text)}" for text in group.texts)]
    return said_of


def since_words(since: Day | None, board: str = "") -> str:
    """Return since when changes are told: `Since the last board (6 Feb 2025)`."""
    named = ", ".join(part for part in (board, dates.show(since) if since else "") if part)
    return _("Since the last board ({board})").format(board=named) if named else _("Since the last board")


def groups(case: Case, changed: Iterable[Changed]) -> tuple[Group, ...]:
    """Return what changed by sort, each in order of time; a sort without any is left out.

    Of an agenda item only what came of it is told: what a board decided stands on its own page.
    """
    listed = tuple(changed)
    named = _names(case, listed)
    new: list[Record] = []
    corrected: list[Text] = []
    removed: list[Text] = []
    followed: list[Text] = []
    for one in listed:
        kind = record_class(one.kind)
        if kind is Dismissal:
            continue
        if kind is AgendaItem:
            followed += _followed(case, one, named)
        elif one.before is None and one.after is not None:
            new.append(_record(case, kind, one.after))
        elif one.after is None and one.before is not None:
            removed.append(_named(_record(case, kind, one.before)))
        else:
            corrected += _corrected(case, one, named)
    new.sort(key=lambda record: (filed_on(record) is None, filed_on(record)))
    found = (
        Group(_("New results"), _results(new)),
        Group(_("New treatments"), tuple(_treatment(one) for one in new if isinstance(one, _TREATMENTS))),
        Group(
            _("Other new entries"),
            tuple(_named(one) for one in new if not isinstance(one, (*_RESULTS, *_TREATMENTS))),
        ),
        Group(_("Changed"), tuple(corrected)),
        Group(_("Taken out"), tuple(removed)),
        Group(_("What came of earlier boards"), tuple(followed)),
    )
    return tuple(group for group in found if group.texts)


def _results(new: Sequence[Record]) -> tuple[Text, ...]:
    """Return new results, those of one analyte in one text."""
    by_analyte: dict[str, list[Laboratory]] = {}
    others: list[Text] = []
    for record in new:
        if isinstance(record, Laboratory):
            by_analyte.setdefault(name_of(record).casefold(), []).append(record)
        elif isinstance(record, _RESULTS):
            others.append(_named(record))
    return (*(_analyte(listed) for listed in by_analyte.values()), *others)


def _analyte(results: Sequence[Laboratory]) -> Text:
    told = [_result(one) for one in results]
    if len(told) > _TOLD:
        between = plural("{count} more", "{count} more", len(told) - 2)
        told = [told[0], said(between), told[-1]]
    return labelled(analyte_of(results[0]) or _(Laboratory.record_title), joined(told, ", "))


def _result(result: Laboratory) -> Text:
    beyond = flag(result)
    value = show(result.value) if result.value else one_line(result.text_value)
    words = f"{value} {beyond}" if beyond else value
    state = "" if result.status in ("", "final") else f", {shown(result, 'status')}"
    return said(strong(words) if beyond else Run(words), " (", day(result.on), state, ")")


def _treatment(record: Record) -> Text:
    begun, ended = when(record), until(record)
    lasted = [dates.show(one) for one in (begun, ended) if one is not None]
    words = " – ".join(dict.fromkeys(lasted))
    return said(strong(capital(headline(record))), f" ({words})" if words else "")


def _named(record: Record) -> Text:
    """Return which record it is: its kind, what it says and its day."""
    dated = filed_on(record)
    title = _(record.record_title)
    about = headline(record)
    if isinstance(record, AgendaItem):
        return said(about)
    if isinstance(record, _SINGLE) or about == title:
        return said(title)
    return labelled(title, said(about, f" ({dates.show(dated)})" if dated else ""))


def _corrected(case: Case, one: Changed, named: Named) -> list[Text]:
    kind = record_class(one.kind)
    found = differences(kind, one.before, one.after, named)
    who = _named(_record(case, kind, one.after or one.before or {}))
    return [said(who, ": ", joined(map(_difference, found), "; "))] if found else []


def _followed(case: Case, one: Changed, named: Named) -> list[Text]:
    """Return what came of a board that was held before."""
    if one.before is None or one.after is None:
        return []
    before, after = (_afterwards(AgendaItem, image) for image in (one.before, one.after))
    found = differences(AgendaItem, before, after, named)
    who = _named(_record(case, AgendaItem, one.after))
    return [said(who, ": ", joined(map(_difference, found), "; "))] if found else []


def _afterwards(kind: type[Record], image: Image) -> Image:
    """Return of an image what goes on after a board, and by what a row is known."""
    kept: dict[str, Any] = {}
    for field in fields_of(kind):
        if field.name not in image:
            continue
        if field.afterwards:
            kept[field.name] = image[field.name]
        elif isinstance(field, RowsField):
            kept[field.name] = [
                {**_afterwards(field.of, row), **_first(field.of, row), "id": row["id"]}
                for row in image[field.name]
            ]
    return kept


def _first(kind: type[Record], row: Image) -> Image:
    first = next((field.name for field in fields_of(kind) if field.name in row), "")
    return {first: row[first]} if first else {}


def _difference(one: Difference) -> Text:
    label = uncapital(one.label)
    if one.before is None or one.after is None:
        return labelled(label, said(one_line(one.after or one.before or "")))
    return labelled(label, said(_side(one.before), " → ", _side(one.after, "strong")))


def _side(words: str, mark: Mark = "") -> Run:
    absent = words in {_(shade) for shade in ABSENCES.values()}
    return Run(one_line(words), "gap" if absent else mark)


def _record(case: Case, kind: type[Record], image: Image) -> Record:
    """Return a record as an image holds it, as far as this program reads it."""
    known = case.find(str(image.get("id", "")))
    return known or from_plain(kind, {"id": image.get("id"), **image}, "", lambda _path, _sentence: None)


def _names(case: Case, changed: Iterable[Changed]) -> Named:
    """Return what names a record by its id, also one that is among those taken out."""
    gone = {one.before.get("id"): one for one in changed if one.before is not None and one.after is None}

    def named(id_: str) -> str:
        found = case.find(id_)
        if found is None and id_ in gone:
            found = _record(case, record_class(gone[id_].kind), gone[id_].before or {})
        return headline(found) if found else _("a record that was removed")

    return named
