"""Trials: published cohorts and what their regimens reached, and which of them a line is like.

Only numbers that were read in the source stand in `resources/trials.csv`; `not_verified` names the measures
that are said to have been reported and are left out.
"""

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tumorboard import resources
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.lines import agents
from tumorboard.reasoning.reminders.facts import drug_classes

Likeness = Literal["same drugs", "same kind"]
_TOGETHER = {"pertuzumab and trastuzumab": ("pertuzumab", "trastuzumab")}
_BESIDES = "folinate"
"""The class of what is given beside a drug and makes no regimen of its own."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One cohort or arm: `drugs` are drugs or classes of them, `kind` the class a like regimen shares.

    `line` is "first", or "later" where all had been treated before; `site` the code of the only site that was
    taken in; `n_of` says whom `n` counts.
    """

    name: str
    cohort: str
    regimen: str
    drugs: tuple[str, ...]
    kind: str
    line: str
    site: str
    design: str
    n: int | None
    n_of: str
    response_percent: float | None
    pfs_months: float | None
    os_months: float | None
    doi: str
    registry: str
    not_verified: tuple[str, ...]
    source: str

    @property
    def ids(self) -> str:
        """Where it can be looked up."""
        return ", ".join(one for one in (f"doi {self.doi}" if self.doi else "", self.registry) if one)

    @property
    def is_one_arm(self) -> bool:
        """Whether nobody was compared with anybody in it."""
        return self.design != "randomised"


@cache
def trials() -> tuple[Trial, ...]:
    """Return the trials in the order of the table."""
    rows = csv.DictReader(io.StringIO(resources.text("trials.csv")), strict=True)
    return tuple(map(_trial, rows))


def like(line: SystemicLine) -> tuple[tuple[Trial, Likeness], ...]:
    """Return the trials of the drugs of a line, then those of other drugs of the same kind."""
    given = frozenset(
        part
        for agent in agents(line)
        if _BESIDES not in drug_classes(agent)
        for part in _TOGETHER.get(agent, (agent,))
    )
    if not given:
        return ()
    kinds = {kind for agent in given for kind in drug_classes(agent)}
    same: list[tuple[Trial, Likeness]] = []
    others: list[tuple[Trial, Likeness]] = []
    for trial in trials():
        if _is_of(trial, given):
            same.append((trial, "same drugs"))
        elif trial.kind and trial.kind in kinds:
            others.append((trial, "same kind"))
    return (*same, *others)


def described(trial: Trial) -> str:
    """Return what a cohort reached in one line: who, how many, and the medians that were read."""
    number = "" if trial.n is None else _("{n} patients").format(n=trial.n)
    if trial.n_of:
        number = _("{number} in {whom}").format(number=number, whom=_(trial.n_of))
    told = [
        _("responses {percent:g} %").format(percent=trial.response_percent)
        if trial.response_percent is not None
        else "",
        _("median PFS {months:.1f} mo").format(months=trial.pfs_months) if trial.pfs_months else "",
        _("median OS {months:.1f} mo").format(months=trial.os_months) if trial.os_months else "",
        _("{measures} not verified").format(measures=_(" and ").join(trial.not_verified))
        if trial.not_verified
        else "",
    ]
    who = ", ".join(filter(None, [trial.regimen, number, _(trial.design)]))
    reached = ", ".join(filter(None, told))
    words = _("{trial}, {cohort} ({who}): {reached}")
    return words.format(trial=trial.name, cohort=_(trial.cohort), who=who, reached=reached)


def _is_of(trial: Trial, given: frozenset[str]) -> bool:
    """Return whether each drug given is one of the trial's, and each of the trial's was given."""
    if len(given) != len(trial.drugs):
        return False
    named = {drug for drug in trial.drugs if drug in given}
    classes = [drug for drug in trial.drugs if drug not in named]
    rest = given - named
    return all(any(kind in drug_classes(agent) for agent in rest) for kind in classes) and all(
        any(kind in drug_classes(agent) for kind in classes) for agent in rest
    )


def _trial(row: dict[str, str]) -> Trial:
    return Trial(
        name=row["trial"],
        cohort=row["cohort"],
        regimen=row["regimen"],
        drugs=tuple(row["drugs"].split("+")),
        kind=row["kind"],
        line=row["line"],
        site=row["site"],
        design=row["design"],
        n=int(row["n"]) if row["n"] else None,
        n_of=row["n_of"],
        response_percent=_number(row["response_percent"]),
        pfs_months=_number(row["pfs_months"]),
        os_months=_number(row["os_months"]),
        doi=row["doi"],
        registry=row["registry"],
        not_verified=tuple(filter(None, row["not_verified"].split("|"))),
        source=row["source"],
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
