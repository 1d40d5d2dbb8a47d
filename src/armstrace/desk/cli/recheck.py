"""`armstrace recheck`."""

from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def recheck(
    docs: Annotated[
        list[str] | None, typer.Argument(metavar="DOC", help="Documents of the case; default: all checked before.")
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Check documents again: the verdict on the day of publication, the one kept, today's, and why they differ.

    On the day of publication only what existed then is looked at, as far as it tells its day; what does not is told
    apart. Nothing is kept: `armstrace check` keeps today's verdicts.
    """
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.recheck_words import print_rechecked
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import catch_up, finish
    from armstrace.desk.editions.recheck import recheck as again
    from armstrace.desk.editions.recheck import recheck_json
    from armstrace.desk.questions.recheck import documents_to_recheck

    opened = working_case(case)
    whole = catch_up(opened)
    found = [again(opened, exhibit) for exhibit in documents_to_recheck(opened, docs or [])]
    if json:
        as_json([recheck_json(each) for each in found])
    else:
        for each in found:
            print_rechecked(each)
    finish(whole=whole)
