"""The document that a question is about."""

from armstrace.desk.intake import ReadOutcome
from armstrace.records.errors import UnknownFormat


def readable(read: ReadOutcome, name: str) -> ReadOutcome:
    """Give back how a document was read.

    Raises:
        UnknownFormat: it was not.
    """
    if read.refusal is None:
        return read
    raise UnknownFormat(
        f"This document cannot be read: {read.refusal.what}",
        where=read.refusal.where or repr(name),
        # a reader that knew the format knows what helps
        todo=(read.refusal.todo if read.reader else "") or "Name one text, Markdown, HTML or PDF file.",
    )
