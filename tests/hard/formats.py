"""Hostile and broken Word, Excel and PDF files, made from the fuzzer's small well-formed ones."""

from __future__ import annotations

import io
import re
import sys
import zipfile
import zlib
from pathlib import Path

from content import SENTENCE, Content

sys.path.insert(0, str(Path(__file__).parents[2] / "fuzz"))

from samples import repacked, sample, seed

DOCX, XLSX, PDF = "文書.docx", "文書.xlsx", "文書.pdf"
_WORD, _SHEET = seed("docx"), seed("xlsx")
_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "%s"><!ENTITY c "%s">]>' % (b"&a;" * 99, b"&b;" * 99)
_SECRET = b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


def _word(before: bytes, after: bytes) -> bytes:
    """The Word document with its first such bytes changed."""
    assert before in _WORD
    return repacked("docx", _WORD.replace(before, after, 1))


def _sheet(before: bytes, after: bytes) -> bytes:
    assert before in _SHEET
    return repacked("xlsx", _SHEET.replace(before, after, 1))


def _typed(doctype: bytes) -> bytes:
    """The Word document with a document type, an entity of which stands in its text."""
    head, _, rest = _WORD.partition(b"?>")
    return repacked("docx", head + b"?>" + doctype + rest.replace("両国".encode(), "両国".encode() + b"&c;"))


def _typed_sheet(doctype: bytes) -> bytes:
    return repacked("xlsx", b'<?xml version="1.0"?>' + doctype + _SHEET.replace(b"<t>", b"<t>&c;"))


def _added(name: str, members: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package with more members."""
    out = io.BytesIO(sample(name))
    with zipfile.ZipFile(out, "a", packed) as package:
        for member, data in members.items():
            package.writestr(zipfile.ZipInfo(member), data, packed)
    return _stored(out.getvalue(), name)


def _stored(data: bytes, name: str) -> bytes:
    """The package with the sample's own members unpacked, whose size then is the same on every day."""
    own = set(zipfile.ZipFile(io.BytesIO(sample(name))).namelist())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            packed = zipfile.ZIP_STORED if info.filename in own else info.compress_type
            new.writestr(zipfile.ZipInfo(info.filename), old.read(info), packed)
    return out.getvalue()


def _declaring(data: bytes, member: bytes, size: int) -> bytes:
    """A package that declares another size for a member than it has."""
    at = data.rindex(member) - 46  # its entry in the list at the end
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[:at] + data[at : at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def _macros(name: str, kind: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample(name))) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(
                zipfile.ZipInfo(info.filename),
                re.sub(rb"application/[a-z.\-]+officedocument[a-z.]+\.(?:document|sheet)\.main", kind, old.read(info)),
            )
    return out.getvalue()  # fmt: skip


def _locked_member(data: bytes) -> bytes:
    """The package with its members marked as encrypted, as zip programs do with a password."""
    out = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), data):
            out[found.start() + offset] |= 1
    return bytes(out)


_ZEROS = b"".join((z := zlib.compressobj(9)).compress(bytes(10_000_000)) + z.flush(zlib.Z_FULL_FLUSH) for _ in range(1))
_BOMB = _ZEROS + _ZEROS[2:] * 110  # a stream of 1.1 GB; what ends it is left out


