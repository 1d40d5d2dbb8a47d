"""Supplier and recipient of a sentence that says something of both."""

from armstrace.reading.figures.bases import clause
from armstrace.reading.figures.clauses import Sentence
from armstrace.reading.figures.context import Context
from armstrace.reading.figures.roles import Roles


def party_tokens(sentence: Sentence, supplier: str | None, recipient: str | None) -> list[int]:
    """Give the tokens of a claim's two parties, the first of each."""
    states = sentence.indexes("S")
    found = [next((i for i in states if sentence.code(i) == code), None) for code in (supplier, recipient) if code]
    return [index for index in found if index is not None]


def points_back(sentence: Sentence) -> bool:
    """Tell whether a sentence leans on the one before: it starts with a pronoun or names a period by "that"."""
    first = [token.tag for token in sentence.tokens[:2]]
    return bool({"IT", "ITS", "THEM", "among", "this"} & set(first))


def parties(
    sentence: Sentence, read: Roles, before: Context, index: int | None = None
) -> tuple[str | None, str | None]:
    """Give supplier and recipient of a sentence, or of the clause around token `index` where that names both.

    One that a pronoun stands for is taken from the sentence before.
    """
    if index is not None:
        inside = _parties(sentence, read, before, *clause(sentence, index))
        if inside[0] and inside[1]:
            return inside
    return _parties(sentence, read, before, 0, len(sentence.tokens))


def _parties(sentence: Sentence, read: Roles, before: Context, first: int, last: int) -> tuple[str | None, str | None]:
    states = [i for i in sentence.indexes("S") if first <= i < last]
    suppliers = sorted((i for i in states if read.leaning(i) > 0), key=lambda i: -read.leaning(i))
    recipients = sorted((i for i in states if read.leaning(i) < 0), key=read.leaning)
    supplier = sentence.code(suppliers[0]) if suppliers else None
    recipient = next((sentence.code(i) for i in recipients if sentence.code(i) != supplier), None)
    leaning = {sentence.code(i) for i in (*suppliers, *recipients)}
    rest = {sentence.code(i) for i in states} - {supplier, recipient}
    # a second supplier received nothing
    if len(rest) == 1 and not rest & leaning and (supplier is None) != (recipient is None):
        only = rest.pop()
        supplier, recipient = supplier or only, recipient or only
    if points_back(sentence) or not states:
        supplier = supplier or (before.supplier if before.supplier != recipient else None)
        recipient = recipient or (before.recipient if before.recipient != supplier else None)
    return supplier, recipient
