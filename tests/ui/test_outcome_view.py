from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.figures.cases import case_of
from tests.ui.boarded import CT, ITEM, MEETING
from tumorboard.domain.board import Addendum, AgendaItem, Recommendation, Task
from tumorboard.domain.dates import Day
from tumorboard.domain.meeting import Meeting
from tumorboard.handout.outcome_words import Entry, outcome
from tumorboard.handout.runs import plain
from tumorboard.ui import theme
from tumorboard.ui.outcome_gaps import missing
from tumorboard.ui.outcome_view import OutcomeView

CASE = case_of(CT, ITEM)


def _said(item: AgendaItem, meeting: Meeting | None = MEETING, *absent: str) -> dict[str, list[list[str]]]:
    """Return the lines of each entry by heading."""

    def lines(entry: Entry) -> list[str]:
        return [plain(entry.text), *map(plain, entry.details)]

    case = case_of(CT, item)
    return {
        part.heading: [lines(entry) for entry in part.entries]
        for part in outcome(case, item, meeting, absent)
    }


def test_the_whole_outcome_is_read_back_in_order() -> None:
    """What was asked, who was there, what was decided and who does what stand in this order."""
    said = _said(ITEM, MEETING, "Pathology")
    assert said == {
        "Question": [["Is a third resection feasible?"]],
        "Present": [
            [
                "Surgery: Dr Knife; Radiology: Dr Scan",
                "Not present: Dr Glass, Pathology",
                "1 seat not ticked",
                "Required and not present: Pathology",
            ]
        ],
        "Outcome": [["Discussed", "Plan intent: palliative", "restaging · presented by: Dr Knife"]],
        "Minutes": [["Two segments are free.\nThe remnant is 28 %."]],
        "Recommendations": [
            [
                "Systemic therapy: Lenvatinib; go on",
                "off label",
                "Evidence: 2B · References: PMID 34523731, NCT03043547",
                "Rests on: CT abdomen, 11 Mar 2025",
            ],
            ["Further imaging: MRI in 8 weeks"],
        ],
        "Tasks": [
            ["Book the MRI", "who: Dr Scan · by 1 Apr 2025"],
            ["Tell the patient", "who: not recorded · due: not recorded"],
        ],
        "Wish and dissent": [
            ["Patient's wish: No operation for now"],
            ["Dissent: Embolisation was offered."],
        ],
    }


def test_a_priority_that_is_not_the_place_is_told() -> None:
    """Recommendations come by priority, those without one last, and a number that is skipped is said."""
    rows = (
        Recommendation(kind="surgery"),
        Recommendation(kind="trial", priority=3.0, trial_id="NCT03043547"),
        Recommendation(kind="rebiopsy", priority=1.0),
    )
    said = _said(replace(ITEM, recommendations=rows))["Recommendations"]
    assert said == [["Rebiopsy"], ["Trial", "priority 3 · trial NCT03043547"], ["Surgery"]]


def test_what_came_of_it_and_addenda_are_read_back() -> None:
    """A finalised outcome tells what came of each recommendation and what was added, by whom and when."""
    row = Recommendation(
        kind="further imaging", fulfilment="not done", reason="patient refused", followed_by="ct"
    )
    item = replace(
        ITEM,
        recommendations=(row,),
        actions=(Task(what="Call", owner="Dr Scan", due=None, state="done", done_on=Day("2025-04-02")),),
        addenda=(Addendum(text="The remnant is 32 %.", on=Day("2025-03-21"), by="Dr Knife"),),
        finalised_on=Day("2025-03-20"),
        finalised_by="Dr Knife",
    )
    said = _said(item)
    assert said["Recommendations"] == [
        ["Further imaging", "Came to pass: not followed, patient refused, CT abdomen, 11 Mar 2025"]
    ]
    assert said["Tasks"] == [["Call", "who: Dr Scan · due: not recorded · done 2 Apr 2025"]]
    assert said["Addenda"] == [["The remnant is 32 %.", "Dr Knife, 21 Mar 2025"]]
    assert "Finalised 20 Mar 2025 by Dr Knife" in said["Outcome"][0]


