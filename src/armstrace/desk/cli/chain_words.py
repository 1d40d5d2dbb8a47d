"""How a chain looks on a terminal: a ladder for each hop, its signs and words never by colour alone."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from armstrace.chain.model import Word

if TYPE_CHECKING:
    from armstrace.chain.model import Chain, Hop, PlacementJudgement, RungState
    from armstrace.dossier.chains.rows import Row

_SHOWN = 4
_STYLES = {
    Word.NOT_SHOWN: "magenta",
    Word.ASSERTED: "yellow",
    Word.REPORTED: "blue",
    Word.CORROBORATED: "green",
    Word.ESTABLISHED: "green",
}
_GAP, _WHOLE, _BROKEN, _INDENT = "\u2592", "\u2502", "\u250a", "     "


def print_chain(chain: "Chain", suggested: Collection[str] = ()) -> None:
    """Print the ladder of each hop, the norms and what stands on no rung."""
    from armstrace.chain.labels import label
    from armstrace.desk.cli.show import line, words
    from armstrace.dossier.chains.rows import hop_words, more_words, use_words

    line(f"[bold]{words(chain.asked.name)}[/]")
    line(words(use_words(chain.asked)))
    line(words(label("route", title=chain.route.title) if chain.route else label("no route")))
    for hop in chain.asked.hops:
        line(f"\n[bold]{words(hop_words(chain, hop))}[/]")
        _ladder(chain, hop, suggested)
    if chain.norms:
        line(f"\n{label('norms')}")
    for norm in chain.norms:
        line(f"  {words(norm.standing)}: {words(norm.words)}")
    if chain.unplaced:
        line(f"\n{label('unplaced')}")
    for each in chain.unplaced[:_SHOWN]:
        line(f"  {words(each.words)}  [dim]{words(each.reason)}[/]")
    if len(chain.unplaced) > _SHOWN:
        line(f"  {more_words(len(chain.unplaced) - _SHOWN)}")


def _ladder(chain: "Chain", hop: "Hop", suggested: Collection[str]) -> None:
    from itertools import pairwise

    from armstrace.chain.labels import label
    from armstrace.desk.cli.show import line
    from armstrace.dossier.chains.rows import BELOW, ladder

    rows = ladder(chain, hop)
    for row, after in pairwise((*rows, None)):
        if row is None:
            continue
        if row.state.rung is BELOW:
            line(f"[dim]{label('watershed')}[/]")
        for said in _row(row, suggested):
            line(said)
        if after is not None:
            missing = Word.NOT_SHOWN in {row.state.status.word, after.state.status.word}
            line(f"  [dim]{_BROKEN if missing else _WHOLE}[/]")


def _row(row: "Row", suggested: Collection[str]) -> Iterator[str]:
    from armstrace.chain.as_json import said_of
    from armstrace.chain.labels import label
    from armstrace.chain.wording import RUNGS
    from armstrace.desk.chains.telling import FLAG, SIGNS
    from armstrace.desk.cli.show import words
    from armstrace.dossier.chains.rows import names_by_state

    state = row.state
    sign, style = SIGNS[state.status.word], _STYLES[state.status.word]
    status, *contested = said_of(state)
    needed = f" ({label('needed')})" if row.needed else ""
    title = f"{RUNGS[state.rung][0]}{needed}"
    yield f"{state.rung.value:<2}[{style}]{sign}[/] [bold]{words(title)}[/]  [{style}]{words(status)}[/]"
    for each in contested:
        yield f"{_INDENT}[red]{FLAG} {words(each)}[/]"
    if row.gap:
        yield f"{_INDENT}[yellow]{_GAP} {words(label('gap', words=row.gap.words))}[/]"
    yield from _standing(state, suggested)
    for how, names in names_by_state(state.explanations):
        yield f"{_INDENT}[dim]{words(label(how.value, names=names))}[/]"


def _standing(state: "RungState", suggested: Collection[str]) -> Iterator[str]:
    from armstrace.chain.labels import label
    from armstrace.desk.cli.show import words
    from armstrace.dossier.chains.rows import excerpt, more_words, told_words

    first, more = excerpt(state.placements, _SHOWN)
    for each in first:
        note = f" {label('suggested')}" if each.key in suggested else ""
        yield f"{_INDENT}\u00b7 {words(told_words(each))}{note}  [dim]{words(each.key)}[/]"
    if more:
        yield f"{_INDENT}\u00b7 {more_words(more)}"
    for bearing in dict.fromkeys(each.bearing for each in first if each.bearing):
        yield f"{_INDENT}{words(label('but', words=bearing))}"
    beside = list(dict.fromkeys(each.words for each in state.beside))
    for said in beside[:_SHOWN]:
        yield f"{_INDENT}[dim]{words(label('beside', words=said))}[/]"
    if len(beside) > _SHOWN:
        yield f"{_INDENT}[dim]{more_words(len(beside) - _SHOWN)}[/]"


def print_judgements(found: "Sequence[PlacementJudgement]") -> None:
    """Print the judgements that stand, with the numbers that take them back."""
    from armstrace.desk.cli.show import line, words

    if found:
        line("Signed judgements on chains of this case; `armstrace place --undo NUMBER` takes one back:")
    for each in found:
        hop = f", hop {each.hop}" if each.hop is not None else ""
        what = f" {each.explanation}" if each.explanation else ""
        line(f"  {each.number}: {each.act}{words(what)} on {each.rung}{hop}: {words(each.key)}, {words(each.signed)}")
