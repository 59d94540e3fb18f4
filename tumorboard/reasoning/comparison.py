"""Comparison: beside each line of systemic treatment, what trials of its regimen reached.

What one patient reached beside the median of a cohort is no comparison, and `CAUTION` has to be shown with
it. Only trials of biliary tract cancer are known, and only advanced disease is set beside them. OS counts
from the start of the line, as that of the trials does, not from the diagnosis.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded
from tumorboard.domain.headline import headline
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.vital_status import VitalStatus, vital_status
from tumorboard.i18n import N_, _
from tumorboard.reasoning.lines import LineNumber, in_order, line_numbers
from tumorboard.reasoning.outcomes import Outcome, outcomes
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Place
from tumorboard.reasoning.reminders.facts import drug_classes, gene_label, is_biliary, is_of
from tumorboard.reasoning.trials import Likeness, Trial, described, like

CAUTION = N_(
    "One patient beside the median of a cohort is no comparison: half of the cohort lies on either side "
    "of it, most cohorts are small and of one arm, and whom they took in differs."
)
ANTI_HER2, HER2 = "anti-HER2", "ERBB2 (HER2)"


@dataclass(frozen=True, slots=True)
class Beside:
    """A trial beside a line; `pfs` and `os` say where the patient lies: "longer", "shorter", or "" untold."""

    trial: Trial
    likeness: Likeness
    pfs: str
    os: str
    differs: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The trial in one line, with what sets its patients apart from this one."""
        return ". ".join([described(self.trial), *self.differs])

    @property
    def lies(self) -> str:
        """On which side of the medians the patient surely lies, in words; empty where that is not told."""
        told = {"PFS": self.pfs, "OS": self.os}
        words = {
            "longer": _("{measure} longer than its median"),
            "shorter": _("{measure} shorter than its median"),
        }
        return ", ".join(words[side].format(measure=measure) for measure, side in told.items() if side)


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: what the patient reached in it, the trials beside it, and what stands in the way of both.

    Without trials, `refused` says why there are none.
    """

    line_id: str
    number: str
    response: str
    pfs: Outcome
    os: Outcome
    trials: tuple[Beside, ...] = ()
    hindrances: tuple[str, ...] = ()
    refused: str = ""

    @property
    def words(self) -> str:
        """What the patient reached in one line."""
        pfs = self.pfs.words or _("not told: {reason}").format(reason=self.pfs.refused.rstrip("."))
        os = self.os.words or _("not told: {reason}").format(reason=self.os.refused.rstrip("."))
        words = _("Best response {response}, PFS {pfs}, OS from its start {os}")
        return words.format(response=self.response or _("not recorded"), pfs=pfs, os=os)


def comparison(case: Case, today: date, known: tuple[Outcome, ...] | None = None) -> tuple[Compared, ...]:
    """Return every line in order of time with the trials beside it; `known` are its outcomes, if at hand."""
    measured = {
        one.record_id: one
        for one in (outcomes(case, today) if known is None else known)
        if one.measure == "PFS"
    }
    biliary, vital, numbers = is_biliary(case.tumour.site), vital_status(case), line_numbers(case)
    lines, found = in_order(case), []
    for place, line in enumerate(lines):
        number, pfs, os = numbers[line.id], measured[line.id], _survival_since(line, vital)
        told = (line.id, number.label, line.best_response, pfs, os)
        if refused := _refused(line, number, biliary):
            found.append(Compared(*told, refused=refused))
            continue
        beside = tuple(
            Beside(trial, likeness, _lies(pfs, trial.pfs_months), _lies(os, trial.os_months), apart)
            for trial, likeness in like(line)
            if likeness == "same drugs" or _fits(trial, number)
            for apart in [_apart(trial, likeness, number, case.tumour.site)]
        )
        if not beside:
            words = _("No trial of this regimen or of its kind is in the table.")
            found.append(Compared(*told, refused=words))
            continue
        hindrances = tuple(_hindrances(case, line, lines[:place]))
        found.append(Compared(*told, trials=beside, hindrances=hindrances))
    return tuple(found)


def _refused(line: SystemicLine, number: LineNumber, biliary: bool | None) -> str:
    if biliary is None:
        return _("Whether this is a biliary tract cancer is not recorded.")
    if not biliary:
        return _("The trials in the table are of biliary tract cancer.")
    if not any(drug.agent for drug in line.drugs):
        return _("The drugs of this line are not recorded.")
    if number.kind == "curative":
        return _("The trials in the table are of advanced disease, this line was given for cure.")
    return ""


def _fits(trial: Trial, number: LineNumber) -> bool:
    """Return whether a trial took in patients in such a line, as far as its number is known."""
    return not trial.line or number.number is None or trial.line == _of(number)


def _of(number: LineNumber) -> str:
    return "first" if number.number == 1 else "later"


def _apart(trial: Trial, likeness: Likeness, number: LineNumber, site: Coded | None) -> tuple[str, ...]:
    found = []
    if likeness == "same kind":
        found.append(_("Other drugs of the same kind"))
    if trial.line and number.number is None:
        found.append(_("Which line this is, is not known"))
    elif trial.line and trial.line != _of(number):
        found.append(
            _("Its patients had been treated before, this is a first line")
            if trial.line == "later"
            else _("Its patients had not been treated before, this is a later line")
        )
    if trial.site and not is_of(site, trial.site):
        found.append(_("Its patients had a tumour of another site"))
    return tuple(found)


def _hindrances(case: Case, line: SystemicLine, before: Iterable[SystemicLine]) -> Iterable[str]:
    """Give what makes of the time a line held something else than its drugs did."""
    told = dates_of(line)
    for local in case.of(LocalTherapy):
        inside = (
            local.on
            and told.start
            and told.end
            and surely_after(local.on, told.start)
            and surely_after(told.end, local.on)
        )
        if inside or line.id in local.concurrent_with or local.id in line.concurrent_with:
            yield _("{treatment} was given within it, so PFS is not that of the drugs alone.").format(
                treatment=headline(local)
            )
    if not _has(line, ANTI_HER2):
        return
    if any(_has(one, ANTI_HER2) for one in before):
        yield _("An anti-HER2 drug had been given before; most of these cohorts had had none.")
    tests = [
        one for one in case.of(Biomarker) if one.name and gene_label(one.name.code, one.name.text) == HER2
    ]
    if not any(one.score in ("2+", "3+") for one in tests):
        yield _("The cohorts were chosen by the IHC score of HER2; here none of 2+ or 3+ is recorded.")


def _has(line: SystemicLine, kind: str) -> bool:
    return any(drug.agent and kind in drug_classes(str(drug.agent)) for drug in line.drugs)


def _survival_since(line: SystemicLine, vital: VitalStatus) -> Outcome:
    """Return survival from the start of a line, as trials count it; of the living it is censored."""
    start, origin = dates_of(line).start, Place(line.id, "start")
    if start is None:
        return Outcome("OS", line.id, refused=_("The start is not recorded."))
    span = vital.since(start) if vital.is_recorded else None
    if span is None:
        return Outcome("OS", line.id, origin, refused=_("No day of a visit or of death is recorded."))
    what = _("death") if vital.is_dead else _("alive when last seen")
    one = Outcome("OS", line.id, origin, None, span, vital.is_dead, what)
    backwards = span.max_days is not None and span.max_days < 0
    return (
        one
        if one.words and not backwards
        else Outcome("OS", line.id, origin, refused=_("The dates do not tell how long."))
    )


def _lies(reached: Outcome, median: float | None) -> str:
    """Return on which side of a median a patient surely lies; empty where that cannot be told."""
    if median is None or reached.span is None or reached.refused:
        return ""
    low, high = reached.span.months
    if low is not None and low > median:
        return "longer"
    return "shorter" if reached.is_event and high is not None and high < median else ""
