"""Laboratory columns: one analyte of the grid, its unit and limits as its laboratory gave them last.

What somebody types of a column stays. What nobody types follows the laboratory and the assay that are named:
limits are a laboratory's own and of one unit, so those of another laboratory, assay or unit are never taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tumorboard.domain import quantities
from tumorboard.domain.case import Case
from tumorboard.domain.cells import analyte_in
from tumorboard.domain.coded import Coded
from tumorboard.domain.quantities import same_unit, show_unit
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import analyte, fold
from tumorboard.figures.analytes import FIRST, analytes, results_of
from tumorboard.i18n import N_, _

if TYPE_CHECKING:
    from tumorboard.store.laboratories import Habit
    from tumorboard.ui.session import Session

TYPED = (("unit", N_("Unit")), ("low", N_("Lower limit")), ("high", N_("Upper limit")))
"""What is typed for a column, and what it is called."""
LIMITS = TYPED[1:]


@dataclass(slots=True)
class Column:
    """One analyte, with the unit and limits of all its cells; `by_hand` are those somebody typed.

    Cells know their column by its `key`, so that its name can be typed later, or changed.
    """

    key: str
    name: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    by_hand: set[str] = field(default_factory=set)
    habits: "tuple[Habit, ...]" = ()
    """How laboratories gave this analyte, the laboratory and assay that are named, and they alone."""
    usual_unit: str = ""
    """The unit where no laboratory is known to have given it."""

    def remember(self, habits: "Iterable[Habit]", laboratory: str, method: str, usual_unit: str) -> None:
        """Take what a laboratory gave last with an assay, for all that was not typed by hand."""
        own = [habit for habit in habits if fold(habit.laboratory) == fold(laboratory)]
        named = [habit for habit in own if fold(habit.method) == fold(method)]
        # An assay that is not named may be the one that is; where none is named here, the last one counts.
        self.habits = tuple(own if not method else [*named, *(one for one in own if not one.method)])
        self.usual_unit = own[0].unit if own and not self.habits else usual_unit
        self._fill()

    def put(self, part: str, text: str) -> None:
        """Take what somebody typed for the unit or a limit."""
        setattr(self, part, text)
        self.by_hand.add(part)
        self._fill()

    def limit(self, part: str) -> float | None:
        """Return a limit as a number; None where there is none or it cannot be read."""
        return self._read(part)[0]

    def fault(self) -> str:
        """Return why results cannot be kept in this column as it stands; empty where they can."""
        if not self.name.strip():
            return _("the analyte of this column is not named: type it below the grid.")
        for part, title in LIMITS:
            if fault := self._read(part)[1]:
                return _("{field}: {fault}").format(field=_(title), fault=fault)
        return ""

    @property
    def coded(self) -> Coded | None:
        """The analyte as it is recorded; None where it has no name yet."""
        if not self.name:
            return None
        name = analyte_in(self.name, self.unit.strip())
        if known := analyte(name):
            term = known.term
            return Coded(term.code, term.system if term.code else "", term.label)
        return Coded(text=name)

    @property
    def title(self) -> str:
        """What stands above the column."""
        unit = show_unit(self.unit.strip())
        name = str(self.coded or "?").removesuffix(f"({unit})").strip()
        return f"{name}\n{unit}" if unit else name

    def copy(self) -> "Column":
        """Return the column as it is now."""
        return replace(self, by_hand=set(self.by_hand))

    def typed(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "key": self.key,
            "name": self.name,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "by_hand": sorted(self.by_hand),
        }

    def _fill(self) -> None:
        if "unit" not in self.by_hand:
            self.unit = self.habits[0].unit if self.habits else self.usual_unit
        habit = next((one for one in self.habits if same_unit(one.unit, self.unit)), None)
        for part, _title in LIMITS:
            if part not in self.by_hand:
                setattr(self, part, limit_text(getattr(habit, part)) if habit else "")

    def _read(self, part: str) -> tuple[float | None, str]:
        text = getattr(self, part).strip()
        if not text:
            return None, ""
        try:
            read = quantities.read(text, self.unit)
        except Unreadable as unreadable:
            return None, str(unreadable)
        if read.comparator:
            return None, _("“{text}”: one number is expected here, not a bound.").format(text=text[:50])
        number = float(read.number)
        return int(number) if number == int(number) else number, ""


def limit_text(limit: float | None) -> str:
    """Return a limit as it can be typed, with all its digits."""
    return "" if limit is None else f"{limit:.15g}"


def column_from(typed: Any) -> Column | None:
    """Return a column from what JSON held; None where it is none."""
    if not isinstance(typed, dict) or not isinstance(typed.get("name"), str):
        return None
    texts = {part: text for part in ("key", *dict(TYPED)) if isinstance(text := typed.get(part), str)}
    by_hand = typed.get("by_hand")
    parts = set(by_hand) & {*dict(TYPED)} if isinstance(by_hand, list) else set()
    return Column(**{"key": typed["name"], **texts}, name=typed["name"], by_hand=parts)


class Memory:
    """What is known of analytes in the file and the open case, asked for once for each."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._known: dict[str, tuple[tuple[Habit, ...], str]] = {}
        self._names: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def fill(self, column: Column, laboratory: str, method: str) -> None:
        """Take unit and limits into a column as the laboratory gave them last with an assay."""
        if column.name not in self._known:
            self._known[column.name] = self._look_up(column.name) if column.name else ((), "")
        habits, unit = self._known[column.name]
        column.remember(habits, laboratory, method, unit)

    def names(self, field: str) -> tuple[str, ...]:
        """Return the laboratories, or the methods, that results in the file name."""
        if self._names is None:
            self._names = self._session.book.laboratories.names() if self._session.book else ((), ())
        return self._names[0 if field == "laboratory" else 1]

    def _look_up(self, name: str) -> "tuple[tuple[Habit, ...], str]":
        book, case, known = self._session.book, self._session.case, analyte(name)
        names = (known.term.label, *known.term.synonyms, name) if known else (name,)
        habits = book.laboratories.habits(names, known.term.code if known else "") if book else ()
        for result in reversed(results_of(case, name) if case else ()):
            if result.value is not None:
                return habits, result.value.unit
        return habits, habits[0].unit if habits else known.unit if known else ""


def analytes_looked_at(case: Case) -> tuple[str, ...]:
    """Return the analytes a case has results of: CA19-9 first, then those that were measured last."""

    def last(name: str) -> int:
        return max((one.on.anchor.toordinal() for one in results_of(case, name) if one.on), default=0)

    return tuple(sorted(analytes(case), key=lambda name: (name != FIRST, -last(name))))
