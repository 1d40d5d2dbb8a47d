"""Check: a direct quotation against the documents of the case."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from armstrace.checks.alignment import (
    Difference,
    Found,
    Words,
    denies,
    every_exact,
    find_exact,
    find_nearest,
    rejects,
    segments,
)
from armstrace.checks.documents import CaseDocument
from armstrace.checks.registry import Ground
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.mentions import find_states
from armstrace.reading.text.sentences import sentences
from armstrace.reading.text.view import Span, view
from armstrace.records.claims import Claim, StatementClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import literals, rerunnable

NAME = "quotation"
VERSION = 1
LIMITS = (
    "That a document of the case has the words does not show that they were spoken; two documents may copy a third.",
    "A translation of the same speech has other words and is not found.",
)
_QUOTED = re.compile(r'"([^"]{2,4000})"')
_SINGLY = re.compile(r"(?<!\w)'([^'\n]{12,2000})'(?!\w)")
_LETTERS = re.compile(r"\w+(?:'\w+)?")
_ORDER = (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.CANNOT_TELL)
_LEAST_WORDS = 2
_TOLD_APART = 6  # fewer words are found near by chance
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "who"])
_OFFICES = frozenset(
    """mr mrs ms miss dr sir dame lord lady king queen prince princess president prime minister ministry foreign defence
    defense interior general gen colonel col lieutenant lt major maj captain capt sergeant sgt admiral adm brigadier
    marshal commander professor prof chancellor secretary senator sen representative rep governor gov ambassador
    spokesman spokeswoman spokesperson chairman chairwoman chief head deputy vice first acting former leader premier
    official officials government army navy forces force office department council committee parliament agency state
    us uk""".split()  # noqa: SIM905 # words read as words
)
_MOST_SENTENCES = 40
_SENTENCE = 1500  # code points looked at on each side of a place for its sentence
_PRINTED = 400
_PARTED = re.compile(r";|, but\b|:(?=\s*\"\Z)")  # a denial before this is of something else
_ENDED = re.compile(r"[,;:\"]|\b(?:and|but|while|because|when|who|if)\b")
_TURNED = re.compile(r"\b(?:not|n't|never) (?:\w+ )?(?:true|so|correct|right|case|happen(?:ed)?)\b")
_HARMLESS = re.compile(r"\b(?:not (?:only|just|merely)|no doubt|without)\b|\bno\.? ?(?=\d)")
_NO_NAMES = frozenset(
    """a an the in on for of to with by from at and op ed interview email mail exchange telephone call speech statement
    article report letter post tweet press conference txt html pdf""".split()  # noqa: SIM905 # words read as words
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quotation was found: the document, the stretch, and whom the document has say it."""

    document: CaseDocument
    found: Found
    speaker: str | None
    verdict: Verdict
    part: str = ""
    denial: str = ""  # the document's words where it denies what is quoted without the denial


def accepts(claim: Claim) -> bool:
    """Answer statements with words in quotation marks."""
    return (
        isinstance(claim, StatementClaim)
        and claim.quote_kind in {"direct", "mixed"}
        and sum(len(Words(words).plain) for words in quoted_words(claim)) >= _LEAST_WORDS
    )


def lacks(ground: Ground) -> str:
    """Without another document in the case there is nothing to hold it against."""
    return "" if ground.documents else "There is no other document in the case to look for the quoted words in."


