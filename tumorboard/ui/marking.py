"""Marking: what came of a task or a recommendation of any case, kept as one step that can be undone."""

from datetime import date

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _
from tumorboard.reasoning.answers import with_answer, with_task
from tumorboard.ui.session import Session

Ids = tuple[str, ...]


def mark_task(session: Session, ids: Ids, state: str, today: date) -> None:
    """Keep that a task is done or dropped; `ids` are of case, item and task. Problem where that cannot be."""
    _keep(session, ids[0], with_task(_item(session, ids), ids[2], state, today), N_("Close task"))


def mark_recommendation(session: Session, ids: Ids, fulfilment: str, reason: str = "") -> None:
    """Keep what a recommendation came to, and why; Problem where that cannot be."""
    item = with_answer(_item(session, ids), ids[2], fulfilment, reason=reason)
    _keep(session, ids[0], item, N_("Answer recommendation"))


def _item(session: Session, ids: Ids) -> AgendaItem:
    if session.book is None:
        raise Problem(_("The file is being worked in. Try again once that is done."))
    try:
        # Whole: what lists show of all cases lacks the snapshots, and must not be put back.
        item = session.book.shelf.look_into(ids[0]).get(ids[1])
    except KeyError:
        raise Problem(_("This is no longer in the file.")) from None
    assert isinstance(item, AgendaItem)
    return item


def _keep(session: Session, case_id: str, item: AgendaItem, title: str) -> None:
    assert session.book
    with session.book.journal.step(title) as step:
        step.put(case_id, item)
