"""Wording: one organ called invaded in one place and metastatic in another, of the same time.

Invasion is T and leaves M0; a metastasis is M1. Which of the two it was nobody but the board can say.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tumorboard.domain.adverse_event import AdverseEvent
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.document import Document
from tumorboard.domain.event import Event
from tumorboard.domain.fields import fields_of
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.imaging import Imaging
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.pathology import Biomarker, Specimen
from tumorboard.domain.record import Record, when
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.i18n import _
from tumorboard.reasoning.progressions import surely_after
from tumorboard.reasoning.remarks import Finding, Place, found

ORGANS = {
    "liver": "liver|hepatic",
    "pancreas": "pancreas|pancreatic",
    "duodenum": "duodenum|duodenal",
    "stomach": "stomach|gastric",
    "colon": "colon|colonic",
    "lung": "lungs?|pulmonary",
    "adrenal gland": "adrenal(?: gland)?",
    "diaphragm": "diaphragm|diaphragmatic",
}
_PART_OF_ANOTHER = (
    r"(?:arter|vein|ven[oa]|duct|hil[ua]|vascul|vessel|portal|flexur|plexus|nerve|node|nodal|lymph|ligament)"
)
"""A hepatic artery, duct or node is no liver."""
_INVASION = r"invasions?|invad\w+|infiltrat\w+"
_METASTASIS = r"metasta\w+"
_NO = re.compile(r"\b(?:no|not|without|nor|denies|free of|exclude[sd]?|never)\b[^.;:]{0,40}$", re.IGNORECASE)
_NOT_THERE = re.compile(
    r"^[^.;:,]{0,20}\b(?:absent|none|no|not|excluded|ruled out|unlikely|negative)\b|^\s*:\s*(?:no|none|0)\b"
)
_M = re.compile(r"[01]")
_TEXTS = ("text", "note")
READ: tuple[type[Record], ...] = (
    *(Staging, Lesion, Surgery, SystemicLine, LocalTherapy, Specimen, Biomarker, Imaging, AdverseEvent),
    *(FollowUp, Document, Event),
)
"""The kinds whose texts tell of the disease; a remark that was put aside tells of one of ours."""


def findings(case: Case) -> Iterator[Finding]:
    """Give each organ that is called invaded and metastatic by two records of one day, or by one at M0.

    Where distant spread is known both may be there, and nothing is said.
    """
    invaded: dict[str, list[tuple[Record, str]]] = {}
    spread: dict[str, list[tuple[Record, str]]] = {}
    for record in (one for read in READ for one in case.of(read)):
        for field in fields_of(type(record)):
            if field.kind in _TEXTS and (text := getattr(record, field.name)):
                for organ, is_metastasis in _told(text):
                    kept = spread if is_metastasis else invaded
                    kept.setdefault(organ, []).append((record, field.name))
    for organ in invaded:
        pairs = [
            (one, other)
            for one in invaded[organ]
            for other in spread.get(organ, ())
            if _exclude(case, one[0], other[0], is_one_record=one[0] is other[0])
        ]
        if pairs:
            places = dict.fromkeys(Place(record.id, name) for pair in pairs for record, name in pair)
            places |= dict.fromkeys(Place(record.id, name) for record, name in invaded[organ])
            words = _("Invasion of the {organ} in one place, metastasis in another.")
            yield found(
                "invasion-or-metastasis",
                words.format(organ=_(organ)),
                _("Invasion leaves M0; a metastasis is M1 and the last stage."),
                *places,
                source="AJCC/UICC 8",
            )


def _exclude(case: Case, one: Record, other: Record, *, is_one_record: bool) -> bool:
    """Whether both were said of one time at which no distant spread is stated."""
    day = when(one)
    if one is not other and (day is None or day != when(other)):
        return False
    stages = [entry for entry in case.of(Staging) if _is_of(entry, day)]
    if any(_M.search(entry.m) and "1" in entry.m for entry in stages):
        return False
    return not is_one_record or any(_M.search(entry.m) for entry in stages)


def _is_of(entry: Staging, day: Day | None) -> bool:
    """Whether a stage may be of a day; one that surely came later tells of another time."""
    return entry.on is None or day is None or not surely_after(entry.on, day)


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the organs a text calls invaded (False) or metastatic (True), unless it says they are not."""
    folded = text.lower()
    if (
        "invas" not in folded
        and "metasta" not in folded
        and "infiltr" not in folded
        and "invad" not in folded
    ):
        return ()
    said = []
    for organ, (invasion, metastasis) in _patterns().items():
        for pattern, is_metastasis in ((invasion, False), (metastasis, True)):
            if any(
                not _NO.search(folded[: one.start()]) and not _NOT_THERE.search(folded[one.end() :])
                for one in pattern.finditer(folded)
            ):
                said.append((organ, is_metastasis))
    return tuple(said)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[Any, Any]]:
    def near(organ: str, what: str) -> re.Pattern[str]:
        return re.compile(
            rf"\b(?:{organ})\W+(?:(?!{_PART_OF_ANOTHER})\w+\W+)?(?:{what})\b"
            rf"|\b(?:{what})\W+(?:of|into|to|in)\W+(?:the\W+)?(?:{organ})\b(?!\W+{_PART_OF_ANOTHER})"
        )

    return {organ: (near(words, _INVASION), near(words, _METASTASIS)) for organ, words in ORGANS.items()}