def _objects(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalog."""
    body, offsets = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (n, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(body)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    )


def _stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), about, data)


def _page(contents: bytes, about: bytes = b"", *more: bytes, kids: bytes = b"3 0 R") -> bytes:
    """A PDF of one page, with a Japanese font."""
    return _objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [ %s ] /Count 1 >>" % kids,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
        b"/XObject << /X 6 0 R >> >> >>",
        _stream(contents, about),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H /DescendantFonts [ << /Type /Font "
        b"/Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) "
        b"/Supplement 2 >> >> ] >>",
        *more,
    )


_TEXT = b"BT /F 10 Tf 60 700 Td <%s> Tj ET\n" % SENTENCE.encode("utf-16-be").hex().encode()
_PACKED = zlib.compress(_TEXT + bytes(range(32, 127)) * 9)
_FLATE = b"/Filter /FlateDecode"


def _locked(user: str, owner: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=StandardEncryption(user, owner))
    canvas.drawString(60, 700, "Joint statement")
    canvas.save()
    return out.getvalue()


_ROW = b'<row><c t="n"><v>1</v></c><c t="n"><v>2</v></c><c t="n"><v>3</v></c></row>'
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_PDF = sample("pdf")
_GRID = (
    b"<w:tr><w:trPr><w:gridBefore w:val='1000000000'/></w:trPr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
)
_ENCRYPTED = _OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + bytes(600)

FORMATS = [
    # packages
    Content("a Word document of one word less", _word(b"<w:body>", b"<w:body><w:p/>"), name=DOCX),
    Content("a Word document that is no package", b"2024", "damaged", name=DOCX),
    Content("a Word document without its end", sample("docx")[:-40][:20_000], "damaged", name=DOCX),
    Content("a package that is no Word document", _added("xlsx", {}), "damaged", name=DOCX, says="no word/document.xml"),
    Content("a member that unpacks to 2 GB, by its own word", _declaring(repacked("docx", _WORD), b"word/document.xml", 2**31),
            "too_large", name=DOCX, says="max_unpacked_bytes = 1,000,000,000"),
    Content("a member that unpacks to more than its word", _declaring(_added("docx", {"word/document2.xml": b"<a>" + bytes(10**7)}),
            b"word/document2.xml", 10), "damaged", name=DOCX),
    Content("a hundred members of 20 MB by their own word", _declaring(_added("xlsx", {f"xl/{n}.xml": b"" for n in range(100)}),
            b"xl/99.xml", 10**9), "too_large", name=XLSX, says="max_unpacked_bytes"),
    Content("ten thousand members more", _added("docx", {f"word/{n}.xml": b"<a/>" for n in range(10_000)}), name=DOCX),
    Content("a zip bomb inside, which nothing opens", _added("docx", {"word/embeddings/a.zip": _BOMB}), name=DOCX),
    Content("50 MB of white space in 50 kB", _added("docx", {"word/white.xml": b"<a>" + b" " * 50_000_000 + b"</a>"}), name=DOCX),
    Content("a member with a password", _locked_member(repacked("docx", _WORD)), "encrypted", name=DOCX),
    Content("an encrypted workbook", _ENCRYPTED, "encrypted", name=XLSX, says="password"),
    Content("an old workbook called .xlsx", _OLD_OFFICE, "unsupported", name=XLSX, says="before 2007"),
    Content("an old Word file", _OLD_OFFICE, "unsupported", name="文書.doc", says="save it as .docx"),
    Content("an old workbook", _OLD_OFFICE, "unsupported", name="文書.xls", says="save it as .xlsx"),
    Content("a Word document with macros", _macros("docx", b"application/vnd.ms-word.document.macroEnabled.main"), "unsupported",
            name="文書.docm", says="save it as .docx"),
    Content("a Word document with macros called .docx", _macros("docx", b"application/vnd.ms-word.document.macroEnabled.main"),
            "unsupported", name=DOCX, says="macros"),
    Content("a workbook with macros called .xlsx", _macros("xlsx", b"application/vnd.ms-excel.sheet.macroEnabled.main"),
            "unsupported", name=XLSX, says="macros"),
    # XML
    Content("entities that multiply, in Word", _typed(_LAUGHS), "damaged", name=DOCX, says="document type"),
    Content("entities that multiply, in Excel", _typed_sheet(_LAUGHS), "damaged", name=XLSX, says="document type"),
    Content("an entity that names a file, in Word", _typed(_SECRET), "damaged", name=DOCX, says="document type"),
    Content("an entity that names a file, in Excel", _typed_sheet(_SECRET), "damaged", name=XLSX, says="document type"),
    Content("ten thousand elements in each other", _word(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 10_000 + b"</w:sdt>" * 10_000),
            "damaged", name=DOCX),
    Content("XML that breaks off", _word(b"</w:body>", b"<w:p"), "damaged", name=DOCX),
    Content("XML in CP932", repacked("docx", _WORD.decode().replace("UTF-8", "CP932", 1).encode("cp932")), "damaged", name=DOCX),
    # tables
    Content("a Word table with a billion columns left out", _word(b"</w:tbl>", _GRID + b"</w:tbl>"), "too_large", name=DOCX,
            says="max_cells = 200,000"),
    Content("a Word cell of a billion columns", _word(b'<w:gridSpan w:val="2"/>', b'<w:gridSpan w:val="1000000000"/>'), name=DOCX),
    Content("a sheet that says it has 17 billion cells", _sheet(b"A1:C4", b"A1:XFD1048576"), name=XLSX),
    Content("a sheet whose last cell is filled", _sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="n"><v>7</v></c></row>'
            b"</sheetData>"), name=XLSX),
    Content("a sheet all of one merged cell", _sheet(b"B2:C2", b"A1:XFD1048576"), "too_large", name=XLSX, says="17,179,869,184"),
    Content("a sheet whose columns are merged", _sheet(b"B2:C2", b"A:XFD"), "too_large", name=XLSX, says="max_cells = 200,000"),
    Content("a link over a whole sheet", _sheet(b"<pageMargins", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/>'
            b"</hyperlinks><pageMargins"), "too_large", name=XLSX, says="max_cells = 200,000"),
    Content("a sheet of 70,000 rows", _sheet(b"</sheetData>", _ROW * 70_000 + b"</sheetData>"), "too_large", name=XLSX,
            says="max_cells = 200,000", slow=True),
    Content("a sheet of ten thousand rows", _sheet(b"</sheetData>", _ROW * 10_000 + b"</sheetData>"), name=XLSX, slow=True),
    Content("a sheet of five thousand rows, each with an empty one below", _sheet(b"</sheetData>",
            (_ROW + b"<row/>") * 5_000 + b"</sheetData>"), name=XLSX, slow=True),
    # PDF
    Content("a PDF with a password", _locked("geheim", "owner"), "encrypted", name=PDF, says="password"),
    Content("a PDF that may not be printed", _locked("", "owner"), name=PDF, dates=()),
    Content("a PDF of nothing but its first line", b"%PDF-1.7\n", "damaged", name=PDF),
    Content("half a PDF", _PDF[: len(_PDF) // 2], "damaged", name=PDF),
    Content("a PDF without its last bytes", _PDF[:-30], "damaged", name=PDF),
    Content("a PDF with junk in the middle", _PDF[:900] + bytes(range(256)) * 8 + _PDF[900:], name=PDF),
    Content("a PDF that speaks of 100,000 pages", _PDF.replace(b"/Count 1 ", b"/Count 100000 "), "damaged", name=PDF,
            says="of 100,000 pages that it speaks of 1 are found"),
    Content("a PDF whose pages are in themselves", _page(_TEXT, kids=b"2 0 R 2 0 R 3 0 R"), name=PDF),
    Content("a PDF with one page ten thousand times", _page(_TEXT, kids=b"3 0 R " * 10_000), name=PDF),
    Content("a PDF page whose contents break off", _page(_PACKED[:-20], _FLATE), "damaged", name=PDF, says="page 1 break off"),
    Content("a PDF page whose contents are damaged", _page(_PACKED[:20] + bytes(20) + _PACKED[40:], _FLATE), "damaged", name=PDF,
            says="the contents of page 1"),
    Content("a PDF page that unpacks to a gigabyte", _page(_BOMB, _FLATE), "too_large", name=PDF, says="max_unpacked_bytes",
            slow=True),
    Content("a PDF page packed twice, a gigabyte in a few kB", _page(zlib.compress(_BOMB, 9), b"/Filter [/FlateDecode /FlateDecode]"),
            "too_large", name=PDF, says="max_unpacked_bytes", slow=True),
    Content("a PDF page that draws a form that draws itself", _page(_TEXT + b"/X Do", b"", _stream(b"/X Do", b"/Type /XObject "
            b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")), name=PDF),
    Content("a PDF page of ten thousand brackets", _page(_TEXT + b"[" * 10_000 + b"<<" * 10_000), name=PDF),
    Content("a PDF page of ten thousand saved states", _page(b"q " * 10_000 + _TEXT), name=PDF),
    Content("a PDF with a script", _page(_TEXT).replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (a) >>"),
            name=PDF),
    Content("a PDF of pictures alone", _page(b"10 10 100 100 re f"), "no_text", name=PDF, says="OCR"),
    Content("a text called .pdf", "2024年5月".encode(), "damaged", name=PDF),
]  # fmt: skip
