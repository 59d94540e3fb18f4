"""Diagnosis: what the disease is and who has it, as the two columns at the head of a page."""

from tumorboard.domain.case import Case
from tumorboard.domain.fields import Coded, field_of, shown
from tumorboard.domain.follow_up import FollowUp
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.line_dates import dates_of
from tumorboard.domain.local_therapy import LocalTherapy
from tumorboard.domain.patient import Patient
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging, tnm
from tumorboard.domain.vital_status import vital_status
from tumorboard.handout.intervals import Intervals
from tumorboard.handout.runs import (
    Run,
    Text,
    field,
    gap,
    joined,
    labelled,
    one_line,
    phrase,
    plain,
    remark,
    said,
    strong,
)
from tumorboard.handout.tables import day, day_of, note_of
from tumorboard.handout.treatments import drug_names
from tumorboard.i18n import _, capital, plural
from tumorboard.reasoning.staging import differs, group

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
            phrase(_("diagnosed {date}"), date=day_of(tumour, "diagnosed_on")),
            basis,
        ),
        ", ",
    )
    stagings = case.of(Staging)
    lesions = joined((_lesion(lesion) for lesion in case.of(Lesion)), "; ")
    return tuple(
        text
        for text in (
            joined((what, note_of(tumour)), ". "),
            *(labelled(_("Stage"), joined((stage(entry), note_of(entry)), ". ")) for entry in stagings),
            () if stagings else labelled(_("Stage"), said(gap())),
            labelled(_("Lesions"), joined((lesions, *_notes(case)), ". ")) if lesions else (),
            labelled(_("Guideline treatment"), field(tumour, "guideline_status")),
            labelled(_("Hereditary disposition"), field(tumour, "hereditary")) if tumour.hereditary else (),
        )
        if text
    )


def stage(entry: Staging) -> Text:
    """Return one entry of the stage history: the group as stated, and the table's where it differs."""
    return joined(
        (
            day_of(entry),
            said(strong(tnm(entry)))
            if tnm(entry) or entry.stated_group
            else phrase(_("TNM {state}"), state=gap()),
            said(shown(entry, "edition")) if entry.edition else (),
            _groups(entry),
        ),
        ", ",
    )


def _groups(entry: Staging) -> Text:
    told = group(entry)
    table = told.group or _(" or ").join(told.possible)
    if not told.verified:
        table = _("{group} (table not verified)").format(group=table)
    if entry.stated_group and differs(entry):
        words = _("stated {group}; the table gives {table}")
        return said(strong(words.format(group=entry.stated_group, table=table)))
    if entry.stated_group:
        return said(_("stated {group}").format(group=entry.stated_group))
    return said(_("no group stated; the table gives {table}").format(table=table)) if told.group else ()


def patient(case: Case, *, anonymous: bool = False) -> tuple[Text, ...]:
    """Return how the patient is: what a board asks for, said to be missing where it is."""
    person = case.patient
    visit = latest(case, "ecog")
    ecog = said(strong(visit.ecog), " (", day_of(visit), ")") if visit else _ecog_absent(case)
    sex = () if person.sex else labelled(_("Sex"), field(person, "sex"))
    consent = labelled(_("Consent"), field(person, "consent"))
    if anonymous:
        return joined((sex, labelled(_("ECOG"), ecog), _weight(case), _state(case))), consent
    contact = labelled(_("Contact"), field(person, "contact"))
    responsible = labelled(_("Responsible"), field(person, "responsible_clinician"))
    notes = [joined(_note(person, name) for name in names) for names in _NOTES]
    return (
        joined((sex, labelled(_("ECOG"), ecog), _weight(case), _state(case))),
        *notes[:-1],
        joined((notes[-1], consent)),
        joined((responsible, contact)),
        _last_words(case),
        note_of(person),
    )