def check(claim: StatementClaim, ground: Ground) -> Finding:
    """Look for the quoted words in the other documents of the case.

    Supported where one of them has the words in the same order; capitals, the form of quotation marks and dashes do
    not count, an ellipsis may stand for up to 150 words, and words in square brackets are not the speaker's. Where a
    document has a stretch that shares at least seven in ten of six words or more, the differences are shown:
    contradicted where a name, a number or a denial differs, in part where other words do. Of a quotation that as a
    whole is not there, its sentences are looked for one by one: in part at best where some are found. Where a document
    has the words from somebody else the finding is in part, and also where its sentence has a denial, skipped or beside
    the words, that the text leaves out. Fewer than six words count only where the document has the same person say
    them. Where no document has them it cannot be told, unless the text names one of them as its source: then they are
    not shown there.
    """
    base = Finding(
        claim=claim,
        check=NAME,
        method=f"checks.{NAME}@{VERSION}",
        verdict=Verdict.CANNOT_TELL,
        reason="",
        limits=LIMITS,
    )
    pieces = quoted_words(claim)
    places = [place for document in ground.documents if (place := _place(claim, pieces, document))]
    if not places:
        return _nowhere(base, claim, ground)
    places.sort(key=lambda place: _ORDER.index(place.verdict))
    best = places[0]
    readings = tuple(_reading(place) for place in places)
    slots = {"words": Verdict.PARTLY if best.denial and not best.found.differences else _of_words(best.found)}
    if claim.speaker and best.speaker:
        same = _same_name(claim.speaker, best.speaker)
        slots["speaker"] = Verdict.SUPPORTED if same else Verdict.CONTRADICTED
    keys = [key for reading in readings for key in reading.records]
    return replace(
        base,
        verdict=best.verdict,
        reason=" ".join(_reason(claim, place) for place in places[:3]),
        readings=readings,
        slots=slots,
        sql=rerunnable(f"SELECT exhibit, place, text FROM passage WHERE key IN {literals(keys)}"),
    )


def quoted_words(claim: StatementClaim) -> list[str]:
    """Give the words that stand in quotation marks in a statement, all its words where a direct one bears none."""
    pieces = [claim.text[start - claim.start : end - claim.start] for start, end in claim.content]
    found: list[str] = []
    for piece in pieces:
        seen = view(piece)
        inside = [piece[slice(*match.span(1))] for match in _QUOTED.finditer(seen)]
        inside = inside or [piece[slice(*match.span(1))] for match in _SINGLY.finditer(seen)]
        # a quotation that a cue interrupts has its opening mark in one piece and its closing mark in another
        found += inside or ([piece.strip(" \"'\u2018\u2019\u201c\u201d")] if claim.quote_kind == "direct" else [])
    return [words for words in found if Words(words).plain]


@lru_cache(maxsize=64)
def _words(document: CaseDocument) -> Words:
    return Words(document.text)


def _place(claim: StatementClaim, pieces: Sequence[str], document: CaseDocument) -> _Place | None:
    words = _words(document)
    wanted = [segment for piece in pieces for segment in segments(piece)]
    exact = [_judged(claim, wanted, document, found) for found in every_exact(words, wanted)]
    if exact:
        return min(exact, key=lambda place: (_ORDER.index(place.verdict), not _the_same(claim, place.speaker)))
    found = find_nearest(words, " ".join(pieces)) if sum(map(len, wanted)) >= _TOLD_APART else None
    part = ""
    if found is None:
        found, part = _sentence_by_sentence(words, pieces)
    return None if found is None else _judged(claim, wanted, document, found, part)


def _judged(
    claim: StatementClaim, wanted: Sequence[Sequence[str]], document: CaseDocument, found: Found, part: str = ""
) -> _Place:
    speaker = _speaker(document, found)
    denial = _denial(claim, wanted, document.text, found)
    verdict = _of_words(found)
    if verdict is Verdict.SUPPORTED and (part or denial or _another(claim, speaker)):
        verdict = Verdict.PARTLY
    named = _the_same(claim, speaker) and (speaker or "").casefold() not in _PRONOUNS
    if sum(map(len, wanted)) < _TOLD_APART and not named:
        verdict = Verdict.CANNOT_TELL
    return _Place(document, found, speaker, verdict, part, denial)


def _the_same(claim: StatementClaim, speaker: str | None) -> bool:
    return bool(claim.speaker and speaker and _same_name(claim.speaker, speaker))


def _another(claim: StatementClaim, speaker: str | None) -> bool:
    return bool(claim.speaker and speaker) and not _the_same(claim, speaker)


