"""Orders as registers date them: what was ordered in a year is delivered later, and is looked for from then on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armstrace.checks.answers import route
from armstrace.checks.counting import Question
from armstrace.checks.editions import RegisterEdition
from armstrace.checks.windows import Window
from armstrace.records.claims import TradeClaim
from armstrace.tables.ask import Row, Tables, literal

SHOWN = 6
_ORDERS = re.compile(r"(?<!\bin )\b(?:re-?)?order(?:ed|s|ing)?\b(?! (?:to|that)\b)", re.IGNORECASE)
_BUYS = re.compile(r"\b(?:bought|buy(?:s|ing)?|purchas\w+|acquir\w+|procur\w+|sold|sells?|selling)\b", re.IGNORECASE)
_DELIVERS = re.compile(
    r"\b(?:deliver\w*|ship(?:ped|s|ments?|ping)|sent|receiv\w+|arriv\w+|transferr?\w*|handed over)\b", re.IGNORECASE
)


def is_order(claim: TradeClaim) -> bool:
    """Tell "India ordered 36 jets" from what says that something was delivered."""
    return bool(_ORDERS.search(claim.text)) and not _DELIVERS.search(claim.text)


def may_be_order(claim: TradeClaim) -> bool:
    """Tell "France sold India jets in 2017", which may mean the deal as well as the delivery."""
    return bool(_BUYS.search(claim.text)) and not _DELIVERS.search(claim.text)


@dataclass(frozen=True, slots=True)
class Orders:
    """What one edition records of orders dated in the years, and of deliveries from those years on."""

    edition: RegisterEdition
    dated: tuple[Row, ...]
    later: tuple[Row, ...]


def orders(tables: Tables, usable: Sequence[RegisterEdition], question: Question, window: Window) -> list[Orders]:
    """Look in each edition for orders dated in a window, and for deliveries from its first year on."""
    dated_in = replace(question, by_order=True, window=window).touching
    return [
        Orders(
            edition,
            tuple(_rows(tables, edition, question, dated_in)),
            tuple(_rows(tables, edition, question, f"delivered_latest >= '{window.first}-01-01'")),
        )
        for edition in usable
    ]


def _rows(tables: Tables, edition: RegisterEdition, question: Question, when: str) -> list[Row]:
    """List rows by volume: key, designation, number, years delivered, year of order; doubts are marked "?"."""
    number = doubted("number_delivered_printed", "number_delivered_estimate")
    delivered = doubted("delivered_printed", "delivered_qualifier <> ''")
    ordered = doubted("ordered_printed", "ordered_qualifier <> ''")
    return tables.ask(
        f"SELECT key, rtrim(designation, ' -'), coalesce({number}, ''), coalesce({delivered}, ''), "
        f"coalesce({ordered}, '')\n"
        f"FROM transfer WHERE edition = {literal(edition.label)} AND {question.who} AND {question.what.condition}\n"
        f"  AND {when}\nORDER BY tiv_m DESC, place, key"
    )


def doubted(printed: str, doubt: str) -> str:
    """Write a cell as printed, with a "?" where another column of the register marks it as an estimate."""
    marked = f"{printed} LIKE '%?' OR {printed} LIKE '(%'"
    return f"{printed} || CASE WHEN ({doubt}) AND NOT ({marked}) THEN '?' ELSE '' END"


def listed(rows: Sequence[Row]) -> str:
    """Write rows as "4 Rafale (2019; ordered 2017)".

    >>> listed([("k", "Rafale", "4", "2019", "2017"), ("k", "Rafale", "", "", "2023")])
    '4 Rafale (2019; ordered 2017); Rafale (ordered 2023)'
    """
    told = []
    for _, name, number, delivered, ordered in rows[:SHOWN]:
        years = "; ".join(filter(None, (delivered, f"ordered {ordered}" if ordered else "")))
        told.append(" ".join(filter(None, (number, name, f"({years})" if years else ""))))
    if len(rows) > SHOWN:
        told.append(f"and {len(rows) - SHOWN} more")
    return "; ".join(told)


def from_then_on(found: Sequence[Orders], question: Question, window: Window) -> str:
    """Say which deliveries from the first year of a window on are recorded; "" where none are."""
    first = next((each for each in found if each.later), None)
    if first is None:
        return ""
    who = route("+".join(question.suppliers), "+".join(question.recipients))
    return f"Recorded as delivered from {window.first} on, {who}: {listed(first.later)} ({first.edition.label})."
