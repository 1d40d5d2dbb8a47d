"""Which words hedge a clause, and which are mere attribution."""

from datetime import date

import pytest

from armstrace.reading.article import article_of
from armstrace.reading.frames.find import frame_at
from armstrace.reading.hedges import hedge_of
from armstrace.reading.read import parsed


@pytest.mark.parametrize("tree", [True, False])
@pytest.mark.parametrize(
    ("text", "word", "hedge"),
    [
        ("It is likely that rebel forces fired the rockets.", "fired", "likely"),
        ("The army used drones in the raid.", "used", None),
        ("Rebels were accused of using mines.", "using", "accused"),
        ("Drones appear to have been used there.", "used", "appear"),
        ("The monitors said the army fired cluster munitions.", "fired", None),
        ("Officials claimed that Grads were fired at the town.", "fired", "claimed"),
        ("The alleged use of phosphorus was denied.", "use", "alleged"),
        ("Residents said jets may have dropped barrel bombs.", "dropped", "may"),
        ("The army shelled the port; it may rain.", "shelled", None),
    ],
)
def test_hedges(text: str, word: str, hedge: str | None, tree: bool) -> None:
    article = article_of(text, date(2020, 1, 1))
    article = parsed(article) if tree else article
    frame = frame_at(article, text.index(word))
    assert frame is not None
    assert hedge_of(article, frame) == hedge