def test_nothing_recorded_is_said_to_be_so() -> None:
    """An item of which nothing is known yet says of each part that it is not recorded."""
    said = _said(AgendaItem(id="item"), None)
    assert said == {
        "Question": [["not recorded"]],
        "Present": [["not recorded"]],
        "Outcome": [["not recorded"]],
        "Minutes": [["not recorded"]],
        "Recommendations": [["not recorded"]],
    }


@pytest.mark.parametrize(
    ("item", "sentences"),
    [
        (ITEM, ("Task 2: nobody who does it, no due date.",)),
        (replace(ITEM, actions=()), ("No task: nobody is named who sees to it.",)),
        (replace(ITEM, actions=ITEM.actions[:1], plan_intent=""), ("No plan intent.",)),
        (
            replace(ITEM, actions=(), recommendations=()),
            ("No recommendation, and no reason why there is none.",),
        ),
        (replace(ITEM, actions=(), recommendations=(), none_because="More imaging first"), ()),
        (
            replace(ITEM, actions=(), recommendations=(Recommendation(text="wait"),)),
            ("No task: nobody is named who sees to it.", "Recommendation 1: no kind."),
        ),
        (
            replace(ITEM, outcome="deferred", recommendations=(), actions=(), question=""),
            ("No question to the board.",),
        ),
        (
            replace(ITEM, outcome="", recommendations=(), actions=()),
            ("No outcome: discussed, deferred or withdrawn.",),
        ),
        (
            replace(ITEM, actions=(Task(what="Call", owner="Dr Scan", absent=(("due", "unknown"),)),)),
            (),
        ),
    ],
)
def test_what_an_outcome_lacks_is_said(item: AgendaItem, sentences: tuple[str, ...]) -> None:
    """Each thing that somebody would miss later is named in a sentence, and nothing else is."""
    assert missing(item, MEETING) == sentences


def test_a_specialty_that_is_required_and_not_there_is_said() -> None:
    """The quorum is told by specialty; where nobody is ticked, that is what is said."""
    item = replace(ITEM, actions=ITEM.actions[:1])
    assert missing(item, MEETING, ("Pathology",)) == ("Required and not present: Pathology.",)
    untouched = replace(MEETING, attendance=())
    assert missing(item, untouched, ("Pathology", "Surgery")) == ("Nobody is ticked as present.",)


def test_the_view_shows_what_is_there_and_what_is_not(qtbot: QtBot) -> None:
    """All of the outcome is on the page as text; what it lacks stands first, until it is final."""
    theme.apply(theme.LIGHT)
    view = OutcomeView()
    qtbot.addWidget(view)
    view.show_outcome(CASE, ITEM, MEETING, ("Pathology",))
    text = view.toPlainText()
    assert text.strip().startswith("Before it is closed: ")
    assert "Task 2: nobody who does it, no due date." in text
    assert text.index("Lenvatinib") < text.index("MRI in 8 weeks") < text.index("Tell the patient")
    view.show_outcome(CASE, replace(ITEM, finalised_on=Day("2025-03-20")), MEETING)
    assert "Before it is closed" not in view.toPlainText()


def test_the_view_follows_the_size_of_the_text_and_keeps_the_place(qtbot: QtBot) -> None:
    """Larger letters write the page anew, and a change of the outcome leaves the reader where they are."""
    theme.apply(theme.LIGHT)
    view = OutcomeView()
    qtbot.addWidget(view)
    view.resize(500, 160)
    view.show()
    view.show_outcome(CASE, ITEM, MEETING)
    before = view.document().size().height()
    font = view.font()
    font.setPixelSize(view.fontInfo().pixelSize() * 2)
    view.setFont(font)
    assert view.document().size().height() > before * 1.5
    view.verticalScrollBar().setValue(90)
    view.show_outcome(CASE, replace(ITEM, wish="Home"), MEETING)
    assert "Patient's wish: Home" in view.toPlainText()
    assert view.verticalScrollBar().value() == 90


def test_markup_in_what_was_typed_is_text(qtbot: QtBot) -> None:
    """Angle brackets and ampersands in minutes are shown as they were typed."""
    theme.apply(theme.LIGHT)
    view = OutcomeView()
    qtbot.addWidget(view)
    view.show_outcome(CASE, replace(ITEM, minutes="CA19-9 <b>37 & falling"), MEETING)
    assert "CA19-9 <b>37 & falling" in view.toPlainText()
