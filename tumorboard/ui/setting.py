"""Setting: one thing that can be set, declared once and read by the settings file and by the page alike.

A setting is an attribute of Settings. What stands in the file and makes no sense, as after an edit by hand,
counts as not there; what the program itself sets has to make sense.
"""

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar, cast, overload

from tumorboard.i18n import _

if TYPE_CHECKING:
    from tumorboard.domain.usual_limits import ClinicLimits

T = TypeVar("T")
C = TypeVar("C", bound=str)
_PNG = b"\x89PNG\r\n\x1a\n"
Option = tuple[str, str, str]
"""A code, its text and its tooltip, neither of which is translated yet."""


class Keeper(Protocol):
    """What keeps the texts of settings."""

    def kept(self, key: str) -> str:
        """Return the text under a key; empty where there is none."""

    def keep(self, name: str, key: str, text: str) -> None:
        """Keep a text under a key, and tell that the setting of that name is another."""


class Setting(Generic[T]):
    """One setting; with a label it has its row on the page, in the group it names."""

    def __init__(
        self, key: str, usual: Callable[[], T], *, group: str = "", label: str = "", help: str = ""
    ) -> None:
        self.name = ""
        self.key, self.usual, self.group, self.label, self.help = key, usual, group, label, help

    def read(self, text: str) -> T:
        """Return the value of a text in the file; ValueError where it has none."""
        raise NotImplementedError

    def write(self, value: T) -> str:
        """Return the text that stands for a value in the file."""
        raise NotImplementedError

    def problem(self, value: T) -> str:
        """Return a sentence on why this cannot be set; empty where it can."""
        raise NotImplementedError

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, keeper: None, owner: type) -> Self: ...
    @overload
    def __get__(self, keeper: Keeper, owner: type) -> T: ...
    def __get__(self, keeper: Keeper | None, owner: type) -> Self | T:
        if keeper is None:
            return self
        text = keeper.kept(self.key)
        if not text:
            return self.usual()
        try:
            value = self.read(text)
        except ValueError:
            return self.usual()
        return self.usual() if self.problem(value) else value

    def __set__(self, keeper: Keeper, value: T) -> None:
        if sentence := self.problem(value):
            raise ValueError(sentence)
        keeper.keep(self.name, self.key, self.write(value))


class Chosen(Setting[C]):
    """One of a few, by its code."""

    def __init__(
        self,
        key: str,
        options: tuple[Option, ...],
        usual: Callable[[], C] | None = None,
        *,
        group: str = "",
        label: str = "",
        help: str = "",
    ) -> None:
        first = cast(C, options[0][0])
        super().__init__(key, usual or (lambda: first), group=group, label=label, help=help)
        self.options = options

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(code for code, _text, _tip in self.options)

    def read(self, text: str) -> C:
        return cast(C, text)

    def write(self, value: C) -> str:
        return value

    def problem(self, value: C) -> str:
        if value in self.codes:
            return ""
        return _("“{value}” is none of {options}.").format(value=value[:50], options=", ".join(self.codes))


class Switch(Setting[bool]):
    """One of two, each with its word in the file; it is usually on."""

    def __init__(self, key: str, on: str, off: str) -> None:
        super().__init__(key, lambda: True)
        self._on, self._off = on, off

    def read(self, text: str) -> bool:
        return text != self._off

    def write(self, value: bool) -> str:
        return self._on if value else self._off

    def problem(self, value: bool) -> str:
        return ""


class Share(Setting[float]):
    """A size against the usual one, which is 1; shown as per cent."""

    def __init__(
        self, key: str, low: float, high: float, *, group: str = "", label: str = "", help: str = ""
    ) -> None:
        super().__init__(key, lambda: 1.0, group=group, label=label, help=help)
        self.low, self.high = low, high

    def read(self, text: str) -> float:
        return float(text)

    def write(self, value: float) -> str:
        return f"{value:g}"

    def problem(self, value: float) -> str:
        # Written so that what is no number has a problem too.
        if self.low <= value <= self.high:
            return ""
        words = _("The size can be from {low} to {high} %.")
        return words.format(low=f"{100 * self.low:g}", high=f"{100 * self.high:g}")


class Words(Setting[str]):
    """A line of text; empty where nothing is said."""

    def __init__(self, key: str, longest: int, *, group: str = "", label: str = "", help: str = "") -> None:
        super().__init__(key, str, group=group, label=label, help=help)
        self.longest = longest

    def read(self, text: str) -> str:
        return text

    def write(self, value: str) -> str:
        return value

    def problem(self, value: str) -> str:
        from tumorboard.domain.plain_text import is_text

        if not is_text(value) or not value.isprintable():
            return _("There is a character in this that is none, perhaps from a paste.")
        if len(value) > self.longest:
            words = _("This has {count} characters; there is room for {longest}.")
            return words.format(count=len(value), longest=self.longest)
        return ""


class Folder(Words):
    """A folder, by its path; it need not be there, as where it lies may not be connected now."""


class Logo(Setting[bytes]):
    """A small picture, by its content, which is a PNG."""

    def __init__(self, key: str, most: int, *, group: str = "", label: str = "", help: str = "") -> None:
        super().__init__(key, bytes, group=group, label=label, help=help)
        self.most = most

    def read(self, text: str) -> bytes:
        return base64.b64decode(text, validate=True)

    def write(self, value: bytes) -> str:
        return base64.b64encode(value).decode()

    def problem(self, value: bytes) -> str:
        if value and not value.startswith(_PNG):
            return _("This is no picture that was made ready to be printed.")
        return _("This picture is too large.") if len(value) > self.most else ""


class Limits(Setting["tuple[ClinicLimits, ...]"]):
    """A clinic's own limits of normal."""

    def __init__(self, key: str, *, group: str = "", label: str = "", help: str = "") -> None:
        super().__init__(key, tuple, group=group, label=label, help=help)

    def read(self, text: str) -> "tuple[ClinicLimits, ...]":
        import json  # as is the table itself, first needed where a chart is drawn

        from tumorboard.domain import usual_limits

        try:
            return usual_limits.from_plain(json.loads(text))
        except RecursionError:
            raise ValueError("Limits are not nested.") from None

    def write(self, value: "tuple[ClinicLimits, ...]") -> str:
        import json

        from tumorboard.domain import usual_limits

        return json.dumps(usual_limits.to_plain(value), ensure_ascii=False) if value else ""

    def problem(self, value: "tuple[ClinicLimits, ...]") -> str:
        from tumorboard.domain import usual_limits

        faults = (usual_limits.problem(one, value[:place]) for place, one in enumerate(value))
        return next(filter(None, faults), "")
