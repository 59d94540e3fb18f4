"""Board commands: meetings, their agendas and the pack printed for them."""

import argparse
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tumorboard.cli import typed
from tumorboard.cli.board_words import case_rows, line, person, said
from tumorboard.cli.commands import DONE, named_case, opened, without_window
from tumorboard.cli.terminal import complain, say, say_json
from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _, plural, uncapital

if TYPE_CHECKING:
    from tumorboard.domain.board import AgendaItem
    from tumorboard.domain.meeting import Meeting
    from tumorboard.store.boards import Placed
    from tumorboard.store.book import Book
    from tumorboard.store.shelf import CaseRow

MOST_MEETINGS = 500
"""Of one series: more are a mistyped year."""
TOLD = ("id", "name", "place", "chair", "state", "profile")


def meeting_add(options: argparse.Namespace) -> int:
    """Add a meeting, or a series of them, as one step."""
    from tumorboard.domain.meeting import PLANNED, Meeting

    on = typed.full_day(options.on, "--on")
    if options.time:
        on = typed.at_time(on, options.time)
    first = Meeting(
        name=options.name.strip(),
        on=on,
        place=options.place.strip(),
        chair=options.chair.strip(),
        profile=_profile(options.profile.strip()),
        state=PLANNED,
    )
    typed.refuse_problems(first)
    meetings = _series(first, options)
    with opened(options) as book:
        book.boards.put(meetings, N_("Add meeting") if len(meetings) == 1 else N_("Add meetings"))
    say("\n".join(one.id for one in meetings))
    return DONE


def _profile(text: str) -> str:
    """Return the code of a readiness profile that was named by its code or name; empty for the usual one."""
    from tumorboard.reasoning.readiness import profiles

    known = profiles() if text else ()
    for one in known:
        if text.casefold() in (one.code.casefold(), one.name.casefold()):
            return one.code
    if known:
        sentence = _("--profile: “{typed}” is none of {profiles}.")
        raise Problem(sentence.format(typed=text, profiles=", ".join(one.code for one in known)))
    return ""


def _series(first: "Meeting", options: argparse.Namespace) -> "list[Meeting]":
    from tumorboard.domain.dates import Day
    from tumorboard.domain.meeting import weekly
    from tumorboard.domain.record import new_id

    if options.every is None and not options.until:
        return [first]
    if options.every is None or not options.until:
        raise Problem(_("A series needs both --every and --until."))
    assert first.on
    assert first.on.earliest
    begin, until = first.on.earliest, typed.full_day(options.until, "--until").latest
    assert until
    if options.every < 1:
        raise Problem(_("--every: a series needs at least a week between two meetings."))
    if until < begin:
        raise Problem(_("--until lies before --on."))
    days = (until - begin).days // (7 * options.every) + 1
    if days > MOST_MEETINGS:
        sentence = _("That would be {count} meetings; at most {most} are made at once.")
        raise Problem(sentence.format(count=days, most=MOST_MEETINGS))
    clock = first.on.time
    return [
        first if day == begin else replace(first, id=new_id(), on=Day.of(day, clock))
        for day in weekly(begin, options.every, until)
    ]


def meeting_list(options: argparse.Namespace) -> int:
    """List the meetings, the next last."""
    with opened(options) as book:
        meetings = book.boards.meetings()
        counts = Counter(one.item.meeting for one in book.boards.all_items())
    if options.json:
        say_json([{**_meeting(one), "cases": counts[one.id]} for one in meetings])
    elif meetings:
        say("\n".join(f"{_meeting_line(one)} · {_cases(counts[one.id])}" for one in meetings))
    return DONE


def meeting_show(options: argparse.Namespace) -> int:
    """Print the agenda of a meeting."""
    with opened(options) as book:
        meeting = book.boards.find(options.meeting)
        placed = book.boards.items(meeting.id)
        rows = case_rows(book, placed)
        lacking = [_missing(book, meeting, one) for one in placed]
    if options.json:
        items = [
            {**_item(rows[one.case_id], one.item), "missing": missing}
            for one, missing in zip(placed, lacking, strict=True)
        ]
        say_json({**_meeting(meeting), "agenda": items})
        return DONE
    say(_meeting_line(meeting))
    for number, (one, missing) in enumerate(zip(placed, lacking, strict=True), start=1):
        say("\n".join(_item_lines(number, rows[one.case_id], one.item, missing)))
    if not placed:
        complain(_("No case is on the agenda."))
    return DONE


