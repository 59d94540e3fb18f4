"""Case document: one case as one JSON object, lossless and canonical.

The same case always gives the same bytes, and what cannot be read is refused whole, with every fault named by
its path. The layout and the JSON Schema follow from the declarations alone.
"""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.patient import Patient
from tumorboard.domain.plain import from_plain, to_plain
from tumorboard.domain.record import Record, links_of, with_rows
from tumorboard.domain.records import COURSE
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import _, plural

FORMAT = "tumorboard-case"
VERSION = 1
LARGEST = 512 * 1024 * 1024
"""Bytes; a document beyond this is refused unread."""
DEEPEST = 8
MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be read, and where."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class Faults(Problem):
    """The document was refused; `faults` names every reason by its path."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        more = plural("and {count} more fault", "and {count} more faults", len(faults) - 1)
        rest = f" ({more})" if len(faults) > 1 else ""
        super().__init__(_("This is no case document that can be read. {first}").format(first=faults[0]) + rest)


def write(case: Case) -> bytes:
    """Return the case as a canonical UTF-8 document: keys in declared order, records in order of time."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "patient": to_plain(case.patient),
        "tumour": to_plain(case.tumour),
    }
    for record_class in COURSE:
        if records := case.of(record_class):
            document[record_class.record_kind] = [to_plain(record) for record in records]
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read(data: bytes | str) -> Case:
    """Return the case a document holds; `Faults` with every fault where it holds none."""
    faults: list[Fault] = []

    def fault(path: str, sentence: str) -> None:
        if len(faults) < MOST_FAULTS:
            faults.append(Fault(path, sentence))

    document = _parsed(data)
    for key in document:
        if key not in _KEYS:
            fault(key, _("unknown key."))
    patient = from_plain(Patient, document.get("patient"), "patient", fault)
    tumour = from_plain(Tumour, document.get("tumour"), "tumour", fault)
    records: list[tuple[str, Record]] = [("patient", patient), ("tumour", tumour)]
    for record_class in COURSE:
        kind = record_class.record_kind
        listed = document.get(kind, [])
        if not isinstance(listed, list):
            fault(kind, _("a list is expected here."))
            continue
        for place, raw in enumerate(listed):
            path = f"{kind}[{place}]"
            records.append((path, from_plain(record_class, raw, path, fault)))
    if document.get("agenda_item", []) != []:
        fault("agenda_item", _("boards cannot be read by this version of the program."))
    if not faults:
        _check_links(records, fault)
    if faults:
        raise Faults(faults)
    return Case(patient, tumour, tuple(record for _path, record in records[2:]))


_KEYS = ("format", "version", "patient", "tumour", *(c.record_kind for c in COURSE), "agenda_item")


def _refuse(sentence: str, path: str = "") -> Faults:
    return Faults([Fault(path, sentence)])


def _parsed(data: bytes | str) -> dict[str, Any]:
    """Return the JSON object, or raise Faults for what is not one of ours at all."""
    if len(data) > LARGEST:
        raise _refuse(_("The document is larger than {size} MB.").format(size=LARGEST // 1024 // 1024))
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        document = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _refuse(_("It is not UTF-8 text (byte {place}).").format(place=error.start)) from None
    except json.JSONDecodeError as error:
        sentence = _("It is not JSON: line {line}, column {column}.")
        raise _refuse(sentence.format(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise _refuse(_("It is nested too deeply.")) from None
    except ValueError as error:
        if isinstance(error.args[0], Fault):
            raise Faults([error.args[0]]) from None
        raise _refuse(_("It holds a number that is too long.")) from None
    if not isinstance(document, dict):
        raise _refuse(_("It is not a JSON object."))
    if document.get("format") != FORMAT:
        raise _refuse(_("“{expected}” is expected here.").format(expected=FORMAT), "format")
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _refuse(_("a whole number from 1 is expected here."), "version")
    if version > VERSION:
        sentence = _("the document is of version {version}; this program reads up to {known}. Update it.")
        raise _refuse(sentence.format(version=version, known=VERSION), "version")
    if _depth(document) > DEEPEST:
        raise _refuse(_("It is nested too deeply."))
    return document


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = Counter(key for key, _value in pairs).most_common(1)[0][0]
        raise ValueError(Fault(key[:100], _("the key stands twice in one object.")))
    return found


def _no_constant(name: str) -> None:
    raise ValueError(Fault("", _("{name} is no number.").format(name=name)))


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        depth += 1
        lists = [list(v.values()) if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)]
        level = [inner for one in lists for inner in one if isinstance(inner, dict | list)]
    return depth


def _check_links(records: list[tuple[str, Record]], fault: Any) -> None:
    """Find doubled ids, and links that lead nowhere or to a record of the wrong kind."""
    kinds: dict[str, str] = {}
    for path, record in records:
        for one in with_rows(record):
            if one.id in kinds:
                fault(f"{path}.id", _("the id {id} stands twice.").format(id=one.id))
            kinds[one.id] = one.record_kind
    for path, record in records:
        for inner, target, to in links_of(record):
            if target not in kinds:
                fault(f"{path}.{inner}", _("no record has the id {id}.").format(id=target))
            elif to and kinds[target] not in to:
                sentence = _("{id} is a {kind}, not a {expected}.")
                fault(
                    f"{path}.{inner}",
                    sentence.format(id=target, kind=kinds[target], expected=_(" or ").join(to)),
                )
