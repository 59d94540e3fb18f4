"""What came of recommendations is drawn as stacked bars on one scale."""

from tests.reasoning.boards import Placed, advice, item
from tests.reasoning.cases import TODAY
from tumorboard.figures.concordance import bars, counted, reason
from tumorboard.reasoning.concordance import concordance


def test_bars_share_one_scale_and_tell_each_count_out_of_all() -> None:
    """The longest reaches the end; a segment is as long as its count."""
    rows = [
        *(advice("systemic therapy", fulfilment="done") for _place in range(3)),
        advice("systemic therapy", fulfilment="not done"),
        advice("surgery"),
        advice(""),
    ]
    found = concordance([Placed("case", item("2025-02-06", *rows))], TODAY)
    first, *others = bars(found)
    assert first.label == "Systemic therapy"
    assert [(one.state, one.count, one.start, one.end) for one in first.segments] == [
        ("done", 3, 0.0, 0.75),
        ("not done", 1, 0.75, 1.0),
    ]
    assert first.words == "Systemic therapy: followed 3 of 4, not followed 1 of 4"
    assert [(one.label, one.segments[0].end) for one in others] == [
        ("Surgery", 0.25),
        ("Kind not recorded", 0.25),
    ]
    assert counted(found.whole) == "followed 3 of 6, not followed 1 of 6, open 2 of 6"
    assert (reason("death"), reason("")) == ("death", "reason not recorded")


def test_without_recommendations_there_are_no_bars() -> None:
    """Nothing is divided by nothing."""
    assert bars(concordance([], TODAY)) == ()
