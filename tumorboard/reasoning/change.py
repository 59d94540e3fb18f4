"""Change: how far one value is from another, in per cent, as an interval where they are only bounds.

The change from b to v is (v − b) / b × 100. Of `<2.0` after 45 it is −95.6 % or less, of 3,000 after `>12000`
it is −75 % or less: a fall of at least so much. Between two bounds nothing can be computed.
"""

from dataclasses import dataclass
from math import inf

from tumorboard.i18n import _


@dataclass(frozen=True, slots=True)
class Change:
    """A change in per cent between `low` and `high`, −100 and infinity where nothing limits that side.

    `refused` says why there is none, where there is none.
    """

    low: float = -100.0
    high: float = inf
    refused: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return not self.refused and self.low == self.high

    @property
    def words(self) -> str:
        """The change as it is written: `−75 %`, `−97.4 to −95.6 %`, `≤ −95.6 %`; empty where refused."""
        return self.rounded(1)

    def rounded(self, digits: int) -> str:
        """Return the words with at most so many digits behind the point."""
        if self.refused:
            return ""
        low, high = percent(self.low, digits), percent(self.high, digits)
        if low == high:
            return _("{change} %").format(change=low)
        if self.high == inf:
            return _("≥ {change} %").format(change=low)
        if self.low <= -100:
            return _("≤ {change} %").format(change=high)
        return _("{low} to {high} %").format(low=low, high=high)

    @property
    def spoken(self) -> str:
        """The change in a sentence, where a bound cannot be misread: `a fall of at least 75 %`."""
        if self.refused or self.low == self.high or not (self.high == inf or self.low <= -100):
            return self.words
        if self.low <= -100 and self.high < 0:
            return _("a fall of at least {change} %").format(change=percent(self.high).lstrip("−"))
        if self.high == inf and self.low > 0:
            return _("a rise of at least {change} %").format(change=percent(self.low).lstrip("+"))
        return self.words


def of_ratios(low: float, high: float) -> Change:
    """Return the change between two ratios of the later value to the earlier one."""
    if low <= 0 and high == inf:
        return Change(refused=_("both values are only bounds"))
    # Rounded, so that 120 after 100 is 20 % and not a little less.
    return Change(round((low - 1) * 100, 9), high if high == inf else round((high - 1) * 100, 9))


def percent(value: float, digits: int = 1) -> str:
    """Return a change with its sign and without digits that say nothing; what is left never reads as none."""
    if value == inf:
        return "∞"
    text = f"{value:+,.{0 if abs(value) >= 1000 else digits}f}"
    if -100 < value < -99 and round(value, digits) == -100:
        # A fall to a little is not a fall to nothing.
        text = next((f"{value:.{n}f}" for n in (1, 2, 3) if round(value, n) > -100), "-99.999")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.lstrip("+-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")
