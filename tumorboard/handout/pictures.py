"""Pictures: the documents that the case wants printed, small and with their captions, near the imaging."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from tumorboard.domain.case import Case
from tumorboard.domain.document import Document, in_time
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.handout.runs import Text, joined, said, strong
from tumorboard.handout.tables import day_of, names
from tumorboard.i18n import _, plural

NARROW, WIDE = 3, 2
"""How many stand in a row: three small ones, or two where that fills the rows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to print: where the page's HTML has `<img src="name">`, in rows of `columns`."""

    name: str
    columns: int
    content: bytes = dataclasses.field(repr=False)
    is_framed: bool = True


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures in rows, each with the text below it, and what is to be said of those not printed."""

    columns: int = NARROW
    rows: tuple[tuple[tuple[Picture, Text], ...], ...] = ()
    remarks: tuple[Text, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures, in order."""
        return tuple(picture for row in self.rows for picture, _text in row)


def gallery(case: Case, *, anonymous: bool) -> Gallery:
    """Return the pictures to print, in order of time; none without a name, as a picture may show one."""
    wanted = in_time(one for one in case.of(Document) if one.printed)
    if anonymous:
        left_out = plural(
            "{count} document is left out, as it may show a name.",
            "{count} documents are left out, as they may show a name.",
            len(wanted),
        )
        return Gallery(remarks=(said(left_out),) if wanted else ())
    drawn = [one for one in wanted if one.kind == "image" and one.content]
    others = [one for one in wanted if one not in drawn]
    columns = WIDE if len(drawn) in (1, 2, 4) else NARROW
    cells = [
        (Picture(f"picture-{place}", columns, one.content or b""), _below(case, one))
        for place, one in enumerate(drawn)
    ]
    rows = tuple(tuple(cells[start : start + columns]) for start in range(0, len(cells), columns))
    return Gallery(columns, rows, _not_printed(others))


def _below(case: Case, document: Document) -> Text:
    about = said(names(case, (document.about,))) if document.about else ()
    return joined((said(strong(headline(document))), day_of(document, "taken_on"), about))


def _not_printed(documents: Iterable[Document]) -> tuple[Text, ...]:
    listed = joined(
        (
            joined((said(headline(one)), said(shown(one, "kind")), day_of(one, "taken_on")), ", ")
            for one in documents
        ),
        "; ",
    )
    return (said(_("Not printed, as there is no picture in it: "), listed),) if listed else ()
