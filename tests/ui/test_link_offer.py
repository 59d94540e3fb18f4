"""What was just kept is offered as the answer to a recommendation, by a line in the page."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reasoning.boards import advice, item
from tests.reasoning.cases import case_of, made
from tumorboard.domain.board import AgendaItem
from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.event import Event
from tumorboard.domain.patient import Patient
from tumorboard.domain.record import new_id
from tumorboard.domain.surgery import Surgery
from tumorboard.domain.tumour import Tumour
from tumorboard.ui.desk import Desk
from tumorboard.ui.link_offer import LinkOffer

LATER, FIRST = advice("surgery", text="Left hepatectomy"), advice("surgery", text="Right hepatectomy")
ITEMS = (item("2025-01-09", FIRST), item("2025-02-06", LATER, finalised_on="2025-02-06"))
OPERATION: Surgery = made(Surgery, on="2025-03-01", procedures=(Coded(text="Hepatectomy"),))


@pytest.fixture
def offer(desk: Desk) -> LinkOffer:
    """Give the line that is shown once an operation is kept."""
    case = Case(Patient(id=new_id(), mrn="17"), Tumour(id=new_id()), ITEMS)
    desk.session.add(case, "Add case")
    desk.session.save(OPERATION)
    assert desk.follow.offer
    return desk.follow.offer


def _followed(desk: Desk) -> dict[str, tuple[str, str]]:
    case = desk.session.case
    assert case
    rows = [row for one in case.of(AgendaItem) for row in one.recommendations]
    return {row.text: (row.fulfilment, row.followed_by) for row in rows}


def test_what_fits_is_offered_and_linked_by_key_in_one_step(desk: Desk, offer: LinkOffer) -> None:
    """Also to an outcome that is finalised; Ctrl+Z takes it back."""
    assert offer.isVisible()
    assert offer.words.text() == (
        "Does “Hepatectomy” answer the recommendation of 6 Feb 2025: Surgery: Left hepatectomy?"
    )
    desk.actions["link_recommendation"].trigger()
    assert _followed(desk)["Left hepatectomy"] == ("done", OPERATION.id)
    assert offer.isHidden()
    assert desk.middle.notice.sentence.startswith("Linked to the recommendation")
    desk.actions["undo"].trigger()
    assert set(_followed(desk).values()) == {("", "")}


def test_another_of_those_that_fit_can_be_chosen(desk: Desk, offer: LinkOffer) -> None:
    """After the last comes the first."""
    offer.other.click()
    assert "Right hepatectomy" in offer.words.text()
    offer.other.click()
    assert "Left hepatectomy" in offer.words.text()
    offer.other.click()
    offer.link.click()
    assert _followed(desk)["Right hepatectomy"] == ("done", OPERATION.id)


def test_the_offer_is_left_by_esc_and_links_nothing_then(desk: Desk, offer: LinkOffer, qtbot: QtBot) -> None:
    """Nor does the key, once there is no offer; of that record it asks no more, but of another."""
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    assert offer.isHidden()
    desk.actions["link_recommendation"].trigger()
    assert set(_followed(desk).values()) == {("", "")}
    desk.session.save(replace(OPERATION, residual="R0"))
    assert offer.isHidden()
    desk.session.save(made(Surgery, on="2025-03-02"))
    assert offer.isVisible()


def test_the_offer_goes_with_what_it_is_about(desk: Desk, offer: LinkOffer) -> None:
    """Where the record was taken back, or another case is opened."""
    desk.actions["undo"].trigger()
    assert offer.isHidden()
    desk.actions["redo"].trigger()
    assert offer.isHidden()
    desk.session.save(made(Surgery, on="2025-03-02"))
    assert offer.isVisible()
    desk.session.add(Case(Patient(id=new_id(), mrn="18"), Tumour(id=new_id())), "Add case")
    assert offer.isHidden()


def test_nothing_is_offered_where_nothing_fits(desk: Desk, offer: LinkOffer) -> None:
    """What is kept next takes the place of the offer before."""
    desk.session.save(made(Event, on="2025-03-02", title="Stent"))
    assert offer.isHidden()


def test_what_needs_no_answer_builds_nothing(desk: Desk) -> None:
    """As long as nothing was kept that may be one."""
    desk.session.add(case_of(), "Add case")
    assert desk.follow.offer is None


def test_what_is_typed_into_a_form_is_offered_once_it_is_kept(desk: Desk) -> None:
    """And the keys stay where they are."""
    desk.session.add(Case(Patient(id=new_id(), mrn="17"), Tumour(id=new_id()), ITEMS), "Add case")
    desk.actions["add_surgery"].trigger()
    QTest.keyClicks(desk.window.focusWidget(), "1 Mar 2025")
    assert desk.follow.offer is None
    desk.actions["keep"].trigger()
    offer = desk.follow.offer
    assert offer
    assert offer.isVisible()
    focus = desk.window.focusWidget()
    assert focus is None or not offer.isAncestorOf(focus)
    desk.actions["link_recommendation"].trigger()
    assert desk.session.case
    (operation,) = desk.session.case.of(Surgery)
    assert _followed(desk)["Left hepatectomy"] == ("done", operation.id)
