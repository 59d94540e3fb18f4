from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.handout.cases import bare, example, printed, zoe
from tumorboard import resources
from tumorboard.domain.case import Case
from tumorboard.handout import clinic, templates
from tumorboard.handout.anonymous import Anonymous
from tumorboard.handout.page import Page


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give the clinic's folder, which is empty."""
    made = tmp_path / "templates"
    made.mkdir()
    clinic.choose(made)
    templates.taken()
    yield made
    clinic.choose(None)
    templates.taken()


def page_with(folder: Path, text: str, name: str = "case_summary.html", **wishes: Any) -> Page:
    """Return the page of a case where the clinic has a template of its own."""
    (folder / name).write_text(text, encoding="utf-8")
    return printed(bare(family_name="Qwyzz", mrn="7"), **wishes)


def test_every_template_that_comes_along_can_be_used(folder: Path) -> None:
    """Copied into the clinic's folder, the built-in templates make the same page, without a remark."""
    cases = (zoe(), example("synthetic"))
    before = [printed(case) for case in cases]
    for name in templates.names():
        text = resources.text(f"handout/{name}")
        (folder / name).write_text(text, encoding="utf-8")
    assert templates.faults(folder) == ()
    assert templates.used(folder) == templates.names()
    assert [printed(case) for case in cases] == before


def test_the_clinics_own_template_is_used_instead(folder: Path) -> None:
    """A file of the same name lays out the page, and can take parts from the built-in ones."""
    made = page_with(
        folder, '{% from "runs.html" import runs %}<p>Ours: {{ title }}. {{ runs(summary) }}</p>'
    )
    assert made.html.startswith("<p>Ours: Gallbladder")
    assert made.remarks == ()


def test_values_are_escaped_in_the_clinics_own_template_too(folder: Path) -> None:
    """What is typed into a case cannot become part of the page's layout."""
    assert (
        "Why &lt;b&gt;not&lt;/b&gt;?" in page_with(folder, "{{ question }}", question="Why <b>not</b>?").html
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>\n{% if question %}\n</p>", "case_summary.html, line 3: Unexpected end of template"),
        ("\n\n{{ question", "case_summary.html, line 3: "),
        ("<p>\n\n{{ qestion }}", "case_summary.html, line 3: 'qestion' is undefined."),
        ("{{ summary.nothing }}", "case_summary.html, line 1: 'tuple object' has no attribute 'nothing'."),
        ("\n{% include 'letterhead.html' %}", "line 2: there is no template “letterhead.html”."),
        ("\n{{ title + 1 }}", "case_summary.html, line 2: this cannot be worked out (TypeError)."),
        ("\n{{ 1 / 0 }}", "case_summary.html, line 2: this cannot be worked out (ZeroDivisionError)."),
        ("{{ title.__class__.__mro__ }}", "case_summary.html, line 1: a template may not reach for this."),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "it goes round in a circle."),
        ("{% include '../secret.html' %}", "there is no template “../secret.html”."),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_built_in_template_is_used(
    folder: Path, text: str, said: str
) -> None:
    """The page is the built-in one, and its remark names file and line and says what is wrong there."""
    (folder.parent / "secret.html").write_text("secret", encoding="utf-8")
    expected = printed(bare(family_name="Qwyzz", mrn="7"), question="Restage?").html
    made = page_with(folder, text, question="Restage?")
    assert made.html == expected
    (remark,) = made.remarks
    assert remark.startswith("The clinic's own template is not used. case_summary.html")
    assert said in remark
    assert "Qwyzz" not in remark


