import io
import re
import zlib

import page
import pikepdf
import pypdf
import pytest
from pikepdf import Name, String

from tumorboard.domain.errors import Problem
from tumorboard.exchange.pdf import Part, finish, joined, sheets, snapshot_in

HASH = "0123456789abcdef" * 4
A4 = (595, 842)


def plain(*contents: bytes, day: str = "D:20250318091400+01'00'") -> bytes:
    """Return a PDF as a printer makes it, a sheet for each content."""
    with pikepdf.new() as pdf:
        for content in contents or (b"0 0 m 10 10 l S",):
            sheet = pdf.add_blank_page(page_size=A4)
            sheet.obj.Contents = pdf.make_stream(content)
        pdf.docinfo.Author = String("")
        pdf.docinfo.Producer = String("Printer 1")
        pdf.docinfo.CreationDate = String(day)
        pdf.docinfo.Trapped = Name("/False")
        held = io.BytesIO()
        pdf.save(held)
    return held.getvalue()


def done(data: bytes, title: str = "Case summary 7", **wishes: object) -> bytes:
    """Return a finished PDF, with a title and in English."""
    return finish(data, title=title, language="en", **wishes)  # type: ignore[arg-type]


def faults(data: bytes) -> list[str]:
    """Return what an independent checker, and the syntax itself, find wrong with a PDF/A-2b."""
    report = page.validate_pdf_bytes(data, profile="2b")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*(failure.message for failure in report.failures), *pdf.check_pdf_syntax()]


def xmp(data: bytes) -> str:
    """Return the metadata of a PDF as it stands in it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bytes(pdf.Root.Metadata.read_bytes()).decode()


def test_a_printed_file_becomes_one_for_keeping() -> None:
    """It breaks no rule of PDF/A-2b, which it did before."""
    assert faults(plain())
    assert faults(done(plain())) == []


def test_language_and_title_are_told_and_shown() -> None:
    """A reader shows the title instead of the file's name, and a screen reader knows the language."""
    with pikepdf.open(io.BytesIO(done(plain()))) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Case summary 7"
    assert "<rdf:li>en</rdf:li>" in xmp(done(plain()))


@pytest.mark.parametrize("title", ["R&D <7> “王小明”", "a\x00b\x1fc", "", "\ufffe\ud800"])
def test_both_places_tell_the_same(title: str) -> None:
    """Title, program and days are alike in the two kinds of metadata, whatever the title is."""
    data = done(plain(), title=title)
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as told:
        assert (told.get("dc:title") or "") == str(pdf.docinfo.Title)
        assert told["xmp:CreatorTool"] == str(pdf.docinfo.Creator) == "TumorBoard"
        assert told["pdf:Producer"] == str(pdf.docinfo.Producer) == "Printer 1"
        assert told["xmp:CreateDate"] == told["xmp:ModifyDate"] == "2025-03-18T09:14:00+01:00"
        assert str(pdf.docinfo.CreationDate) == "D:20250318091400+01'00'"
        assert "/Author" not in pdf.docinfo


def test_a_file_that_must_not_be_dated_is_alike_whenever_it_is_made() -> None:
    """Not a byte tells two times apart, and no day but one long before the program is in it."""
    early, late = (done(plain(day=day), undated=True) for day in ("D:20250318091400Z", "D:20260607080910Z"))
    assert early == late
    assert set(re.findall(rb"20\d\d", early)) <= {b"2000"}
    assert faults(early) == []


def test_the_state_it_was_printed_from_comes_back() -> None:
    """The hash is in both kinds of metadata, and none is found where none was given."""
    data = done(plain(), snapshot=HASH)
    assert faults(data) == []
    assert snapshot_in(data) == HASH
    assert f"urn:sha256:{HASH}" in xmp(data)
    assert snapshot_in(done(plain())) == snapshot_in(plain()) == ""


def test_the_state_is_found_where_a_program_left_only_one_of_both() -> None:
    """A file that went through another program may have lost its XMP."""
    with pikepdf.open(io.BytesIO(done(plain(), snapshot=HASH))) as pdf:
        del pdf.Root.Metadata
        held = io.BytesIO()
        pdf.save(held)
    assert snapshot_in(held.getvalue()) == HASH


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a PDF", done(plain())[:300]])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    """A file of another kind, or half of one, is told in a sentence."""
    with pytest.raises(Problem, match="no PDF that can be read"):
        snapshot_in(data)


def test_a_locked_file_is_said() -> None:
    """A PDF with a password cannot be looked into."""
    with pikepdf.open(io.BytesIO(done(plain()))) as pdf:
        held = io.BytesIO()
        pdf.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Problem, match="locked"):
        snapshot_in(held.getvalue())


@pytest.mark.parametrize("end", [0x0D, 0x0A])
def test_no_stream_ends_as_a_line_does(end: int) -> None:
    """A reader cannot take the last byte of a stream for the line's end after it, which chance may bring."""
    content = next(
        text for text in (b"n %" + b"y" * count for count in range(256)) if zlib.compress(text)[-1] == end
    )
    data = done(plain(content))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[0].Contents.read_bytes().strip() == content


def test_several_become_one_with_a_bookmark_each() -> None:
    """The sheets follow one another, each part is found by its bookmark, and no rule is broken."""
    parts = [
        Part("Agenda", done(plain())),
        Part("Müller & Söhne", done(plain(b"n", b"n"))),
        Part("王", done(plain())),
    ]
    data = joined(parts, title="Pack", language="en", snapshot=HASH)
    assert faults(data) == []
    assert sheets(data) == 4
    assert snapshot_in(data) == HASH
    reader = pypdf.PdfReader(io.BytesIO(data))
    marks = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]  # type: ignore[union-attr, arg-type]
    assert marks == [("Agenda", 0), ("Müller & Söhne", 1), ("王", 3)]
    assert reader.metadata is not None
    assert reader.metadata.title == "Pack"
    assert reader.metadata.producer == "Printer 1"


def test_on_both_sides_no_part_begins_on_the_back_of_another() -> None:
    """A blank sheet of the same size stands where it has to, and none after the last part."""
    parts = [Part(str(count), done(plain(*[b"0 0 m 9 9 l S"] * count))) for count in (1, 2, 3, 1)]
    data = joined(parts, title="Pack", language="en", duplex=True)
    assert faults(data) == []
    reader = pypdf.PdfReader(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        written = [bool(sheet.obj.Contents.read_bytes()) for sheet in pdf.pages]
    assert written == [True, False, *[True] * 5, False, True]
    assert {(sheet.mediabox.width, sheet.mediabox.height) for sheet in reader.pages} == {A4}
    assert [reader.get_destination_page_number(one) for one in reader.outline] == [0, 2, 4, 8]  # type: ignore[arg-type]


def test_a_pack_carries_the_latest_day_of_its_parts() -> None:
    """A pack is as old as the last of what is in it."""
    days = ("D:20250101000000Z", "D:20250318091400Z", "D:20250202000000Z")
    data = joined([Part("", done(plain(day=day))) for day in days], title="", language="en")
    assert "<xmp:CreateDate>2025-03-18T09:14:00Z</xmp:CreateDate>" in xmp(data)
