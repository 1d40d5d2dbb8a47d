"""What a supplier told other registers than the UN's: licences, or money; no number of theirs is held against items."""

from collections.abc import Iterator, Sequence

from armstrace.chain.mirror_model import SILENT, Answer, Mirrored
from armstrace.chain.mirror_numbers import name_of, number
from armstrace.chain.mirror_sides import Made, Side, lines_of, other_registers
from armstrace.chain.mirror_words import TOLD, sentence
from armstrace.records.supply import Report
from armstrace.records.values import Count


def of_other_registers(reports: Sequence[Report], pair: tuple[Side, Side]) -> Iterator[Mirrored]:
    """Answer for what the supplier told a register that counts in another way: licences, or money."""
    supplier, recipient = pair
    for register, lines in other_registers(reports, supplier.state, recipient.state, supplier.year):
        figures = ", ".join(dict.fromkeys(_figures(lines)))
        if not figures:
            continue  # nothing but criteria of refusals
        answer, name = SILENT.get(recipient.made, (Answer.DEFINITION, "definition"))
        values = {
            "told": TOLD.format(supplier=name_of(supplier.state), register=register, figures=figures),
            "recipient": name_of(recipient.state),
            "year": supplier.year,
        }
        received = sorted(line.key for line in lines_of(recipient))
        yield Mirrored(
            year=supplier.year,
            register=register,
            category="",
            answer=answer,
            words=sentence(f"register {name}", values),
            about="" if recipient.made is Made.LINES else recipient.state,
            supplied=figures,
            records=(*(line.key for line in lines), *received),
        )


def _figures(lines: Sequence[Report]) -> Iterator[str]:
    """Say what was told by measure and file: the printed total where there is one, else the sum of the categories."""
    told = sorted({(line.direction, line.measure, line.exhibit) for line in lines})
    for direction, measure, exhibit in told:
        mine = [line for line in lines if (line.direction, line.measure, line.exhibit) == (direction, measure, exhibit)]
        mine = [line for line in mine if line.category == "total"] or mine
        if measure == "criteria":
            continue
        if any(line.status == "withheld" for line in mine):
            yield f"{direction} {measure} withheld"
        elif "money" in measure:
            yield f"{direction} {sum(line.amount or 0 for line in mine):,.0f} {mine[0].currency}"
        else:
            yield f"{number(Count.total(line.items for line in mine))} {measure}"
