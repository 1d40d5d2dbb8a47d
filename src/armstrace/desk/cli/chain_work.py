"""What `armstrace chain` asks, makes and prints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.questions.chain import Words, entries_asked, fits
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.outputs import output
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.chain.model import Chain, Rung, Word
    from armstrace.desk.chains.build import Built
    from armstrace.desk.intake import Case


@dataclass(frozen=True, slots=True)
class Options:
    """The words of the command as they were typed."""

    words: Words
    svg: Path | None
    html: Path | None
    expect: tuple[str, ...]
    case: Path | None
    json: bool


def run(options: Options) -> None:
    """Build the chains asked about, write the drawing and the page, and print the rest."""
    from armstrace.desk.chains.build import built
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.taking import finish

    expected = _checked(options)
    with ground([], options.case) as at_hand:
        made = built(at_hand.case, entries_asked(at_hand.case, options.words), options.words.route)
        _deliver(options, made, at_hand.case)
        _tell(options, made, at_hand.case)
    finish(whole=at_hand.whole, code=0 if met(made.chains, expected) else 1)


def _checked(options: Options) -> "dict[Rung, Word]":
    """Find everything that is wrong with the words alone, before any work is done."""
    wrong = Mistakes()
    fits(options.words, wrong)
    for path, option in ((options.svg, "--svg"), (options.html, "--html")):
        wrong.read(output, path, option)
    if [str(path) for path in (options.svg, options.html)].count("-") + options.json > 1:
        wrong.add("Several things would go to standard output.", "-", "Name a file for all but one.")
    expected = wrong.read(_expected, options.expect)
    wrong.tell()
    return expected or {}


def _expected(said: Iterable[str]) -> "dict[Rung, Word]":
    from armstrace.chain.model import Rung, Word

    found = {}
    for each in said:
        rung, _, word = (part.strip() for part in each.partition("="))
        words = [known for known in Word if word and known.value.startswith(word.replace("_", " ").lower())]
        if rung not in {*map(str, Rung)} or len(words) != 1:
            todo = f"Write RUNG=WORD; rungs are {', '.join(Rung)}, words {', '.join(Word)}."
            raise CaseError(f"{each!r} does not say how a rung should stand.", where="--expect", todo=todo)
        found[Rung(rung)] = words[0]
    return found


def met(chains: "Sequence[Chain]", expected: "Mapping[Rung, Word]") -> bool:
    """Whether every rung stands as expected, in every chain and hop; no chain at all does not."""
    stands = ((state.rung, state.status.word) for chain in chains for state in chain.rungs)
    return not expected or (bool(chains) and all(expected.get(rung, word) is word for rung, word in stands))


def _deliver(options: Options, made: "Built", case: "Case") -> None:
    from armstrace.desk.cli.flights_words import deliver

    if options.svg is not None:
        from armstrace.dossier.chains.picture import chains_svg

        deliver(options.svg, chains_svg(made.chains))
    if options.html is not None:
        from armstrace.desk.chains.page import page_of

        deliver(options.html, page_of(case, made))


def _tell(options: Options, made: "Built", case: "Case") -> None:
    from armstrace.chain.as_json import chain_json
    from armstrace.desk.chains.placements import standing
    from armstrace.desk.cli.chain_words import print_chain, print_judgements
    from armstrace.desk.cli.show import as_json, line, plain, remark

    if options.json:
        as_json([chain_json(chain) for chain in made.chains])
        return
    if "-" in {str(options.svg), str(options.html)}:
        return
    for chain in made.chains:
        print_chain(chain, made.suggested)
        line()
    print_judgements(standing(case))
    for said in made.remarks:
        remark(said)
    for path in filter(None, (options.svg, options.html)):
        line(f"Written: {plain(str(path))}")