def _denial(claim: StatementClaim, wanted: Sequence[Sequence[str]], text: str, found: Found) -> str:
    """Give the document's words where they deny what is quoted and the claim's own words beside it do not."""
    before, after = _sentence_around(text, found)
    spans = [
        *_denials_before(text, before, found.start),
        *(each for start, end in found.skipped for each in _denials(text, start, end)),
        *_denials_after(text, found.end, after),
    ]
    quoted = Counter(word for piece in wanted for word in piece)
    own = Counter(Words(claim.text).plain) - quoted
    if len({text[start:end].casefold() for start, end in spans}) <= sum(denies(word) or rejects(word) for word in own):
        return ""
    first, last = min(found.start, spans[0][0]), max(found.end, spans[-1][1])
    printed = " ".join(text[first:last].split())
    return printed if len(printed) <= _PRINTED else f"{printed[:_PRINTED]} \u2026"


def _sentence_around(text: str, found: Found) -> tuple[int, int]:
    """Give where the sentence of a place begins, and where that of its last word ends."""
    low, high = max(0, found.start - _SENTENCE), min(len(text), found.end + _SENTENCE)
    low = max(low, text.rfind("\n\n", low, found.start) + 1)
    break_after = text.find("\n\n", found.end, high)
    seen = view(text[low : high if break_after < 0 else break_after])
    told = sentences(seen, Span(0, len(seen)))
    before = [span.start + low for span in told if span.start + low <= found.start]
    after = [span.end + low for span in told if span.end + low >= found.end]
    return (before[-1] if before else found.start), (after[0] if after else found.end)


