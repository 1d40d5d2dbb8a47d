"""What `armstrace accept` and `armstrace reject` do alike."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.completing import key as key_of_case

Keys = Annotated[
    list[str],
    typer.Argument(
        metavar="KEY", help="Keys of claims, or their first eight characters or more.", autocompletion=key_of_case
    ),
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
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.show import as_json, table, words
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.questions import judging

    case = open_case(case_folder(folder), by or said_by())
    catch_up(case)
    done = judging.judge_claims(case, act, keys, why, back=back)
    if json:
        as_json(judging.judged_claims_json(done, case.by))
    else:
        table(["claim", "", "words"], [[each.key, what, words(each.words)] for each, what in done])
