from tumorboard.domain.case import Case
from tumorboard.domain.coded import Coded
from tumorboard.domain.dates import Day
from tumorboard.domain.laboratory import Laboratory
from tumorboard.domain.patient import Patient
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.tumour import Tumour
from tumorboard.store.book import Book
from tumorboard.store.laboratories import Habit

NAMES, CODE = ("CA19-9", "CA 19-9"), "24108-3"


def _result(unit: str = "U/mL", name: str = "CA19-9", value: str = "44", **more: object) -> Laboratory:
    quantity = Quantity("", value, unit) if value else None
    return Laboratory(on=Day("2024-01-01"), analyte=Coded(text=name), value=quantity, **more)  # type: ignore[arg-type]


def _add(book: Book, *results: Laboratory) -> None:
    """Type results in one after the other, each for a patient of its own."""
    for number, result in enumerate(results):
        book.shelf.add(Case(Patient(mrn=str(number)), Tumour(), (result,)), "Add case")


def test_each_laboratory_and_assay_has_what_it_gave_last(book: Book) -> None:
    """What was typed last comes first; what is not named is one of its own."""
    _add(
        book,
        _result(laboratory="City", method="ECLIA", high=39),
        _result(laboratory="City", method="ECLIA", low=0, high=37),
        _result(laboratory="City", method="CLIA", high=35),
        _result(high=30),
        _result(unit="kU/L", laboratory="City", method="ECLIA"),
    )
    assert book.laboratories.habits(NAMES, CODE) == (
        Habit("kU/L", None, None, "ECLIA", "City"),
        Habit("U/mL", None, 30, "", ""),
        Habit("U/mL", None, 35, "CLIA", "City"),
        Habit("U/mL", 0, 37, "ECLIA", "City"),
    )


def test_an_analyte_is_found_by_each_of_its_names_and_by_its_code(book: Book) -> None:
    """However it was typed; another analyte, and words without a value, say nothing of it."""
    coded = Laboratory(analyte=Coded(CODE, "LOINC", "Carbohydrate antigen"), value=Quantity("", "1", "x"))
    _add(
        book,
        _result(unit="a", name="ca 19-9"),
        coded,
        _result(unit="b", name="CEA"),
        _result(value="", text_value="high", laboratory="Lakeside"),
    )
    assert [habit.unit for habit in book.laboratories.habits(NAMES, CODE)] == ["x", "a"]
    assert [habit.unit for habit in book.laboratories.habits(("CEA",), "")] == ["b"]
    assert book.laboratories.habits(("ALT",), "") == ()


def test_the_names_that_were_typed_are_known(book: Book) -> None:
    """Each laboratory and assay once, the last first, and none that is not named."""
    _add(
        book,
        _result(laboratory="City", method="ECLIA"),
        _result(laboratory="Lakeside"),
        _result(),
        _result(laboratory="City", method="CLIA"),
    )
    assert book.laboratories.names() == (("City", "Lakeside"), ("CLIA", "ECLIA"))
