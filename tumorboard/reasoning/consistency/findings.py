"""Findings: everything in a case that does not fit together, in the order it is best looked at."""

from datetime import date

from tumorboard.domain.case import Case
from tumorboard.reasoning.consistency import (
    course,
    dates,
    molecular,
    responses,
    results,
    stated,
    treatment,
    wording,
)
from tumorboard.reasoning.remarks import Finding


def findings(case: Case, today: date) -> tuple[Finding, ...]:
    """Return what is contradictory in a case: stage and disease first, then treatment, dates and results."""
    return (
        *stated.findings(case, today),
        *wording.findings(case),
        *treatment.findings(case),
        *responses.findings(case),
        *course.findings(case),
        *dates.findings(case),
        *molecular.findings(case),
        *results.findings(case),
    )
