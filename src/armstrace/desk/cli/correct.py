"""`armstrace correct`."""

from typing import Annotated

import typer

from armstrace.desk.cli.completing import key as key_of_case
from armstrace.desk.cli.judging import ActsAs, Why
from armstrace.desk.cli.options import AsJson, CaseDir

Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help="The key of a claim, or its first eight characters or more.", autocompletion=key_of_case
    ),
]
Slots = Annotated[
    list[str] | None,
    typer.Option("--slot", metavar="NAME=VALUE", help="What a slot says, as in object=AZE; empty: not said. Several."),
]
Words = Annotated[str, typer.Option("--words", metavar="TEXT", help="The words that the claim is, as they stand.")]
Start = Annotated[
    int | None,
    typer.Option("--start", metavar="N", min=0, help="The character at which --words begin; else the nearest."),
]


def correct(
    key: Key,
    slots: Slots = None,
    words: Words = "",
    start: Start = None,
    why: Why = "",
    by: ActsAs = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Correct how a claim was read: what its slots say, or which words it is; from then on it is a person's word.

    The reading that is corrected stays in the ledger, and `accept KEY --withdraw` takes the correction back.
    """
    from armstrace.desk.case import open_case
    from armstrace.desk.cli import show
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.questions.judging import ReadAs, correct_claim, corrected_json, slots_of
    from armstrace.desk.questions.mistakes import Mistakes

    wrong = Mistakes()
    given = slots_of(slots or [], wrong)
    opened = open_case(case_folder(case), by or said_by())
    catch_up(opened)
    chosen, made, done = correct_claim(opened, key, ReadAs(given, words, start), why, wrong)
    if json:
        show.as_json(corrected_json(chosen, made, done, opened.by))
        return
    rows = [[name, show.plain(value) or "(not said)"] for name, value in made.slots.items()]
    show.table(["slot", "says now"], [*rows, ["words", show.words(made.words)]])
