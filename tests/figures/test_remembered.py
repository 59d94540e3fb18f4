from tumorboard.figures.remembered import remembered


def test_the_same_question_is_answered_once() -> None:
    """What is equal is the same, however it is asked; another question is worked out."""
    asked: list[tuple[str, ...]] = []

    @remembered
    def joined(words: tuple[str, ...], *, by: str = "") -> str:
        asked.append(words)
        return by.join(words)

    assert joined(("a", "b")) == joined(("a", "b")) == "ab"
    assert asked == [("a", "b")]
    assert joined(("a", "b"), by="-") == "a-b"
    assert joined(("c",)) == "c"
    assert len(asked) == 3


def test_what_was_asked_long_ago_is_forgotten() -> None:
    """A case that was closed is not held for ever."""
    asked: list[int] = []

    @remembered
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    for number in (1, 2, 3, 4, 5, 1):
        assert doubled(number) == 2 * number
    assert asked == [1, 2, 3, 4, 5, 1]
