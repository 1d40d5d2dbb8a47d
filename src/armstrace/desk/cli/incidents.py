"""`armstrace incidents`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def incidents(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="Files of incidents; none: those of the case.")
    ] = None,
    near: Annotated[str, typer.Option(metavar="PLACE", help="A name, or latitude,longitude.")] = "",
    km: Annotated[float, typer.Option(help="How far around it.")] = 10.0,
    box: Annotated[str, typer.Option(metavar="S,W,N,E", help="Within these degrees.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, included.")] = "",
    weapon: Annotated[str, typer.Option(metavar="NAME", help="A weapon, or words of its name.")] = "",
    actor: Annotated[str, typer.Option(metavar="NAME", help="To whom the source attributes it.")] = "",
    map_to: Annotated[
        Path | None, typer.Option("--map", metavar="SVG", help="Draw a map; - is standard output.")
    ] = None,
    timeline: Annotated[Path | None, typer.Option(metavar="SVG", help="Draw a timeline; - is standard output.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a sheet of incidents, which can be read again.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print an empty sheet of incidents and stop.")] = False,
    merge: Annotated[str, typer.Option(metavar="KEY,KEY", help="Sign that these tell of one event.")] = "",
    split: Annotated[str, typer.Option(metavar="KEY,KEY", help="Sign that these never do.")] = "",
    undo: Annotated[str, typer.Option(metavar="NUMBER", help="Take a judgement on events back.")] = "",
    sign: Annotated[
        str, typer.Option(metavar="EXHIBIT", help="Sign that exact recent coordinates of it may leave.")
    ] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take such a signature (--sign) back.")] = False,
    why: Annotated[
        str, typer.Option(metavar="TEXT", help="The reason for a signature or judgement; always needed.")
    ] = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """List incidents of weapon use by place, days, weapon and actor, as their sources tell them, hedges kept.

    Exports and drawings round coordinates of the last twelve months to 0.1 degree, unless somebody signed (--sign).
    """
    from armstrace.desk.cli import incidents_words, options, show
    from armstrace.desk.cli.outputs import output
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.incidents import export
    from armstrace.desk.incidents.find import find, laid_out
    from armstrace.desk.incidents.groups import events_in

    if template:
        sys.stdout.write(export.template())
        return
    if sign:
        incidents_words.sign_coordinates(options.working_case(case), sign, why, back=withdraw)
        return
    if merge or split or undo:
        acts = {"merge": merge, "split": split, "undo": undo}
        incidents_words.judge_events(options.working_case(case), acts, why)
        return
    drawings = (output(map_to, "--map", files or []), output(timeline, "--timeline", files or []))
    said = {"near": near, "box": box, "first": first, "last": last, "weapon": weapon, "actor": actor}
    with ground(files or [], case) as at_hand:
        with laid_out(at_hand.case) as placed:
            found = find(placed, incidents_words.wanted_of(placed, said, km))
        exporter, events = export.Exporter(at_hand.case), events_in(at_hand.case, found)
    incidents_words.draw(found, exporter, drawings)
    if json:
        show.as_json(export.as_json(found, exporter, events))
    elif as_csv:
        sheet, remarks = export.as_sheet(found.incidents, exporter)
        sys.stdout.write(sheet)
        incidents_words.print_all([*found.remarks, *remarks])
    elif Path("-") not in drawings:
        incidents_words.print_found(found)
        incidents_words.print_events(events)
    finish(whole=at_hand.whole)
