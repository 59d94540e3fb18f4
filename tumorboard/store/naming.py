"""Naming: what a record is called in a few words, also one that was removed since."""

from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.domain.plain import from_plain
from tumorboard.domain.records import record_class
from tumorboard.i18n import _
from tumorboard.store.journal import Change, Journal
from tumorboard.store.rows import Image


def name_of(journal: Journal, case: Case | None, record_id: str) -> str:
    """Return what a record says in a few words, as it is now or as it was last."""
    record = case.find(record_id) if case else None
    if record is not None:
        return headline(record)
    last: Change | None = next(iter(reversed(journal.history(record_id))), None)
    image = (last.after or last.before) if last else None
    if last is None or image is None:
        return _("a record that was removed")
    return name_of_image(last.record_kind, image)


def name_of_image(kind: str, image: Image) -> str:
    """Return what the image of a record of a kind says in a few words."""
    # What cannot be read today is not what a headline is about.
    return headline(from_plain(record_class(kind), image, "", lambda path, sentence: None))
