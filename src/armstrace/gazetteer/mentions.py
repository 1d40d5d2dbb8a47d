"""States named in running English text: countries, their people, their capitals as the press uses them.

What is found are words, each an exact span of the text; whether a state acts, is spoken of or merely lies there is for
the reader of the sentence to say. `kind` tells how the words name the party: a "capital" or "government" may stand for
a government or be the town, a "demonym" or "adjective" may be a force, a product or a person. Armed groups that SIPRI
lists are found too, under their own names; organisations of states are not.
"""

from dataclasses import dataclass
from functools import cache

from armstrace.gazetteer.mention_context import names_party
from armstrace.gazetteer.name_search import NameSearch
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.gazetteer.states import StateName, state_names, states


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a text: code points `start` to `end` (half open), its code, and the words as `printed` there."""

    start: int
    end: int
    code: str
    kind: str
    printed: str


def find_states(text: str) -> list[Mention]:
    """Find the states and contested places named in a text, in order, none overlapping, the longest name first.

    Names count as the press writes them: capitalised, or all in capitals. "Israeli-made" gives "Israeli", "Israel’s"
    gives "Israel". Words that hold a state's name and mean something else are passed over: data/false_friends.csv
    ("Indian Ocean", "Washington Post") and the neighbouring words of data/context_words.csv (persons, companies,
    treaties named for towns, languages, currencies). Ambiguous words ("Korea", "Congo", "Brussels") are not found.

    >>> [(m.printed, m.code) for m in find_states("Baku bought Israeli-made drones, said the Jerusalem Post.")]
    [('Baku', 'AZE'), ('Israeli', 'ISR')]
    """
    search, names = _search()
    hits = search.find(text)
    starts = frozenset(hit.start for hit in hits)
    found = []
    for hit in hits:
        name = names.get(hit.value)
        if name and names_party(text, hit.start, hit.end, name, starts):
            found.append(Mention(hit.start, hit.end, name.code, name.kind, text[hit.start : hit.end]))
    return found


def may_name_states(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text can name a state, without reading it."""
    return _search()[0].may_find(text, start, end)


@cache
def _search() -> tuple[NameSearch, dict[str, StateName]]:
    """Build the search once: each name stands for itself, each false friend for nothing."""
    names = {name.name: name for name in state_names() if _in_texts(name)}
    # "the Kremlin": the article is no part of the name where the name is known without it
    names = {words: name for words, name in names.items() if words.removeprefix("the ") not in names.keys() - {words}}
    patterns = {pattern: name for name in names for pattern in _as_written(name)}
    patterns |= {pattern: "" for row in shipped_rows("false_friends.csv") for pattern in _as_written(row["phrase"])}
    return NameSearch(anyhow=(), exact=patterns.items()), names


def _in_texts(name: StateName) -> bool:
    """Tell names that running text uses from those of tables ("Korea, Republic of", "Congo (Kinshasa)")."""
    if "ambiguous" in name.flags or states()[name.code].kind == "organisation":
        return False
    return not set(name.name) & set(",(*/")


def _as_written(name: str) -> set[str]:
    """Give a name as written, at the start of a sentence and in capitals."""
    return {name, name[0].upper() + name[1:], name.upper()}
