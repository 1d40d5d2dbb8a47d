"""An attribution as the finders hand it on: spans only; whose name it is and when it was said come later."""

from dataclasses import dataclass

from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that are somebody's: `content` in order, the words for the `speaker` and for the `cue` where there are any.

    `kind` is the kind of the cue (cues.csv), "quote" for words that stand in quotation marks only; `named` is where the
    speaker's name stands when `speaker` is a relative pronoun or missing; `addressee` and `medium` are spans too.
    """

    content: tuple[Span, ...]
    speaker: Span | None
    cue: Span | None
    kind: str
    named: Span | None = None
    addressee: Span | None = None
    medium: Span | None = None

    @property
    def start(self) -> int:
        """Where the first of its words begins."""
        return min(span.start for span in self._spans())

    @property
    def end(self) -> int:
        """Where the last of its words ends."""
        return max(span.end for span in self._spans())

    def _spans(self) -> tuple[Span, ...]:
        return (*self.content, *(span for span in (self.speaker, self.cue) if span))
