"""A chain in one line for each hop: its rungs with the signs of how they stand, and a flag where somebody contests."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from armstrace.chain.labels import WORDS
from armstrace.chain.model import Chain, RungState, Word
from armstrace.chain.wording import RUNGS
from armstrace.dossier.chains.rows import BELOW, hop_words, ladder

SIGNS: Mapping[Word, str] = MappingProxyType(
    {
        Word.NOT_SHOWN: "\u25cc",
        Word.ASSERTED: "\u25d4",
        Word.REPORTED: "\u25d1",
        Word.CORROBORATED: "\u25cf",
        Word.ESTABLISHED: "\u25c9",
    }
)
"""How a rung stands, by a sign that fills up."""
FLAG = "\u2691"


def glances(chain: Chain) -> Iterator[str]:
    """Give the ladder of each hop on one line; what stands before the double stroke counts for nothing behind it."""
    for hop in chain.asked.hops:
        parts = []
        for row in ladder(chain, hop):
            parts += ["\u2016"] if row.state.rung is BELOW else []
            parts.append(_glance(row.state))
        yield f"{'  '.join(parts)}   {hop_words(chain, hop)}"


def signs_explained() -> str:
    """Say what the signs mean."""
    said = [f"{sign} {WORDS[word]}" for word, sign in SIGNS.items()]
    return ", ".join([*said, f"{FLAG} contested"])


def rungs_explained() -> str:
    """Say what the numbers and letters of the rungs stand for."""
    return "; ".join(f"{rung.value} {title}" for rung, (title, *_) in RUNGS.items())


def _glance(state: RungState) -> str:
    flag = FLAG if state.status.contested else ""
    return f"{state.rung.value}{SIGNS[state.status.word]}{flag}"
