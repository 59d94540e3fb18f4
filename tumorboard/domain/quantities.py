"""Quantities: a measured value with its comparator, its digits as typed, and its unit.

`<2.0` is a bound: neither 2.0 nor 0. `2.0` is not `2`, because the digits say how finely was measured.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from tumorboard.domain.units import notation, same_unit, show_unit
from tumorboard.domain.unreadable import Unreadable
from tumorboard.i18n import _

__all__ = ["COMPARATORS", "Quantity", "read", "same_unit", "show", "show_unit"]

COMPARATORS = ("<", "<=", "", ">=", ">")
VALUE = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
"""What the digits may be; no measurement has more of them, and a chart has no room for them."""
_VALUE = re.compile(VALUE)
_SPELLINGS = {"≤": "<=", "⩽": "<=", "=<": "<=", "≥": ">=", "⩾": ">=", "=>": ">=", "=": ""}
_TYPED = re.compile(
    r"(?P<comparator><=|>=|=<|=>|[<>≤⩽≥⩾=])? ?(?P<sign>[-+])?"
    r"(?P<number>[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]+)?(?![0-9.,'’])|[0-9]*(?:[.,][0-9]+)*)(?P<rest>.*)"
)
_RANGE = re.compile(r"(?:[-–—] ?[0-9]|\.\.|(?:to|bis|à) ).*")
_POWER = re.compile(r"[eE][-+]?[0-9][^/]*|[x×*·]? ?10 ?[*^eE⁰¹²³⁴⁵⁶⁷⁸⁹][^/]*|[0-9.,'’±^][^/]*")
_FLAG = re.compile(r"(?:.* )?(?P<letters>\(?(?:HH?|LL?|high|low)\)?)|.*?(?P<marks>[*!+↑↓]+)", re.IGNORECASE)


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as measured; ValueError with a sentence where comparator or digits are none, or too many.

    Ordered by unit, then number, then comparator, only so that sorting is stable: nothing is said by it about
    values in different units.
    """

    comparator: str
    value: str
    unit: str = ""

    def __post_init__(self) -> None:
        if self.comparator not in COMPARATORS:
            raise ValueError(_("“{text}” is none of <, <=, >= and >.").format(text=self.comparator[:50]))
        if not _VALUE.fullmatch(self.value):
            raise ValueError(_("“{text}” is not a number such as 1200 or 2.0.").format(text=self.value[:50]))

    def __str__(self) -> str:
        return f"{self.comparator}{self.value} {self.unit}".rstrip()

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, Quantity) else NotImplemented

    @property
    def number(self) -> Decimal:
        """The number typed, which is the limit where there is a comparator."""
        return Decimal(self.value)

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most that was measured; None where only the other side is known."""
        number = self.number
        return None if "<" in self.comparator else number, None if ">" in self.comparator else number

    def _key(self) -> tuple[str, Decimal, int, str]:
        return self.unit, self.number, COMPARATORS.index(self.comparator), self.value


def show(quantity: Quantity) -> str:
    """Return a quantity as it is printed: `<2.0 U/mL`, `≥1,200 µg/L`."""
    whole, point, rest = quantity.value.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
    comparator = {"<=": "≤", ">=": "≥"}.get(quantity.comparator, quantity.comparator)
    return f"{comparator}{sign}{grouped}{point}{rest} {show_unit(quantity.unit)}".rstrip()


def read(text: str, unit: str) -> Quantity:
    """Return what somebody typed for a value that is measured in `unit`.

    A point is the decimal point. A comma is taken for a decimal comma, and groups of three digits for
    thousands, where it can be nothing else; `1,200` could be either and is refused, as a factor of a thousand
    is not to be guessed. The unit may follow the number in any of its spellings; nothing is converted.
    Unreadable, with a sentence, otherwise.
    """
    typed = " ".join("".join(map(_narrow, text)).replace("\u2212", "-").split())
    if not typed:
        raise Unreadable(_("No value was typed."))
    match = _TYPED.fullmatch(typed)
    if match is None or not match["number"]:
        raise Unreadable(_("“{typed}” is not a number.").format(typed=typed[:50]))
    value = _plain(match["number"], typed)
    if not _VALUE.fullmatch(value):
        raise Unreadable(_("“{typed}” has more digits than any measurement.").format(typed=typed[:50]))
    _check_rest(match["rest"].strip(), unit, typed)
    comparator = match["comparator"] or ""
    sign = "-" if match["sign"] == "-" else ""
    return Quantity(_SPELLINGS.get(comparator, comparator), sign + value, unit)


def _narrow(character: str) -> str:
    # Chinese and Japanese keyboards type wide digits and signs; superscripts in a unit have to stay.
    return unicodedata.normalize("NFKC", character) if "！" <= character <= "～" else character


def _plain(number: str, typed: str) -> str:
    digits = re.sub("[ '’]", "", number)
    marks = re.sub("[0-9]", "", digits)
    whole, mark, rest = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    match marks:
        case "":
            return digits
        case "," if number == digits and re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", digits):
            plain, point = digits.replace(",", ""), digits.replace(",", ".")
            raise Unreadable(
                _("“{typed}” can be read in two ways: write {plain} or {point}.").format(
                    typed=typed[:50], plain=plain, point=point
                )
            )
        case "." | ",":
            return f"{whole or '0'}.{rest}"
    groups = "[1-9][0-9]{0,2}(?:%s[0-9]{3})+"
    if set(marks) == {mark} and re.fullmatch(groups % re.escape(mark), digits):
        return digits.replace(mark, "")
    other = marks[0]
    if mark != other and marks.count(mark) == 1 and re.fullmatch(groups % re.escape(other), whole):
        return f"{whole.replace(other, '')}.{rest}"
    raise Unreadable(_("“{typed}” is not a number.").format(typed=typed[:50]))


def _check_rest(rest: str, unit: str, typed: str) -> None:
    if not rest or notation(rest) == notation(unit):
        return
    fault = {"typed": typed[:50], "rest": rest[:50], "unit": show_unit(unit)}
    if _RANGE.fullmatch(rest):
        raise Unreadable(_("“{typed}” is a range; a value is one number.").format(**fault))
    if _POWER.fullmatch(rest):
        raise Unreadable(_("“{typed}” is not a number written out in full.").format(**fault))
    if flag := _FLAG.fullmatch(rest):
        sentence = _(
            "“{typed}”: leave out the laboratory's mark “{flag}”; the limits say what is high or low."
        )
        raise Unreadable(sentence.format(flag=flag["letters"] or flag["marks"], **fault))
    if not unit:
        raise Unreadable(
            _("“{typed}”: no unit belongs here, but “{rest}” follows the number.").format(**fault)
        )
    raise Unreadable(
        _("“{typed}”: the unit here is {unit}, not {rest}; units are not converted.").format(**fault)
    )
