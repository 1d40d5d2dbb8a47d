"""Courts, tribunals and parliaments as texts name them."""

import re
from dataclasses import dataclass

from armstrace.reading.text.view import Span

_COURT = re.compile(
    r"\b(?:(?:[A-Z][\w-]*(?:'s)? )*(?:[Cc]ourts?|[Tt]ribunals?)(?: of (?:the )?[A-Z][\w-]+(?: (?:(?:and |of |for |the )*[A-Z][\w-]+))*| for (?:the )?(?:[Ff]ormer )?[A-Z][\w-]+)?"
    r"|Council of State|Constitutional Council|(?:[A-Z]\w+ )?(?:grand )?jur(?:y|ies)|ICJ|ICC|ICTY|ICTR|ECHR|ECtHR|CJEU|ECJ|(?:[A-Z]\w+ )?(?:judges?|magistrates?|arbitrators?))\b",
)
_CHAMBER = re.compile(
    r"\b(?:(?:[A-Z][\w-]*(?:'s)? )*(?:[Pp]arliament|Congress|Senate|House of (?:Representatives|Commons|Lords)|Knesset|Duma|Rada|Bundestag|"
    r"National Assembly|General Assembly|Security Council|Milli Majlis|Majlis|[Ll]awmakers|[Ll]egislators|[Ll]egislature|MPs|[Cc]abinet))\b"
)
_INITIALS = {
    "ICJ": "International Court of Justice",
    "ICC": "International Criminal Court",
    "ECHR": "European Court of Human Rights",
    "ECtHR": "European Court of Human Rights",
    "CJEU": "Court of Justice of the European Union",
    "ECJ": "European Court of Justice",
    "ICTY": "International Criminal Tribunal for the former Yugoslavia",
    "ICTR": "International Criminal Tribunal for Rwanda",
}
_ARTICLE = re.compile(r"^(?:The|A|An|That|This|Its|Their|His|Her) ")


@dataclass(frozen=True, slots=True)
class Bench:
    """A court or chamber in a text: its span and its name, initials written out."""

    start: int
    end: int
    name: str


def courts_in(seen: str, span: Span) -> list[Bench]:
    """Find courts, tribunals and judges in a stretch of a view."""
    return [_bench(match) for match in _COURT.finditer(seen, span.start, span.end)]


def chambers_in(seen: str, span: Span) -> list[Bench]:
    """Find parliaments and their chambers in a stretch of a view."""
    return [_bench(match) for match in _CHAMBER.finditer(seen, span.start, span.end)]


def _bench(match: re.Match[str]) -> Bench:
    words = match.group()
    article = _ARTICLE.match(words)
    start = match.start() + (article.end() if article else 0)
    name = words[article.end() :] if article else words
    return Bench(start, match.end(), _INITIALS.get(name, name))
