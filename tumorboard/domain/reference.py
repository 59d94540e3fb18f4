"""Reference: a publication or a trial by its number, as PubMed, DOI and ClinicalTrials.gov give them.

PMID: up to eight digits. DOI: `10.` and a registrant, a slash and a suffix (doi.org handbook 2.2). NCT: eight
digits. The address of its page at one of the three is as good; anything else is kept as typed.
"""

import re
from dataclasses import dataclass
from datetime import date

from tumorboard.domain.coded import Coded
from tumorboard.domain.fields import CodedListField
from tumorboard.i18n import _

PMID, DOI, NCT = "PMID", "DOI", "NCT"
_DOI_PAGE = r"(?:https?://)?(?:dx\.)?doi\.org/"
_PMID_PAGE = r"(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/"
_NCT_PAGE = r"(?:https?://)?(?:www\.)?clinicaltrials\.gov/(?:study|ct2/show)/"
_LOOKS = re.compile(rf"\s*(?:pmid|doi|nct|{_DOI_PAGE}|{_PMID_PAGE}|{_NCT_PAGE})", re.IGNORECASE)
_PATTERNS = tuple(
    (system, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for system, pattern in (
        (PMID, rf"(?:pmid\s*:?\s*|{_PMID_PAGE})(\d{{1,8}})/?"),
        (NCT, rf"(?:{_NCT_PAGE})?NCT\s*:?\s*(\d{{8}})/?"),
        (DOI, rf"(?:doi\s*:?\s*|{_DOI_PAGE})?(10\.\d{{4,9}}/\S+)"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesField(CodedListField):
    """Publications and trials in order."""

    def problem(self, value: tuple[Coded, ...], today: date) -> str | None:
        """Return what is wrong with the first that says it is a number but is none."""
        wrong = next((str(one) for one in value if _LOOKS.match(str(one)) and not number_of(str(one))), None)
        if wrong is None:
            return CodedListField.problem(self, value, today)
        return _("“{text}” is no PMID (up to 8 digits), DOI (10.…/…) or NCT number (8 digits).").format(
            text=wrong
        )


def number_of(text: str) -> tuple[str, str] | None:
    """Return the system and the number a text gives (`PMID`, `34523731`), or None."""
    for system, pattern in _PATTERNS:
        if found := pattern.fullmatch(text.strip()):
            return system, f"NCT{found[1]}" if system == NCT else found[1].rstrip(".,;")
    return None


def shown_reference(text: str) -> str:
    """Return a reference in its usual form: `PMID 34523731`, `doi:10.1000/182`, `NCT03043547`."""
    found = number_of(text)
    if found is None:
        return text.strip()
    system, number = found
    return {PMID: f"PMID {number}", DOI: f"doi:{number}", NCT: number}[system]
