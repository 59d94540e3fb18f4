"""Immune: the iRECIST state of one study after the other; progression has to be confirmed (PMC5648544)."""

from tumorboard.domain.dates import Day
from tumorboard.reasoning.assessment import Assessment
from tumorboard.reasoning.recist_rules import ABSOLUTE, immune_state, overall_response


class Immune:
    """Follows the studies of a line in their order."""

    def __init__(self) -> None:
        self._pending: tuple[Assessment, Day] | None = None
        self._confirmed = False

    def follow(self, now: Assessment, on: Day) -> str:
        """Return the state of the next study; a progression is pending until it is confirmed or reset."""
        if self._confirmed:
            return "iCPD"
        days, further = None, False
        if self._pending:
            first, since = self._pending
            days = max((on - since).min_days or 0, 0)
            further = _further(first, now)
        state = immune_state(
            now.overall,
            overall_response(now.target, now.non_target, new_lesions=False),
            further,
            now.from_baseline is not None and now.from_baseline <= 0,
            days,
            has_new=now.new_lesions,
        )
        if state == "iUPD":
            self._pending = self._pending or (now, on)
        elif state:
            self._pending = None
        self._confirmed = state == "iCPD"
        return state


def _further(first: Assessment, now: Assessment) -> bool:
    """Whether there is more than at the first progression: 5 mm of targets or new lesions, or more new."""
    if first.sum_mm is not None and now.sum_mm is not None and now.sum_mm - first.sum_mm >= ABSOLUTE:
        return True
    if first.new_mm is not None and now.new_mm is not None and now.new_mm - first.new_mm >= ABSOLUTE:
        return True
    # Said to be new again, or measured and not known then.
    return bool(set(now.new) - set(first.new)) or (now.new_lesions and not now.new)
