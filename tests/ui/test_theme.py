import dataclasses
import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tumorboard import resources
from tumorboard.ui import icons, theme
from tumorboard.ui.theme import DARK, LIGHT, Theme

READ = [
    ("text", "surface"),
    ("text", "ground"),
    ("text", "side"),
    ("text", "hover"),
    ("muted", "surface"),
    ("muted", "ground"),
    ("muted", "side"),
    ("accent", "surface"),
    ("accent", "ground"),
    ("on_accent", "accent"),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("accent", "accent_soft"),
    ("look", "look_soft"),
    ("look", "surface"),
    ("danger", "danger_soft"),
    ("danger", "surface"),
]


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), READ)
def test_text_can_be_read_on_its_ground(look: Theme, ink: str, paper: str) -> None:
    """Each colour of text keeps a contrast of 4.5:1 against the grounds it stands on."""
    assert _contrast(getattr(look, ink), getattr(look, paper)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_name_in_the_style_sheet_is_a_colour_of_the_theme(qtbot: QtBot, look: Theme) -> None:
    """The style sheet leaves no name unfilled."""
    assert "$" not in theme.style_sheet(look)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_picture_of_the_style_sheet_is_there_in_colours_of_the_theme(qtbot: QtBot, look: Theme) -> None:
    """The pictures a style sheet names are files, and drawn in nothing but colours of its theme."""
    pictures = re.findall(r"url\(styles:([^)]+)\)", theme.style_sheet(look))
    assert pictures
    colours = {value for value in dataclasses.asdict(look).values() if isinstance(value, str)}
    for picture in pictures:
        assert set(re.findall(r"#[0-9a-f]{6}", resources.text(f"styles/{picture}"))) <= colours


@pytest.mark.parametrize("name", resources.names("icons"))
def test_every_icon_is_drawn_and_takes_the_colour_it_is_given(qtbot: QtBot, name: str) -> None:
    """Each icon leaves something on the picture; all but the program's own do so in one colour."""
    drawn = icons.icon(Path(name).stem, "#ff0000").pixmap(64).toImage()
    seen = [
        drawn.pixelColor(x, y)
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    ]
    assert seen
    if name != "icons/tumorboard.svg":
        assert {colour.name() for colour in seen} == {"#ff0000"}


def test_lengths_grow_with_the_text_and_hairlines_stay(qtbot: QtBot) -> None:
    """At twice the size a length is twice as long; at the smallest a hairline is still there."""
    at_once, doubled = (theme.style_sheet(dataclasses.replace(LIGHT, scale=scale)) for scale in (1.0, 2.0))
    assert [2 * int(length) for length in re.findall(r"(\d+)px", at_once)] == [
        int(length) for length in re.findall(r"(\d+)px", doubled)
    ]
    assert dataclasses.replace(LIGHT, scale=0.8).px(1) == 1


def test_the_size_of_the_text_has_limits() -> None:
    """A size beyond 80 to 200 % is brought back to the limit."""
    assert theme.wanted("light", 9).scale == 2.0
    assert theme.wanted("dark", 0.1).scale == 0.8


def test_eight_hues_differ() -> None:
    """Treatments have eight hues of their own in both themes."""
    assert len(set(LIGHT.hues)) == len(set(DARK.hues)) == 8
