"""Agenda: the cases of a meeting in their order, which of them is shown, and what is known of it now."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.headline import headline
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.patient import name_of
from tumorboard.domain.record import Record
from tumorboard.handout.anonymous import without_person
from tumorboard.i18n import _, capital
from tumorboard.reasoning.readiness import Profile, absent, profile
from tumorboard.store.boards import Placed
from tumorboard.ui.session import Session


@dataclass(frozen=True, slots=True)
class Seen:
    """What everybody in the room sees now: a case as it stands, with what is being typed into it.

    The item is apart from the case: what is typed of an outcome leaves what follows from the case as it is.
    """

    case: Case
    item: AgendaItem
    meeting: Meeting | None
    place: int
    count: int
    today: date
    drafts: tuple[Record, ...] = ()
    names_hidden: bool = False

    @property
    def whose(self) -> tuple[object, ...]:
        """All that is seen but for the item."""
        return (self.case, self.meeting, self.place, self.count, self.today, self.names_hidden)

    @property
    def title(self) -> str:
        """The patient by name, or where names are hidden by the place on the agenda."""
        if self.names_hidden:
            return _("Case {place}").format(place=self.place)
        return name_of(self.case.patient) or capital(_("name not recorded"))

    @property
    def position(self) -> str:
        """The place on the agenda."""
        return _("{place} of {count}").format(place=self.place, count=self.count)

    @property
    def board(self) -> str:
        """The board and its day."""
        return headline(self.meeting or self.item)

    @property
    def absent(self) -> tuple[str, ...]:
        """The required specialties of which nobody is there."""
        seats = self.meeting.attendance if self.meeting else ()
        return absent(self.profile, seats) if seats else ()

    @property
    def profile(self) -> Profile:
        """What the board asks for."""
        return profile(self.meeting.profile if self.meeting else "")

    @property
    def clean(self) -> Callable[[str], str]:
        """What takes out of a text what is not to be seen."""
        return partial(without_person, self.case) if self.names_hidden else str


class Agenda:
    """Reads from the file by itself; the open case of the session is taken as it is being typed."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        self._session, self._today = session, today
        self.meeting: Meeting | None = None
        self.placed: list[Placed] = []
        self.names_hidden = False
        self._at = 0
        self._case: Case | None = None

    def open(self, meeting_id: str, item_id: str = "") -> None:
        """Begin with an item of a meeting, the first where none is named; KeyError where it is gone."""
        book = self._session.book
        if book is None:
            raise KeyError(meeting_id)
        self.meeting = book.boards.meeting(meeting_id)
        self.placed, self._at, self._case = [], 0, None
        self.read()
        ids = [one.item.id for one in self.placed]
        self._at = ids.index(item_id) if item_id in ids else 0

    def read(self) -> None:
        """Read the agenda anew, as something was changed; who is shown stays, wherever on it."""
        book, current = self._session.book, self.current
        if book is None or self.meeting is None:
            return
        self._case = None
        with suppress(KeyError):
            self.meeting = book.boards.meeting(self.meeting.id)
        self.placed = book.boards.items(self.meeting.id)
        ids = [one.item.id for one in self.placed]
        if current is not None and current.item.id in ids:
            self._at = ids.index(current.item.id)
        self._at = min(self._at, max(len(ids) - 1, 0))

    @property
    def current(self) -> Placed | None:
        """The item that is shown."""
        return self.placed[self._at] if self._at < len(self.placed) else None

    def step(self, by: int) -> bool:
        """Go on to another item, at most to the ends; return whether it is another."""
        before = self._at
        self._at = min(max(self._at + by, 0), max(len(self.placed) - 1, 0))
        return self._at != before

    def seen(self) -> Seen | None:
        """Return what is to be seen; None where nobody is on the agenda."""
        current, case = self.current, self._found()
        if current is None or case is None:
            return None
        is_open = self._session.case is not None and self._session.case.id == case.id
        drafts = self._session.drafts if is_open else ()
        item = next((one for one in drafts if one.id == current.item.id), case.find(current.item.id))
        return Seen(
            case=case,
            item=item if isinstance(item, AgendaItem) else current.item,
            meeting=self.meeting,
            place=self._at + 1,
            count=len(self.placed),
            today=self._today(),
            drafts=tuple(one for one in drafts if not isinstance(one, AgendaItem)),
            names_hidden=self.names_hidden,
        )

    def _found(self) -> Case | None:
        current, opened = self.current, self._session.case
        if current is None:
            return None
        if opened is not None and opened.id == current.case_id:
            for draft in self._session.drafts:
                opened = opened if isinstance(draft, AgendaItem) else opened.with_record(draft)
            return opened
        book = self._session.book
        if book is not None and (self._case is None or self._case.id != current.case_id):
            # The case may be gone, or another program may have the file at this moment.
            with suppress(KeyError, Problem):
                self._case = book.shelf.look_into(current.case_id)
        return self._case if self._case is not None and self._case.id == current.case_id else None
