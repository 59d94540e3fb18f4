"""Case document: one case as one JSON object, lossless and canonical.

The same case always gives the same bytes, and what cannot be read is refused whole, with every fault named by
its path. The layout and the JSON Schema follow from the declarations alone.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.patient import Patient
from tumorboard.domain.plain import Tell, from_plain, to_plain
from tumorboard.domain.plain_text import printable
from tumorboard.domain.record import Record, at, links_of, placed
from tumorboard.domain.records import COURSE
from tumorboard.domain.tumour import Tumour
from tumorboard.i18n import _, plural

FORMAT = "tumorboard-case"
VERSION = 1
LARGEST = 512 * 1024 * 1024
"""Bytes; a document beyond this is refused unread."""
DEEPEST = 8
MOST_FAULTS = 1000
"""What is said of a document that is wrong throughout is cut off there."""
R = TypeVar("R", bound=Record)


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
        sentences = [_("This is no case document that can be read."), str(faults[0])]
        if more := len(faults) - 1:
            sentences.append(plural("There is {count} more fault.", "There are {count} more faults.", more))
        super().__init__(" ".join(sentences))


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


def read(data: bytes | str, *, largest: int = LARGEST) -> Case:
    """Return the case a document of at most `largest` bytes holds; `Faults` names all that is wrong."""
    faults: list[Fault] = []

    def fault(path: str, sentence: str) -> None:
        if len(faults) < MOST_FAULTS:
            faults.append(Fault(path, sentence))

    document = _parsed(data, largest)
    for key in document:
        if key not in _KEYS:
            fault(at("", printable(key)), _("unknown key."))
    patient = _one(Patient, document, fault)
    tumour = _one(Tumour, document, fault)
    records: list[tuple[str, Record]] = []
    for record_class in COURSE:
        records += _several(record_class, document, fault)
    _check_links([("patient", patient), ("tumour", tumour), *records], fault)
    if faults:
        raise Faults(faults)
    return Case(patient, tumour, tuple(record for _path, record in records))


_KEYS = ("format", "version", "patient", "tumour", *(c.record_kind for c in COURSE))


def _one(record_class: type[R], document: dict[str, Any], fault: Tell) -> R:
    kind = record_class.record_kind
    if kind in document:
        return from_plain(record_class, document[kind], kind, fault)
    fault(kind, _("missing."))
    return record_class()


def _several(record_class: type[R], document: dict[str, Any], fault: Tell) -> Iterator[tuple[str, R]]:
    kind = record_class.record_kind
    listed = document.get(kind, [])
    if not isinstance(listed, list):
        fault(kind, _("a list is expected here."))
        return
    for place, raw in enumerate(listed):
        path = f"{kind}[{place}]"
        yield path, from_plain(record_class, raw, path, fault)


def _check_links(records: list[tuple[str, Record]], fault: Tell) -> None:
    """Find doubled ids, and links that lead nowhere or to a record of the wrong kind."""
    kinds: dict[str, str] = {}
    for path, record in records:
        for inner, one in placed(record):
            if one.id in kinds:
                where = at(path, f"{inner}.id" if inner else "id")
                fault(where, _("the id {id} stands twice.").format(id=one.id))
            kinds[one.id] = one.record_kind
    for path, record in records:
        for inner, target, to in links_of(record):
            if target not in kinds:
                fault(at(path, inner), _("no record has the id {id}.").format(id=target))
            elif to and kinds[target] not in to:
                sentence = _("{id} is a {kind}, not a {expected}.")
                expected = _(" or ").join(to)
                fault(at(path, inner), sentence.format(id=target, kind=kinds[target], expected=expected))


def _parsed(data: bytes | str, largest: int) -> dict[str, Any]:
    """Return the JSON object, or raise Faults for what is not one of ours at all."""
    if len(data) > largest:
        _refuse(_("It is larger than {size} MB.").format(size=largest // 1024 // 1024))
    document = _json(data)
    if not isinstance(document, dict):
        _refuse(_("It is not a JSON object."))
    if document.get("format") != FORMAT:
        _refuse(_("“{expected}” is expected here.").format(expected=FORMAT), "format")
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        _refuse(_("a whole number from 1 is expected here."), "version")
    if version > VERSION:
        sentence = _("the document is newer than this program, which reads up to {known}; update it.")
        _refuse(sentence.format(known=VERSION), "version")
    if _is_deep(document):
        _refuse(_("It is nested too deeply."))
    return document


def _json(data: bytes | str) -> Any:
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        _refuse(_("It is not UTF-8 text (byte {place}).").format(place=error.start))
    except json.JSONDecodeError as error:
        sentence = _("It is not JSON: line {line}, column {column}.")
        _refuse(sentence.format(line=error.lineno, column=error.colno))
    except RecursionError:
        _refuse(_("It is nested too deeply."))
    except ValueError:
        # Python's own limit on the digits of a whole number.
        _refuse(_("It holds a number that is too long."))


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = Counter(key for key, _value in pairs).most_common(1)[0][0]
        _refuse(_("the key stands twice in one object."), printable(key))
    return found


def _no_constant(name: str) -> NoReturn:
    _refuse(_("{name} is no number.").format(name=name))


def _refuse(sentence: str, path: str = "") -> NoReturn:
    raise Faults([Fault(path, sentence)]) from None


def _is_deep(document: dict[str, Any]) -> bool:
    level: list[Any] = [document]
    for _depth in range(DEEPEST):
        inner = [part for one in level for part in (one.values() if isinstance(one, dict) else one)]
        level = [part for part in inner if isinstance(part, dict | list)]
    return bool(level)
