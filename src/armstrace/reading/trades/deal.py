"""One deal: the word it hangs on, what is traded, who supplies and who receives."""

from dataclasses import dataclass

from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Deal:
    """A trade as one clause or phrase tells it."""

    head: Span
    span: Span
    commodity: str
    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
