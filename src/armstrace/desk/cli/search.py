"""`armstrace search`."""

from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help="Words that must all be there; '\"a phrase\"', the beginning of a word as azerb*, and behind -- also "
            "-word for what must not be there.",
        ),
    ],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind, such as passage; several times.")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, max=200, help="How many to show.")] = 20,
    first: Annotated[int, typer.Option("--from", min=1, help="From which one on, in their order.")] = 1,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Find words anywhere in a case: documents, claims, findings, rows, names of exhibits, reasons in the ledger.

    Accents, capitals and the letters that look or sound alike make no difference: Azerbaycan finds Azərbaycan. --json
    gives the words of incidents as they may leave the case.
    """
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.search_words import indexing, print_found
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.search.find import Patience, Wanted
    from armstrace.desk.search.find import search as look
    from armstrace.desk.search.leaving import leaving
    from armstrace.desk.search.telling import found_json

    with ground([], case) as at_hand:
        wanted = Wanted(tuple(kind or ()), first - 1, most)
        with indexing() as step:
            found = look(at_hand.case.root, " ".join(words), wanted, Patience(step=step))
        if json:
            as_json(found_json(leaving(at_hand.case, found)))
        else:
            print_found(found)
    finish(whole=at_hand.whole)
