"""Hostile PDF, RTF and web archives: cycles, bombs of streams, braces and boundaries that do not match."""

from __future__ import annotations

import base
from made import EITHER, READ, Cases, Hostile
from pdfs import deflated, one_page, packed_pdf, page, pdf, stream

HELLO = b"BT /F1 12 Tf 50 700 Td (Plan of measures) Tj ET\n"
SCAN = stream(
    b"\xff" * 300, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
)


def drawn(content: bytes, **more: bytes) -> bytes:
    return page(stream(content))


def tree_in_a_circle() -> bytes:
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
            3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2 >>",
        }
    )


def form_in_itself() -> bytes:
    form = stream(
        b"/X Do " + HELLO,
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        "/Resources << /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >>",
    )
    return page(stream(b"/X Do " + HELLO), more={6: form})


def forms_that_double(levels: int = 25) -> bytes:
    """Each form draws the next one twice."""
    more = {
        6 + at: stream(
            b"/X Do /X Do" if at < levels else HELLO,
            f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {7 + at} 0 R >> "
            "/Font << /F1 5 0 R >> >>",
        )
        for at in range(levels + 1)
    }
    return page(stream(b"/X Do"), more=more)


def forms_that_double_unseen(levels: int = 25) -> bytes:
    """The same; what each form calls the next one stands in a compressed stream of objects."""
    form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources"
    forms = {
        6 + at: stream(b"/X Do /X Do" if at < levels else HELLO, f"{form} {100 + at} 0 R") for at in range(levels + 1)
    }
    named = {
        100 + at: f"<< /XObject << /X {7 + at} 0 R >> /Font << /F1 5 0 R >> >>".encode() for at in range(levels + 1)
    }
    return packed_pdf(one_page(stream(b"/X Do")) | forms, named)


def many_pages(count: int) -> bytes:
    kids = " ".join(["3 0 R"] * count)
    return page(stream(HELLO), more={2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()})


def with_parts(count: int) -> bytes:
    return base.mht("".join(f"--edge\nContent-Type: image/png\nContent-Location: {n}\n\nx\n" for n in range(count)))


def nested_mht(levels: int) -> bytes:
    inner = b"Content-Type: text/html\n\n<table><tr><td>x</td></tr></table>\n"
    for at in range(levels):
        edge = b"e%d" % at
        inner = b'Content-Type: multipart/related; boundary="%s"\n\n--%s\n%s\n--%s--\n' % (edge, edge, inner, edge)
    return b"MIME-Version: 1.0\n" + inner


