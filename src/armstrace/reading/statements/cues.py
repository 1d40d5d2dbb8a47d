"""The words that introduce what somebody says, with the constructions that each takes (cues.csv)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of saying, asking, finding, believing.

    `takes` holds the constructions in which it reports a statement: q direct quotation, c clause, w whether/what/why,
    i to do, o somebody to do, n noun, g doing, oprd and n-oprd "call it a lie", n-as "describe it as", p-for "call for
    it", po-on "call on them to", np-of "accuse them of". `wide` holds those that show an attitude, not a statement.
    """

    lemma: str
    kind: str
    takes: frozenset[str]
    wide: frozenset[str]

    def constructions(self, wide: bool) -> frozenset[str]:
        """Give the constructions that count: of statements only, or of attitudes too."""
        return self.takes | self.wide if wide else self.takes


@cache
def verbs() -> Mapping[str, Cue]:
    """Give every verb by its regular forms too: a lemmatiser takes "hopes" for the verb "hop"."""
    known = cues()
    forms = {form: cue for lemma, cue in known.items() for form in _forms(lemma)}
    return {**forms, **known}


def _forms(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    return lemma + "s", lemma + "es", lemma + "ed", lemma + "ing"


@cache
def cues(table: str = "cues.csv") -> Mapping[str, Cue]:
    """Give every word of a lexicon by its lemma: cues.csv (verbs), nouns.csv or adjectives.csv."""
    text = files("armstrace.reading.statements").joinpath(table).read_text(encoding="utf-8")
    return {
        row["lemma"]: Cue(row["lemma"], row["kind"], frozenset(row["strict"].split()), frozenset(row["wide"].split()))
        for row in csv.DictReader(StringIO(text))
    }
