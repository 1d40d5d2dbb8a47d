"""What a case says of itself."""

from armstrace.desk.case_summary import summary
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import TEXT, WHOLE, Sheet
from armstrace.desk.python.held import Held

_SHEET = Sheet(
    {
        "sha256": TEXT, "received_name": TEXT, "received_at": TEXT, "received_by": TEXT, "reader": TEXT,
        "refused": TEXT, "rows": WHOLE, "set_aside": WHOLE, "collected": TEXT,
    },
    ("received_name", "reader", "rows", "set_aside", "refused", "received_at"),
)  # fmt: skip


class Summary(Answer):
    """What a case asks, its editions, judged claims and settings; a row per exhibit."""

    __slots__ = ()


def summary_of(held: Held) -> Summary:
    """Gather it."""
    with held.at_work() as case:
        told = plain(summary(case))
    asked = (str(told[name]) for name in ("question", "period") if told[name])
    counted = ", ".join(f"{count} {state}" for state, count in told["claims"].items())
    return Summary(
        title=str(told["title"]),
        rows=_SHEET.rows(told["exhibits"]),
        sheet=_SHEET,
        told=told,
        remarks=(*asked, f"Claims: {counted}.", *held.remarks),
    )
