"""The whole tour on a small case that ships with armstrace."""

from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from rich.markup import escape

from armstrace.desk.case import CASE_FILE, Case, new_case
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import built
from armstrace.desk.chains.page import page_of
from armstrace.desk.chains.telling import glances, rungs_explained, signs_explained
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import write_page
from armstrace.desk.incidents.asked import Wanted
from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.find import find, laid_out
from armstrace.desk.results import keep
from armstrace.desk.verify import verify_case
from armstrace.dossier.chains.picture import chains_svg
from armstrace.dossier.chains.rows import use_words
from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.incidents import incidents_map
from armstrace.evidence.atomic import write_atomically
from armstrace.records.findings import Finding

PUBLISHED = date(2020, 11, 20)
# yearly totals compiled from SIPRI's tables lie outside the licence of armstrace
_SIPRI = "SIPRI; non-commercial use with attribution, see NOTICE.txt"
LICENCES = {
    "incidents_karabakh_2020.csv": "MIT; facts, with the source of each row, see NOTICE.txt",
    "report.md": "MIT",
    "tiv_imports_armenia.csv": _SIPRI,
    "tiv_imports_azerbaijan.csv": _SIPRI,
}


_UNITS = {"percent change": "% change", "percent": "%", "rank": "rank", "times, by": "times"}
"""Units as a narrow column has room for; each goes by how the finding's own unit begins."""


def tour(folder: Path, say: Callable[[str], None]) -> Path:
    """Make the demo case, check its report, write the page, verify the case; give the page's path."""
    say(f"[bold]1.[/] A case: {escape(str(folder))}")
    case = new_case(
        folder,
        title="Who armed both sides? A demonstration",
        question="What do the registers show of the arms supply of Armenia and Azerbaijan before the war of 2020?",
        parties=["ARM", "AZE"],
        period="2010/2020",
        said_by="p-demo",
    )
    shipped = files("armstrace.desk").joinpath("demo_case")
    _ask_chains(folder, shipped.joinpath("chains.toml").read_text(encoding="utf-8"))
    say("[bold]2.[/] Exhibits: yearly totals per supplier, treaty facts, incidents of the war, a report to check")
    with as_file(shipped) as path:
        taken = [case.add(path / name, licence=licence) for name, licence in LICENCES.items()]
    for exhibit in case.exhibits():
        outcome = case.read(exhibit)
        say(f"   {exhibit.short}  {exhibit.received_name}  {outcome.refused or outcome.reader}")
    report = next(exhibit for exhibit in taken if exhibit.received_name.endswith(".md"))
    checked = check_document(case, load_text(case, report, PUBLISHED))
    keep(case, checked)
    say(f"[bold]3.[/] Claims found and checked: {len(checked.findings)}")
    for finding in checked.findings:
        words = " ".join(finding.claim.text.split())[:90] + _beside(finding)
        say(f"   {finding.verdict.words:13}{_figure(finding):>16}  {escape(words)}")
    page = folder / "dossier" / "report.html"
    page.parent.mkdir(exist_ok=True)
    write_page(case, checked, page)
    say(f"[bold]4.[/] The page: {escape(str(page))}")
    _show_incidents(case, page.parent, say)
    _show_chains(case, page.parent, say)
    verified = verify_case(case)
    counts = f"{verified.exhibits} exhibits re-read, {verified.rebuilt} tables rebuilt"
    say(f"[bold]7.[/] Verified: ledger {verified.chain}, {counts}")
    return page


def _show_incidents(case: Case, folder: Path, say: Callable[[str], None]) -> None:
    """Count the incidents of the war as they are told, and draw them."""
    with laid_out(case) as placed:
        found = find(placed, Wanted())
    exporter = Exporter(case)
    told = sum(bool(each.denial) for each in found.incidents)
    say(f"[bold]5.[/] Incidents as their sources tell them: {len(found.seen)}, of which {told} are denied by somebody")
    drawn = [exporter.drawn(each) for each in found.incidents]
    remarks = [*found.remarks, *exporter.said_of(found.incidents)]
    for name, draw in (("incidents_map.svg", incidents_map), ("incidents_timeline.svg", incidents_timeline)):
        svg = draw(drawn, "Incidents of the war of 2020, as told", remarks)
        write_atomically(folder / name, svg.encode("utf-8", "backslashreplace"))
        say(f"   {escape(str(folder / name))}")


def _ask_chains(folder: Path, chains: str) -> None:
    """Write into the case's settings which chains it asks about, as a person would."""
    settings = folder / CASE_FILE
    write_atomically(settings, (settings.read_text(encoding="utf-8") + chains).encode())


def _show_chains(case: Case, folder: Path, say: Callable[[str], None]) -> None:
    """Build the chains that case.toml asks about, each by the same rules, and show them side by side."""
    made = built(case, entries(case))
    say(f"[bold]6.[/] Chains, from the licence to the harm: {escape(signs_explained())}")
    say(f"   The rungs: {escape(rungs_explained())}")
    for chain in made.chains:
        say(f"   [bold]{escape(chain.asked.name)}[/]: {escape(use_words(chain.asked))}")
        for glance in glances(chain):
            say(f"   {escape(glance)}")
    say("   What stands before \u2016 is supply: it counts for nothing behind it.")
    for name, text in (("chains.html", page_of(case, made)), ("chains.svg", chains_svg(made.chains))):
        write_atomically(folder / name, text.encode("utf-8", "backslashreplace"))
        say(f"   {escape(str(folder / name))}")


def _beside(finding: Finding) -> str:
    """Say that a finding is about several claims of the text together."""
    count = len(finding.beside)
    return f" (beside {count} other claim{'s' if count > 1 else ''} of the text)" if count else ""


def _figure(finding: Finding) -> str:
    """Give a finding's number for a narrow column; dates and words have no room in it."""
    if not isinstance(finding.figure, float):
        return ""
    unit = next((short for word, short in _UNITS.items() if (finding.unit or "").startswith(word)), finding.unit or "")
    if unit == "rank":
        return f"rank {finding.figure:.0f}"
    whole = finding.figure.is_integer() and not unit.startswith("%")
    return f"{finding.figure:,.0f} {unit}" if whole else f"{finding.figure:.1f} {unit}"
