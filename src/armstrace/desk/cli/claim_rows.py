"""Claims for a person at a terminal, and for a program."""

from typing import TYPE_CHECKING, Any

from armstrace.desk.cli.show import as_json, plain, remark, table, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armstrace.desk.documents.case_claims import CaseClaims
    from armstrace.desk.documents.document import ReadDocument
    from armstrace.reading.proposals.gate import Proposals

_KEY_SHOWN = len("claim:") + 12


def print_one(mine: "ReadDocument", proposals: "Proposals | None", *, json: bool) -> None:
    """Print the claims of one document and, apart from them, what a model proposed."""
    from armstrace.desk.documents.article import claims_json, in_order
    from armstrace.desk.documents.proposed import proposals_json

    tell(mine.was_read.notes)
    told = claims_json(mine)
    if json:
        as_json(told | ({"proposals": proposals_json(proposals)} if proposals else {}))
        return
    names = ["characters", "type", "about", "words"]
    items = list(in_order(told))
    rows = [[f"{item['start']}-{item['end']}", item["type"], _about(item), words(item["text"])] for item in items]
    judged = [[*row, item["judged"]] for row, item in zip(rows, items, strict=True)]
    table([*names, "judged"], judged) if any(item["judgement"] for item in items) else table(names, rows)
    if proposals:
        _print_proposals(proposals)


def _print_proposals(proposals: "Proposals") -> None:
    rows = [
        [f"{each.start}-{each.end}", each.type, plain(each.origin), words(each.text)] for each in proposals.accepted
    ]
    table(["characters", "type", "proposed by", "words"], rows)
    tell(f"rejected, {each.reason}: {plain(each.said)}" for each in proposals.rejected)


def print_claims(found: "CaseClaims", *, json: bool) -> None:
    """Print the claims of all documents of a case with their keys, and judgements that fit no claim any more."""
    from armstrace.desk.documents.article import case_claims_json, claims_json, in_order

    tell(note for mine in found.documents for note in mine.was_read.notes)
    tell(f"not read, {each}" for each in found.unread)
    told = [claims_json(mine) for mine in found.documents]
    if json:
        as_json(case_claims_json(told))
        return
    rows = []
    for each in told:
        for item in [*in_order(each), *each["judge_again"]]:
            state = item["judged"] + (f" by {item['judgement']['by']}" if item["judgement"] else "")
            rows.append([item["key"][:_KEY_SHOWN], item["type"], plain(state), plain(each["doc"]), words(item["text"])])
    table(["key", "type", "judged", "document", "words"], rows)


def tell(notes: "Iterable[str]") -> None:
    """Say each thing once, beside the result."""
    for note in dict.fromkeys(notes):
        remark(note)


def _about(item: dict[str, Any]) -> str:
    return str(item.get("measure") or item.get("claimed_status") or "")
