"""Durations: a span of days in words, as far as the dates allow."""

from tumorboard.domain.dates import Span
from tumorboard.i18n import _

DAYS_UNTIL_MONTHS = 61
"""Two exact dates less than this apart are said in days."""


def months(span: Span) -> str:
    """Return a span in months with one decimal, as an interval where the dates allow one."""
    low, high = span.months
    days = span.min_days
    if (low is not None and high is not None and low > high) or (high is not None and high < 0):
        return ""
    if days is not None and days == span.max_days and days < DAYS_UNTIL_MONTHS:
        return _("{days} d").format(days=days)
    if low is not None and low <= 0 and high != low:
        low = None
    if high is None:
        return _("≥ {low:.1f} mo").format(low=low) if low is not None else ""
    if low is None:
        return _("≤ {high:.1f} mo").format(high=high) if high >= 0 else ""
    if f"{low:.1f}" == f"{high:.1f}":
        return _("{low:.1f} mo").format(low=low)
    return _("{low:.1f}–{high:.1f} mo").format(low=low, high=high)


def is_impossible(stated: float | None, span: Span) -> bool:
    """Return whether stated months are none that the dates allow, half a month of rounding granted."""
    low, high = span.months
    if stated is None:
        return False
    return bool((low is not None and stated < low - 0.5) or (high is not None and stated > high + 0.5))
