"""Findings: everything in a case that does not fit together, in the order it is best looked at."""

from datetime import date

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.reasoning.consistency import (
    course,
    dates,
    events,
    lesions,
    molecular,
    responses,
    results,
    stated,
    treatment,
    wording,
)
from tumorboard.reasoning.remarks import Finding
from tumorboard.reasoning.remembered import depending_on

_COURSE = (Staging, Lesion, Surgery, SystemicLine, LocalTherapy, Imaging, AdverseEvent, FollowUp, Specimen)


def findings(case: Case, today: date) -> tuple[Finding, ...]:
    """Return what is contradictory in a case: stage and disease first, then treatment, dates and results."""
    return (
        *_of_what_was_stated(case, today),
        *_of_wording(case),
        *_of_treatment(case),
        *dates.findings(case),
        *events.findings(case),
        *lesions.findings(case),
        *_of_tests(case),
        *_of_results(case),
    )


@depending_on(*_COURSE)
def _of_what_was_stated(case: Case, today: date) -> tuple[Finding, ...]:
    return tuple(stated.findings(case, today))


@depending_on(*wording.READ)
def _of_wording(case: Case) -> tuple[Finding, ...]:
    return tuple(wording.findings(case))


@depending_on(*_COURSE)
def _of_treatment(case: Case) -> tuple[Finding, ...]:
    return (*treatment.findings(case), *responses.findings(case), *course.findings(case))


@depending_on(Biomarker)
def _of_tests(case: Case) -> tuple[Finding, ...]:
    return tuple(molecular.findings(case))


@depending_on(Laboratory)
def _of_results(case: Case) -> tuple[Finding, ...]:
    return tuple(results.findings(case))
