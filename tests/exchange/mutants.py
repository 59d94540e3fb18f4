"""Mutants: the shipped examples, spoilt here and there by chance, as bad exports and editors spoil them."""

import copy
import dataclasses
import functools
import json
import random
from collections.abc import Iterator
from typing import Any

from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.domain.laboratory import Laboratory
from tumorboard.exchange import case_document

_NOWHERE = "00000000-0000-4000-8000-000000000000"
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.5, 1e300, 10**30),
    *("", " ", "x", "G1\n", "\ud800", "\x00", "unknown", "２０１７", "QQ==", "QQ", _NOWHERE, f"{_NOWHERE}\n"),
    *(
        "2017",
        "2017-09-14T08:30",
        "../2020",
        "2017\n",
        "2017-13",
        "2017-02-30",
        "0099-12",
        "9999",
        "2020/2019",
    ),
    *([], [[]], [None], ["x"], [1], [_NOWHERE]),
    *({}, {"id": "x"}, {"code": "x"}, {"text": ""}, {"value": "1"}, {"value": "1\n"}, {"value": "１"}),
)
_KEYS = ("x", "id", "note", "absent", "content", "", "on", "end")
_SHADES: tuple[Any, ...] = ("unknown", "not done", "not recorded", None, 1, [])
_Place = tuple[Any, Any]


def mutants(seed: int, count: int) -> Iterator[str]:
    """Give so many documents, most of them wrong, the same for the same seed."""
    dice = random.Random(seed)
    for _turn in range(count):
        document = copy.deepcopy(dice.choice(_examples()))
        for _change in range(dice.choice((1, 1, 1, 2, 3, 5))):
            if places := list(_places(document)):
                _spoil(dice, *dice.choice(places), dice.choice(places))
        yield json.dumps(document)


@functools.cache
def _examples() -> tuple[dict[str, Any], ...]:
    return tuple(
        _short(resources.data(name)) for name in resources.names("examples") if name.endswith(".json")
    )


def _short(data: bytes) -> dict[str, Any]:
    """Return a document without most of its laboratory results: they are many, and all alike."""
    case: Case = case_document.read(data)
    others = tuple(record for record in case.records if not isinstance(record, Laboratory))
    short = dataclasses.replace(case, records=(*others, *case.of(Laboratory)[:5]))
    document: dict[str, Any] = json.loads(case_document.write(short))
    return document


def _places(node: Any) -> Iterator[_Place]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield node, key
        yield from _places(value)


def _spoil(dice: random.Random, node: Any, key: Any, other: _Place) -> None:
    value = node[key]
    match dice.randrange(6):
        case 0:
            del node[key]
        case 1:
            node[key] = copy.deepcopy(dice.choice(_VALUES))
        case 2:
            node[key] = copy.deepcopy(other[0][other[1]])
        case 3 if isinstance(node, list):
            node.append(copy.deepcopy(value))
        case 3:
            node[dice.choice(_KEYS)] = copy.deepcopy(dice.choice((*_VALUES, value)))
        case 4 if isinstance(node, dict):
            node["absent"] = {key: dice.choice(_SHADES)}
            if dice.random() < 0.7:
                node.pop(key, None)
        case _ if isinstance(value, str) and value:
            place = dice.randrange(len(value))
            node[key] = value[:place] + dice.choice(("", "\n", "0", "-", "~", "\x01")) + value[place + 1 :]
