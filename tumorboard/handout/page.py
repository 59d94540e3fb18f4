"""Page: what is to be printed, whatever it is about."""

import dataclasses
from dataclasses import dataclass

from tumorboard.figures.shapes import Overview
from tumorboard.handout import clinic, templates
from tumorboard.handout.pictures import Picture
from tumorboard.handout.short import Shorter


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be printed; `head_left` to `foot` are HTML too and stand on every sheet.

    The body's HTML holds `<img src="figure">` where the figure belongs, if there is one, and
    `<img src="picture-0">` and its like where the pictures do.
    """

    html: str
    head_left: str
    head_right: str
    foot: str
    title: str
    paper: str
    figure: Overview | None = None
    anonymous: bool = False
    text_size: float = 1.0
    """The size of all text against the usual one."""
    pictures: tuple[Picture, ...] = ()
    remarks: tuple[str, ...] = dataclasses.field(default_factory=templates.taken)
    """What the clinic's own templates got wrong where this page was made from them, in sentences."""
    logo: bytes = dataclasses.field(default_factory=clinic.logo, repr=False)
    """The clinic's, at the head of every sheet but of an anonymised page."""
    first_in_pack: int = 0
    """The number of the page's first sheet where it is printed with others in one pack; 0 where it is not."""
    snapshot: str = ""
    """The SHA-256 of the state it tells of, which its file carries; never that of an anonymised page."""
    shorter: Shorter | None = dataclasses.field(default=None, compare=False, repr=False)
    """How the body is made shorter where the page has to stand on one sheet; None where it need not."""
