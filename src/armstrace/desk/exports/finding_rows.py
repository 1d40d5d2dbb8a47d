"""Findings as rows: verdict, figure with what each edition says and its bounds, the rows it rests on, the SQL."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from armstrace.desk.bundles.parts import findings_of
from armstrace.desk.exports.chosen import FINDING, Chosen
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.evidence.lines import Line
from armstrace.records.judgements import State
from armstrace.records.origin import canonical

_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("document", pa.string()),
        ("document_name", pa.string()),
        ("published", pa.string()),
        ("claim", pa.string()),
        ("claim_type", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("judged", pa.string()),
        ("verdict", pa.string()),
        ("slots", _TEXTS),
        ("figure", pa.float64()),
        ("figure_words", pa.string()),
        ("unit", pa.string()),
        ("readings", _TEXTS),
        ("reason", pa.string()),
        ("method", pa.string()),
        ("limits", _TEXTS),
        ("records", _TEXTS),
        ("sql", pa.string()),
    ]
)
Told = Mapping[str, Any]


def kept_findings(case: Case, lines: Sequence[Line]) -> Iterator[tuple[Told, list[Told]]]:
    """Give each checked document with its findings, as they were kept.

    Raises:
        CustodyBroken: no line of the ledger names one of these files.
    """
    for name, content in findings_of(case, lines):
        if name.startswith(f"data/tables/{FINDING}/"):
            told = json.loads(content)
            yield told["document"], told["findings"]


def rejected_claims(case: Case) -> frozenset[str]:
    """Give the keys of the claims that a person has rejected, perhaps after the last check."""
    return frozenset(each.claim for each in standing(case) if each.state is State.REJECTED)


def chosen_findings(
    case: Case, lines: Sequence[Line], chosen: Chosen, say: list[str]
) -> Iterator[tuple[Told, list[Told]]]:
    """Give the findings asked for by document; those whose claim was rejected since are left out, and that is said."""
    rejected = rejected_claims(case)
    for document, findings in kept_findings(case, lines):
        wanted = chosen.wants(FINDING, str(document["sha256"]))
        asked = [each for each in findings if wanted is None or each["key"] in wanted]
        stand = [each for each in asked if each["claim"].get("key", "") not in rejected]
        if len(stand) < len(asked):
            say.append(
                f"{len(asked) - len(stand)} finding of {document['sha256'][:12]} left out: their claims were rejected."
            )
        if stand:
            yield document, stand


def finding_row(document: Told, finding: Told) -> dict[str, Any]:
    """Turn a kept finding into a row."""
    claim, figure = finding["claim"], finding["figure"]
    number = figure if isinstance(figure, int | float) and not isinstance(figure, bool) else None
    return {
        "key": finding["key"],
        "document": document["sha256"],
        "document_name": _storable(str(document["name"])),
        "published": document["published"],
        "claim": _storable(str(claim["text"])),
        "claim_type": claim["type"],
        "start": claim["start"],
        "end": claim["end"],
        "judged": claim.get("judged", "suggested"),
        "verdict": finding["verdict"],
        "slots": [f"{slot}: {verdict}" for slot, verdict in finding["slots"].items()],
        "figure": None if number is None else float(number),
        "figure_words": None if number is not None or figure is None else _storable(_words(figure)),
        "unit": finding["unit"],
        "readings": [_storable(reading_words(each)) for each in finding["readings"]],
        "reason": _storable(str(finding["reason"])),
        "method": finding["method"],
        "limits": [_storable(str(each)) for each in finding["limits"]],
        "records": list(finding["records"]),
        "sql": _storable(str(finding["sql"])),
    }


def reading_words(reading: Told) -> str:
    """Say what one edition says, with its bounds and whether its form forced a guess."""
    value, low, high = reading["value"], reading["low"], reading["high"]
    bounds = f" ({_words(low)} to {_words(high)})" if low is not None and high is not None and low != high else ""
    guess = ", an estimate" if reading["estimate"] else ""
    note = f" [{reading['note']}]" if reading["note"] else ""
    return f"{reading['edition']}: {_words(value)}{bounds}{guess}{note}"


def _words(value: Any) -> str:
    if value is None:
        return "not told"
    return value if isinstance(value, str) else canonical(value)


def _storable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def rows_of(found: Iterable[tuple[Told, list[Told]]]) -> Iterator[list[dict[str, Any]]]:
    """Give the findings of each document as rows."""
    for document, findings in found:
        yield [finding_row(document, each) for each in findings]
