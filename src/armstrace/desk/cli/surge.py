"""`armstrace surge`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson


def surge(
    dataset: Annotated[Path | None, typer.Argument(metavar="DIR", help="What `flights read` made.")] = None,
    operator: Annotated[str, typer.Option(help="An operator's ICAO designator, such as AZQ; none: each.")] = "",
    airfield: Annotated[str, typer.Option(help="Where: ICAO code, OurAirports ident, or name.")] = "",
    route: Annotated[str, typer.Option(metavar="ORIGIN", help="Only landings of flights from this airfield.")] = "",
    typecode: Annotated[str, typer.Option("--type", help="Only this type of aircraft, such as B744.")] = "",
    hexes: Annotated[list[str] | None, typer.Option("--hex", help="Only this aircraft; may be repeated.")] = None,
    motion: Annotated[str, typer.Option(help="landing or takeoff.")] = "landing",
    window: Annotated[
        str, typer.Option(metavar="FIRST..LAST", help="Also test these days alone; choose them before looking.")
    ] = "",
    conflict: Annotated[
        str, typer.Option(metavar="FIRST..LAST", help="Also compare before, during and after these days.")
    ] = "",
    counts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Counts by day from elsewhere: CSV, plain or gzip; - is standard input."),
    ] = None,
    series: Annotated[str, typer.Option(help="With --counts: only the series of this name.")] = "",
    synthetic: Annotated[bool, typer.Option("--synthetic", help="With --counts: the counts are made up.")] = False,
    screen: Annotated[bool, typer.Option("--screen", help="Test every operator at every airfield.")] = False,
    q: Annotated[float, typer.Option("--q", help="With --screen: the share of false ones to accept.")] = 0.05,
    seed: Annotated[int, typer.Option(help="What the drawing of chance starts from.")] = 1,
    draws: Annotated[int, typer.Option(help="How many series are drawn.")] = 1999,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write series_id,p_value,start,end; - is standard output.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it as SVG; - is standard output.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page; - is standard output.")] = None,
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="DIR", help="Count what a case has, and keep the result in it."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Test whether a stretch of time had more flights than chance, coverage and the calendar explain.

    A day without data is not zero, and where no surge could have been told it says so. A surge is an opportunity for
    transport: it shows no cargo and supports nothing else.
    """
    from armstrace.desk.cli.flights_words import need_extra

    need_extra()
    from armstrace.desk.cli.surge_asked import Options, question
    from armstrace.desk.cli.surge_work import run

    options = Options(
        operator, airfield, route, typecode, tuple(hexes or ()), motion, window, conflict, counts, series, synthetic,
        screen, q, seed, draws, dataset=dataset, csv=csv, plot=plot, html=html, case=case, json=json,
    )  # fmt: skip
    run(question(options), options)
