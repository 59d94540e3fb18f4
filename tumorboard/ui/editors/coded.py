"""Coded: editors of terms; the vocabulary proposes, and what it does not know is kept as typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from tumorboard.domain.coded import Coded
from tumorboard.domain.fields import CodedField, CodedListField, Field
from tumorboard.domain.vocabulary import Term, Vocabulary, fold, load
from tumorboard.i18n import _
from tumorboard.ui.editors.editor import Context, Echo
from tumorboard.ui.editors.pick import PickEditor
from tumorboard.ui.editors.proposals import Proposal

OFFERED = 12


class TermEditor(PickEditor):
    """Edits a text for which a vocabulary has proposals."""

    def __init__(
        self, field: Field, context: Context, vocabulary: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self._name = vocabulary

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms, read when they are first asked for."""
        return load(self._name)

    def propose(self, text: str) -> Sequence[Proposal]:
        offered = [_proposal(term, text) for term in self.vocabulary.propose(text, OFFERED)]
        if self.vocabulary.find(text):
            # A name of a term is as good as another: what is typed stays, and the list only offers.
            return [replace(one, begins=False) for one in offered]
        return offered

    def _is_whole(self, part: str) -> bool:
        term = self.vocabulary.find(part)
        return term is not None and term.label == part


class CodedEditor(TermEditor):
    """Edits one term."""

    def __init__(self, field: CodedField, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, field.vocabulary, parent)

    def read(self, text: str) -> tuple[Any, Echo]:
        super().read(text)
        coded = coded_of(self.vocabulary, text)
        return coded, _echo([coded], self.vocabulary)

    def echo(self) -> Echo:
        value = self.value()
        return _echo([value], self.vocabulary) if value else super().echo()


class CodedListEditor(TermEditor):
    """Edits several terms, with a semicolon between them."""

    separator = ";"

    def __init__(self, field: CodedListField, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, field.vocabulary, parent)
        self.line.setPlaceholderText(_(field.help) or _("several with ; between them"))

    def read(self, text: str) -> tuple[Any, Echo]:
        super().read(text)
        before = {str(one): one for one in self._shown[1] or ()}
        parts = [part.strip() for part in text.split(self.separator)]
        # A part that was shown and not touched keeps its code.
        found = tuple(before.get(part) or coded_of(self.vocabulary, part) for part in parts if part)
        return found, _echo(found, self.vocabulary)

    def write(self, value: Any) -> str:
        return "; ".join(map(str, value))


def coded_of(vocabulary: Vocabulary, text: str) -> Coded:
    """Return what a text names: a term under any of its names, or the text alone."""
    term = vocabulary.find(text)
    if term is None:
        return Coded(text=text)
    return Coded(code=term.code, system=term.system if term.code else "", text=text)


def _proposal(term: Term, text: str) -> Proposal:
    typed = fold(text).replace(" ", "")
    names = [fold(name).replace(" ", "") for name in (term.label, *term.synonyms, term.code)]
    other = next((name for name in term.synonyms if fold(name).replace(" ", "").startswith(typed)), "")
    label = fold(term.label).replace(" ", "")
    detail = " ".join(filter(None, (other if not label.startswith(typed) else "", term.code)))
    return Proposal(term.label, detail, begins=any(name.startswith(typed) for name in names))


def _echo(coded: Sequence[Coded], vocabulary: Vocabulary) -> Echo:
    """Say which code a text has, and of a text that the vocabulary does not know that it has none."""
    if not any(term.code for term in vocabulary.terms):
        return Echo()
    if len(coded) == 1:
        return Echo(f"{coded[0].system} {coded[0].code}".strip() or _("kept as typed, without a code"))
    uncoded = [str(one) for one in coded if not one.code]
    return Echo(_("without a code: {terms}").format(terms=", ".join(uncoded)) if uncoded else "")
