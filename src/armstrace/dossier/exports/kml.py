"""Rows with places as KML 2.2, for globes and map programs; foreign words are text there and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from armstrace.dossier.exports.cells import shown, text
from armstrace.dossier.exports.located import Spot, spots
from armstrace.dossier.exports.sheet import Content

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
# a globe draws what it shows of a row as HTML: it is told to show our own sentence and none of the row's words
_STYLE = '<Style id="row"><BalloonStyle><text>$[description]</text></BalloonStyle></Style>\n'


def kml(content: Content) -> Iterator[str]:
    """Write a document in pieces, a folder for each kind and a placemark for each row, one without a place too."""
    yield f"{_HEAD}<name>{_words(content.title)}</name>\n"
    yield f"<description>{_html(chr(10).join((*content.remarks, *content.left_out)))}</description>\n"
    yield _STYLE
    for sheet in content.sheets:
        yield f"<Folder>\n<name>{_words(sheet.kind)}</name>\n"
        for spot in spots(sheet.kind, iter(sheet.rows())):
            yield _placemark(spot)
        yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def _placemark(spot: Spot) -> str:
    parts = [f"<Placemark>\n<name>{_words(spot.name)}</name>\n"]
    parts.append(f"<description>{_html(spot.near)}</description>\n")
    parts.append(_time(spot.first, spot.last))
    parts.append("<styleUrl>#row</styleUrl>\n<ExtendedData>\n")
    parts += [_data(name, value) for name, value in spot.said.items() if value not in (None, "")]
    parts.append("</ExtendedData>\n")
    if spot.lon is not None:
        parts.append(f"<Point><coordinates>{spot.lon!r},{spot.lat!r}</coordinates></Point>\n")
    parts.append("</Placemark>\n")
    return "".join(parts)


def _time(first: date | None, last: date | None) -> str:
    """Give the days between which it lies; a day that is not known is left open."""
    begin = f"<begin>{first.isoformat()}</begin>" if first else ""
    end = f"<end>{last.isoformat()}</end>" if last else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>\n" if begin or end else ""


def _data(name: str, value: Any) -> str:
    return f"<Data name={quoteattr(name)}><value>{_words(shown(value))}</value></Data>\n"


def _words(words: str) -> str:
    """Write foreign words as text of XML."""
    return escape(text(words))


def _html(words: str) -> str:
    """Write foreign words as text of the HTML that a description is drawn as."""
    return escape(escape(text(words)))
