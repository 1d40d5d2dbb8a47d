"""What an act is: a use as found, before it becomes a claim."""

from dataclasses import dataclass

from armstrace.reading.frames.frame import Frame
from armstrace.reading.incidents.parties import Party
from armstrace.reading.text.view import Span
from armstrace.reading.uses.arms import Arm
from armstrace.reading.uses.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Act:
    """A use as found: its trigger and frame, the stretch that tells of it, its weapons and what acts."""

    trigger: Trigger
    frame: Frame
    span: Span
    arms: tuple[Arm, ...]
    actors: tuple[Party, ...]
    undergone: Span | None
