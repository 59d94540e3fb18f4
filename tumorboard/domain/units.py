"""Units: when two notations are the same unit, and how a unit is printed.

Units are UCUM texts and are kept as given. Two are called the same only where one number stands for both, by
the definition of the SI prefixes and of the litre (1 ng/mL = 1 ug/L). Anything that would need a factor or a
molar mass is another unit, and nothing here converts.
"""

import re
import unicodedata
from functools import lru_cache

_SAME = (
    ("mg/mL", "g/L"),
    ("ug/mL", "mg/L"),
    ("ng/mL", "ug/L"),
    ("pg/mL", "ng/L"),
    ("mmol/mL", "mol/L"),
    ("umol/mL", "mmol/L"),
    ("nmol/mL", "umol/L"),
    ("pmol/mL", "nmol/L"),
    ("fmol/mL", "pmol/L"),
    ("kU/mL", "U/uL"),
    ("U/mL", "kU/L"),
    ("mU/mL", "U/L"),
    ("uU/mL", "mU/L"),
    ("IU/mL", "kIU/L"),
    ("mIU/mL", "IU/L"),
    ("uIU/mL", "mIU/L"),
    ("10*3/uL", "10*9/L"),
    ("10*6/uL", "10*12/L"),
    ("10*3/mL", "10*6/L"),
)
_FIRST = {second: first for first, second in _SAME}
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@lru_cache(maxsize=1024)
def notation(unit: str) -> str:
    """Return a unit in one spelling: `u` for `µ`, `L` for litres, `IU` for `[iU]`, `10*9` for `×10⁹`."""
    text = re.sub(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹])", r"10*\1", unit)
    text = unicodedata.normalize("NFKC", text).replace("μ", "u").replace(" ", "")
    text = re.sub(r"10(?:\^|\*\*|E|e)(?=\d)", "10*", re.sub(r"^[x×*·]", "", text))
    text = re.sub(r"\bmc(?=g\b|mol\b|[Ll]\b)", "u", text.replace("[iU]", "IU").replace("[IU]", "IU"))
    return re.sub(r"(?<=[munpdcf/])l\b|^l\b", "L", re.sub(r"[\[\]{}]", "", text))


@lru_cache(maxsize=1024)
def sense(unit: str) -> str:
    """Return the one notation that all units share which are the same as this one."""
    written = notation(unit)
    return _FIRST.get(written, written)


def same_unit(one: str, other: str) -> bool:
    """Return whether two units are one: spelled differently, or equal by the definition of their prefixes."""
    return sense(one) == sense(other)


def show_unit(unit: str) -> str:
    """Return a unit as it is printed: `µg/L` for `ug/L`, `10⁹/L` for `10*9/L`, without brackets."""
    text = re.sub(r"[\[\]{}]", "", unit.replace("[iU]", "IU"))
    text = re.sub(r"10[*^](-?\d+)", lambda match: "10" + match[1].translate(_SUPERSCRIPTS), text)
    return re.sub(r"(?<![A-Za-z])u(?=[A-Za-z])", "µ", text)
