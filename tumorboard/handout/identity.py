"""Identity: who a page is about, as it stands at the head and the foot of every sheet."""

from datetime import datetime

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.fields import shown
from tumorboard.domain.patient import name_of
from tumorboard.handout.anonymous import age_in_words
from tumorboard.handout.intervals import Intervals
from tumorboard.handout.runs import Text, field, phrase, said, strong
from tumorboard.i18n import _

_APART = "\u00a0\u00a0 "


def identity(case: Case, known: Intervals, *, anonymous: bool = False) -> Text:
    """Return who the page is about; without a name, only the age and the sex."""
    person = case.patient
    age, words = known.age, _("{age} y at death") if known.is_dead else _("{age} y")
    if not age and person.age_at_presentation is not None:
        age, words = f"{person.age_at_presentation:g}", _("{age} y at presentation")
    if anonymous:
        age = age_in_words(age)
    years = words.format(age=age) if age else ""
    about = ", ".join(part for part in (years, shown(person, "sex") if person.sex else "") if part)
    if anonymous:
        return said(strong(_("Anonymised case")), f"{_APART}{about}")
    born = phrase(_("born {date}"), date=field(person, "birth_date"))
    name = said(strong(name_of(person))) or phrase(_("name {state}"), state=field(person, "family_name"))
    mrn = phrase(_("MRN {mrn}"), mrn=strong(person.mrn) if person.mrn else field(person, "mrn"))
    return said(name, _APART, born, f" ({about})" if about else "", _APART, mrn)


def foot(case: Case, version: str, printed_at: datetime, clinic: str) -> str:
    """Return the line at the foot: who it is about, when it was printed, and from which data."""
    words = _("{name} · MRN {mrn} · printed {when} · data version {version}").format(
        name=name_of(case.patient) or _("name not recorded"),
        mrn=shown(case.patient, "mrn"),
        when=dates.show(Day.of(printed_at.date(), f"{printed_at:%H:%M}")),
        version=version,
    )
    return f"{words} · {clinic}" if clinic else words