def agenda_add(options: argparse.Namespace) -> int:
    """Put a case on the agenda of a meeting, behind all others."""
    from tumorboard.domain.board import AgendaItem
    from tumorboard.domain.meeting import CLOSED

    discussion = options.discussion and typed.choice(
        AgendaItem, "discussion", options.discussion, "--discussion"
    )
    with opened(options) as book:
        case = named_case(book, options)
        meeting = book.boards.find(options.meeting)
        if meeting.state == CLOSED:
            raise Problem(_("This meeting is closed; no case can be put on its agenda any more."))
        if any(one.case_id == case.id for one in book.boards.items(meeting.id)):
            raise Problem(_("This case is on the agenda of that meeting already."))
        item = AgendaItem(
            meeting=meeting.id,
            board=meeting.name,
            on=meeting.on,
            position=book.boards.next_position(meeting.id),
            discussion=discussion,
            question=options.question.strip(),
            presenter=options.presenter.strip(),
        )
        typed.refuse_problems(item)
        with book.journal.step(N_("Put a case on the agenda")) as step:
            step.put(case.id, item)
    say(item.id)
    return DONE


def _meeting(meeting: "Meeting") -> dict[str, Any]:
    return {"on": str(meeting.on) if meeting.on else None, **said(meeting, *TOLD)}


def _item(row: "CaseRow", item: "AgendaItem") -> dict[str, Any]:
    told = said(item, "id", "position", "discussion", "question", "presenter", "outcome")
    case = {"case_id": row.id, "mrn": row.mrn, "name": row.name, "diagnosis": row.diagnosis}
    return {**told, **case, "finalised_on": str(item.finalised_on) if item.finalised_on else None}


def _meeting_line(meeting: "Meeting") -> str:
    from tumorboard.domain import dates
    from tumorboard.domain.fields import shown

    on = dates.show(meeting.on) if meeting.on else _("day not recorded")
    chair = _("chair {name}").format(name=meeting.chair) if meeting.chair else ""
    state = shown(meeting, "state") if meeting.state else ""
    return line(on, meeting.name, meeting.place, chair, state)


def _missing(book: "Book", meeting: "Meeting", placed: "Placed") -> list[str]:
    """Return what of the meeting's profile a case lacks, one case read at a time."""
    from tumorboard.reasoning.readiness import missing, profile, readiness

    case = book.shelf.open(placed.case_id)
    told = readiness(case, placed.item, profile(meeting.profile), date.today())
    return [uncapital(entry.label) for entry in missing(told)]


def _item_lines(number: int, row: "CaseRow", item: "AgendaItem", missing: list[str]) -> list[str]:
    from tumorboard.domain.fields import shown

    discussion = shown(item, "discussion") if item.discussion else ""
    outcome = shown(item, "outcome") if item.outcome else ""
    final = _("finalised") if item.finalised_on else ""
    lines = [
        f"{number:>3}  {line(person(row), row.diagnosis, discussion, outcome, final)}",
        f"     {line(item.question) or _('question not recorded')}",
    ]
    if not item.outcome:
        # Once something was decided, that matters more.
        lacking = _("missing: {items}").format(items=", ".join(missing))
        lines.append(f"     {lacking if missing else _('ready')}")
    return lines


def _cases(count: int) -> str:
    return plural("{count} case", "{count} cases", count)


def meeting_pack(options: argparse.Namespace) -> int:
    """Print the agenda of a meeting and the handout of every case on it to one PDF."""
    from tumorboard.app import print_pack
    from tumorboard.exchange import whole_file

    with opened(options) as book:
        meeting = book.boards.find(options.meeting)
        without_window()
        data, remarks = print_pack(book, meeting.id, paper=options.paper, duplex=options.duplex)
    whole_file.write(options.out, data)
    for remark in remarks:
        complain(f"tumorboard: {remark}")
    say(str(options.out))
    return DONE
