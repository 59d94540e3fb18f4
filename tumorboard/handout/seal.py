"""Seal: the short hash of a snapshot and its 2-D code, by which a page is traced to what it was made of."""

from io import BytesIO

from tumorboard.exchange.snapshot import MARK, SHORT
from tumorboard.handout.pictures import Picture

NAME = "seal"
_COLUMNS = 9
"""A ninth of the page's width, 19 mm: half a millimetre a module, which a telephone reads from a copy."""
_BLOCK = 4
_DOTS = 12
"""Of a module's edge, so that it stays sharp at the resolution of a printer."""


def short(hash_: str) -> str:
    """Return the beginning of a hash as people read and type it: `3f9a 2c01 77be`."""
    digits = hash_[:SHORT].lower()
    return " ".join(digits[start : start + _BLOCK] for start in range(0, len(digits), _BLOCK))


def code(hash_: str) -> Picture:
    """Return the QR code (ISO/IEC 18004) of a hash; in capitals, of which it holds more in less room."""
    import segno

    made = segno.make_qr(f"{MARK}{hash_}".upper(), error="m")
    content = BytesIO()
    made.save(content, kind="png", scale=_DOTS, border=4)
    return Picture(NAME, _COLUMNS, content.getvalue(), is_framed=False)
