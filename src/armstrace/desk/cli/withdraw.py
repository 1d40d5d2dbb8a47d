"""`armstrace withdraw`."""

from typing import Annotated

import typer

from armstrace.desk.cli.completing import exhibit as exhibit_of_case
from armstrace.desk.cli.options import AsJson, CaseDir

Named = Annotated[
    str, typer.Argument(metavar="EXHIBIT", help="Its name, or the start of its hash.", autocompletion=exhibit_of_case)
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="CLASS", help="consent, erasure, unlawful or mistake: why it has to go.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason in words; they stay in the ledger.")]


def withdraw(exhibit: Named, reason: Reason = "", why: Why = "", case: CaseDir = None, json: AsJson = False) -> None:
    """Remove an exhibit's bytes and all that was made of them; its hash and the reason stay in the ledger.

    Findings that rested on it are asked again without it, and say so. It cannot be undone, and the same bytes are not
    taken in again. The ledger keeps what it quotes: the name as received, words that were judged. Ends with 3 where
    copies are left that this cannot reach; it names them.
    """
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.show import as_json, line, plain, remark
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.withdrawal.withdraw import withdraw

    done = withdraw(working_case(case), exhibit, reason, why)
    if json:
        as_json(done.as_json())
    else:
        line(f"Withdrawn: {done.exhibit.short}, line {done.line.seq} of the ledger. Its hash stays, its bytes do not.")
        line(f"{len(done.findings)} findings and {len(done.surges)} surges rested on it or were about it.")
        line(f"{len(done.asked_again)} documents were asked again without it.")
    for each in done.open:
        remark(f"not asked again: {plain(each)}")
    if done.elsewhere:
        remark(f"it was kept outside the case, where it still lies: {plain(done.elsewhere)}")
    for each in done.left:
        remark(f"a copy left the case with {plain(each)}: its receiver has to be told")
    for each in done.made_from:
        remark(f"exhibit {each[:12]} was made from it or together with it, and stays until it is withdrawn too")
    finish(whole=not (done.open or done.elsewhere or done.left or done.made_from))
