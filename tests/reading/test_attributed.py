"""A claim inside a statement is the speaker's."""

from datetime import date

from armstrace.reading.attributed import attributed
from armstrace.records.claims import Claim, EventClaim, StatementClaim
from armstrace.records.values import When
from stopwatch import Work, grows_at_most


def said(start: int, end: int, speaker: str | None, *more: tuple[int, int]) -> StatementClaim:
    return StatementClaim(start=start, end=end, text="", content=((start, end), *more), speaker=speaker)


def event(start: int, end: int, source: str | None = None) -> EventClaim:
    return EventClaim(start=start, end=end, text="", date=When.day(date(2020, 1, 1)), source=source)


def sources(*claims: Claim) -> list[str | None]:
    return [claim.source for claim in attributed(claims) if isinstance(claim, EventClaim)]


def test_the_innermost_statement_counts() -> None:
    assert sources(said(0, 100, "Ann"), said(40, 80, "Bo"), event(50, 60), event(10, 20), event(120, 130)) == [
        "Bo",
        "Ann",
        None,
    ]


def test_a_source_that_a_finder_knows_stays() -> None:
    assert sources(said(0, 100, "Ann"), event(50, 60, "SIPRI")) == ["SIPRI"]


def test_a_claim_that_only_begins_inside_is_the_authors() -> None:
    assert sources(said(0, 55, "Ann"), event(50, 60)) == [None]


def test_an_interrupted_quotation_holds_what_it_spans() -> None:
    assert sources(said(0, 20, "Ann", (40, 60)), event(15, 45)) == ["Ann"]


def test_a_statement_without_a_speaker_gives_no_source() -> None:
    assert sources(said(0, 100, None), event(50, 60)) == [None]


def test_many_nested_statements_take_no_square_of_time() -> None:
    def work(count: int) -> Work:
        claims: list[Claim] = [
            *(said(n, 4 * count - n, "Ann") for n in range(count)),
            *(event(count + n, count + n + 1) for n in range(count)),
        ]
        return lambda: attributed(claims)

    grows_at_most(60, work, 1000, 20_000)
