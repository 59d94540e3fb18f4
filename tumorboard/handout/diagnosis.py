"""Diagnosis: what the disease is and who has it, as the two columns at the head of a page."""

from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded, field_of, shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.patient import Patient
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.handout.intervals import Intervals, last_seen_alive
from tumorboard.handout.runs import Run, Text, field, joined, labelled, one_line, plain, said, strong
from tumorboard.handout.tables import day
from tumorboard.handout.treatments import drug_names
from tumorboard.i18n import _, capital, plural

_NOTES = (("comorbidities", "medication", "allergies"), ("family_history", "social"), ("preferences",))
"""What is told in words, those that belong together in one text."""


def title(case: Case) -> str:
    """Return what the case is called at the head of its page."""
    tumour = case.tumour
    parts = (str(part) for part in (tumour.histology, tumour.site) if part)
    words = tumour.label or ", ".join(parts) or _("Tumour")
    return capital(words)


def diagnosis(case: Case) -> tuple[Text, ...]:
    """Return the diagnosis, every stage that was stated, and where the disease has been."""
    tumour = case.tumour
    basis = said(_("by {basis}").format(basis=shown(tumour, "basis"))) if tumour.basis else ()
    what = joined(
        (
            said(_coded(tumour.histology) or labelled(_("Histology"), field(tumour, "histology"))),
            said(_coded(tumour.site) or labelled(_("Site"), field(tumour, "site"))),
            labelled(_("Grade"), field(tumour, "grade")) if not tumour.grade else said(tumour.grade),
            said(shown(tumour, "side")) if tumour.side else (),
            said(_("diagnosed "), day(tumour.diagnosed_on)),
            basis,
        ),
        ", ",
    )
    lesions = joined((_lesion(lesion) for lesion in case.of(Lesion)), "; ")
    return tuple(
        text
        for text in (
            what,
            *(labelled(_("Stage"), stage(entry)) for entry in case.of(Staging)),
            () if case.of(Staging) else labelled(_("Stage"), said(Run(_("not recorded"), "gap"))),
            labelled(_("Lesions"), lesions) if lesions else (),
            labelled(_("Guideline treatment"), field(tumour, "guideline_status")),
            labelled(_("Hereditary disposition"), field(tumour, "hereditary")) if tumour.hereditary else (),
        )
        if text
    )


def stage(entry: Staging) -> Text:
    """Return one entry of the stage history; the group is the source's, none is computed."""
    return joined(
        (
            day(entry.on),
            said(strong(tnm(entry))),
            said(shown(entry, "edition")) if entry.edition else (),
            said(_("stated {group}").format(group=entry.stated_group)) if entry.stated_group else (),
        ),
        ", ",
    )


def patient(case: Case, *, anonymous: bool = False) -> tuple[Text, ...]:
    """Return how the patient is: what a board asks for, said to be missing where it is."""
    person = case.patient
    fit = [visit for visit in case.of(FollowUp) if visit.ecog]
    ecog = said(strong(fit[-1].ecog), " (", day(fit[-1].on), ")") if fit else _ecog_absent(case)
    sex = () if person.sex else labelled(_("Sex"), field(person, "sex"))
    consent = labelled(_("Consent"), field(person, "consent"))
    if anonymous:
        return joined((sex, labelled("ECOG", ecog), _weight(case))), consent
    contact = labelled(_("Contact"), field(person, "contact"))
    responsible = labelled(_("Responsible"), field(person, "responsible_clinician"))
    notes = [joined(_note(person, name) for name in names) for names in _NOTES]
    return (
        joined((sex, labelled("ECOG", ecog), _weight(case), consent)),
        *notes,
        joined((responsible, contact)),
    )


def summary(case: Case, known: Intervals) -> Text:
    """Return the case in a line: who, what was done, what is given now, and for how long it is known."""
    counts = [
        plural("{count} operation", "{count} operations", len(case.of(Surgery))),
        plural("{count} systemic treatment", "{count} systemic treatments", len(case.of(SystemicLine))),
        plural("{count} local therapy", "{count} local therapies", len(case.of(LocalTherapy))),
    ]
    now = [drug_names(line, current=True) for line in case.of(SystemicLine) if line.ongoing]
    given = _("now {drugs}").format(drugs="; ".join(now)) if any(now) else ""
    return joined((said(", ".join(counts)), said(given), _survival(case, known)), "; ") + said(".")


def _note(person: Patient, name: str) -> Text:
    words = one_line(getattr(person, name))
    return labelled(_(field_of(Patient, name).label), said(words) if words else field(person, name))


def _survival(case: Case, known: Intervals) -> Text:
    seen = last_seen_alive(case)
    stated = [visit for visit in case.of(FollowUp) if visit.stated_survival_months is not None]
    claim = _("stated {months}").format(months=shown(stated[-1], "stated_survival_months")) if stated else ""
    if not known.is_censored:
        life = _("died")
    elif seen and seen.on:
        life = _("alive {date}").format(date=plain(day(seen.on)))
    else:
        return said(Run(_("last follow-up not recorded"), "gap"))
    remarks = [_("censored")] if known.is_censored and known.survival else []
    remark = "; ".join([*remarks, claim] if claim else remarks)
    behind = f" ({remark})" if remark else ""
    if not known.survival:
        return said(life, behind)
    since = plain(day(case.tumour.diagnosed_on))
    words = _("{months} since {date}").format(months=known.survival, date=since)
    return said(f"{life}, {words}{behind}")


def _coded(term: Coded | None) -> Text:
    if term is None:
        return ()
    code = f" ({term.code})" if term.code and term.text else ""
    return said(f"{term}{code}")


def _lesion(lesion: Lesion) -> Text:
    about = [shown(lesion, "role")] if lesion.role else []
    seen = [plain(day(lesion.first_seen))] if lesion.first_seen else []
    more = ", ".join(about + seen)
    return said(lesion.label, f" ({more})" if more else "")


def _ecog_absent(case: Case) -> Text:
    visits = case.of(FollowUp)
    return field(visits[-1], "ecog") if visits else said(Run(_("not recorded"), "gap"))


def _weight(case: Case) -> Text:
    weighed = [visit for visit in case.of(FollowUp) if visit.weight_kg is not None]
    return said(shown(weighed[-1], "weight_kg"), " (", day(weighed[-1].on), ")") if weighed else ()
