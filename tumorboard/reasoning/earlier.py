"""Earlier: what of the studies before one counts for it, added up one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tumorboard.reasoning.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Earlier:
    """The lowest sum in mm, and whether there was a response, a complete one, or a progression."""

    lowest: float | None
    responded: bool = False
    complete: bool = False
    progressed: bool = False
    is_any: bool = False

    @classmethod
    def of(
        cls, baseline_mm: float | None, sums: Iterable[float | None], told: Sequence[Assessment], any_: bool
    ) -> "Earlier":
        """Return what some studies add up to; of those not told yet only the sums are known."""
        known = [total for total in (baseline_mm, *sums) if total is not None]
        return cls(
            min(known, default=None),
            any(one.target in ("PR", "CR") for one in told),
            any(one.overall == "CR" for one in told),
            any(one.overall == "PD" for one in told),
            any_,
        )

    def joined(self, other: "Earlier") -> "Earlier":
        """Return both together."""
        return Earlier(
            _lower(self.lowest, other.lowest),
            self.responded or other.responded,
            self.complete or other.complete,
            self.progressed or other.progressed,
            self.is_any or other.is_any,
        )


def _lower(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)
