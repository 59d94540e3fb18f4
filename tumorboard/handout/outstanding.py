"""Outstanding: what does not fit together and what is to be thought of, on paper, with its sources."""

from collections.abc import Callable, Iterable

from tumorboard.domain import dates
from tumorboard.handout.runs import Text, joined, remark, said, small, strong
from tumorboard.i18n import _, capital
from tumorboard.reasoning.judged import Judged
from tumorboard.reasoning.remarks import Reminder

Clean = Callable[[str], str]


def to_check(found: Iterable[Judged], clean: Clean) -> tuple[Text, ...]:
    """Return each finding and each reminder that is due, with its source; `clean` strikes names out."""
    wanted = [one for group in ("finding", "due") for one in found if one.group == group]
    return tuple(said(clean(_sentence(one)), " ", _source(one), _before(one, clean)) for one in wanted)


def not_evaluated(found: Iterable[Judged], clean: Clean) -> Text:
    """Return what could not be evaluated because data are missing, in one text."""
    by_rule: dict[str, list[Judged]] = {}
    for one in found:
        if one.group == "not evaluated":
            by_rule.setdefault(one.remark.rule, []).append(one)
    texts = []
    for listed in by_rule.values():
        sentences = "; ".join(clean(one.remark.sentence).rstrip(".") for one in listed)
        title = listed[0].remark.title if isinstance(listed[0].remark, Reminder) else ""
        texts.append(said(f"{title} ", small(f"{sentences} "), _source(listed[0])))
    told = joined(texts, " · ")
    return said(strong(_("Not evaluated, because data are missing")), ": ", told, ".") if told else ()


def put_aside(found: Iterable[Judged], clean: Clean, *, anonymous: bool) -> Text:
    """Return what somebody put aside, with the reason; on an anonymised page without reason and name."""
    listed = [one for one in found if one.is_dismissed]
    texts = []
    for one in listed:
        sentence = clean(_sentence(one)).rstrip(".")
        texts.append(said(sentence) if anonymous else said(sentence, f" ({_reason(one)})"))
    told = joined(texts, "; ")
    return said(strong(_("Put aside")), ": ", told, ".") if told else ()


def _sentence(one: Judged) -> str:
    told = one.remark
    return capital(f"{told.title}: {told.sentence}" if isinstance(told, Reminder) else told.sentence)


def _source(one: Judged) -> Text:
    if not one.remark.source:
        return ()
    unverified = "" if one.remark.verified else _("; not verified")
    return said(remark(f"[{one.remark.source}{unverified}]"))


def _before(one: Judged, clean: Clean) -> Text:
    if one.dismissal is None:
        return ()
    words = _(" Put aside before, when it read “{said}”.")
    return said(words.format(said=clean(one.dismissal.said)))


def _reason(one: Judged) -> str:
    told = one.dismissal
    if told is None:
        return ""
    who = ", ".join(part for part in (told.by, dates.show(told.on) if told.on else "") if part)
    return f"{told.reason.rstrip('.')}; {who}" if who else told.reason.rstrip(".")
