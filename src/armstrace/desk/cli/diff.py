"""`armstrace diff`."""

from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The older edition: a file or folder; in a case also a name or label.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer edition, named in the same way.")],
    supplier: Annotated[str, typer.Option(metavar="STATE", help="Only what went from this state.")] = "",
    recipient: Annotated[str, typer.Option(metavar="STATE", help="Only what went to this state.")] = "",
    rows: Annotated[int, typer.Option(help="How many rows to print of each pair of parties.")] = 5,
    findings: Annotated[
        bool, typer.Option("--findings/--no-findings", help="In a case: check its documents against each edition.")
    ] = True,
    case: CaseDir = None,
    json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a sheet with one line per changed cell.")] = False,
) -> None:
    """Show what changed between two editions of a register: rows gone and new, and every cell printed otherwise.

    Files are compared apart from any case, unless --case is given: then both must be exhibits of it, and the findings
    that it keeps are told where they are others under the newer edition. Rows whose identifying cells changed are
    suggested as the same with the reason; a person decides.
    """
    import sys

    from armstrace.desk.cli.diff_words import asked_of, compared, print_difference
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.editions.export import difference_csv, difference_json

    asked = asked_of(supplier, recipient, json=json, as_csv=as_csv)
    with compared(old, new, case, asked, effects=findings) as (found, effects, whole):
        if json:
            as_json(difference_json(found) | {"findings": effects})
        elif as_csv:
            sys.stdout.write(difference_csv(found))
        else:
            print_difference(found, effects, rows)
    finish(whole=whole)
