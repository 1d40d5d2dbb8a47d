"""From a word that tells of a use to what is said: the weapons, the actor, and the stretch that says so."""

from armstrace.reading.article import Article
from armstrace.reading.frames.find import frame_at
from armstrace.reading.uses.act import Act
from armstrace.reading.uses.nouns import of_noun
from armstrace.reading.uses.triggers import Trigger
from armstrace.reading.uses.verbs import of_verb


def act_at(article: Article, trigger: Trigger) -> Act | None:
    """Take a trigger for an act where it has what its kind needs, else None."""
    frame = frame_at(article, trigger.start)
    if frame is None:
        return None
    if trigger.kind == "seen":
        frame = frame_at(article, trigger.end - 1) or frame
    return of_noun(article, trigger, frame) if trigger.is_noun else of_verb(article, trigger, frame)
