"""A case with as many passages as are asked for, drawn from a seed: sentences of our own articles, with invented names.

Names come in the spellings that people use: with and without accents, in Cyrillic and Arabic letters.
"""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from armstrace.desk.case import new_case
from armstrace.evidence import ledger
from armstrace.records.kinds import Passage
from armstrace.records.origin import read_key
from armstrace.tables.write import write

SETS = Path(__file__).parents[1] / "tests" / "reading" / "sets"
OF_ONE = 1_000
"""How many passages a document has."""
NAMES = ("Azərbaycan", "Azerbaycan", "Хankəndi", "Xankəndi", "أذربيجان", "Göyçay", "Straße", "Երևան", "Ağdam", "Şuşa")
_SENTENCE = re.compile(r"[^.!?\n]{20,300}[.!?]")
_SYLLABLES = ("ba", "da", "ge", "gun", "ka", "lor", "mi", "nar", "o", "qa", "ri", "sen", "tu", "u", "var", "zi")


def sentences() -> list[str]:
    """Give the sentences of the articles that were written for armstrace."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SETS.glob("articles*/*.txt"))]
    return [" ".join(found[0].split()) for text in texts for found in _SENTENCE.finditer(text)]


def sentences_of_many_words(words: int = 60_000, seed: int = 7) -> list[str]:
    """Give sentences of so many different invented words, each as common as Zipf has it."""
    drawn = random.Random(seed)
    known = ["".join(drawn.choices("abcdefghijklmnopqrstuvwxyz", k=drawn.randint(2, 10))) for _ in range(words)]
    weights = list(accumulate(1 / (number + 2) for number in range(words)))
    return [" ".join(drawn.choices(known, cum_weights=weights, k=drawn.randint(15, 45))) + "." for _ in range(words)]


def make(root: Path, count: int, known: Sequence[str] = (), *, seed: int = 7, least: int = 2, most: int = 5) -> None:
    """Make a case with so many passages of `least` to `most` sentences, of our articles unless others are known.

    The files of its exhibits are not there, only their rows.
    """
    case, drawn = new_case(root, title="Invented passages", said_by="p-bench"), random.Random(seed)
    known = known or sentences()
    for number in range(-(-count // OF_ONE)):
        sha256 = hashlib.sha256(f"document {number}".encode()).hexdigest()
        path, name = f"exhibits/{sha256[:2]}/{sha256}", f"document {number:04} of {drawn.choice(NAMES)}.txt"
        ledger.append(
            root, "add", case.by, sha256=sha256, path=path, size=1, media_type="text/plain", received_name=name,
            received_at="2026-11-23T05:00:00.000000Z",
        )  # fmt: skip
        some = min(OF_ONE, count - number * OF_ONE)
        write(root, sha256, _passages(sha256, some, drawn, known, (least, most)), synced=False)


def _passages(
    sha256: str, count: int, drawn: random.Random, known: Sequence[str], sizes: tuple[int, int]
) -> Iterator[Passage]:
    start = 0
    for _ in range(count):
        some = [drawn.choice(known), *drawn.choices(known, k=drawn.randint(*sizes) - 1)]
        text = f"{_name(drawn)} {drawn.choice(NAMES)}: " + " ".join(some)
        place = f"chars={start}-{start + len(text)}"
        key = read_key(Passage.KIND, sha256, place)
        yield Passage(key, sha256, place, "", "plain_text@1", "paragraph", start, text, "[]", 0, "")
        start += len(text) + 2


def _name(drawn: random.Random) -> str:
    return "".join(drawn.choices(_SYLLABLES, k=drawn.randint(2, 4))).title()