def test_a_fault_in_a_part_names_the_part(folder: Path) -> None:
    """What is wrong in a file that another one takes in is told of that file."""
    made = page_with(folder, "{% macro runs(text) %}\n\n{{ txt }}{% endmacro %}", "runs.html")
    assert "runs.html, line 3: 'txt' is undefined." in made.remarks[-1]
    assert len(made.remarks) == len(set(made.remarks))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", "is not written in UTF-8"), (b" " * (templates.LARGEST + 1), "is too large")],
)
def test_a_file_that_is_no_template_is_told(folder: Path, content: bytes, said: str) -> None:
    """A file in another encoding, or one put there by mistake, does not stop a page."""
    (folder / "case_summary.html").write_bytes(content)
    (remark,) = printed(bare()).remarks
    assert said in remark
    assert any(said in sentence for sentence in templates.faults(folder))


def test_a_template_put_right_is_used_at_once(folder: Path) -> None:
    """No start is needed between two tries, nor after the file is taken away."""
    assert page_with(folder, "{{ nothing }}").remarks
    assert page_with(folder, "<p>Now right</p>").html == "<p>Now right</p>"
    (folder / "case_summary.html").unlink()
    assert "Question" in printed(bare()).html


def test_a_remark_is_told_of_the_page_it_belongs_to_only(folder: Path) -> None:
    """A page made after the fault is mended says nothing of it."""
    assert page_with(folder, "{{ nothing }}").remarks
    assert page_with(folder, "<p>right</p>").remarks == ()


def test_an_anonymised_page_is_the_programs_own(folder: Path) -> None:
    """What a clinic wrote into its templates could tell where an anonymised case is from."""
    made = page_with(folder, "<p>Klinikum Xyzburg</p>", anonymous=Anonymous(45))
    assert "Xyzburg" not in made.html
    assert "Question" in made.html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("p { margin: 0;\nh4 { }", "sheet.css, line 2: a “{” before the one above is closed."),
        ("p { }\n}", "sheet.css, line 2: a “}” that closes nothing."),
        ("\np {", "sheet.css, line 2: a “{” that is not closed."),
    ],
)
def test_a_style_sheet_with_a_brace_too_many_or_few_is_told(folder: Path, text: str, said: str) -> None:
    """Qt would read such a style only in part, and say nothing."""
    (folder / "sheet.css").write_text(text, encoding="utf-8")
    assert templates.style("sheet.css") == resources.text("handout/sheet.css")
    assert any(said in sentence for sentence in templates.taken())
    assert templates.faults(folder) == (said,)


def test_the_clinics_own_style_is_used(folder: Path) -> None:
    """A style sheet without a fault stands for the built-in one."""
    (folder / "sheet.css").write_text("p { margin: 0; }", encoding="utf-8")
    assert templates.style("sheet.css") == "p { margin: 0; }"
    assert templates.taken() == ()


def test_syntax_is_looked_through_before_anything_is_printed(folder: Path) -> None:
    """What can be seen in the files is told by file and line, other files are left alone."""
    (folder / "case_summary.html").write_text("{% endif %}", encoding="utf-8")
    (folder / "notes.txt").write_text("{% endif %}", encoding="utf-8")
    (found,) = templates.faults(folder)
    assert found.startswith("case_summary.html, line 1: ")


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    """Without the folder the built-in templates are used, and nothing is said."""
    case = zoe()
    clinic.choose(tmp_path / "gone")
    made = printed(case)
    clinic.choose(None)
    assert made == printed(case)
    assert templates.faults(tmp_path / "gone") == templates.used(tmp_path / "gone") == ()


def test_a_name_that_was_not_shipped_is_our_fault() -> None:
    """A template that nobody has is no fault of the clinic's."""
    with pytest.raises(FileNotFoundError):
        templates.render("nothing.html")


def test_nothing_of_a_case_is_in_the_remark(folder: Path) -> None:
    """A remark can be logged and read aloud: values of the case are never in it."""
    case: Case = zoe()
    (folder / "case_summary.html").write_text("{{ question | int(base=99) + title }}", encoding="utf-8")
    for remark in printed(case, question="Quandt?").remarks:
        assert "Quandt" not in remark
        assert "Zo" not in remark