def summary(case: Case, known: Intervals) -> Text:
    """Return the case in a line: who, what was done, what is given now, and for how long it is known."""
    counts = [
        plural("{count} operation", "{count} operations", len(case.of(Surgery))),
        plural("{count} systemic line", "{count} systemic lines", len(case.of(SystemicLine))),
        plural("{count} local therapy", "{count} local therapies", len(case.of(LocalTherapy))),
    ]
    going = [] if known.is_dead else [line for line in case.of(SystemicLine) if dates_of(line).ongoing]
    now = "; ".join(filter(None, (drug_names(line, current=True) for line in going)))
    given = _("now {drugs}").format(drugs=now) if now else ""
    return joined((said(", ".join(counts)), said(given), _survival(case, known)), "; ") + said(".")


def latest(case: Case, name: str) -> FollowUp | None:
    """Return the last visit that tells something; an undated one only where no dated one does."""
    told = [visit for visit in case.of(FollowUp) if getattr(visit, name) != field_of(FollowUp, name).empty]
    dated = [visit for visit in told if visit.on]
    return (dated or told)[-1] if told else None


def _note(person: Patient, name: str) -> Text:
    words = one_line(getattr(person, name))
    return labelled(_(field_of(Patient, name).label), said(words) if words else field(person, name))


def _survival(case: Case, known: Intervals) -> Text:
    life = _life(case, known)
    stated = latest(case, "stated_survival_months")
    claim = _("stated {months:g} mo").format(months=stated.stated_survival_months) if stated else ""
    censored = _("censored") if known.survival and not known.is_dead else ""
    remark = "; ".join(part for part in (censored, claim) if part)
    since = day_of(case.tumour, "diagnosed_on")
    lasted = phrase(_("{months} since {date}"), months=known.survival, date=since) if known.survival else ()
    return said(joined((life, lasted), ", "), f" ({remark})" if remark else "")


def _life(case: Case, known: Intervals) -> Text:
    """Return whether the patient lives, as far as it is recorded, with the day it was last known."""
    vital, visits = vital_status(case), case.of(FollowUp)
    if known.is_dead:
        return phrase(_("died {date}"), date=day(vital.died)) if vital.died else said(_("died"))
    if vital.is_recorded:
        return phrase(_("alive {date}"), date=day(vital.seen))
    seen = [visit for visit in visits if visit.on]
    if seen:
        return phrase(_("last follow-up {date}, whether alive {state}"), date=day(seen[-1].on), state=gap())
    return said(Run(_("last follow-up not recorded"), "gap"))


def _coded(term: Coded | None) -> Text:
    if term is None:
        return ()
    code = f" ({term.code})" if term.code and term.text else ""
    return said(f"{term}{code}")


def _lesion(lesion: Lesion) -> Text:
    side = shown(lesion, "side") if lesion.side else ""
    about = [side] if side and side.casefold() not in lesion.label.casefold() else []
    about += [shown(lesion, "role")] if lesion.role else []
    about += [plain(day(lesion.first_seen))] if lesion.first_seen else []
    more = ", ".join(about)
    return said(lesion.label or (str(lesion.site) if lesion.site else gap()), f" ({more})" if more else "")


def _notes(case: Case) -> list[Text]:
    """Return the notes of the lesions, each with the lesion it is of, those already told left out."""
    told = {entry.note for entry in case.of(Staging)}
    return [
        said(remark(f"{lesion.label}: "), note_of(lesion))
        for lesion in case.of(Lesion)
        if lesion.note and lesion.note not in told
    ]


def _ecog_absent(case: Case) -> Text:
    visits = case.of(FollowUp)
    return field(visits[-1], "ecog") if visits else said(Run(_("not recorded"), "gap"))


def _weight(case: Case) -> Text:
    visit = latest(case, "weight_kg")
    return said(shown(visit, "weight_kg"), " (", day_of(visit), ")") if visit else ()


def _state(case: Case) -> Text:
    """Return how the disease stands, as the last visit that says so put it."""
    visit = latest(case, "disease_state")
    if visit is None:
        return ()
    return labelled(_("State of disease"), said(shown(visit, "disease_state"), " (", day_of(visit), ")"))


def _last_words(case: Case) -> Text:
    """Return the note of the last visit that has one."""
    visit = latest(case, "note")
    return joined((phrase(_("Follow-up {date}"), date=day_of(visit)), note_of(visit)), ": ") if visit else ()
