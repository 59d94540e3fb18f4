"""Document: a picture or a letter kept with the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    BytesField,
    ChoiceField,
    DayField,
    FlagField,
    LinkField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Document(Record):
    """One file, its content kept in the case."""

    record_kind: ClassVar[str] = "document"
    record_title: ClassVar[str] = N_("Document")
    begins: ClassVar[str] = "taken_on"

    name: str = declare(TextField(label=N_("Name")))
    kind: str = declare(ChoiceField(label=N_("Kind"), choices=choices(N_("image"), "PDF", N_("other"))))
    taken_on: Day | None = declare(DayField(label=N_("Taken on")))
    caption: str = declare(TextField(label=N_("Caption")))
    about: str = declare(LinkField(label=N_("About")))
    content: bytes | None = declare(BytesField(label=N_("Content")))
    printed: bool | None = declare(
        FlagField(label=N_("Print in the handout"), help=N_("A picture is printed small, near the imaging"))
    )


def in_time(documents: Iterable[Document]) -> list[Document]:
    """Return documents in order of time; those of one day, and the undated at the end, by name."""
    return sorted(
        documents, key=lambda one: (one.taken_on is None, one.taken_on, one.name.casefold(), one.id)
    )
