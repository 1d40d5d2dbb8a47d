"""Attribution on PolNeAR: source, cue and content, exact, as CofeNet scores them; and speech by overlap.

The texts belong to newspapers and stay outside the project: $BENCH/cofenet/res/polnear (tagged sentences) and
$BENCH/polnear/data (articles with stand-off labels). Exact = the same span and label, F1 over a set of paragraphs
(Wang et al. 2022, table of PolNeAR). The corpus labels attitudes, plans and nouns that are no statements in the
reading schema: `wide` takes them in, `statements` leaves them out. `python -m eval.polnear [valid|test]`.
"""

import json
import os
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from armstrace.reading.article import Article, article_of
from armstrace.reading.read import parsed
from armstrace.reading.statements.attribution import Attribution
from armstrace.reading.statements.find import find_attributions
from armstrace.reading.text.view import Span
from eval.row import Row, missing

LABELS = ("source", "cue", "content")
_PRINTED = {"``": "\u201c", "''": "\u201d", "`": "\u2018", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_DAY = date(2016, 9, 1)  # nothing is dated here; any day of that year does
Piece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One tagged paragraph: its words, where each stands in the text, and their tags."""

    words: list[str]
    places: list[tuple[int, int]]
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Story:
    """One article put together again from its tagged paragraphs."""

    text: str
    paragraphs: list[Paragraph]


def stories(path: Path) -> Iterator[Story]:
    """Put the articles of a CofeNet file together, a paragraph a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents: dict[str, list[dict[str, list[str]]]] = {}
    for row in rows:
        documents.setdefault(row["id"], []).append(row)
    for document in documents.values():
        text, paragraphs = "", []
        for row in document:
            piece, places = _printed(row["tokens"])
            here = [(start + len(text), end + len(text)) for start, end in places]
            paragraphs.append(Paragraph(row["tokens"], here, row["labels"]))
            text += piece + "\n"
        yield Story(text, paragraphs)


def _printed(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Print words as a text; closing marks without an opening one open (the corpus writes both alike)."""
    text, places, opened = "", [], False
    for word in words:
        shown = _PRINTED.get(word, word)
        if word in {"``", "''"}:
            shown = "\u201d" if opened and word == "''" else "\u201c"
            opened = shown == "\u201c"
        joined = shown[0] in ".,?!:;)]\u201d%'" or shown == "n't" or (text and text[-1] in "\u201c\u2018([$#@")
        text += shown if joined or not text else " " + shown
        places.append((len(text) - len(shown), len(text)))
    return text, places


def tagged(story: Story, found: Sequence[Attribution]) -> list[list[str]]:
    """Lay attributions over the words, one label a word: the widest first, what is inside another left out."""
    places = [place for paragraph in story.paragraphs for place in paragraph.places]
    words = [word for paragraph in story.paragraphs for word in paragraph.words]
    starts = [start for start, _ in places]
    tags = ["O"] * len(places)
    for each in sorted(found, key=lambda one: one.start - one.end):
        pieces = _pieces(each, starts, words)
        if any(tags[at] != "O" for label, low, high in pieces if label != "source" for at in range(low, high)):
            continue
        for label, low, high in pieces:
            free = [at for at in range(low, high) if tags[at] == "O"]
            for at in free:
                tags[at] = f"{'B' if at == free[0] else 'I'}-{label}"
    return list(_by_paragraph(story, tags))


def _pieces(each: Attribution, starts: list[int], words: list[str]) -> list[Piece]:
    found = [("content", *_range(part, starts)) for part in each.content]
    if each.cue:
        found.append(("cue", *_range(each.cue, starts)))
    if each.speaker:
        low, high = _range(each.speaker, starts)
        # the corpus takes the comma behind an apposition with it
        comma = "," in words[low:high] and words[high : high + 1] == [","]
        found.append(("source", low, high + comma))
    return found


def _range(span: Span, starts: list[int]) -> tuple[int, int]:
    return bisect_left(starts, span.start), bisect_left(starts, span.end)


def _by_paragraph(story: Story, tags: list[str]) -> Iterator[list[str]]:
    at = 0
    for paragraph in story.paragraphs:
        yield tags[at : at + len(paragraph.words)]
        at += len(paragraph.words)


def pieces(tags: Sequence[str]) -> set[Piece]:
    """Read the labelled spans of one paragraph's tags."""
    found: set[Piece] = set()
    at = 0
    while at < len(tags):
        label, end = tags[at][2:], at + 1
        while label and end < len(tags) and tags[end] == f"I-{label}":
            end += 1
        if label:
            found.add((label, at, end))
        at = end
    return found


def exact(path: Path) -> list[list[str]]:
    """Give the rows of the exact scores: mode, label, precision, recall, F1."""
    hits, told, gold = Counter[str](), Counter[str](), Counter[str]()
    for story in stories(path):
        article = parsed(article_of(story.text, _DAY))
        for mode in ("wide", "statements"):
            tags = tagged(story, find_attributions(article, wide=mode == "wide"))
            for given, paragraph in zip(tags, story.paragraphs, strict=True):
                ours, theirs = pieces(given), pieces(paragraph.tags)
                hits.update(f"{mode} {label}" for label, _, _ in ours & theirs)
                told.update(f"{mode} {label}" for label, _, _ in ours)
                gold.update(f"{mode} {label}" for label, _, _ in theirs)
    return [
        [f"{mode} {label}, exact", *_rates(hits[key], told[key], gold[key])]
        for mode in ("wide", "statements")
        for label in LABELS
        for key in (f"{mode} {label}",)
    ]


def _rates(hits: int, told: int, gold: int) -> list[str]:
    precision, recall = hits / max(1, told), hits / max(1, gold)
    return [f"{each:.3f}" for each in (precision, recall, 2 * hits / max(1, told + gold))]


# what is said, asked, written or told; the corpus labels attitudes with the same three labels
SPEECH = frozenset(
    {"say", "tell", "ask", "add", "write", "tweet", "note", "argue", "claim", "state", "report", "call", "announce"}
    | {"suggest", "explain", "warn", "insist", "declare", "reply", "respond", "acknowledge", "deny", "accuse", "urge"}
    | {"describe", "stress", "recall", "predict", "conclude", "admit", "assert", "confirm", "according"}
)


@dataclass(frozen=True, slots=True)
class Label:
    """One attribution of the corpus: content, cue and source as sets of code points."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]


def labels(path: Path) -> list[Label]:
    """Read the attributions of a stand-off file."""
    places: dict[str, frozenset[int]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T") and "\t" in rest:
            spans = rest.partition("\t")[0].partition(" ")[2].split(";")
            ends = [tuple(map(int, span.split())) for span in spans]
            places[name] = frozenset(at for start, end in ends for at in range(start, end))
        elif name.startswith("E"):
            events.append(
                [(part.partition(":")[0].rstrip("0123456789"), part.partition(":")[2]) for part in rest.split()]
            )
    none: frozenset[int] = frozenset()
    return [
        Label(*(none.union(*(places.get(name, none) for role, name in event if role == wanted)) for wanted in roles))
        for event in events
        for roles in [("Content", "Cue", "Source")]
    ]


def overlap(folder: Path) -> list[list[str]]:
    """Give the rows of the scores by overlap (IoU at least one half) on the corpus' own articles."""
    count = Counter[str]()
    for path in sorted((folder / "attributions").glob("*.ann")):
        source = folder / "text" / f"{path.stem.rpartition('_')[0]}.txt"
        if not source.exists():
            continue
        with source.open(encoding="utf-8", newline="") as file:
            article = parsed(article_of(file.read(), _DAY))
        gold = [label for label in labels(path) if label.content]
        for mode in ("wide", "statements"):
            _match(article, gold, find_attributions(article, wide=mode == "wide"), mode, count)
    rows = [
        [f"{mode} content, half", *_rates(count[f"{mode} hit"], count[f"{mode} told"], count[f"{mode} gold"])]
        for mode in ("wide", "statements")
    ]
    speech = count["statements speech hit"], count["statements speech told"], count["statements speech gold"]
    rows.append(["speech content, half", *_rates(*speech)])
    right = count["statements source"] / max(1, count["statements with source"])
    return [*rows, ["speaker of those found", f"{right:.3f}", "", ""]]


def _match(article: Article, gold: list[Label], found: list[Attribution], mode: str, count: Counter[str]) -> None:
    """Match one to one, the widest overlap first."""
    sets = [frozenset(at for part in each.content for at in range(part.start, part.end)) for each in found]
    pairs = sorted(
        (
            (len(one.content & two) / len(one.content | two), i, j)
            for i, one in enumerate(gold)
            for j, two in enumerate(sets)
            if one.content & two
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in pairs:
        if share >= 0.5 and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    spoken = {i for i, each in enumerate(gold) if _is_speech(article, each)}
    count[f"{mode} hit"] += len(partner)
    count[f"{mode} told"] += len(found)
    count[f"{mode} gold"] += len(gold)
    count[f"{mode} speech hit"] += len(spoken & partner.keys())
    # a statement found that the corpus has as an attitude is no error of this row
    count[f"{mode} speech told"] += len(found) - len(partner.keys() - spoken)
    count[f"{mode} speech gold"] += len(spoken)
    for i, j in partner.items():
        speaker = found[j].speaker
        if gold[i].source and speaker:
            count[f"{mode} with source"] += 1
            count[f"{mode} source"] += bool(gold[i].source & frozenset(range(speaker.start, speaker.end)))


def _is_speech(article: Article, label: Label) -> bool:
    tree = article.tree
    if not label.cue or tree is None:
        return False
    first, last = tree.within(Span(min(label.cue), max(label.cue) + 1))
    return any(tree.words[at].lemma in SPEECH for at in range(first, last)) or article.seen[min(label.cue)] == ":"


def measured(split: str = "test") -> list[list[str]] | None:
    """Measure everything on one split; None where the corpus is not there."""
    bench = Path(os.environ.get("BENCH", "/nowhere"))
    path = bench / "cofenet" / "res" / "polnear" / f"{split}.txt"
    if not path.exists():
        return None
    folder = bench / "polnear" / "data" / {"valid": "dev"}.get(split, split)
    return [*exact(path), *(overlap(folder) if folder.exists() else [])]


BASELINE = "source 57.9, cue 55.0, content 50.1; BiLSTM+CRF 69.6, 66.7, 59.0"


def rows() -> Iterator[Row]:
    """Give the lines of the table of quality."""
    found = measured()
    if found is None:
        yield missing("PolNeAR test", "$BENCH/cofenet")
        return
    for name, precision, recall, f1 in found:
        yield Row(f"PolNeAR test: {name}", "", f"P {precision}, R {recall}, F1 {f1}", BASELINE, "exact >= 68, 63, 59")


def main() -> None:
    """Print the scores."""
    found = measured(*sys.argv[1:2])
    if found is None:
        print("PolNeAR: not run (no corpus in $BENCH)")
        return
    print(f"{'':28}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, *values in found:
        print(f"{name:28}" + "".join(f"{value:>10}" for value in values))


if __name__ == "__main__":
    main()
