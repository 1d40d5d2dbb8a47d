"""`armstrace correct`."""

from typing import Annotated

import typer

from armstrace.desk.cli.judging import ActsAs, Why
from armstrace.desk.cli.options import AsJson, CaseDir

Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a claim, or its first eight characters or more.")]
Slots = Annotated[
    list[str] | None,
    typer.Option("--slot", metavar="NAME=VALUE", help="What a slot says, as in object=AZE; empty: not said. Several."),
]
Words = Annotated[str, typer.Option("--words", metavar="TEXT", help="The words that the claim is, as they stand.")]


def correct(
    key: Key,
    slots: Slots = None,
    words: Words = "",
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
    from armstrace.desk.cli.options import Mistakes, case_folder, said_by
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.documents.case_claims import case_claims, choose
    from armstrace.desk.judgements.corrections import correct as sign
    from armstrace.desk.judgements.corrections import correction_of

    wrong = Mistakes()
    if not why.strip():
        wrong.add("A correction needs a reason.", "--why", "Say in a few words what it rests on.")
    given = dict[str, str]()
    for each in slots or []:
        name, equals, value = each.partition("=")
        if not equals:
            wrong.add(f"{show.plain(each)!r} has no value.", "--slot", "Write it as object=AZE.")
        given[name.strip()] = value
    opened = open_case(case_folder(case), by or said_by())
    catch_up(opened)
    chosen = wrong.read(choose, case_claims(opened), key)
    if chosen and chosen.claim is None:
        wrong.add("These words are no claim any more.", chosen.key, "Correct the claim that stands there now.")
    wrong.tell()
    if chosen is None or chosen.claim is None:
        return
    made = correction_of(chosen.mine, chosen.claim, given, words)
    new = sign(opened, chosen.mine, chosen.claim, made, why)
    done = "corrected" if new else "corrected already"
    if json:
        show.as_json([{"key": chosen.key, "done": done, "by": opened.by, **made.told}])
        return
    rows = [[name, show.plain(value) or "(not said)"] for name, value in made.slots.items()]
    show.table(["slot", "says now"], [*rows, ["words", show.words(made.words)]])
