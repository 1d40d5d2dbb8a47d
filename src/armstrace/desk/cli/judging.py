"""What `armstrace accept` and `armstrace reject` do alike."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

Keys = Annotated[
    list[str], typer.Argument(metavar="KEY", help="Keys of claims, or their first eight characters or more.")
]
Why = Annotated[
    str,
    typer.Option("--why", metavar="TEXT", help="The reason, for whoever reads the ledger; always needed."),
]
ActsAs = Annotated[
    str, typer.Option("--as", metavar="ID", help="A pseudonymous id to sign with; default: ARMSTRACE_BY or the case's.")
]
Withdraw = Annotated[
    bool, typer.Option("--withdraw", help="Take such a judgement back; that needs a reason (--why) too.")
]


def judge_claims(
    act: str, keys: Sequence[str], why: str, *, back: bool, folder: Path | None, by: str, json: bool
) -> None:
    """Judge claims of a case, all or none of them, and print what was done."""
    from armstrace.desk.case import open_case
    from armstrace.desk.cli.options import Mistakes, case_folder, said_by
    from armstrace.desk.cli.show import as_json, table, words
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.documents.case_claims import case_claims, choose
    from armstrace.desk.judgements.claims import judge, refuse_nothing, withdraw

    wrong = Mistakes()
    if not why.strip():
        what = "Taking a judgement back" if back else "A judgement"
        wrong.add(f"{what} needs a reason.", "--why", "Say in a few words what it rests on.")
    case = open_case(case_folder(folder), by or said_by())
    catch_up(case)
    claims = case_claims(case)
    chosen = {each.key: each for key in keys if (each := wrong.read(choose, claims, key))}
    for each in chosen.values():
        if back:
            wrong.read(refuse_nothing, each.judgement, each.key, act)
        elif each.claim is None:
            wrong.add("These words are no claim any more.", each.key, "Judge the claim that stands there now.")
    wrong.tell()
    done = []
    for each in chosen.values():
        if back and each.judgement:
            withdraw(case, each.judgement, why)
            done.append((each, "withdrawn"))
        elif each.claim:
            new = judge(case, each.mine.document.exhibit.sha256, each.claim, act, why)
            done.append((each, f"{act}ed" if new else f"{act}ed already"))
    if json:
        as_json([{"key": each.key, "done": what, "by": case.by, "text": each.words} for each, what in done])
    else:
        table(["claim", "", "words"], [[each.key, what, words(each.words)] for each, what in done])
