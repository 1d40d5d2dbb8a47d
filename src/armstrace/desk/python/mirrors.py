"""What a supplier reported of its exports against what the recipient reported of its imports."""

from armstrace.desk.mirror import NO_REPORT, beside_words, mirror_json, mirror_of
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import TEXT, TEXTS, WHOLE, Sheet
from armstrace.desk.python.held import Held
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import state
from armstrace.desk.questions.words import years as years_of
from armstrace.gazetteer.states import display

_SHEET = Sheet(
    {
        "year": WHOLE, "register": TEXT, "category": TEXT, "answer": TEXT, "words": TEXT, "about": TEXT, "by": TEXT,
        "supplied": TEXT, "received": TEXT, "records": TEXTS,
    },
    ("year", "category", "answer", "words"),
)  # fmt: skip


class Mirror(Answer):
    """Two reports held against one another; a row per year and category. `remarks` hold what stands beside them."""

    __slots__ = ()


def mirror_in(held: Held, supplier: str, recipient: str, years: str) -> Mirror:
    """Hold the reports of two states against one another, in all years there are for ""."""
    wrong = Mistakes()
    with held.at_work() as case:
        pair = [wrong.read(state, who, name) for who, name in ((supplier, "supplier"), (recipient, "recipient"))]
        window = wrong.read(years_of, years) if years else None
        wrong.tell()
        shown = mirror_of(case, pair[0] or "", pair[1] or "", window)
        told = plain(mirror_json(shown))
    nothing = () if shown.answers else (NO_REPORT,)
    return Mirror(
        title=f"Exports of {display(shown.supplier)} to {display(shown.recipient)}, as both report them",
        rows=_SHEET.rows(told["answers"]),
        sheet=_SHEET,
        told=told,
        remarks=(*nothing, *map(beside_words, shown.beside), *shown.limits, *held.remarks),
    )
