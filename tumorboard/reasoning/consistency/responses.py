"""Responses: a response that was stated by RECIST against what the measured lesions come to."""

from collections.abc import Iterator

from tumorboard.domain.case import Case
from tumorboard.domain.dates import show
from tumorboard.domain.fields import shown
from tumorboard.domain.headline import headline
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.systemic import SystemicLine
from tumorboard.i18n import _
from tumorboard.reasoning.recist import assessments, best
from tumorboard.reasoning.recist_rules import SOURCE
from tumorboard.reasoning.remarks import Finding, Place, found
from tumorboard.reasoning.response_words import response_words

_KNOWN = ("CR", "PR", "SD", "PD")
_RECIST = ("RECIST 1.1", "iRECIST")


def findings(case: Case) -> Iterator[Finding]:
    """Give studies and lines of which another response was stated than their measurements come to."""
    told = assessments(case)
    why = _("Whether a treatment worked is what the next one is chosen by.")
    for id_, one in told.items():
        study = case.find(id_)
        if not isinstance(study, Imaging) or study.criteria not in _RECIST or id_ == one.baseline_id:
            continue
        if one.overall in _KNOWN and study.stated_response in _KNOWN and one.overall != study.stated_response:
            words = _("{study} of {day}: {response}")
            yield found(
                "response-differs",
                words.format(
                    study=shown(study, "modality") if study.modality else _("Study"),
                    day=show(study.on) if study.on else _("an unknown day"),
                    response=response_words(one, study.stated_response),
                ),
                why,
                Place(study.id, "stated_response"),
                Place(one.baseline_id, "measurements"),
                source=SOURCE,
                verified=not any(row.state == "too small" for row in study.measurements),
            )
    for line_id, most in best(case, told).items():
        line = case.find(line_id)
        if (
            isinstance(line, SystemicLine)
            and most.response in _KNOWN
            and line.best_response in _KNOWN
            and most.response != line.best_response
        ):
            words = _("{line}: best response {stated} stated, the measurements come to {computed}.")
            yield found(
                "best-response-differs",
                words.format(line=headline(line), stated=line.best_response, computed=most.response),
                why,
                Place(line.id, "best_response"),
                Place(most.imaging_id, "measurements"),
                source=SOURCE,
            )
