"""Board usage: what can be typed of meetings, agendas and what came of them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tumorboard.cli import action_commands, board_commands, change_commands, verification
from tumorboard.cli.commands import Command
from tumorboard.i18n import _, capital

Add = Callable[..., argparse.ArgumentParser]
AskCase = Callable[[argparse._ActionsContainer], None]


def add_boards(add: Add, ask_case: AskCase, ask_file: Callable[..., None]) -> None:
    """Add the commands of the boards to those of the program."""
    meetings = _Group(add("meeting", None, _("plan meetings, show and print them"), _MEETING), ask_file)
    _add_meetings(meetings)
    agenda = _Group(add("agenda", None, _("put cases on agendas"), _AGENDA), ask_file)
    sub = agenda.add("add", board_commands.agenda_add, _("put a case on the agenda of a meeting"), _AGENDA)
    ask_case(sub)
    sub.add_argument("--meeting", required=True, metavar="M", help=_naming())
    sub.add_argument("--question", required=True, metavar="TEXT", help=_("the question to the board"))
    sub.add_argument("--discussion", default="", metavar="D", help=_("such as pre-therapeutic or restaging"))
    sub.add_argument("--presenter", default="", metavar="NAME", help=_("who presents the case"))
    sub = add("actions", action_commands.actions_, _("list what the boards left to be done"), "--overdue")
    sub.add_argument("--overdue", action="store_true", help=_("only what should be done already"))
    sub.add_argument("--json", action="store_true", help=_("as a JSON array"))
    sub = add(
        "changes",
        change_commands.changes_,
        _("tell what changed in a case since it was last at a board"),
        "000785 --since 2025-02-06",
    )
    ask_case(sub)
    sub.add_argument("--since", default="", metavar="DATE", help=_("from this day on instead"))
    sub.add_argument("--json", action="store_true", help=_("as a JSON object, with before and after"))
    sub = add(
        "verify",
        verification.verify_,
        _("say which board a printed page or a hash is of, and whether all is as it was"),
        "outcome.pdf",
    )
    sub.add_argument("what", metavar="FILE.pdf|HASH", help=_("a PDF, or a hash as it stands on the page"))


_MEETING = "add --name HPB --on 2025-03-20 --time 14:00"
_AGENDA = 'add 000785 --meeting HPB --question "Resection?"'


def _naming() -> str:
    return _("its id, its day, or a part of its name; both where there are several")


class _Group:
    """A command that has commands of its own."""

    def __init__(self, parser: argparse.ArgumentParser, ask_file: Callable[..., None]) -> None:
        self._name = parser.prog
        self._ask_file = ask_file
        self._commands: Any = parser.add_subparsers(metavar="COMMAND", title=_("commands"), required=True)

    def add(self, name: str, command: Command, help_: str, example: str) -> argparse.ArgumentParser:
        epilog = _("Example: {command}").format(command=f"{self._name} {example}")
        sub: argparse.ArgumentParser = self._commands.add_parser(
            name, help=help_, description=f"{capital(help_)}.", epilog=epilog
        )
        sub.set_defaults(command=command)
        self._ask_file(sub, argparse.SUPPRESS)
        return sub


def _add_meetings(group: _Group) -> None:
    sub = group.add("add", board_commands.meeting_add, _("add a meeting, or a series of them"), _MEETING)
    sub.add_argument("--name", required=True, metavar="N", help=_("what the board is called"))
    sub.add_argument("--on", required=True, metavar="DATE", help=_("its day"))
    sub.add_argument("--time", default="", metavar="14:00", help=_("when it begins"))
    sub.add_argument("--place", default="", metavar="TEXT", help=_("where it is"))
    sub.add_argument("--chair", default="", metavar="NAME", help=_("who leads it"))
    sub.add_argument("--profile", default="", metavar="NAME", help=_("what its cases are held against"))
    sub.add_argument("--every", type=int, metavar="WEEKS", help=_("again every so many weeks …"))
    sub.add_argument("--until", default="", metavar="DATE", help=_("… up to this day"))
    sub = group.add("list", board_commands.meeting_list, _("list the meetings in order of time"), "list")
    sub.add_argument("--json", action="store_true", help=_("as a JSON array"))
    sub = group.add("show", board_commands.meeting_show, _("print the agenda of a meeting"), "show HPB")
    _ask_meeting(sub)
    sub.add_argument("--json", action="store_true", help=_("as a JSON object"))
    sub = group.add(
        "pack",
        board_commands.meeting_pack,
        _("print the agenda and the handout of every case to one PDF"),
        "pack 2025-03-20 --out pack.pdf --duplex",
    )
    _ask_meeting(sub)
    sub.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=_("the file to write"))
    sub.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("a4 unless named"))
    sub.add_argument("--duplex", action="store_true", help=_("printed on both sides: each on a new sheet"))


def _ask_meeting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("meeting", metavar="MEETING", help=_naming())
