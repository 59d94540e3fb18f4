"""Board: one case on the agenda of one meeting, what was asked, what was decided, and what came of it.

Once it is finalised it stands as it was, with its rows; only what is marked `afterwards` goes on: what came
of a recommendation, whether a task is done, to whom the outcome was sent, and addenda. A meeting belongs to
the file and not to the case, so the item tells the board's name and day itself, wherever the case is taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from tumorboard.domain.dates import Day
from tumorboard.domain.fields import (
    BytesField,
    Choice,
    ChoiceField,
    Coded,
    CodedListField,
    DayField,
    LinkField,
    LinksField,
    NoteField,
    NumberField,
    RowsField,
    TextField,
    choices,
    declare,
)
from tumorboard.domain.record import Record
from tumorboard.domain.reference import ReferencesField
from tumorboard.i18n import N_

DISCUSSED, DEFERRED, WITHDRAWN = "discussed", "deferred", "withdrawn"
OPEN, DONE, PARTLY, NOT_FULFILLED, LOST = "open", "done", "partly", "not done", "lost"
ANSWERED = (DONE, PARTLY, NOT_FULFILLED, LOST)
KINDS = choices(
    N_("surgery"),
    N_("systemic therapy"),
    N_("local therapy"),
    N_("radiotherapy"),
    N_("radio-chemotherapy"),
    N_("trial"),
    N_("rebiopsy"),
    N_("further imaging"),
    N_("molecular testing"),
    N_("genetic counselling"),
    N_("supportive care"),
    N_("watch and wait"),
    N_("second opinion"),
    N_("other"),
)
REASONS = choices(
    N_("patient refused"),
    N_("patient's wish"),
    N_("death"),
    N_("lost to follow-up"),
    N_("progression"),
    N_("deterioration"),
    N_("remission"),
    N_("toxicity"),
    N_("medical reason"),
    N_("no indication"),
    N_("other therapy"),
    N_("best supportive care"),
    N_("payment refused"),
    N_("payment pending"),
    N_("payment ended"),
    N_("other"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation(Record):
    """One thing the board recommends; open until something came of it or a reason says why not."""

    record_kind: ClassVar[str] = "agenda_item_recommendations"
    record_title: ClassVar[str] = N_("Recommendation")

    kind: str = declare(ChoiceField(label=N_("Kind"), choices=KINDS, required=True))
    text: str = declare(NoteField(label=N_("Recommendation")))
    agents: tuple[Coded, ...] = declare(CodedListField(label=N_("Agents"), vocabulary="agents"))
    priority: float | None = declare(
        NumberField(label=N_("Priority"), help=N_("1 comes first"), low=1, high=12, whole=True)
    )
    trial_id: str = declare(TextField(label=N_("Trial number"), help=N_("NCT, EudraCT or DRKS number")))
    evidence: str = declare(TextField(label=N_("Evidence")))
    references: tuple[Coded, ...] = declare(
        ReferencesField(label=N_("References"), help=N_("PMID, DOI or NCT number"))
    )
    label_status: str = declare(
        ChoiceField(
            label=N_("Label status"),
            choices=choices(N_("in label"), N_("off label"), N_("trial"), N_("compassionate")),
        )
    )
    because: tuple[str, ...] = declare(LinksField(label=N_("Rests on")))
    fulfilment: str = declare(
        ChoiceField(
            label=N_("Came to pass"),
            choices=(
                Choice(OPEN, N_("open")),
                Choice(DONE, N_("done")),
                Choice(PARTLY, N_("partly")),
                Choice(NOT_FULFILLED, N_("not followed")),
                Choice(LOST, N_("lost to follow-up")),
            ),
            afterwards=True,
        )
    )
    reason: str = declare(ChoiceField(label=N_("Reason"), choices=REASONS, afterwards=True))
    followed_by: str = declare(
        LinkField(
            label=N_("Followed by"),
            to=("surgery", "systemic_line", "local_therapy", "imaging", "specimen", "biomarker", "event"),
            afterwards=True,
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Task(Record):
    """What somebody is to do by some day."""

    record_kind: ClassVar[str] = "agenda_item_actions"
    record_title: ClassVar[str] = N_("Task")

    what: str = declare(TextField(label=N_("What"), required=True))
    owner: str = declare(TextField(label=N_("Who")))
    due: Day | None = declare(DayField(label=N_("Due"), future=True))
    state: str = declare(
        ChoiceField(
            label=N_("State"), choices=choices(N_("open"), N_("done"), N_("dropped")), afterwards=True
        )
    )
    done_on: Day | None = declare(DayField(label=N_("Done on"), afterwards=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Addendum(Record):
    """What is to be added to a finalised outcome, or corrected in it; the original stays."""

    record_kind: ClassVar[str] = "agenda_item_addenda"
    record_title: ClassVar[str] = N_("Addendum")

    text: str = declare(NoteField(label=N_("Addendum"), required=True))
    on: Day | None = declare(DayField(label=N_("Written on"), timed=True, automatic=True))
    by: str = declare(TextField(label=N_("Written by"), automatic=True))


def _has_no_meeting(item: Any) -> bool:
    return not item.meeting


def _is_discussed(item: Any) -> bool:
    return item.outcome in ("", DISCUSSED)


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaItem(Record):
    """One case at one meeting; `snapshot` is the case as the board saw it, `page` what was printed of it."""

    record_kind: ClassVar[str] = "agenda_item"
    record_title: ClassVar[str] = N_("Board discussion")
    filed: ClassVar[str] = "on"

    meeting: str = declare(LinkField(label=N_("Meeting"), outside=True))
    board: str = declare(TextField(label=N_("Board"), when=_has_no_meeting))
    on: Day | None = declare(DayField(label=N_("Date"), timed=True, future=True, when=_has_no_meeting))
    position: float | None = declare(
        NumberField(label=N_("Position"), low=1, high=999, whole=True, automatic=True)
    )
    discussion: str = declare(
        ChoiceField(
            label=N_("Discussion"),
            choices=choices(
                N_("pre-therapeutic"),
                N_("post-operative"),
                N_("post-therapeutic"),
                N_("restaging"),
                N_("no-meeting plan"),
            ),
        )
    )
    question: str = declare(NoteField(label=N_("Question"), required=True))
    review: tuple[str, ...] = declare(
        LinksField(label=N_("To be reviewed"), to=("imaging", "specimen", "biomarker", "document"))
    )
    presenter: str = declare(TextField(label=N_("Presented by")))
    outcome: str = declare(
        ChoiceField(label=N_("Outcome"), choices=choices(N_("discussed"), N_("deferred"), N_("withdrawn")))
    )
    minutes: str = declare(NoteField(label=N_("Minutes")))
    plan_intent: str = declare(
        ChoiceField(
            label=N_("Plan intent"),
            choices=choices(
                N_("curative"), N_("palliative"), N_("diagnostic"), N_("surveillance"), N_("supportive")
            ),
            when=_is_discussed,
        )
    )
    wish: str = declare(TextField(label=N_("Patient's wish")))
    wish_deviation: str = declare(
        ChoiceField(
            label=N_("Differs at the patient's wish"),
            choices=choices(N_("yes"), N_("no"), N_("unknown")),
            when=_is_discussed,
        )
    )
    dissent: str = declare(NoteField(label=N_("Dissent"), when=_is_discussed))
    none_because: str = declare(
        TextField(
            label=N_("No recommendation because"),
            when=lambda item: _is_discussed(item) and not item.recommendations,
        )
    )
    review_on: Day | None = declare(DayField(label=N_("To be seen again"), future=True))
    recommendations: tuple[Recommendation, ...] = declare(
        RowsField(label=N_("Recommendations"), of=Recommendation)
    )
    actions: tuple[Task, ...] = declare(RowsField(label=N_("Tasks"), of=Task))
    addenda: tuple[Addendum, ...] = declare(RowsField(label=N_("Addenda"), of=Addendum, afterwards=True))
    sent_to: str = declare(TextField(label=N_("Sent to"), afterwards=True))
    sent_on: Day | None = declare(DayField(label=N_("Sent on"), afterwards=True))
    finalised_on: Day | None = declare(DayField(label=N_("Finalised on"), timed=True, automatic=True))
    finalised_by: str = declare(TextField(label=N_("Finalised by"), automatic=True))
    snapshot: bytes | None = declare(BytesField(label=N_("As the board saw it"), automatic=True))
    page: bytes | None = declare(BytesField(label=N_("Printed page"), automatic=True))


def is_final(item: AgendaItem) -> bool:
    """Whether an item stands as it is, for good."""
    return item.finalised_on is not None


def last_board(items: Iterable[AgendaItem], before: AgendaItem | None = None) -> AgendaItem | None:
    """Return the last item that was finalised, or else the last that was discussed on a known day.

    Of a case at an item that is the last before that; None if there was none.
    """
    others = [one for one in items if before is None or one.id != before.id]
    if before is not None and before.on is not None:
        others = [one for one in others if one.on is None or one.on < before.on]
    final = [one for one in others if is_final(one)]
    held = [one for one in others if one.outcome == DISCUSSED and one.on is not None]
    return max(final or held, key=lambda one: (one.on is not None, one.on, one.id), default=None)


def is_answered(row: Recommendation) -> bool:
    """Whether something is recorded to have come of a recommendation, or why nothing did."""
    return row.fulfilment in ANSWERED or bool(row.followed_by)
