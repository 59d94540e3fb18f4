from tumorboard.ui.page_breaks import Part, Sheet, sheets


def nowhere(start: float, limit: float) -> float:
    """Fail where a cut within a part is asked for."""
    raise AssertionError("nothing here is higher than a sheet")


def test_what_fits_is_one_sheet() -> None:
    """Parts that fit stand on one sheet, with the space between them."""
    assert sheets([Part(0, 10), Part(15, 40)], 40, nowhere) == [Sheet((0, 40))]


def test_nothing_is_an_empty_sheet() -> None:
    """Without any part there is still a sheet for head and foot."""
    assert sheets([], 40, nowhere) == [Sheet((0, 0))]


def test_a_part_that_does_not_fit_starts_the_next_sheet() -> None:
    """A part is never cut in two where it fits on a sheet of its own; the space before it is dropped."""
    assert sheets([Part(0, 30), Part(35, 60)], 40, nowhere) == [Sheet((0, 30)), Sheet((35, 60))]


def test_a_heading_is_never_last() -> None:
    """A heading, and the head of a table, go with what follows."""
    parts = [Part(0, 20), Part(22, 26, leads=True), Part(26, 30, leads=True), Part(30, 45)]
    assert sheets(parts, 40, nowhere) == [Sheet((0, 20)), Sheet((22, 45))]


def test_a_table_goes_on_under_its_head() -> None:
    """The head of a table is drawn again, and takes its room."""
    head = (0.0, 5.0)
    rows = [Part(5 + 10 * row, 15 + 10 * row, head=head) for row in range(6)]
    found = sheets([Part(0, 5, leads=True), *rows], 35, nowhere)
    assert found == [Sheet((0, 35)), Sheet((35, 65), head)]


def test_what_is_higher_than_a_sheet_is_cut_where_it_may_be() -> None:
    """Only a part that fits on no sheet is cut, where the text allows it."""
    found = sheets([Part(0, 10), Part(10, 100)], 40, lambda start, limit: limit - 2)
    assert found == [Sheet((0, 10)), Sheet((10, 48)), Sheet((48, 86)), Sheet((86, 100))]


def test_a_trailing_heading_is_printed() -> None:
    """A heading after which nothing comes is not lost."""
    assert sheets([Part(0, 10), Part(12, 20, leads=True)], 40, nowhere) == [Sheet((0, 20))]
