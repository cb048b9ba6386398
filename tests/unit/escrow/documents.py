"""Documents of every kind a deposit may hold, good and bad, made here."""

from __future__ import annotations

import io
import zipfile
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

SECRET: Final = (
    "1. 원료 배합\n"
    "먼저 실리카 분말과 지르코니아 섬유를 칠 대 삼으로 섞고 붕산나트륨 용액에 담근다. "
    "슬러리의 점도를 맞춘 다음 다공질 금형에 부어 진공으로 물기를 뺀다.\n"
    "2. 소성\n"
    "건조한 판을 질소 분위기에서 분당 4℃로 올려 685 ℃에서 두 시간 유지하고, "
    "압력은 0.8 기압을 지킨다. 이때 산소 농도가 오르면 표면에 미세한 균열이 생긴다.\n"
    "3. 코팅\n"
    "식힌 판에 실란 결합제를 2.5 wt%로 희석하여 두 번 뿌리고 상온에서 하루 굳힌다. "
    "마지막으로 두께를 0.35 mm로 연마하여 공차를 확인한다.\n"
    "4. Notes\n"
    "The firing curve was found by varying one parameter at a time over eleven weeks; "
    "the furnace atmosphere turned out to matter more than the peak temperature itself.\n"
)
COPIED: Final = (
    "건조한 판을 질소 분위기에서 천천히 올려 두 시간 유지한다. "
    "슬러리의 점도를 맞춘 다음 다공질 금형에 부어 진공으로 물기를 뺀다."
)
CLEAN: Final = (
    "얇은 단열판으로 배터리 셀 사이의 열 번짐을 늦추는 기술입니다. "
    "기존 펠트보다 가볍고 조립 공정을 바꾸지 않아도 됩니다. "
    "시험 성적서는 비밀유지계약 뒤에 보여 드립니다. "
    "A thin sheet that keeps heat from spreading between cells, made for vehicle packs."
)


def pdf(*pages: str, password: bool = False) -> bytes:
    """Return a PDF whose pages have these words (Latin) in their text layer."""
    if password:
        return _LOCKED
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, words in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in words.split("\n"))
        stream = f"BT /F1 14 Tf 18 TL 60 760 Td {lines}ET".encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


_LOCKED: Final = _assembled(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>" % (b"41" * 32, b"42" * 32),
    ],
    b"/Encrypt 3 0 R /ID [<%b> <%b>]" % (b"42" * 16, b"42" * 16),
)


def scan() -> bytes:
    """Return a PDF of one picture, without a text layer."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out, flags=pdfium_c.FPDF_NO_INCREMENTAL)
    return out.getvalue()


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a zip archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """Return a word-processor file; each paragraph's words are cut into runs as programs do."""
    inside = "".join(
        "<w:p>"
        + "".join(f"<w:r><w:t>{half}</w:t></w:r>" for half in (words[:9], words[9:]))
        + "</w:p>"
        for words in paragraphs
    )
    body = f'<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>'
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def xlsx(text: str, number: str) -> bytes:
    """Return a spreadsheet with one shared text and one number."""
    shared = f'<sst xmlns="s"><si><t>{text}</t></si></sst>'
    sheet = (
        '<worksheet xmlns="s"><sheetData><row>'
        f'<c t="s"><v>7777</v></c><c><v>{number}</v></c></row></sheetData></worksheet>'
    )
    return archive(
        {"xl/sharedStrings.xml": shared.encode(), "xl/worksheets/sheet1.xml": sheet.encode()}
    )


def pptx(text: str) -> bytes:
    """Return a presentation of one slide."""
    slide = f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'
    return archive({"ppt/slides/slide1.xml": slide.encode()})


def picture(size: tuple[int, int] = (120, 80), form: str = "PNG") -> bytes:
    """Return a picture with something on it."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 30, 30), (10, 10, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()
