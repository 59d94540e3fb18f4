"""PDF: what Qt prints made into PDF/A-2b, which still opens as it was in fifty years, and several into one.

Qt's own archival mode (1b) keeps neither to the rules on metadata nor on transparency. So the file is
finished here: colours are said to be sRGB, the language is named, and title, program and dates stand alike in
both places for them. Sources: ISO 19005-2:2011; ISO 32000-1:2008; XMP specification, part 1.
"""

import base64
import hashlib
import io
import re
import uuid
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from tumorboard import resources
from tumorboard.domain.errors import Problem
from tumorboard.i18n import _

CREATOR = "TumorBoard"
_NO_DAY = "D:20000101000000Z"
"""The day of a file that does not say when it was made."""
_NAMED = "urn:sha256:"
_SNAPSHOT = re.compile(rb"urn:sha256:([0-9a-f]{64})")
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)?")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{snapshot}
   <pdf:Producer>{producer}</pdf:Producer>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{day}</xmp:CreateDate>
   <xmp:ModifyDate>{day}</xmp:ModifyDate>
   <xmp:MetadataDate>{day}</xmp:MetadataDate>
   <xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class Part(NamedTuple):
    """One of several PDFs that become one, and what its bookmark says."""

    title: str
    data: bytes


def finish(data: bytes, *, title: str, language: str, snapshot: str = "", undated: bool = False) -> bytes:
    """Return a PDF of Qt's as PDF/A-2b; `undated` without anything that tells when it was made.

    `snapshot` is the SHA-256, in hexadecimal, of the state it was printed from; `snapshot_in` reads it back.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        return _finished(pdf, title, language, snapshot, undated=undated)


def joined(
    parts: Iterable[Part],
    *,
    title: str,
    language: str,
    snapshot: str = "",
    undated: bool = False,
    duplex: bool = False,
) -> bytes:
    """Return PDFs one after the other as one PDF/A-2b with a bookmark each.

    `duplex` puts a blank sheet where a part would otherwise begin on the back of the one before it.
    """
    with Pdf.new() as pdf:
        found: list[OutlineItem] = []
        sources = []
        day = ""
        for part in parts:
            source = Pdf.open(io.BytesIO(part.data))
            sources.append(source)
            if duplex and len(pdf.pages) % 2:
                size = pdf.pages[-1].mediabox
                pdf.add_blank_page(page_size=(float(size[2]), float(size[3])))
            found.append(OutlineItem(part.title, len(pdf.pages)))
            pdf.pages.extend(source.pages)
            day = max(day, str(source.docinfo.get("/CreationDate", "")))
            pdf.docinfo.Producer = String(str(source.docinfo.get("/Producer", "")))
        pdf.docinfo.CreationDate = String(day or _NO_DAY)
        with pdf.open_outline() as outline:
            outline.root.extend(found)
        pdf.Root.PageMode = Name.UseOutlines
        made = _finished(pdf, title, language, snapshot, undated=undated)
        for source in sources:
            source.close()
        return made


def sheets(data: bytes) -> int:
    """Return how many sheets a PDF has."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def snapshot_in(data: bytes) -> str:
    """Return the SHA-256 of the state a PDF says it was printed from; empty where it says none.

    Problem where this is no PDF that can be read.
    """
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            told = pdf.Root.get("/Metadata")
            places = [told.read_bytes() if isinstance(told, Stream) else b""]
            places.append(str(pdf.docinfo.get("/Snapshot", "")).encode())
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise Problem(_("This is no PDF that can be read, or it is locked.")) from None
    return next((found[1].decode() for place in places if (found := _SNAPSHOT.search(place))), "")


def _finished(pdf: Pdf, title: str, language: str, snapshot: str, *, undated: bool) -> bytes:
    title = _NOT_IN_XML.sub("", title)
    producer = str(pdf.docinfo.get("/Producer", "")) or CREATOR
    day = _NO_DAY if undated else str(pdf.docinfo.get("/CreationDate", _NO_DAY))
    info = Dictionary(
        Title=String(title),
        Creator=String(CREATOR),
        Producer=String(producer),
        CreationDate=String(day),
        ModDate=String(day),
    )
    if snapshot:
        info.Snapshot = String(_NAMED + snapshot)
    pdf.trailer.Info = pdf.make_indirect(info)
    named = f"\n   <dc:identifier>{_NAMED}{snapshot}</dc:identifier>" if snapshot else ""
    told = _XMP.format(
        title=escape(title),
        language=escape(language),
        snapshot=named,
        producer=escape(producer),
        creator=CREATOR,
        day=_as_in_xmp(day),
        document=_document_id(pdf, title, day),
    )
    pdf.Root.Metadata = pdf.make_stream(told.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.OutputIntents = Array([_colours(pdf)])
    if "/ID" in pdf.trailer:
        # Qt's is drawn by chance; without it one is made of the content.
        del pdf.trailer.ID
    _end_streams(pdf)
    held = io.BytesIO()
    pdf.save(
        held,
        compress_streams=False,
        force_version="1.7",
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return held.getvalue()


def _colours(pdf: Pdf) -> Dictionary:
    """Return the statement that colours are sRGB, with its profile."""
    profile = pdf.make_stream(resources.data("paper/srgb.icc"), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    return intent


def _end_streams(pdf: Pdf) -> None:
    """Have no stream end with what a reader may take for the end of the line before `endstream`."""
    for stream in pdf.objects:
        if not isinstance(stream, Stream) or stream.get("/Type") == Name.Metadata:
            continue
        as_it_was = stream.read_raw_bytes()
        data, filters, settings = as_it_was, _listed(stream, "/Filter"), _listed(stream, "/DecodeParms")
        if not filters:
            data, filters = zlib.compress(data), [Name.FlateDecode]
        if data.endswith((b"\r", b"\n")):
            data, filters = base64.a85encode(data) + b"~>", [Name.ASCII85Decode, *filters]
            settings = [None, *settings] if settings else []
        if data != as_it_was:
            stream.write(data, filter=Array(filters), decode_parms=Array(settings) if settings else None)


def _listed(stream: Stream, key: str) -> list[Any]:
    """Return one or several of a stream's filters, or of the settings of these."""
    found = stream.get(key)
    return list(found) if isinstance(found, Array) else [] if found is None else [found]


def _document_id(pdf: Pdf, title: str, day: str) -> uuid.UUID:
    """Return an id that is the same for the same content."""
    content = hashlib.sha256(f"{title}\n{day}\n".encode())
    for page in pdf.pages:
        streams = page.obj.get("/Contents", Array())
        for stream in streams if isinstance(streams, Array) else (streams,):
            content.update(stream.read_bytes())
    return uuid.UUID(bytes=content.digest()[:16], version=5)


def _as_in_xmp(day: str) -> str:
    """Return a date of PDF as XMP writes one."""
    found = _DAY.match(day)
    if not found:
        return _as_in_xmp(_NO_DAY)
    year, month, date, hour, minute, second, hours, minutes = found.groups()
    zone = f"{hours}:{minutes or '00'}" if hours else "Z"
    return f"{year}-{month}-{date}T{hour}:{minute}:{second}{zone}"
