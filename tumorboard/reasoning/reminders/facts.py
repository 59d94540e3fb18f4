"""Facts: what the rules ask of a case, looked up once: which drugs, results and tests there are, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day, show
from tumorboard.domain.fields import Coded
from tumorboard.domain.headline import headline
from tumorboard.domain.laboratory import Laboratory, standing
from tumorboard.domain.line_dates import dates_of, has_stopped
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.systemic import Drug, SystemicLine
from tumorboard.domain.vital_status import vital_status
from tumorboard.domain.vocabulary import analyte, fold, load
from tumorboard.i18n import _
from tumorboard.reasoning.lines import agent_name, in_order
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Place

GRACE = 14
"""Days a check may come late before it is called due."""
BILIARY = ("C22.1", "C23", "C24")
QUARTER = 92
"""Days between two checks, and before a start in which a baseline is looked for."""
_UNSAID = (
    "not done",
    "not tested",
    "not measured",
    "not available",
    "pending",
    "awaited",
    "na",
    "未查",
)
"""Words in place of a result that say that there is none."""


@dataclass(frozen=True, slots=True)
class Given:
    """A drug in its line; `going` says whether it is given now, None where that is not recorded."""

    line: SystemicLine
    drug: Drug
    agent: str
    start: Day | None
    end: Day | None
    going: bool | None

    @property
    def words(self) -> str:
        """The drug and when it began."""
        begun = show(self.start) if self.start else _("start not recorded")
        return f"{self.agent} ({begun})"


class Facts:
    """A case as the rules ask it; each answer is worked out once."""

    def __init__(self, case: Case, today: date) -> None:
        self.case, self.today = case, today
        self.vital = vital_status(case)

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """Every drug of every line, in the order of the lines."""
        lines, found = in_order(self.case), []
        for place, line in enumerate(lines):
            for drug in line.drugs:
                if drug.agent:
                    told = dates_of(line)
                    going = _going(line, drug, superseded=place + 1 < len(lines), dead=self.vital.is_dead)
                    start, end = drug.start or told.start, drug.end or (None if going else told.end)
                    found.append(Given(line, drug, agent_name(str(drug.agent)), start, end, going))
        return tuple(found)

    @cached_property
    def lines_without_drugs(self) -> tuple[SystemicLine, ...]:
        """Lines of which no drug is recorded: whether a rule is about them cannot be told."""
        return tuple(
            line
            for line in self.case.of(SystemicLine)
            if not line.drugs or not all(drug.agent for drug in line.drugs)
        )

    @cached_property
    def given_unclassed(self) -> tuple[Given, ...]:
        """Drugs that may be given now and that the vocabulary does not know."""
        return tuple(one for one in self.given if one.going is not False and not is_known(one.agent))

    @cached_property
    def goes_on(self) -> str:
        """What is said of a drug given now: that it went on, where nothing has been recorded since."""
        last = self.case.last_day()
        days = self.ago(last) if last else None
        if last is None or days is None or days <= QUARTER:
            return _("goes on")
        return _("went on as last recorded ({day})").format(day=show(last))

    def of_class(self, *classes: str) -> tuple[Given, ...]:
        """Return the drugs given that are of any of these classes."""
        return tuple(one for one in self.given if set(drug_classes(one.agent)) & set(classes))

    @cached_property
    def _results(self) -> dict[str, list[Laboratory]]:
        found: dict[str, list[Laboratory]] = {}
        for one in standing(self.case.of(Laboratory)):
            if one.analyte and (one.value or says_something(one.text_value)):
                found.setdefault(analyte_label(one.analyte.code, one.analyte.text), []).append(one)
        return found

    def results(self, *names: str) -> list[Laboratory]:
        """Return the results of analytes by how their names begin, dated ones in order of time first."""
        listed = [
            one
            for label, results in self._results.items()
            if any(label.casefold().startswith(name.casefold()) for name in names)
            for one in results
        ]
        return sorted(listed, key=lambda one: (one.on is None, one.on, one.id))

    @cached_property
    def tests(self) -> dict[str, list[Biomarker]]:
        """The tests of each gene by its name in the vocabulary."""
        found: dict[str, list[Biomarker]] = {}
        for one in self.case.of(Biomarker):
            if one.name:
                found.setdefault(gene_label(one.name.code, one.name.text), []).append(one)
        return found

    def ago(self, day: Day) -> int | None:
        """Return how many days ago a day was at least; None where that has no limit."""
        return (self.today - day.latest).days if day.latest else None

    def is_recent(self, results: Iterable[Laboratory], days: int) -> bool:
        """Return whether one of some results surely is from the last so many days, a little late granted."""
        since = self.today - timedelta(days=days + GRACE)
        return any(one.on and one.on.earliest and one.on.earliest >= since for one in results)


def _going(line: SystemicLine, drug: Drug, *, superseded: bool, dead: bool) -> bool | None:
    told = dates_of(line)
    if dead or has_stopped(drug) or told.end or (line.end_reason and not line.ongoing):
        return False
    if drug.ongoing or told.ongoing:
        return True
    return False if superseded or line.ongoing is False else None


def has_result(test: Biomarker) -> bool:
    """Return whether a test says something, and is not awaited or left undone."""
    if test.interpretation in ("not tested", "pending", "not evaluable"):
        return False
    return bool(test.interpretation or test.score or test.detail or test.value is not None)


def of_line(given: Given) -> tuple[Place, ...]:
    """Return where a drug was read: its line first, which is what is opened."""
    return Place(given.line.id, "drugs"), Place(given.drug.id, "agent")


def after(results: Iterable[Laboratory], day: Day | None) -> list[Laboratory]:
    """Return the results that surely are not from before a day."""
    return [
        one
        for one in results
        if one.on and day and one.on.earliest and day.earliest and one.on.earliest >= day.earliest
    ]


def before(results: Iterable[Laboratory], day: Day | None, days: int) -> list[Laboratory]:
    """Return the results that surely are from the last so many days before a day, or from it."""
    if day is None or day.earliest is None or day.latest is None:
        return []
    since = day.earliest - timedelta(days=days)
    return [
        one
        for one in results
        if one.on and one.on.earliest and one.on.earliest >= since and not surely_after(one.on, day)
    ]


def since(day: Day | None, start: Day | None) -> bool | None:
    """Return whether a day is from a quarter before a start or later; None where that cannot be told."""
    if day is None or start is None or day.earliest is None or start.earliest is None:
        return None
    return day.earliest >= start.earliest - timedelta(days=QUARTER)


def named(results: Iterable[Laboratory]) -> str:
    """Return results in words, with their days."""
    return "; ".join(f"{headline(one)} ({show(one.on) if one.on else _('not dated')})" for one in results)


@lru_cache(maxsize=1024)
def says_something(text: str) -> bool:
    """Return whether words in place of a value are a result, and not that there is none."""
    return bool(text.strip()) and fold(text) not in _UNSAID


def is_biliary(site: Coded | None) -> bool | None:
    """Return whether a tumour is of the biliary tract by its site; None where that is not recorded."""
    return None if site is None else is_of(site, *BILIARY)


def is_of(site: Coded | None, *codes: str) -> bool:
    """Return whether a site has one of these codes or one below it."""
    if site is None:
        return False
    term = load("sites").find(site.code) or load("sites").find(site.text)
    return (term.code if term else site.code).startswith(codes)


@lru_cache(maxsize=1024)
def is_known(agent: str) -> bool:
    """Return whether the vocabulary knows a drug, and so what kind of drug it is."""
    return load("agents").find(agent) is not None


@lru_cache(maxsize=1024)
def drug_classes(agent: str) -> tuple[str, ...]:
    """Return the classes of a drug; none for one the vocabulary does not know."""
    term = load("agents").find(agent)
    return term.several("drug_class") if term else ()


@lru_cache(maxsize=4096)
def analyte_label(code: str, text: str) -> str:
    """Return what an analyte is called in the vocabulary; as given where unknown."""
    known = (analyte(code) if code else None) or analyte(text)
    return known.term.label if known else text or code


@lru_cache(maxsize=4096)
def gene_label(code: str, text: str) -> str:
    """Return what a marker is called in the vocabulary; without case and signs where unknown."""
    known = load("biomarkers")
    term = (known.find(code) if code else None) or known.find(text)
    return term.label if term else fold(text)
