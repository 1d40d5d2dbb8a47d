"""What is on record of embargoes, in sentences; nothing here says that one was kept or broken."""

from collections.abc import Sequence

from armstrace.gazetteer.embargo_bodies import body_words
from armstrace.gazetteer.states import display
from armstrace.records.decisions import Embargo

_MOST = 5
GAPS = "The tables hold those that were read, and are not complete: nothing follows from a gap."


def target_words(embargo: Embargo) -> str:
    """Give the embargo's own words for its target, the name behind a bare code."""
    return display(embargo.target) if embargo.target_printed in {"", embargo.target} else embargo.target_printed


def row_words(embargo: Embargo) -> str:
    """Tell one embargo on record: number, who, on whom, how far it binds, from when to when."""
    begins = embargo.begins.edtf if embargo.begins else "an unknown day"
    ends = f"to {embargo.ends.edtf}" if embargo.ends else "with no end on record"
    return (
        f"{embargo.number}: {embargo.imposed_by}, {embargo.instrument or 'act not named'}, "
        f"{'a request' if embargo.force == 'request' else 'mandatory'}, on {target_words(embargo)}, "
        f"from {begins} {ends}"
    )


def listing(embargoes: Sequence[Embargo]) -> str:
    """Tell the embargoes on record, the first few of many."""
    told = "; ".join(row_words(each) for each in embargoes[:_MOST])
    more = f"; and {len(embargoes) - _MOST} more" if len(embargoes) > _MOST else ""
    return f"On record: {told}{more}." if told else ""


def about(target: str, body: str | None) -> str:
    """Name the embargo asked about: "an embargo of the European Union on Sudan"."""
    by = f" of {body_words(body, display(body))}" if body else ""
    return f"embargo{by} on {display(target)}"


def further(embargoes: Sequence[Embargo]) -> str:
    """Tell how those that decide stand in their sources' words, and who holds what else of it."""
    lines = [f"{each.number}: {each.status.rstrip('. ')}." for each in embargoes[:_MOST] if each.status]
    lines += [
        f"{each.number} is disputed: {each.disputed.rstrip('. ')}." for each in embargoes[:_MOST] if each.disputed
    ]
    return " ".join(dict.fromkeys(lines))
