"""The mirror of a case: its reports by two states, and beside them what SIPRI compiled of the same years."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from armstrace.chain.mirror import mirror
from armstrace.chain.mirror_model import Mirrored
from armstrace.chain.mirror_words import BESIDE, PARTY
from armstrace.desk.intake import Case
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Transfer
from armstrace.records.supply import Report
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import literal, literals

NO_REPORT = (
    "No report by either of them is here: nothing to hold one against the other, and nothing follows from that. Add "
    "reports to UNROCA or the EU's tables of licences (`armstrace sources` lists the formats), or ask for --years."
)


@dataclass(frozen=True, slots=True)
class Mirror:
    """The answers year by year, the transfers that stand beside them, and what the sources cannot show."""

    supplier: str
    recipient: str
    answers: tuple[Mirrored, ...]
    beside: tuple[Transfer, ...]
    limits: tuple[str, ...]


def mirror_of(case: Case, supplier: str, recipient: str, years: tuple[int, int] | None) -> Mirror:
    """Hold the reports of two states in a case against one another, in the years asked for or in all there are.

    Raises:
        CaseError: the two are one, or the years asked for are too many to print.
    """
    if supplier == recipient:
        raise CaseError("A state's exports cannot be held against its own imports.", where="SUPPLIER RECIPIENT")
    if years and years[1] - years[0] > 200:
        raise CaseError(f"{years[0]} to {years[1]} are too many years.", where="--years", todo="Ask for fewer.")
    asked = range(years[0], years[1] + 1) if years else ()
    pair = literals([supplier, recipient])
    reports = case.tables.records(Report, f"WHERE reporter IN {pair} ORDER BY key")
    answers = mirror(reports, supplier, recipient, asked)
    first, last = (min(asked), max(asked)) if asked else _span(answers)
    rows = f"WHERE supplier = {literal(supplier)} AND recipient = {literal(recipient)} ORDER BY key"
    beside = [each for each in case.tables.records(Transfer, rows) if _within(each, first, last)]
    readers = sorted({each.reader for each in reports} | {each.reader for each in beside})
    limits = dict.fromkeys(limit for reader in readers for limit in source_limits(reader))
    return Mirror(supplier, recipient, answers, tuple(beside), (*limits, PARTY))


def _span(answers: Sequence[Mirrored]) -> tuple[int, int]:
    years = [each.year for each in answers]
    return (min(years), max(years)) if years else (0, 0)


def _within(transfer: Transfer, first: int, last: int) -> bool:
    """Tell whether any of the years of delivery printed lies in the years asked about."""
    when = transfer.delivered
    if when is None or when.earliest is None or when.latest is None:
        return False
    return when.earliest.year <= last and when.latest.year >= first


def beside_words(transfer: Transfer) -> str:
    """Say what SIPRI compiled of one deal or delivery, and that it is no second origin."""
    count = transfer.number_delivered
    printed = " ".join(filter(None, (count.printed if count else "", transfer.designation)))
    return BESIDE.format(printed=printed, when=transfer.delivery_years)


def mirror_json(shown: Mirror) -> dict[str, Any]:
    """Give a mirror as JSON for a program."""
    return {
        "supplier": shown.supplier,
        "recipient": shown.recipient,
        "answers": [asdict(each) for each in shown.answers],
        "beside": [{"key": each.key, "words": beside_words(each)} for each in shown.beside],
        "limits": list(shown.limits),
    }
