"""What somebody looks for: words, "phrases", beginnings* and -words that must not be there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.desk.search.folding import fold, unquoted
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

MOST_LETTERS = 1_000
MOST_WORDS = 40
SHORTEST_BEGINNING = 2
_HELP = 'Write words, "a phrase", the beginning of a word with a star behind it, or -word for what must not be there.'
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\u301f\uff02", '"'))
_STARS = str.maketrans({"\u2217": "*", "\uff0a": "*", "\u2212": "-", "\uff0d": "-"})
# a phrase, or what stands between spaces and quotation marks; one that is not closed goes to the end
_PIECE = re.compile(r'(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))(\*?)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words one behind the other; the last may be the `beginning` of one, `absent` is what must not be there."""

    words: tuple[str, ...]
    beginning: bool = False
    absent: bool = False

    @property
    def written(self) -> str:
        """The term as the index is asked for it; folded words hold letters and digits alone."""
        return '"' + " ".join(self.words) + '"' + ("*" if self.beginning else "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was typed and as it was understood; all its terms must be there, or be absent."""

    typed: str
    terms: tuple[Term, ...]

    @property
    def present(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if not term.absent)

    @property
    def written(self) -> str:
        """The query as the index is asked."""
        wanted = " AND ".join(term.written for term in self.present)
        return " NOT ".join([f"({wanted})", *(term.written for term in self.terms if term.absent)])


def asked(typed: str) -> Asked:
    """Understand a query; whatever else stands in it than words parts them.

    Raises:
        CaseError: it is too long, has no word to look for, or too short a beginning of one.
    """
    if len(typed) > MOST_LETTERS:
        raise CaseError(
            f"These are {len(typed):,} letters to look for.",
            where=visible(typed[:40]) + "…",
            todo=f"Give at most {MOST_LETTERS:,} letters.",
        )
    plain = unquoted(typed).translate(_QUOTES).translate(_STARS)
    terms = tuple(term for found in _PIECE.finditer(plain) for term in _terms(*found.groups("")))
    _refuse(typed, terms)
    return Asked(typed, tuple(dict.fromkeys(terms)))


def _terms(minus: str, phrase: str, word: str, star: str) -> Sequence[Term]:
    text, beginning = phrase or word.rstrip("*"), bool(star) or word.endswith("*")
    found = tuple(fold(text).split())
    # in scripts without spaces each letter is a word, and what begins with it is a phrase
    whole = not beginning or not found or fold(text).endswith(" ")
    return (Term(found, not whole, bool(minus)),) if found else ()


def _refuse(typed: str, terms: Sequence[Term]) -> None:
    short = [term.words[-1] for term in terms if term.beginning and len(term.words[-1]) < SHORTEST_BEGINNING]
    many = sum(len(term.words) for term in terms)
    if all(term.absent for term in terms):
        what = "There is no word to look for." if not terms else "This says only what must not be there."
    elif many > MOST_WORDS:
        what = f"These are {many} words; at most {MOST_WORDS} can be looked for at once."
    elif short:
        what = f"{short[0]!r} is the beginning of too many words: give at least {SHORTEST_BEGINNING} letters of it."
    else:
        return
    raise CaseError(what, where=visible(typed), todo=_HELP)
