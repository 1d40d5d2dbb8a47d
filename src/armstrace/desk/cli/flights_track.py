"""`armstrace flights track`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson


def track(
    address: Annotated[str, typer.Argument(metavar="HEX", help="The aircraft's 24-bit address.")],
    archives: Annotated[
        list[str],
        typer.Argument(metavar="ARCHIVE...", help="Archives, or the folder that `flights read` made of them."),
    ],
    day: Annotated[str, typer.Option(metavar="DAY", help="The UTC day.")],
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it as SVG; - is standard output.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it as a page; - is standard output.")] = None,
    why: Annotated[str, typer.Option(help="Why it is shown though its owner asked not to be.")] = "",
    fleet: Annotated[
        list[Path] | None, typer.Option(help="A fleet list or aircraft database; may be repeated.")
    ] = None,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="Where s3:// is, if AWS_ENDPOINT_URL does not say.")
    ] = "",
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Ask s3:// without keys.")] = False,
    json: AsJson = False,
) -> None:
    """Draw an aircraft's day: its track, its altitude, the gaps, and what was inferred, with probabilities."""
    from dataclasses import asdict

    from armstrace.desk.cli import flights_words
    from armstrace.desk.cli.show import as_json
    from armstrace.desk.questions import words
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.outputs import output

    flights_words.need_extra()
    from armstrace.desk.flights.identities import asserted
    from armstrace.desk.flights.track import track_of
    from armstrace.desk.questions.flights import address as address_of
    from armstrace.dossier.tracks.page import track_html, track_svg
    from armstrace.engine.store import Files

    wrong = Mistakes()
    known, on = wrong.read(address_of, address), wrong.read(words.day, day, "--day")
    for path, option in ((svg, "--svg"), (html, "--html")):
        wrong.read(output, path, option)
    wrong.tell()
    if known is None or on is None:
        return
    with asserted(fleet or [], None) as said_of:
        found = track_of(known, on, archives, Files(endpoint, anonymous), said_of, why)
    for path, draw in ((svg, track_svg), (html, track_html)):
        if path is not None:
            flights_words.deliver(path, draw(found))
    if json:
        as_json(asdict(found))
    elif svg is None and html is None:
        flights_words.print_track(found)
