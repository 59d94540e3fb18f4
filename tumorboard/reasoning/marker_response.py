"""Marker response: whether a marker fell, rose or neither, by thresholds that can be chosen.

The classes of response are those of Takahara (biliary tract cancer, n = 185: a fall of 30 % or more, or a
rise of 20 % or more, after two cycles); Lee 2017 (10.4143/crt.2016.326) took a fall of 30 % after one. No
threshold is agreed on, and here the whole of a treatment is looked at, so that they only describe.
"""

from dataclasses import dataclass
from typing import Literal

from tumorboard.i18n import _
from tumorboard.reasoning.change import Change

ResponseClass = Literal["fall", "stable", "rise", ""]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which fall and which rise in per cent on a marker is said to fall or to rise."""

    fall: float = 30.0
    rise: float = 20.0


USUAL = Thresholds()


def response_of(lowest: Change, last: Change, thresholds: Thresholds) -> ResponseClass:
    """Return a fall where the lowest was one, else what the last is; nothing where that is not certain."""
    if lowest.refused:
        return ""
    if lowest.high <= -thresholds.fall:
        return "fall"
    if lowest.low <= -thresholds.fall or last.refused:
        return ""
    if last.low >= thresholds.rise:
        return "rise"
    return "" if last.high >= thresholds.rise else "stable"


def words_of(response: ResponseClass, thresholds: Thresholds) -> str:
    """Return a class in words that say that it only describes; empty where there is none."""
    match response:
        case "fall":
            words = _("descriptive: fell by {fall:g} % or more from the baseline")
        case "rise":
            words = _("descriptive: rose by {rise:g} % or more from the baseline")
        case "stable":
            words = _("descriptive: neither a fall of {fall:g} % nor a rise of {rise:g} %")
        case _:
            return ""
    return words.format(fall=thresholds.fall, rise=thresholds.rise)
