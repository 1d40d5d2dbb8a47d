"""What stands in sample.pdf: run this file to write it again."""

from pathlib import Path

from pdf_bytes import Words, page_stream, pdf

SAMPLE = Path(__file__).with_name("sample.pdf")

_HEAD = Words("The Example Papers, number 7", 72, 810, 9)
_FIRST = (
    _HEAD,
    Words("What the port papers show", 72, 760, 18),
    Words("Graustark delivered twelve launchers to Ruritania in an inter-", 72, 720),
    Words("national sale, as papers of 2015-", 72, 706),
    Words("19 say: 60 percent of major arms.", 72, 692),
    Words("A second paragraph stands here, with \u201cquotation marks\u201d and a dash \u2013 so.", 72, 664),
    Words("Year", 72, 636),
    Words("Delivered", 300, 636),
    Words("2016", 72, 622),
    Words("12", 300, 622),
    Words("1", 300, 24),
)
_SECOND = (
    _HEAD,
    Words("The Graustark-", 72, 720),
    Words("made launchers were seen again. The word Graustark-made is kept whole.", 72, 706),
    Words("\u2022 it landed at night", 72, 678),
    Words("2", 300, 24),
)
_THIRD = (_HEAD, Words("Figure 1: the quay.", 72, 720), Words("3", 300, 24))


def sample() -> bytes:
    """Three pages of text, one that is only a drawing, a script that would run in a viewer."""
    pages = [*(page_stream(words) for words in (_FIRST, _SECOND, _THIRD)), b"72 72 200 200 re f"]
    info = "/Title (What the port papers show) /Author (Ann Example) /CreationDate (D:20201028093000+04'00')"
    return pdf(pages, info=info, catalogue="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


if __name__ == "__main__":
    SAMPLE.write_bytes(sample())
