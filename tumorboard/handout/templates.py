"""Templates: what a page is laid out with, the clinic's own where it has one and the built-in where not.

A clinic's own template is a file of the same name in the clinic's folder. It cannot prevent a page: what is
wrong in it is said with its line, and the built-in template does the work. What was wrong waits for the page
that is made from it, so that whoever prints that page tells it.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import NamedTuple

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tumorboard import resources
from tumorboard.handout import clinic
from tumorboard.handout.runs import begun
from tumorboard.i18n import _

LARGEST = 1_000_000
"""Characters of a template; what is longer was put into the folder by mistake."""
BUILT_IN = "handout"

_found: ContextVar[tuple[str, ...]] = ContextVar("found", default=())


class Fault(NamedTuple):
    """What is wrong in a file of the clinic's, and where; 0 if it is not known in which line."""

    file: str
    line: int
    what: str

    @property
    def sentence(self) -> str:
        """The fault in one sentence."""
        words = _("{file}, line {line}: {what}") if self.line else _("{file}: {what}")
        return words.format(file=self.file, line=self.line, what=self.what)


def names() -> tuple[str, ...]:
    """Return the names a clinic's own template can have."""
    return tuple(name.rpartition("/")[2] for name in resources.names(BUILT_IN))


def render(name: str, /, *, own: bool = True, **values: object) -> str:
    """Return a template with its values in place, escaped as HTML unless they say they are.

    `own` is False where nothing may stand that is not the program's, as on an anonymised page.
    """
    folder = clinic.folder()
    if own and folder and _exists(folder):
        try:
            return _own(folder).get_template(name).render(**values)
        except Exception as error:
            # Where the fault is ours, the built-in one has it too.
            fault = _fault(error, folder, name)
        text = _built_in().get_template(name).render(**values)
        _note(fault)
        return text
    return _built_in().get_template(name).render(**values)


def style(name: str) -> str:
    """Return a style sheet, the clinic's own where it has one."""
    folder = clinic.folder()
    if folder and (folder / name).is_file():
        try:
            text = _read(folder / name)
        except ValueError as error:
            _note(Fault(name, 0, str(error)))
        else:
            if fault := _unbalanced(name, text):
                _note(fault)
            else:
                return text
    return resources.text(f"{BUILT_IN}/{name}")


def taken() -> tuple[str, ...]:
    """Return what was wrong in the clinic's own templates since this was last asked, each in a sentence."""
    sentences = _found.get()
    _found.set(())
    return sentences


def faults(folder: Path) -> tuple[str, ...]:
    """Return what can be seen to be wrong in the files of a folder before any of them is used."""
    found: list[Fault] = []
    for file in sorted(folder.iterdir()) if _exists(folder) else ():
        if file.suffix not in (".html", ".css") or not file.is_file():
            continue
        try:
            text = _read(file)
            if file.suffix == ".html":
                _own(folder).parse(text, file.name)
        except ValueError as error:
            found.append(Fault(file.name, 0, str(error)))
        except jinja2.TemplateSyntaxError as error:
            found.append(_fault(error, folder, file.name))
        else:
            if file.suffix == ".css" and (fault := _unbalanced(file.name, text)):
                found.append(fault)
    return tuple(fault.sentence for fault in found)


def used(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in a folder that are used instead of the program's."""
    return tuple(name for name in names() if _exists(folder) and (folder / name).is_file())


def _note(fault: Fault) -> None:
    sentence = _("The clinic's own template is not used. {fault}").format(fault=fault.sentence)
    if sentence not in _found.get():
        _found.set((*_found.get(), sentence))


def _exists(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _environment(
    loader: jinja2.BaseLoader, kind: type[jinja2.Environment] = jinja2.Environment
) -> jinja2.Environment:
    made = kind(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    made.globals.update(_=_, begun=begun)
    return made


@cache
def _built_in() -> jinja2.Environment:
    return _environment(jinja2.FunctionLoader(lambda name: resources.text(f"{BUILT_IN}/{name}")))


@cache
def _own(folder: Path) -> jinja2.Environment:
    # Only what is not the program's is watched in what it reaches for; that takes half as long again.
    loader = jinja2.FunctionLoader(lambda name: _source(folder, name))
    return _environment(loader, ImmutableSandboxedEnvironment)


def _source(folder: Path, name: str) -> tuple[str, str | None, Callable[[], bool]] | None:
    """Return a template's text, the file it is from and whether it is still as it was; None for none."""
    file = folder / name
    if file.parent == folder and file.is_file():
        state = _state(file)
        return _read(file), str(file), lambda: _state(file) == state
    if name in names():
        return resources.text(f"{BUILT_IN}/{name}"), None, lambda: not file.is_file()
    return None


def _state(file: Path) -> tuple[int, int]:
    try:
        told = file.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


def _read(file: Path) -> str:
    """Return the text of a file; ValueError with what is wrong where it has none."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(_("the file is too large to be a template."))
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(_("the file is not written in UTF-8.")) from None
    except OSError as error:
        raise ValueError(_("the file cannot be read: {why}.").format(why=error.strerror)) from None


def _fault(error: Exception, folder: Path, name: str) -> Fault:
    """Return what went wrong, without any value of a case, which no remark may hold."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.name or name
        return Fault(Path(file).name, error.lineno, _("{why}.").format(why=(error.message or "").rstrip(".")))
    line, file = _place(error.__traceback__, folder)
    match error:
        case jinja2.TemplateNotFound():
            what = _("there is no template “{name}”.").format(name=error.name)
        case jinja2.UndefinedError():
            what = _("{why}.").format(why=(error.message or "").rstrip("."))
        case ValueError() if not line:
            what = str(error)
        case SecurityError():
            what = _("a template may not reach for this.")
        case RecursionError():
            what = _("it goes round in a circle.")
        case _:
            what = _("this cannot be worked out ({kind}).").format(kind=type(error).__name__)
    return Fault(file or name, line, what)


def _place(trace: TracebackType | None, folder: Path) -> tuple[int, str]:
    """Return the last line and file of the clinic's own that led to an error."""
    line, file = 0, ""
    for frame, number in walk_tb(trace):
        path = Path(frame.f_code.co_filename)
        if path.parent == folder:
            line, file = number, path.name
    return line, file


def _unbalanced(name: str, text: str) -> Fault | None:
    """Return the first brace of a style sheet that has no other, which Qt would pass over in silence."""
    opened = 0
    for number, line in enumerate(text.splitlines(), start=1):
        for letter in line:
            if letter == "{":
                if opened:
                    return Fault(name, number, _("a “{{” before the one above is closed.").format())
                opened = number
            elif letter == "}":
                if not opened:
                    return Fault(name, number, _("a “}}” that closes nothing.").format())
                opened = 0
    return Fault(name, opened, _("a “{{” that is not closed.").format()) if opened else None