CASES: Cases = {
    "tree-in-a-circle.pdf": Hostile(tree_in_a_circle),
    "tree-of-a-billion.pdf": Hostile(
        lambda: page(stream(HELLO), more={2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"})
    ),
    "pages-by-the-thousand.pdf": Hostile(lambda: many_pages(20_000), says="limit `pages`"),
    "stream-packed-ten-times.pdf": Hostile(lambda: page(deflated(bytes(50_000_000), 10))),
    "stream-of-two-hundred-megabytes.pdf": Hostile(
        lambda: page(deflated(b" " * 200_000_000)), says="limit `page_characters`"
    ),
    "text-by-the-million.pdf": Hostile(
        lambda: page(deflated(b"BT /F1 9 Tf 1 0 0 1 50 700 Tm (abc) Tj ET\n" * 1_000_000))
    ),
    "path-of-a-million.pdf": Hostile(
        lambda: page(deflated(b"0 0 m\n" + b"595 842 l 0 842 l " * 500_000 + b"S")),
    ),
    "lines-by-the-hundred-thousand.pdf": Hostile(
        lambda: page(
            deflated(
                HELLO
                + b"".join(
                    b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n % 595, n % 595, n % 842, n % 842)
                    for n in range(100_000)
                )
            )
        ),
    ),
    "form-in-itself.pdf": Hostile(form_in_itself),
    "forms-that-double.pdf": Hostile(forms_that_double, says="limit `page_objects`"),
    "forms-that-double-unseen.pdf": Hostile(forms_that_double_unseen, says="limit `page_objects`"),
    "length-in-a-circle.pdf": Hostile(lambda: page(b"<< /Length 4 0 R >>\nstream\n" + HELLO + b"\nendstream"), EITHER),
    "box-of-a-billion.pdf": Hostile(
        lambda: page(stream(HELLO)).replace(b"[0 0 595 842]", b"[-1e30 -1e30 1e30 1e30]"), EITHER
    ),
    "no-table.pdf": Hostile(lambda: page(stream(HELLO)).partition(b"xref\n")[0]),
    "no-objects.pdf": Hostile(lambda: b"%PDF-1.7\n%%EOF\n"),
    "password.pdf": Hostile(
        lambda: page(
            stream(HELLO),
            more={9: b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"},
            trailer="/Encrypt 9 0 R /ID [<41><41>]",
        ),
        says="password",
    ),
    "password-of-no-kind.pdf": Hostile(
        lambda: page(stream(HELLO), more={9: b"<< /Filter /Nobody /V 99 >>"}, trailer="/Encrypt 9 0 R /ID [<41><41>]")
    ),
    "actions.pdf": Hostile(
        lambda: page(
            stream(HELLO),
            more={
                1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://127.0.0.1:9/) >> /AA << /WC "
                b"<< /S /Launch /F (calc.exe) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS "
                b"(app.alert\\(1\\);while\\(1\\){}) >>] >> >> >>"
            },
        ),
    ),
    "scan.pdf": Hostile(lambda: page(stream(b"/X Do"), more={6: SCAN}), EITHER),
    "braces-never-closed.rtf": Hostile(lambda: base.rtf(after="{" * 1_000), EITHER),
    "braces-closed-too-often.rtf": Hostile(lambda: base.rtf(after="}" * 100_000), EITHER),
    "braces-deep.rtf": Hostile(lambda: base.rtf(before="{" * 200_000 + "}" * 200_000), EITHER),
    "binary-of-a-billion.rtf": Hostile(lambda: base.rtf(before=r"{\pict\bin1000000000 abc}"), EITHER),
    "binary-below-nothing.rtf": Hostile(lambda: base.rtf(before=r"{\pict\bin-5 abc}"), EITHER),
    "numbers-of-any-length.rtf": Hostile(
        lambda: base.rtf(before=r"\u" + "9" * 5_000 + r"?\fs" + "8" * 5_000 + r" \cellx" + "7" * 5_000 + " "), EITHER
    ),
    "surrogates-alone.rtf": Hostile(lambda: base.rtf(before=r"\u55357? \u-10179? \u56832? "), EITHER),
    "skip-of-a-billion.rtf": Hostile(lambda: base.rtf(before=r"\uc1000000000 \u1087 ? "), EITHER),
    "columns-by-the-hundred-thousand.rtf": Hostile(
        lambda: base.rtf(before=r"\trowd" + r"\cellx9" * 100_000 + r"\cell" * 100_000 + r"\row "), EITHER
    ),
    "picture-of-five-megabytes.rtf": Hostile(
        lambda: base.rtf(before=r"{\pict\pngblip " + "89504e47" * 600_000 + "}"), READ
    ),
    "object.rtf": Hostile(lambda: base.rtf(before=r"{\object\objemb{\*\objdata " + "d0cf11e0" * 1_000 + "}}"), READ),
    "words-without-end.rtf": Hostile(lambda: base.rtf(before="\\" + "a" * 1_000_000), EITHER),
    "nested.mht": Hostile(lambda: nested_mht(1_000)),
    "parts-by-the-thousand.mht": Hostile(lambda: with_parts(20_000), EITHER),
    "no-boundary.mht": Hostile(lambda: base.mht().replace(b'boundary="edge"', b""), EITHER),
    "boundary-never-met.mht": Hostile(lambda: base.mht().replace(b'boundary="edge"', b'boundary="other"'), EITHER),
    "base64-spoilt.mht": Hostile(lambda: base.mht().replace(b"PGh0", b"=!?*"), EITHER),
    "charset-of-no-kind.mht": Hostile(lambda: base.mht().replace(b"charset=utf-8", b"charset=none-such"), EITHER),
    "page-in-itself.mht": Hostile(
        lambda: base.mht("--edge\nContent-Type: message/rfc822\n\n" + base.mht().decode()), READ
    ),
}
