"""What a frame is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb or an action noun with what goes with it; every part is a span of the text.

    `span` is the clause or phrase; `head` the verb or noun itself. `subject` acts and `object` undergoes, whatever the
    voice: in "Grads were fired by rebels" the rebels are the subject. Of a noun the owner or the "by" phrase is the
    subject, the "of" phrase the object. `phrases` has what stands behind each preposition, the first where there are
    several. `modal` is could, may, would ... and `negated` tells a "not", "never" or "no" at the head.
    """

    span: Span
    head: Span
    verbal: bool
    subject: Span | None = None
    object: Span | None = None
    phrases: Mapping[str, Span] = field(default_factory=dict)
    negated: bool = False
    modal: str | None = None
    passive: bool = False

    def phrase(self, *prepositions: str) -> Span | None:
        """Give what stands behind the first of some prepositions that the frame has."""
        return next((self.phrases[name] for name in prepositions if name in self.phrases), None)
