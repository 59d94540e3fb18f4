"""JSON Schema: as much of it as ours uses, to hold documents against."""

import re
from collections.abc import Iterator
from typing import Any

_SAYS_NOTHING = {"$schema", "$defs", "title", "description", "contentEncoding"}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
_ABOUT: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("properties", "required", "additionalProperties"), dict),
    **dict.fromkeys(("items", "minItems", "maxItems"), list),
    **dict.fromkeys(("pattern", "minLength"), str),
    **dict.fromkeys(("minimum", "maximum"), (int, float)),
}
"""A keyword says nothing about a value of another type than its own."""


def faults(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str = "") -> list[str]:
    """Return where a value breaks a schema, each with the keyword that says so."""
    found: list[str] = []
    for keyword, asked in rule.items():
        if keyword in _SAYS_NOTHING or not _is_about(keyword, value):
            continue
        if keyword == "$ref":
            found += faults(value, root["$defs"][asked.removeprefix("#/$defs/")], root, path)
        elif keyword == "allOf":
            found += [fault for one in asked for fault in faults(value, one, root, path)]
        elif keyword in ("properties", "items"):
            found += [
                fault
                for inner, item, part in _parts(value, asked)
                for fault in faults(item, part, root, path + inner)
            ]
        elif _is_broken(keyword, asked, value, rule, root):
            found.append(f"{path}: {keyword}")
    return found


def _is_about(keyword: str, value: Any) -> bool:
    of = _ABOUT.get(keyword)
    return of is None or (isinstance(value, of) and not isinstance(value, bool))


def _parts(value: Any, asked: dict[str, Any]) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    if isinstance(value, list):
        yield from ((f"[{place}]", item, asked) for place, item in enumerate(value))
    else:
        yield from ((f".{key}", value[key], part) for key, part in asked.items() if key in value)


def _is_broken(keyword: str, asked: Any, value: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:
    broken: bool
    match keyword:
        case "type":
            names = [asked] if isinstance(asked, str) else asked
            broken = not any(isinstance(value, _TYPES[name]) for name in names)
            broken |= isinstance(value, bool) and "boolean" not in names
        case "anyOf":
            broken = all(faults(value, one, root) for one in asked)
        case "enum":
            broken = value not in asked
        case "const":
            broken = value != asked
        case "required":
            broken = not set(asked) <= set(value)
        case "additionalProperties":
            broken = not set(value) <= set(rule["properties"])
        case "pattern":
            # The end of a text, to a schema, is not before its last line break.
            broken = re.search(re.sub(r"\$$", r"\\Z", asked), value) is None
        case "minLength" | "minItems":
            broken = len(value) < asked
        case "maxItems":
            broken = len(value) > asked
        case "minimum":
            broken = value < asked
        case "maximum":
            broken = value > asked
        case _:
            raise AssertionError(f"the schema uses {keyword}")
    return broken
