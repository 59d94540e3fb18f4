"""Assessment: what one study, and the best of a line, come to by RECIST; sums in mm, changes in percent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assessment:
    """One study against the baseline and the lowest sum before it, in mm; None where there is none.

    Of the responses each is `CR`, `PR`, `SD`, `PD`, `NE` or `non-CR/non-PD`, or empty where nothing is
    computed, with the reason. `immune` is the iRECIST state where the study says it was judged by that.
    `new` are the lesions measured that were first seen since, with their own sum. `by_convention` says that
    a target too small to measure was counted.
    """

    imaging_id: str
    line_id: str = ""
    baseline_id: str = ""
    baseline_words: str = ""
    sum_mm: float | None = None
    baseline_mm: float | None = None
    nadir_mm: float | None = None
    target: str = ""
    non_target: str = ""
    new_lesions: bool = False
    new: tuple[str, ...] = ()
    new_mm: float | None = None
    overall: str = ""
    immune: str = ""
    not_measurable: tuple[str, ...] = ()
    by_convention: bool = False
    reason: str = ""

    @property
    def from_baseline(self) -> float | None:
        """The change from the baseline in percent."""
        return _change(self.sum_mm, self.baseline_mm)

    @property
    def from_nadir(self) -> float | None:
        """The change from the lowest sum in percent."""
        return _change(self.sum_mm, self.nadir_mm)


@dataclass(frozen=True, slots=True)
class Best:
    """The best response of a line that was computed.

    `confirmed` is None where it needs no confirmation, or where the dates do not tell.
    """

    response: str
    imaging_id: str
    confirmed: bool | None
    rule: str


def _change(now: float | None, then: float | None) -> float | None:
    return None if now is None or not then else (now / then - 1) * 100
