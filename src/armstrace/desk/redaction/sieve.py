"""A last look at a copy before it leaves: none of the words of the plan may stand in any of its bytes.

The copy is made of what stays, so nothing should be found; what is found is a fault of the plan or of armstrace, and
the copy is not written. Words are looked for as text, in the forms in which programs write text, and as hashes.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ahocorasick_rs import BytesAhoCorasick

from armstrace.desk.redaction.plan import Name
from armstrace.desk.redaction.unpacked import unpacked
from armstrace.desk.redaction.words import Names
from armstrace.evidence.disk import CHUNK, explained

_OVERLAP = 1 << 12
_FEWEST = 5
"""A shorter word stands in any large file by chance, spelt in bytes."""
_TO_ASCII = bytes(code if code < 0x80 else 0x20 for code in range(256))


@dataclass(frozen=True, slots=True)
class Caught:
    """Words that still stand somewhere: the file, which spelling (by its number in the plan), and in what form."""

    name: str
    number: int
    form: str


def files_below(root: Path) -> list[tuple[str, Path]]:
    """Give every file below a folder with its name there."""
    return [(path.relative_to(root).as_posix(), path) for path in sorted(root.rglob("*")) if path.is_file()]


def caught(held: Iterable[tuple[str, Path]], names: Names, hashes: Iterable[str] = ()) -> Iterator[Caught]:
    """Look through files for the names of a plan, and for hashes that must not leave."""
    words = [said for name in names.names for said in name.spellings]
    forms = [(number, form, wanted) for number, said in enumerate(words, 1) for form, wanted in _forms(said)]
    forms += [(0, "the hash of an exhibit that was changed", each.encode("ascii")) for each in hashes]
    long = tuple(Name(said) for said in words if len(said) >= _FEWEST)
    looking, plain, scattered = _looking(forms), Names(names.names), Names(long)
    for where, path in held:
        for piece in _pieces(path):
            hits = looking.find_matches_as_indexes(piece.lower()) if looking is not None else []
            yield from (Caught(where, *forms[index][:2]) for index in sorted({hit[0] for hit in hits}))
            binary = b"\0" in piece
            text = piece.translate(_TO_ASCII).decode("ascii") if binary else piece.decode("utf-8", "replace")
            if (scattered if binary else plain).cuts(text):
                yield Caught(where, 0, "text")


def _looking(forms: Sequence[tuple[int, str, bytes]]) -> BytesAhoCorasick | None:
    return BytesAhoCorasick([wanted for _, _, wanted in forms]) if forms else None


def _forms(said: str) -> Iterator[tuple[str, bytes]]:
    """Give a spelling in the forms in which it might stand in a file, in small letters."""
    for shown in dict.fromkeys((said, said.lower(), said.upper(), said.title())):
        raw = shown.encode("utf-8", "replace")
        if len(shown) >= _FEWEST:
            yield from (("utf-16", shown.encode(name, "replace").lower()) for name in ("utf-16-le", "utf-16-be"))
            yield "hexadecimal", raw.hex().encode()
            yield from (("base64", each.lower()) for each in _base64(raw))
        if not shown.isascii():
            yield "bytes", raw.lower()
        for digest in ("md5", "sha1", "sha256", "sha512"):
            yield f"its {digest}", hashlib.new(digest, raw).hexdigest().encode()
        escapes = {
            "an address": quote(shown, errors="replace").encode(),
            "escapes": shown.encode("ascii", "backslashreplace"),
            "entities": shown.encode("ascii", "xmlcharrefreplace"),
            "cp1252": shown.encode("cp1252", "replace"),
        }
        # where nothing was escaped it is plain text, which is looked for word by word
        yield from ((form, each.lower()) for form, each in escapes.items() if each != raw and b"?" not in each)


def _base64(raw: bytes) -> Iterator[bytes]:
    """Give the middle of what base64 makes of some bytes, wherever in three they begin."""
    for shift in range(3):
        start = -(-8 * shift // 6)
        whole = base64.b64encode(bytes(shift) + raw).rstrip(b"=")
        yield whole[start + (1 if shift else 0) : len(whole) - 1]


def _pieces(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file in pieces that overlap, what is packed in it first."""
    with explained(path, "Looking through the copy"), path.open("rb") as file:
        yield from unpacked(file)
        file.seek(0)
        before = b""
        while piece := file.read(CHUNK):
            yield before + piece
            before = piece[-_OVERLAP:]
