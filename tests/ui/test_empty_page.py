import pytest
from pytestqt.qtbot import QtBot

from tumorboard.ui import theme
from tumorboard.ui.buttons import Button
from tumorboard.ui.middle import Middle
from tumorboard.ui.pages.empty import EmptyPage


@pytest.fixture
def middle(qtbot: QtBot) -> Middle:
    """Give the middle of the window with the page in it, shown."""
    theme.apply(theme.LIGHT)
    made = Middle()
    qtbot.addWidget(made)
    made.show_page(EmptyPage())
    made.resize(1000, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def page(middle: Middle) -> EmptyPage:
    """Give the page."""
    assert isinstance(middle.page, EmptyPage)
    return middle.page


def _offered(page: EmptyPage) -> list[Button]:
    return [button for button in page.findChildren(Button) if button.isVisible()]


def test_each_state_offers_what_can_be_done_in_it(page: EmptyPage) -> None:
    """Without a file, in an empty one, a full one and one not to be written to, other buttons stand there."""
    page.show_no_file()
    assert _offered(page) == [page.file]
    page.show_count(0, read_only=False)
    assert _offered(page) == [page.case, page.example, page.document]
    page.show_count(0, read_only=True)
    assert _offered(page) == []
    page.show_count(3, read_only=False)
    assert _offered(page) == [page.case]
    page.show_count(3, read_only=True)
    assert _offered(page) == []
    assert "Ctrl+F" in page.sentence.text()


def test_buttons_stand_below_each_other_where_a_row_has_no_room(
    qtbot: QtBot, middle: Middle, page: EmptyPage
) -> None:
    """Nothing is cut off and nothing scrolls sideways, as long as one button has room."""
    page.show_count(0, read_only=False)
    row = page._buttons
    assert len({button.y() for button in row if button.isVisible()}) == 1
    middle.resize(page.minimumSizeHint().width(), 600)
    qtbot.waitUntil(lambda: len({button.y() for button in row if button.isVisible()}) == 3)
    assert all(button.width() >= button.sizeHint().width() for button in row if button.isVisible())
    assert middle.horizontalScrollBar().maximum() == 0
    middle.resize(1000, 600)
    qtbot.waitUntil(lambda: len({button.y() for button in row if button.isVisible()}) == 1)


def test_a_button_leaves_its_key_out_before_it_covers_the_words(qtbot: QtBot) -> None:
    """The key is written only where words and key have room."""
    button = Button("New case", key="Ctrl+Shift+N")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    with qtbot.waitExposed(button):
        button.show()
    assert button._key.isVisible()
    button.resize(button.sizeHint().width() - 1, button.height())
    qtbot.waitUntil(lambda: not button._key.isVisible())
