"""Staging: the stage group that T, N and M come to by the tables of an edition.

The tables are facts in own words under `resources/staging`, each row with its source; another edition is
another file. What is computed stands beside what was stated and replaces nothing; it has to be checked
against the manual of the edition. T or N that cannot be assessed gives no group, distant spread alone does.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from tumorboard import resources
from tumorboard.domain.fields import field_of
from tumorboard.domain.tumour import Staging
from tumorboard.i18n import _

Axis = Literal["t", "n", "m"]


_GROUP = re.compile(
    r"\s*(?:(?:AJCC|UICC)\s*(?:\d(?:th)?|(?=st))(?:\s*edition)?[\s,;:]*)?(?:stage|stadium)?(?:\s*group)?[\s.:]*"
    r"[acpry]*(0|IV|I{1,3}|[1-4])[\s-]*([A-D]?[1-3]?)[\s.期]*"
    r"(?:\(.*\)|[\s,;]*\(?(?:AJCC|UICC).*)?\s*",
    re.IGNORECASE,
)
"""A group with what may be written around it: the word, the edition, the categories in brackets."""


class Group(NamedTuple):
    """A stage group such as `IIIB`; empty where there is none, with the reason in a sentence.

    `possible` are the groups it may be where a category is not told finely enough; `verified` says whether
    the row of the table was read in its source.
    """

    group: str
    reason: str = ""
    edition: str = ""
    source: str = ""
    verified: bool = True
    possible: tuple[str, ...] = ()


class Category(NamedTuple):
    """A category of a scheme with what it means in a few own words."""

    code: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Row:
    t: tuple[str, ...]
    n: tuple[str, ...]
    m: tuple[str, ...]
    group: str
    source: str
    verified: bool


def group(staging: Staging) -> Group:
    """Return the group of an entry by the table of its scheme and edition, or why there is none."""
    return _group(staging.scheme, staging.edition, staging.t, staging.n, staging.m)


def differs(staging: Staging) -> bool:
    """Return whether the stated group and that of the table are both known and exclude each other.

    A stated `II` does not exclude `IIB`: it is only told less finely.
    """
    stated, computed = read_group(staging.stated_group), group(staging)
    told = (computed.group,) if computed.group else computed.possible
    return bool(stated and told) and not any(_agree(stated, one) for one in told)


def meanings(staging: Staging) -> tuple[Category, ...]:
    """Return what the categories of an entry mean, as far as its scheme and edition know them."""
    known = _categories().get((staging.edition, staging.scheme), ())
    hints = {one.code: one for one in known}
    read = (_read(axis, text, known) for axis, text in (("T", staging.t), ("N", staging.n), ("M", staging.m)))
    return tuple(hints[code] for code in read if code)


def categories(scheme: str, edition: str, axis: Axis) -> tuple[Category, ...]:
    """Return the categories of T, N or M in a scheme and edition, in their order; none where unknown."""
    letter = axis.upper()
    return tuple(one for one in _categories().get((edition, scheme), ()) if one.code.startswith(letter))


def editions() -> tuple[str, ...]:
    """Return the editions there are tables of."""
    return tuple(dict.fromkeys(edition for edition, _scheme in _tables()))


@lru_cache(maxsize=1024)
def read_group(text: str) -> str:
    """Return a stage group however it is written (`Stage 3a`, `Ⅲ-A`) as `IIIA`; empty for none or several."""
    found = _GROUP.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        return ""
    number = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(found[1], found[1].upper())
    return number + found[2].upper()


@lru_cache(maxsize=4096)
def _group(scheme: str, edition: str, t: str, n: str, m: str) -> Group:
    table = _tables().get((edition, scheme))
    if table is None:
        return Group("", _no_table(scheme, edition), edition)
    known = _categories()[(edition, scheme)]
    codes: dict[str, str] = {}
    faults = []
    for axis, text in (("T", t), ("N", n), ("M", m)):
        codes[axis] = _read(axis, text, known)
        if not codes[axis]:
            faults.append(_fault(axis, text, edition))
    if codes["M"] == "M1":
        row = next(row for row in table if row.m == ("M1",))
        return Group(row.group, "", edition, row.source, row.verified)
    faults += [
        _("{code} cannot be grouped.").format(code=codes[axis])
        for axis in ("T", "N")
        if codes[axis] == f"{axis}X"
    ]
    if faults:
        return Group("", " ".join(faults), edition)
    return _looked_up(table, codes["T"], codes["N"], known, edition)


def _looked_up(table: tuple[_Row, ...], t: str, n: str, known: tuple[Category, ...], edition: str) -> Group:
    if row := _row(table, t, n):
        return Group(row.group, "", edition, row.source, row.verified)
    finer = [one.code for one in known if one.code.startswith(t) and one.code != t]
    rows = [row for code in finer if (row := _row(table, code, n))]
    groups = tuple(dict.fromkeys(row.group for row in rows))
    if len(groups) == 1 and len(rows) == len(finer):
        return Group(groups[0], "", edition, rows[0].source, all(row.verified for row in rows))
    if groups:
        words = _("{code} is not told finely enough: {finer} are groups {groups}.")
        reason = words.format(code=t, finer=", ".join(finer), groups=", ".join(groups))
        return Group("", reason, edition, rows[0].source, all(row.verified for row in rows), groups)
    return Group("", _("The table has no group for {t} {n} M0.").format(t=t, n=n), edition)


def _agree(one: str, other: str) -> bool:
    """Whether two groups are the same, or one is the other told less finely; `II` is no part of `III`."""
    (number, letter), (same, finer) = _split(one), _split(other)
    return number == same and (letter == finer or not letter or not finer)


def _split(group: str) -> tuple[str, str]:
    letter = group.lstrip("0IV")
    return group.removesuffix(letter), letter


def _row(table: tuple[_Row, ...], t: str, n: str) -> _Row | None:
    return next((row for row in table if row.m == ("M0",) and _fits(row.t, t) and _fits(row.n, n)), None)


def _fits(listed: tuple[str, ...], code: str) -> bool:
    return listed == ("*",) or code in listed


def _read(axis: str, text: str, known: tuple[Category, ...]) -> str:
    """Return a category as the tables have it, `T2a` for `ypT2a (m)`; empty where it is none of them."""
    found = re.match(rf"\s*[acpruy]*\s*{axis}?\s*(x|is|\d[a-d]?)", text, re.IGNORECASE)
    if not found or not re.fullmatch(r"\s*(?:mi|\(.*\)|\[.*\])?\s*", text[found.end() :]):
        return ""
    part = found[1].lower()
    code = axis + {"x": "X", "is": "is"}.get(part, part)
    codes = {one.code for one in known}
    if code in codes:
        return code
    # Where a scheme has no a and b, they tell more than it asks for; where it has, a third is none of it.
    coarse = code[:2]
    finer = any(one.startswith(coarse) and one != coarse for one in codes)
    return coarse if part[0].isdigit() and coarse in codes and not finer else ""


def _fault(axis: str, text: str, edition: str) -> str:
    if not text.strip():
        return _("{axis} is not recorded.").format(axis=axis)
    if axis == "M" and re.fullmatch(r"\s*[cp]?MX\s*", text, re.IGNORECASE):
        return _("MX says nothing of distant spread.")
    words = _("“{text}” is no {axis} of this scheme in {edition}.")
    return words.format(text=text[:20], axis=axis, edition=edition)


def _no_table(scheme: str, edition: str) -> str:
    if not scheme:
        return _("The scheme is not recorded.")
    if not edition:
        return _("The edition is not recorded.")
    label = field_of(Staging, "scheme").show(scheme)
    words = _("There is no table of {edition} for “{scheme}”; there are those of {known}.")
    return words.format(edition=edition, scheme=label, known=", ".join(editions()))


@cache
def _tables() -> dict[tuple[str, str], tuple[_Row, ...]]:
    found: dict[tuple[str, str], tuple[_Row, ...]] = {}
    for edition, row in _lines("groups"):
        made = _Row(
            tuple(row["t"].split("|")),
            tuple(row["n"].split("|")),
            tuple(row["m"].split("|")),
            row["group"],
            row["source"],
            row["verified"] == "yes",
        )
        key = (edition, row["scheme"])
        found[key] = (*found.get(key, ()), made)
    return found


@cache
def _categories() -> dict[tuple[str, str], tuple[Category, ...]]:
    found: dict[tuple[str, str], tuple[Category, ...]] = {}
    for edition, row in _lines("categories"):
        key = (edition, row["scheme"])
        found[key] = (*found.get(key, ()), Category(row["category"], row["hint"]))
    return found


def _lines(what: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name in resources.names("staging"):
        if name.startswith(f"staging/{what}_"):
            for row in csv.DictReader(io.StringIO(resources.text(name)), strict=True):
                for edition in row["editions"].split("|"):
                    yield edition, row
