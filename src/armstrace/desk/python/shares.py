"""Shares of major arms, from a case's registers."""

from dataclasses import dataclass, field

from armstrace.checks.breakdown import Breakdown, breakdowns
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import FLAG, NUMBER, TEXT, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing
from armstrace.desk.python.held import Held
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.share import share_asked, shares_json
from armstrace.records.errors import CaseError

_SHEET = Sheet(
    {
        "edition": TEXT, "code": TEXT, "name": TEXT, "tiv_m": NUMBER, "low": NUMBER, "high": NUMBER,
        "percent": NUMBER, "rows": WHOLE, "estimate": FLAG,
    },
    ("name", "tiv_m", "percent", "rows"),
)  # fmt: skip
_SEVERAL = Sheet(_SHEET.columns, ("edition", *_SHEET.shown))
_CALCULATED = "Our calculation from SIPRI data; TIV measures volume and is no price."


@dataclass(frozen=True, slots=True)
class Wording:
    """What was asked, so that it can be asked again by another side."""

    held: Held
    recipient: str
    supplier: str
    years: str


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Shares(Answer):
    """Everybody's share of a total of major arms, in TIV, edition by edition; a row per party and edition."""

    editions: tuple[Breakdown, ...] = field(repr=False)
    asked: Wording = field(repr=False)

    def by(self, side: str) -> "Shares":
        """Take the same total apart by "supplier" or "recipient".

        Raises:
            CaseError: it is neither.
        """
        return shares_of(self.asked, side)

    def plot(self, edition: str = "") -> Drawing:
        """Draw the shares of one edition as bars: that of this label, else the first.

        Raises:
            CaseError: there is none.
        """
        from armstrace.desk.dossiers.page import chart_of

        for each in self.editions:
            if edition in {"", each.edition}:
                return Drawing(chart_of(self.title, each))
        names = "; ".join(each.edition for each in self.editions)
        raise CaseError("There is no such edition to draw.", where=edition, todo=f"There are: {names or 'none'}.")


def shares_of(asked: Wording, by: str) -> Shares:
    """Take a total apart."""
    with asked.held.at_work() as case:
        question = share_asked(Mistakes(), recipient=asked.recipient, supplier=asked.supplier, span=asked.years, by=by)
        found, left_out = breakdowns(case.tables, question.part, question.side)
    lines = (
        {name: getattr(line, name) for name in line.__slots__} | {"edition": each.edition, "estimate": each.estimate}
        for each in found
        for line in each.lines
    )
    sheet = _SEVERAL if len(found) > 1 else _SHEET
    totals = (f"{each.edition}: {each.total_tiv_m:,.1f} million TIV." for each in found)
    notes = dict.fromkeys(note for each in found for note in each.notes)
    nothing = [] if found else ["No register here holds these figures."]
    return Shares(
        title=question.title,
        rows=sheet.rows(lines),
        sheet=sheet,
        told=plain(shares_json(question, found, left_out)),
        remarks=(*totals, *notes, *left_out, *nothing, _CALCULATED, *asked.held.remarks),
        sql=tuple(each.sql for each in found),
        editions=tuple(found),
        asked=asked,
    )
