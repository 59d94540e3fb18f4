"""Scale: how much is measured, in full or just to see that it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of what is measured, and how often it is beside a first time that does not count."""

    cases: int
    patients: int
    records: int
    imported: int
    starts: int
    runs: int
    queries: int
    points: tuple[int, ...]
    agenda: int


FULL = Scale(
    cases=10_000,
    patients=100_000,
    records=500,
    imported=10_000,
    starts=9,
    runs=25,
    queries=100,
    points=(100, 1_000, 10_000),
    agenda=40,
)
QUICK = Scale(
    cases=50, patients=100, records=120, imported=200, starts=0, runs=1, queries=3, points=(10, 100), agenda=2
)
