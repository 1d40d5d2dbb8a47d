"""Routes and gaps: what each asks for, that gaps are printed only there, and that no text concludes."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from io import StringIO

import pytest

from armstrace.chain.law_words import law_words, said
from armstrace.chain.model import Asked, Hop, Placement, Route, Rung, RungState, Status, Word
from armstrace.chain.norms import EMBARGO, rules
from armstrace.chain.routes import closers, gaps_of, route, routes
from armstrace.gazetteer.treaties import treaties
from armstrace.records.errors import CaseError
from armstrace.records.values import When

DATA = files("armstrace.chain").joinpath("data")
NEEDS: Mapping[str, set[str]] = {
    "licence-review": {"1a", "7", "L", "K"},
    "att-6-3": {"1a", "L", "K"},
    "state-aid": {"2", "4", "5", "7", "L", "K"},
    "embargo": {"1a", "1b", "2"},
    "company": {"1a", "1b", "2", "K"},
}
ASKED = Asked(hops=(Hop(1, "ISR", "AZE", "system"),), place="Stepanakert", when=When.read("2020-10-04"), user="AZE")


def _placed(rung: Rung, *days: str, counts: bool = True) -> tuple[Placement, ...]:
    return tuple(
        Placement(
            rung=rung, hop=None, key=f"k{day}", slot="", rule="made", words="", told_by=(), when=When.read(day),
            counts=counts,
        )
        for day in days
    )  # fmt: skip


def _state(rung: Rung, word: Word = Word.REPORTED, *days: str, by: tuple[str, ...] = ("a newspaper",)) -> RungState:
    hop = 1 if rung.per_hop else None
    placements = tuple(replace(each, hop=hop) for each in _placed(rung, *(days or ("2020-10-04",))))
    shown = placements if word is not Word.NOT_SHOWN else ()
    return RungState(rung=rung, hop=hop, status=Status(word=word, by=by), placements=shown, beside=(), explanations=())


def _gaps(name: str, *states: RungState) -> dict[str, str]:
    return {gap.rung.value: gap.words for gap in gaps_of(states, route(name), ASKED)}


@pytest.mark.parametrize("name", routes())
def test_a_route_says_what_it_needs_by_which_test_and_who_can_hear_it(name: str) -> None:
    known = route(name)
    assert known.name == name
    assert {rung.value for rung in known.needs} == NEEDS[name]
    assert all((known.title, known.test, known.test_source, known.heard_by, known.notes, known.sources))
    assert all(rung in known.needs for group in known.either for rung in group)
    for instrument, whose in known.instruments:
        assert instrument in treaties() or instrument in rules() or instrument == EMBARGO
        assert whose in {"supplier", "recipient", "user"}


def test_only_a_licence_review_asks_for_a_series_and_none_of_it_for_a_single_use_or_item() -> None:
    assert [name for name in routes() if route(name).series] == ["licence-review"]
    assert not {Rung.TYPE_USED, Rung.ITEM} & set(route("licence-review").needs)


def test_the_gaps_of_a_licence_review_and_of_state_aid_differ() -> None:
    supply = [_state(Rung.LICENSED), _state(Rung.DELIVERED)]
    assert set(_gaps("licence-review", *supply)) == {"7", "L", "K"}
    assert set(_gaps("state-aid", *supply)) == {"4", "5", "7", "L", "K"}


@pytest.mark.parametrize("name", routes())
def test_without_any_evidence_every_needed_rung_is_a_gap_and_no_other(name: str) -> None:
    nothing = [_state(rung, Word.NOT_SHOWN) for rung in Rung]
    assert set(_gaps(name, *nothing)) == NEEDS[name]
    assert _gaps(name) == _gaps(name, *nothing)


def test_one_rung_of_several_is_enough_where_the_route_says_so() -> None:
    assert not _gaps("embargo", _state(Rung.DELIVERED))
    assert set(_gaps("company", _state(Rung.ORDERED))) == {"2", "K"}
    told = _gaps("embargo", _state(Rung.ORDERED, Word.ASSERTED, by=("ISR",)))
    assert set(told) == {"1b"}
    assert "Israel" in told["1b"]


def test_what_only_parties_tell_is_a_gap_that_names_them() -> None:
    states = [_state(rung) for rung in route("state-aid").needs if rung is not Rung.USER]
    words = _gaps("state-aid", *states, _state(Rung.USER, Word.ASSERTED, by=("ARM",)))
    need = route("state-aid").needs[Rung.USER]
    assert words == {"5": said("gap", "party", by="Armenia", need=need)}


def test_a_series_needs_two_days_that_cannot_be_one() -> None:
    others = [_state(Rung.LICENSED), _state(Rung.NOTICE), _state(Rung.LAW, Word.REPORTED, "2019", "2020-10-04")]

    def harm(*days: str) -> dict[str, str]:
        return _gaps("licence-review", *others, _state(Rung.HARM, Word.REPORTED, *days))

    assert set(harm("2020-10-04")) == {"7"}
    assert set(harm("2020-10-04", "2020-10-04/2020-10-06", "2020-10")) == {"7"}
    assert not harm("2020-10-04", "2020-10-05")
    only_one_counts = _state(Rung.HARM)
    aside = _placed(Rung.HARM, "2020-10-27", counts=False)
    widened = replace(only_one_counts, placements=(*only_one_counts.placements, *aside))
    assert set(_gaps("licence-review", *others, widened)) == {"7"}


def test_gaps_are_asked_of_every_hop() -> None:
    hops = (Hop(1, "CAN", "TUR", "component"), Hop(2, "TUR", "AZE", "system"))
    gaps = gaps_of([_state(Rung.LICENSED)], route("att-6-3"), replace(ASKED, hops=hops))
    assert [(gap.rung.value, gap.hop) for gap in gaps] == [("1a", 2), ("L", None), ("K", 1), ("K", 2)]


def test_every_gap_names_sources_that_would_close_it() -> None:
    assert set(closers()) == set(Rung)
    for gap in gaps_of((), route("state-aid"), ASKED):
        assert gap.closes == closers()[gap.rung]
        assert gap.words.endswith(".")


def test_an_unknown_route_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(CaseError, match="licence-review"):
        route("divine-justice")


def _texts(known: Route) -> list[str]:
    lists = (*known.heard_by, *known.notes, *known.sources, *known.needs.values())
    return [known.title, known.test, known.test_source, *lists]


def test_no_text_concludes_and_every_sentence_ends() -> None:
    closing = [row["closes"] for row in csv.DictReader(StringIO(DATA.joinpath("closers.csv").read_text("utf-8")))]
    templates = [words for group in law_words().values() for words in group.values()]
    printed = [text for name in routes() for text in _texts(route(name))]
    every = [*closing, *templates, *printed, *(rule.words for rule in rules().values())]
    assert not [text for text in every if re.search(r"\b(prove[dns]?|guilty|unlawful|illegal)\b", text, re.IGNORECASE)]
    assert all(note.endswith((".", "”")) for name in routes() for note in route(name).notes)
    assert all(any("both ways" in note for note in route(name).notes) for name in routes())
