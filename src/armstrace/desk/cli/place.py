"""`armstrace place`."""

from typing import Annotated

import typer

from armstrace.desk.cli.judging import ActsAs
from armstrace.desk.cli.options import AsJson, CaseDir


def place(
    key: Annotated[
        str, typer.Argument(metavar="[KEY]", help="A record, finding, claim or exhibit, by key or the start of it.")
    ] = "",
    rung: Annotated[str, typer.Option(help="1a, 1b, 2, 3, 4, 5, 6, 7, L or K.")] = "",
    hop: Annotated[int | None, typer.Option(help="The number of the hop, for 1a, 1b, 2, 6 and K.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it off the rung that a rule put it on.")] = False,
    excludes: Annotated[
        str, typer.Option(metavar="NAME", help="It shows that this other explanation does not hold there.")
    ] = "",
    undo: Annotated[str, typer.Option(metavar="NUMBER", help="Take the judgement of this number back.")] = "",
    chain: Annotated[str, typer.Option(metavar="NAME", help="Only on the chain of this name; default: all.")] = "",
    words: Annotated[str, typer.Option(help="What it says there, in your words, for whoever reads the chain.")] = "",
    origin: Annotated[str, typer.Option(metavar="WHO", help="Who tells it, where it does not say so itself.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason; always needed.")] = "",
    by: ActsAs = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Put a record, finding or exhibit on a rung of a chain, take it off, or exclude another explanation by it.

    The judgement is signed with a pseudonymous id and kept in the ledger. Several rungs take several judgements.
    """
    from armstrace.desk.case import open_case
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.place_work import run
    from armstrace.desk.questions.place import Said

    opened = open_case(case_folder(case), by or said_by())
    run(opened, Said(key, rung, hop, remove, excludes, undo, chain, words, origin, why), json=json)
