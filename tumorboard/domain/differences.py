"""Differences: what a change did to a record, field by field and row by row, in words.

Both sides are what JSON holds of a record, as the journal keeps it. They may come from years ago: what a
field no longer reads is shown as it was written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumorboard.domain.fields import ABSENCES, Field, RowsField, fields_of
from tumorboard.domain.record import Record
from tumorboard.i18n import _, uncapital

Plain = Mapping[str, Any]
Named = Callable[[str], str]
"""Takes the id of a record and says in a few words which one it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed; None on the side where the record or row was not there."""

    label: str
    before: str | None
    after: str | None


def differences(
    record_class: type[Record], before: Plain | None, after: Plain | None, named: Named
) -> list[Difference]:
    """Return what changed between two images of a record, in the order of its fields.

    Of a record that came or went it is all that was stated in it.
    """
    found: list[Difference] = []
    for field in fields_of(record_class):
        if isinstance(field, RowsField):
            found += _rows(field, before, after, named)
        elif difference := _difference(field, before, after, named):
            found.append(difference)
    return found


def _difference(field: Field, before: Plain | None, after: Plain | None, named: Named) -> Difference | None:
    if _state(field, before or {}) == _state(field, after or {}):
        return None
    was = None if before is None else _said(field, before, named)
    now = None if after is None else _said(field, after, named)
    if was == now:
        was, now = _exactly(field, before or {}), _exactly(field, after or {})
    return Difference(_(field.label), was, now)


def _state(field: Field, image: Plain) -> tuple[Any, str]:
    raw = image.get(field.name)
    shade = image.get("absent", {}).get(field.name, "")
    # An empty text or list says nothing, and "not recorded" is what nothing is called.
    return (None, shade if shade in ABSENCES else "") if raw in (None, "", []) else (raw, "")


def _said(field: Field, image: Plain, named: Named) -> str:
    raw, shade = _state(field, image)
    if raw is None:
        return _(ABSENCES[shade])
    match field.kind:
        case "link":
            return named(raw)
        case "links":
            return ", ".join(map(named, raw))
        case "bytes":
            return _("a file")
    try:
        return field.show(field.from_plain(raw))
    except ValueError:
        return str(raw)


def _exactly(field: Field, image: Plain) -> str:
    """Return what tells two values apart that read alike."""
    raw, shade = _state(field, image)
    if raw is None:
        return _(ABSENCES[shade])
    if field.kind == "bytes":
        return _("a file, {number}").format(number=str(raw)[:8])
    listed = raw if isinstance(raw, list) else [raw]
    return ", ".join(_with_code(one) if isinstance(one, Mapping) else f"“{one}”" for one in listed)


def _with_code(raw: Plain) -> str:
    if "code" not in raw and "system" not in raw:
        return _("{text} (without a code)").format(text=raw.get("text", ""))
    return " ".join(str(raw[part]) for part in ("text", "system", "code") if part in raw)


def _rows(field: RowsField, before: Plain | None, after: Plain | None, named: Named) -> Iterator[Difference]:
    was, now = ({row["id"]: row for row in (image or {}).get(field.name, ())} for image in (before, after))
    title = _(field.of.record_title)
    for id_, row in now.items():
        if id_ not in was:
            words = title if before is None else _("{row} added").format(row=title)
            yield Difference(words, None, _row(field, row, named))
            continue
        name = f"{title} {_name(field, row, named)}".strip()
        for one in differences(field.of, was[id_], row, named):
            yield Difference(f"{name}: {uncapital(one.label)}", one.before, one.after)
    for id_, row in was.items():
        if id_ not in now:
            words = title if after is None else _("{row} removed").format(row=title)
            yield Difference(words, _row(field, row, named), None)
    kept, stay = [id_ for id_ in was if id_ in now], [id_ for id_ in now if id_ in was]
    if kept != stay:
        orders = (
            _names(field, [rows[id_] for id_ in ids], named) for rows, ids in ((was, kept), (now, stay))
        )
        yield Difference(_("{rows}: order").format(rows=_(field.label)), *orders)


def _names(field: RowsField, rows: Sequence[Plain], named: Named) -> str:
    return ", ".join(_name(field, row, named) or str(place) for place, row in enumerate(rows, start=1))


def _name(field: RowsField, row: Plain, named: Named) -> str:
    """Return what a row says first, which is what it is about."""
    said = (_said(one, row, named) for one in fields_of(field.of) if _state(one, row)[0] is not None)
    return next(said, "")


def _row(field: RowsField, row: Plain, named: Named) -> str:
    """Return a whole row in words: what it is about, then the rest with its labels."""
    stated = [one for one in fields_of(field.of) if _state(one, row) != (None, "")]
    words = [
        _said(one, row, named) if place == 0 else f"{uncapital(_(one.label))} {_said(one, row, named)}"
        for place, one in enumerate(stated)
    ]
    return ", ".join(words) or _(ABSENCES[""])
