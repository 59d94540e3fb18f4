"""Molecular: a copy number given as two kinds of number, and a score against its interpretation."""

from collections.abc import Iterator

from tumorboard.domain.case import Case
from tumorboard.domain.headline import headline
from tumorboard.domain.pathology import Biomarker, measured
from tumorboard.domain.vocabulary import load
from tumorboard.i18n import _
from tumorboard.reasoning.remarks import Finding, Place, found

HER2_RULES = "Gastric-type HER2 scoring as in biliary trials, PMC9818808"


def findings(case: Case) -> Iterator[Finding]:
    """Give what tests of one gene say that excludes each other."""
    tests: dict[str, dict[str, Biomarker]] = {}
    for test in case.of(Biomarker):
        if test.name and test.value is not None and test.value_unit in ("fold", "copies"):
            tests.setdefault(_gene(test), {}).setdefault(test.value_unit, test)
        if finding := _score(test):
            yield finding
    for gene, by_unit in tests.items():
        if len(by_unit) > 1:
            fold, copies = by_unit["fold"], by_unit["copies"]
            words = _("{gene}: {fold} and {copies} are two kinds of number; neither is the other.")
            yield found(
                "fold-and-copies",
                words.format(gene=gene, fold=measured(fold), copies=measured(copies)),
                _("Cut-offs for amplification are told in one of them."),
                Place(fold.id, "value_unit"),
                Place(copies.id, "value_unit"),
            )


def _gene(test: Biomarker) -> str:
    name = test.name
    term = name and (load("biomarkers").find(name.code) or load("biomarkers").find(name.text))
    return term.label if term else str(name)


def _score(test: Biomarker) -> Finding | None:
    if test.method != "IHC" or _gene(test) != "ERBB2 (HER2)":
        return None
    against = (test.score == "3+" and test.interpretation == "negative") or (
        test.score in ("0", "1+") and test.interpretation == "positive"
    )
    if not against:
        return None
    return found(
        "score-and-interpretation",
        _("{test}: the score and what was made of it exclude each other.").format(test=headline(test)),
        _("Anti-HER2 treatment goes by it."),
        Place(test.id, "score"),
        Place(test.id, "interpretation"),
        source=HER2_RULES,
    )
