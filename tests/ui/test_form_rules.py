from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.entering import CASE, LINE, context, type_into
from tumorboard.domain.case import Case
from tumorboard.domain.dates import Day
from tumorboard.domain.imaging import Imaging, Measurement
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.record import Record
from tumorboard.domain.systemic import SystemicLine
from tumorboard.domain.tumour import Staging
from tumorboard.ui.editors.rows import RowsEditor
from tumorboard.ui.form import Form

Make = Callable[..., Form]
BASELINE = Imaging(
    line=LINE.id,
    on=Day("2020-06-01"),
    measurements=(Measurement(lesion=CASE.of(Lesion)[0].id, size_mm=40, target=True),),
)


@pytest.fixture
def form(qtbot: QtBot) -> Make:
    """Give a function that shows the form of a new record of a kind in a case."""
    areas: list[QScrollArea] = []

    def make(of: type[Record], case: Case | None = CASE) -> Form:
        area = QScrollArea()
        areas.append(area)
        area.resize(372, 700)
        area.setWidgetResizable(True)
        made = Form(of, context(case))
        area.setWidget(made)
        qtbot.addWidget(area)
        with qtbot.waitActive(area):
            area.show()
            area.activateWindow()
        made.show_record(of(), is_new=True)
        return made

    return make


def _press(*keys: Qt.Key | str) -> None:
    """Press keys, and type texts, wherever the focus is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(key, str):
            QTest.keyClicks(focused, key)
        else:
            QTest.keyClick(focused, key)


def _typed(made: Form, *names: str) -> list[str]:
    return [str(made.editors[name].typed()) for name in names]


def test_a_stage_is_typed_from_field_to_field(form: Make) -> None:
    """Scheme, edition, T, N and M without leaving the keys; what is said follows each of them."""
    made = form(Staging)
    made.editors["scheme"].go_to()
    _press("gallb", Qt.Key.Key_Tab, "AJCC 8", Qt.Key.Key_Tab)
    assert made.words == ""
    _press("t2a")
    assert made.words == (
        "No stage group: N is not recorded. M is not recorded.\nT2a: perimuscular tissue, peritoneal side"
    )
    _press(Qt.Key.Key_Return, "0", Qt.Key.Key_Return)
    assert made.words.startswith("No stage group: M is not recorded.\n")
    _press("0", Qt.Key.Key_Return)
    assert _typed(made, "t", "n", "m") == ["T2a", "N0", "M0"]
    assert made.words.startswith("The table of AJCC 8 gives stage IIA; check it against the manual.\n")
    type_into(made.editors["t"], "T2b")
    assert "gives stage IIB;" in made.words
    type_into(made.editors["m"], "1")
    assert "gives stage IVB;" in made.words
    type_into(made.editors["n"], "?")
    assert "gives stage IVB;" in made.words


def test_tab_keeps_a_category_as_typed(form: Make) -> None:
    """The list only offers: going on changes no category, and no other text."""
    made = form(Staging)
    made.editors["scheme"].go_to()
    _press("gallb", Qt.Key.Key_Tab, "AJCC 8", Qt.Key.Key_Tab)
    _press("2", Qt.Key.Key_Tab, "few nodes", Qt.Key.Key_Tab, "cM0", Qt.Key.Key_Tab)
    assert _typed(made, "t", "n", "m") == ["2", "few nodes", "cM0"]
    for kept in ("pT3", "ypT2a", "T1b(m)"):
        type_into(made.editors["t"], kept)
        _press(Qt.Key.Key_Tab)
        assert _typed(made, "t") == [kept]
        assert made.unread() == ()
    assert "“few nodes” is no N of this scheme in AJCC 8." in made.words


def test_the_down_key_goes_to_another_category(form: Make) -> None:
    """Enter takes the one that is chosen, and goes on to the next field."""
    made = form(Staging)
    made.editors["scheme"].set_value("gallbladder")
    made.editors["edition"].set_value("AJCC 8")
    made.editors["t"].go_to()
    _press("t2", Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert _typed(made, "t") == ["T2a"]
    _press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert _typed(made, "n") == ["N0"]


def test_without_a_scheme_there_is_nothing_to_take(form: Make) -> None:
    """Enter and the down key leave what was typed, and the form says why there is no group."""
    made = form(Staging)
    made.editors["t"].go_to()
    _press("2", Qt.Key.Key_Down, Qt.Key.Key_Return, "1", Qt.Key.Key_Return, "0", Qt.Key.Key_Return)
    assert _typed(made, "t", "n", "m") == ["2", "1", "0"]
    assert made.words == "No stage group: The scheme is not recorded."


def test_a_line_says_its_number_and_the_rule_as_it_is_typed(form: Make) -> None:
    """It counts among the lines of the case, by its setting, until a person types another number."""
    made = form(SystemicLine)
    assert made.words == ""
    type_into(made.editors["label"], "FOLFOX")
    assert made.words.startswith("Line 2. The setting is not recorded.")
    type_into(made.editors["start"], "2021-02")
    type_into(made.editors["setting"], "palliative")
    assert made.words == "Line 2. Setting: palliative."
    type_into(made.editors["setting"], "adjuvant")
    assert made.words == "Curative line 1. Setting: adjuvant, counted apart from palliative lines."
    type_into(made.editors["setting"], "palliative")
    type_into(made.editors["number"], "4")
    assert made.words.startswith("Line 4. Typed in by a person; computed: Line 2.")


def test_a_line_begun_before_another_is_counted_before_it(form: Make) -> None:
    """The number follows the date while that is typed."""
    made = form(SystemicLine)
    type_into(made.editors["label"], "FOLFOX")
    type_into(made.editors["setting"], "palliative")
    type_into(made.editors["start"], "2019-01")
    assert made.words == "Line 1. Setting: palliative."
    type_into(made.editors["start"], "2021-01")
    assert made.words == "Line 2. Setting: palliative."


def test_a_study_says_its_sum_and_response_as_it_is_typed(form: Make) -> None:
    """Against the baseline of its line, and with the stated response where that is another."""
    made = form(Imaging, CASE.with_record(BASELINE))
    assert made.words == ""
    type_into(made.editors["on"], "2020-09-01")
    type_into(made.editors["line"], "GP")
    rows = made.editors["measurements"]
    assert isinstance(rows, RowsEditor)
    measured = rows.rows[0].editors
    type_into(measured["lesion"], "Left lung")
    type_into(measured["size_mm"], "20")
    since = "from 40 mm at the baseline (1 Jun 2020, the first within the line)"
    assert made.words == f"Sum of target lesions 20 mm: −50 % {since}. By RECIST 1.1 PR."
    type_into(measured["size_mm"], "36")
    assert made.words == f"Sum of target lesions 36 mm: −10 % {since}. By RECIST 1.1 SD."
    type_into(measured["size_mm"], "60")
    assert made.words == f"Sum of target lesions 60 mm: +50 % {since}. By RECIST 1.1 PD."
    type_into(made.editors["stated_response"], "SD")
    assert made.words.endswith("By RECIST 1.1 PD. Stated: SD.")
    type_into(made.editors["stated_response"], "PD")
    assert made.words.endswith("By RECIST 1.1 PD.")


def test_a_new_lesion_is_progression_whatever_the_sum(form: Make) -> None:
    """The flag alone turns a response into PD while it is typed."""
    made = form(Imaging, CASE.with_record(BASELINE))
    type_into(made.editors["on"], "2020-09-01")
    type_into(made.editors["line"], "GP")
    rows = made.editors["measurements"]
    assert isinstance(rows, RowsEditor)
    type_into(rows.rows[0].editors["lesion"], "Left lung")
    type_into(rows.rows[0].editors["size_mm"], "20")
    assert "By RECIST 1.1 PR." in made.words
    type_into(made.editors["new_lesions"], "yes")
    assert "By RECIST 1.1 PD." in made.words
