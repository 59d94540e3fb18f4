"""Window: the meeting's window for everybody in the room; the other one stays for whoever types.

It has the keys by itself: nothing in it can be typed into, so that no key is anybody else's.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from tumorboard.ui.meeting.agenda import Agenda, Seen
from tumorboard.ui.meeting.foot import Foot
from tumorboard.ui.meeting.gallery import Gallery
from tumorboard.ui.meeting.head import PAGES, Head
from tumorboard.ui.meeting.keys import act_of
from tumorboard.ui.meeting.letters import smallest
from tumorboard.ui.meeting.sheet import Sheet
from tumorboard.ui.meeting.words import about, keys_html, nobody_html, words_of
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.ui.meeting.course import CoursePage

SETTLED = 200
"""Milliseconds a case is shown until it is opened in the other window too: many may be passed over."""
WAIT = 80
"""Milliseconds after a change at most until it is seen; typing goes on meanwhile."""
SHARE = 0.8
"""How much of the screen a window takes that does not fill it."""


class MeetingWindow(QWidget):
    """Shows one case of an agenda at a time, as it stands and as it is being typed."""

    case_wanted = Signal(str, str)
    """The case and the agenda item of these ids are on show, and are to be opened in the other window."""
    desk_wanted = Signal()
    """The keys are to go to the other window."""
    left = Signal()
    """The window was closed."""

    def __init__(self, session: Session, settings: Settings, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("meeting")
        # Closing the other window ends the program, however long this one is left open.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session, self._settings = session, settings
        self.agenda = Agenda(session, today)
        self.page = "summary"
        self.head, self.sheet, self.gallery, self.foot = Head(self), Sheet(self), Gallery(self), Foot(self)
        self.course: CoursePage | None = None
        self._pages = QStackedLayout()
        self._pages.addWidget(self.sheet)
        self._pages.addWidget(self.gallery)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.head)
        self._layout.addLayout(self._pages, 1)
        self._layout.addWidget(self.foot)
        self.head.page_wanted.connect(self.show_page)
        self.sheet.overflowed.connect(self._tell_keys)
        self._is_stale = False
        self._soon = QTimer(self, singleShot=True, interval=WAIT)
        self._soon.timeout.connect(self.draw)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(self._want_case)
        session.changed.connect(lambda kinds: self._follow(reread=True))
        session.drafted.connect(lambda: self._follow(reread=False))
        session.case_opened.connect(lambda case: self._follow(reread=False))
        self._doings = self._all_doings()

    def show_meeting(self, meeting_id: str, item_id: str = "") -> None:
        """Show the agenda of a meeting from an item on; KeyError where there is no such meeting."""
        self.agenda.open(meeting_id, item_id)
        self.page, self._is_stale = "summary", False
        self._show_other_case()

    def come(self, screen: QScreen) -> None:
        """Fill a screen and take the keys."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window that can be moved to another."""
        if self.isFullScreen():
            whole = self.screen().availableGeometry()
            self.showNormal()
            self.resize(whole.size() * SHARE)
            self.move(whole.center() - self.rect().center())
        else:
            self.showFullScreen()

    def step(self, by: int) -> None:
        """Show the next case of the agenda, or an earlier one."""
        if self.agenda.step(by):
            self._show_other_case()

    def show_page(self, page: str) -> None:
        """Show one of the pages of the case, or that of the keys."""
        self.page = page
        self.sheet.begin()
        self.draw()

    def hide_names(self) -> None:
        """Hide who it is about, or show it again."""
        self.agenda.names_hidden = not self.agenda.names_hidden
        # Nor does a page that is not on show keep a name.
        self.sheet.show_about((), lambda: lambda size: "")
        self.sheet.begin()
        self.draw()

    def draw(self) -> None:
        """Draw what is on show as it stands now."""
        self._soon.stop()
        if self._is_stale:
            self._is_stale = False
            self.agenda.read()
        seen = self.agenda.seen()
        self.head.setVisible(seen is not None)
        self.setWindowTitle(self._titled(seen))
        self.setAccessibleName(self.windowTitle())
        if seen is not None:
            self.head.show_seen(seen, self.page)
        if seen is None or self.page == "keys":
            write = keys_html if self.page == "keys" else partial(nobody_html, board=self._board())
            self._pages.setCurrentWidget(self.sheet)
            self.sheet.show_about((self.page, self._board()), lambda: write)
        else:
            self._show(seen)
        self.setAccessibleDescription(self._shown.words)
        self._tell_keys()

    def _show(self, seen: Seen) -> None:
        """Show the page of a case that is chosen."""
        if self.page == "course":
            course = self._made_course()
            self._pages.setCurrentWidget(course)
            course.show_seen(seen)
        elif self.page == "pictures":
            self._pages.setCurrentWidget(self.gallery)
            self.gallery.show_seen(seen)
        else:
            self._pages.setCurrentWidget(self.sheet)
            self.sheet.show_about(about(self.page, seen), partial(words_of, self.page, seen))

    def _made_course(self) -> "CoursePage":
        if self.course is None:
            from tumorboard.ui.meeting.course import CoursePage

            self.course = CoursePage(self._settings, self)
            self._pages.addWidget(self.course)
        return self.course

    def _show_other_case(self) -> None:
        self.sheet.begin()
        self.draw()
        self._settled.start()
        if seen := self.agenda.seen():
            said = f"{seen.position}, {seen.title}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _want_case(self) -> None:
        if current := self.agenda.current:
            self.case_wanted.emit(current.case_id, current.item.id)

    def _follow(self, *, reread: bool) -> None:
        """Draw soon what was changed or typed; several changes are drawn once."""
        self._is_stale = self._is_stale or reread
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    @property
    def _shown(self) -> "Sheet | Gallery | CoursePage":
        """The page that is on show."""
        shown = self._pages.currentWidget()
        if self.course is not None and shown is self.course:
            return self.course
        return self.gallery if shown is self.gallery else self.sheet

    def _tell_keys(self) -> None:
        self.foot.show_keys(self._shown.more, hidden=self.agenda.names_hidden)

    def _board(self) -> str:
        from tumorboard.domain.headline import headline

        return headline(self.agenda.meeting) if self.agenda.meeting else ""

    def _titled(self, seen: Seen | None) -> str:
        parts = (seen.title if seen else "", self._board(), "TumorBoard")
        return " – ".join(part for part in parts if part)

    def _all_doings(self) -> dict[str, Callable[[], object]]:
        return {
            "next_case": partial(self.step, 1),
            "previous_case": partial(self.step, -1),
            "first_case": lambda: self.step(-len(self.agenda.placed)),
            "last_case": lambda: self.step(len(self.agenda.placed)),
            "down": lambda: self._shown.move_by(1),
            "up": lambda: self._shown.move_by(-1),
            "keys": lambda: self.show_page("summary" if self.page == "keys" else "keys"),
            **{page: partial(self.show_page, page) for page in PAGES},
            "hide_names": self.hide_names,
            "desk": self.desk_wanted.emit,
            "full_screen": self.toggle_full_screen,
            "leave": self.close,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_of(Qt.Key(event.key()))
        doing = self._doings.get(act) or self._shown.doings().get(act)
        if doing is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        doing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = smallest(self.height())
        for part in (self.head, self.gallery, self.foot):
            part.set_letters(self.height())
        self._layout.setContentsMargins(size, size // 2, size, size // 3)
        self._layout.setSpacing(size // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_doings"):
            self._follow(reread=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._settled.stop()
        self.left.emit()


def other_screen(own: QScreen, screens: Sequence[QScreen]) -> QScreen:
    """Return the screen for the room: another than that of the window that is typed in, if there is one."""
    return next((one for one in screens if one is not own), own)