def _denials(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the words of a stretch that deny something, as code points."""
    seen = _HARMLESS.sub(lambda match: " " * len(match[0]), view(text[start:end]).casefold())
    return [
        (start + match.start(), start + match.end())
        for match in _LETTERS.finditer(seen)
        if denies(match[0]) or rejects(match[0])
    ]


def _denials_before(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parted = max((start + match.end() for match in _PARTED.finditer(view(text[start:end]))), default=start)
    found = _denials(text, start, end)
    return [span for span in found if span[0] >= parted or rejects(text[slice(*span)].casefold())]


def _denials_after(text: str, start: int, end: int) -> list[tuple[int, int]]:
    seen = view(text[start:end]).casefold()
    ended = start + min(
        (match.start() for match in _ENDED.finditer(seen) if seen[: match.start()].strip()), default=end
    )
    turned = {start + match.start() for match in _TURNED.finditer(seen)}
    return [
        span
        for span in _denials(text, start, end)
        if span[0] < ended or span[0] in turned or rejects(text[slice(*span)].casefold())
    ]


def _sentence_by_sentence(words: Words, pieces: Sequence[str]) -> tuple[Found | None, str]:
    """Find single sentences of a quotation; give the one whose words differ most in weight, and how many are there."""
    told = [piece[span.start : span.end] for piece in pieces for span in sentences(view(piece), Span(0, len(piece)))]
    long = [sentence for sentence in told if len(Words(sentence).plain) >= _TOLD_APART][:_MOST_SENTENCES]
    there = [
        found
        for sentence in long
        if (found := find_exact(words, segments(sentence)) or find_nearest(words, sentence)) is not None
    ]
    if not there or len(told) < 2:
        return None, ""
    worst = max(there, key=lambda found: (any(each.changes for each in found.differences), len(found.differences)))
    return worst, f"{len(there)} of the {len(told)} sentences quoted"


def _of_words(found: Found) -> Verdict:
    if not found.differences:
        return Verdict.SUPPORTED
    return Verdict.CONTRADICTED if any(each.changes for each in found.differences) else Verdict.PARTLY


def _speaker(document: CaseDocument, found: Found) -> str | None:
    """Say whom a document has say the words at a place."""
    around = [
        each
        for each in document.claims
        if isinstance(each, StatementClaim)
        and each.speaker
        and any(start < found.end and found.start < end for start, end in each.content)
    ]
    return min(around, key=lambda each: each.end - each.start).speaker if around else None


def _same_name(one: str, other: str) -> bool:
    """Tell two names of one speaker: a surname counts where neither given names nor states speak against it."""
    states, others = ({mention.code for mention in find_states(name)} for name in (one, other))
    left, right = _name_words(one), _name_words(other)
    if not left or not right or (states and others and not states & others):
        return False
    if left[-1] != right[-1] or left[-1] in _OFFICES:
        return set(left) <= set(right) or set(right) <= set(left)
    given, others_given = ([word for word in words[:-1] if word not in _OFFICES] for words in (left, right))
    return not given or not others_given or any(_same_given(a, b) for a in given for b in others_given)


def _name_words(name: str) -> list[str]:
    """Give the words of a name as they are compared, without states and what follows a comma."""
    for mention in reversed(find_states(name)):
        if (mention.start, mention.end) != (0, len(name)):
            name = name[: mention.start] + name[mention.end :]
    plain = fold_name(name.partition(",")[0]).replace(".", " ")
    return [word for word in plain.split() if word not in {"'s", "'", "the", "of", "and"}]


def _same_given(one: str, other: str) -> bool:
    """Tell given names that may be one: alike, an initial, or the short form that begins the long one."""
    short, long = sorted((one, other), key=len)
    return short == long or (long.startswith(short) and len(short) != 2)


def _reading(place: _Place) -> Reading:
    start, end = place.found.start, place.found.end
    return Reading(
        edition=place.document.called,
        value=" ".join(place.document.text[start:end].split()),
        note=f"characters {start}-{end}" + (f", said there by {place.speaker}" if place.speaker else ""),
        records=place.document.records(start, end),
    )


def _reason(claim: StatementClaim, place: _Place) -> str:
    where = f"{place.document.called}, characters {place.found.start}-{place.found.end}"
    if place.part:
        where = f"{place.document.called} has {place.part}; characters {place.found.start}-{place.found.end}"
    if not place.found.differences:
        told = f"{where}, has these words."
    else:
        told = f"{where}, has other words: {'; '.join(map(_difference, place.found.differences[:4]))}."
    if place.denial:
        told += f" But it denies what is quoted, which the text leaves out: \u201c{place.denial}\u201d."
    if _another(claim, place.speaker):
        told += f" There {place.speaker} says them, here {claim.speaker}."
    if place.verdict is Verdict.CANNOT_TELL:
        told += (
            f" Fewer than {_TOLD_APART} words may be alike by chance: it is not shown that the same person says them."
        )
    return told


def _difference(each: Difference) -> str:
    if not each.there:
        return f"\u201c{each.quoted}\u201d is not there"
    if not each.quoted:
        return f"\u201c{each.there}\u201d is left out here"
    return f"\u201c{each.there}\u201d there, \u201c{each.quoted}\u201d here"


def _nowhere(base: Finding, claim: StatementClaim, ground: Ground) -> Finding:
    if not ground.documents:
        return replace(base, reason="There is no other document in the case to look for these words in.")
    named = [document for document in ground.documents if _is_named(claim, document)]
    if not named:
        return replace(
            base,
            reason=f"None of the {len(ground.documents)} other documents of the case has these words, and none of them "
            "is named as their source.",
        )
    titles = " and ".join(document.called for document in named)
    return replace(
        base,
        verdict=Verdict.NOT_SHOWN,
        reason=f"The text names {titles} as the source; these words do not stand there.",
        readings=tuple(Reading(edition=document.called, value="not there") for document in named),
    )


def _is_named(claim: StatementClaim, document: CaseDocument) -> bool:
    """Tell a document that the text names as the medium of a statement: by its title or the name of its file."""
    said = _names(claim.medium or "")
    return bool(said) and (said <= _names(document.title) or said <= _names(PurePath(document.name).stem))


def _names(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", fold_name(text).replace("'", ""))
    return {word for word in words if word not in _NO_NAMES and not word.isdigit() and len(word) > 2}
