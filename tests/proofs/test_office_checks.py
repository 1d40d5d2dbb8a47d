"""Who held which office: the table, the finder, and the verdict by date."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from armstrace.checks import office
from armstrace.checks.registry import Ground
from armstrace.gazetteer.offices import citation_of, held, holders, terms
from armstrace.gazetteer.states import states
from armstrace.reading.article import article_of
from armstrace.reading.offices import find_offices
from armstrace.records.claims import OfficeClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import Tables
from proofs.made_documents import document
from proofs.made_documents import ground as made_ground
from stopwatch import Work, grows_at_most

YES, NO, PART, SILENT, UNKNOWN = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL,
)  # fmt: skip
PUBLISHED = date(2020, 11, 20)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(Tables(tmp_path), PUBLISHED, source_limits)


def offices(text: str) -> list[tuple[str, str, str]]:
    return [(claim.person, claim.office, claim.state) for claim in find_offices(article_of(text, PUBLISHED))]


def findings(text: str, ground: Ground) -> list[Finding]:
    return [office.check(claim, ground) for claim in find_offices(article_of(text, ground.published))]


def test_every_term_has_a_state_a_source_and_an_order() -> None:
    assert len({term.state for term in terms()}) >= 60
    for term in terms():
        assert term.state in states(), term
        assert citation_of(term.source)
        if term.until and term.since.earliest and term.until.latest:
            assert term.since.earliest <= term.until.latest, term


def test_terms_of_one_office_do_not_overlap() -> None:
    by_office: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for term in terms():
        ends = (term.until.earliest if term.until else None) or date(9999, 1, 1)
        by_office.setdefault((term.state, term.office), []).append((term.since.latest or date.min, ends))
    for office_, spans in by_office.items():
        for before, after in pairwise(sorted(spans)):
            assert before[1] <= after[0] or (before[1].year, before[1].month) == (after[0].year, after[0].month), (
                office_
            )


@pytest.mark.parametrize(
    ("text", "person", "held", "state"),
    [
        ("Israeli President Reuven Rivlin asked.", "Reuven Rivlin", "president", "ISR"),
        ("Nikol Pashinyan, the Armenian prime minister, said so.", "Nikol Pashinyan", "prime_minister", "ARM"),
        ("Armenia's prime minister, Nikol Pashinyan, came.", "Nikol Pashinyan", "prime_minister", "ARM"),
        ("The president of Azerbaijan, Ilham Aliyev, came.", "Ilham Aliyev", "president", "AZE"),
        ("President Ilham Aliyev came.", "Ilham Aliyev", "president", "AZE"),
        ("Syria\u2019s President Bashar al-Assad\u2019s army", "Bashar al-Assad", "president", "SYR"),
        ("Ukraine's President Volodymyr Zelenskiy told us.", "Volodymyr Zelensky", "president", "UKR"),
        ("German Chancellor Angela Merkel spoke.", "Angela Merkel", "prime_minister", "DEU"),
        ("US Secretary of State Mike Pompeo spoke.", "Mike Pompeo", "foreign_minister", "USA"),
        ("Ruritania aside, Israeli President Foo Barman spoke.", "Foo Barman", "president", "ISR"),
        ("It outlives Erdo\u011fan's plans and the Turkish prime minister's time in office.",
         "Recep Tayyip Erdo\u011fan", "prime_minister", "TUR"),
    ],
)  # fmt: skip
def test_an_office_is_read_from_its_words(text: str, person: str, held: str, state: str) -> None:
    assert offices(text) == [(person, held, state)]


@pytest.mark.parametrize(
    "text",
    [
        "US Vice President Mike Pence spoke.",
        "Israeli Deputy Prime Minister Foo Barman spoke.",
        "US President-elect Joe Biden spoke.",
        "FIFA President Gianni Infantino spoke.",
        "The president of the court, Ilham Aliyev, spoke.",
        "Erdo\u011fan's letter reached the Turkish prime minister's desk.",
        "President Carter spoke.",
        "The Turkish prime minister's time in office ended.",
    ],
)
def test_other_offices_and_untold_persons_are_passed_over(text: str) -> None:
    assert offices(text) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Turkish President Recep Tayyip Erdogan spoke.", YES),
        ("Turkish Prime Minister Recep Tayyip Erdogan spoke.", NO),
        ("Turkish Prime Minister Recep Tayyip Erdogan spoke in 2012.", YES),
        ("Turkish President Recep Tayyip Erdogan spoke in 2012.", PART),
        ("As Israeli Prime Minister Benjamin Netanyahu put it in 2016, so it is.", YES),
        ("Israeli President Shimon Peres spoke.", NO),
        ("Then-Israeli President Shimon Peres spoke.", YES),
        ("Former Israeli President Shimon Peres spoke.", YES),
        ("Former Israeli President Reuven Rivlin spoke.", NO),
        ("Former Turkish Prime Minister S\u00fcleyman Demirel spoke.", SILENT),
        ("Armenian President Foo Barman spoke.", SILENT),
        ("Ugandan Foreign Minister Sam Kutesa spoke.", UNKNOWN),
        ("Armenian Prime Minister Nikol Pashinian spoke.", YES),
        ("President Bush spoke in 2005.", YES),
    ],
)
def test_the_verdict_is_by_date(text: str, verdict: Verdict, ground: Ground) -> None:
    (finding,) = findings(text, ground)
    assert finding.verdict is verdict, finding.reason
    assert finding.reason


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        ("US President Donald Trump spoke.", date(2021, 2, 10), PART),
        ("US President Donald Trump spoke.", date(2021, 6, 10), NO),
        ("US President Joe Biden spoke.", date(2020, 12, 20), PART),
        ("US President Joe Biden spoke.", date(2020, 6, 20), NO),
        ("US President Joe Biden will take office in January.", date(2020, 6, 20), UNKNOWN),
        ("Joe Biden will become the US President, Joe Biden, in January.", date(2020, 6, 20), UNKNOWN),
    ],
)
def test_near_a_change_of_office_a_title_is_right_in_part(text: str, day: date, verdict: Verdict) -> None:
    claims = find_offices(article_of(text, day))
    found = [office.check(claim, made_ground(own=document(text), published=day)) for claim in claims]
    assert found
    assert {each.verdict for each in found} == {verdict}, found[0].reason


def test_after_the_day_the_table_is_known_nothing_can_be_told(tmp_path: Path) -> None:
    late = Ground(Tables(tmp_path), date(2031, 1, 1), source_limits)
    (finding,) = findings("French President Emmanuel Macron spoke.", late)
    assert finding.verdict is UNKNOWN


def test_a_change_of_office_counts_for_both_on_its_day() -> None:
    assert held("USA", "president", "Barack Obama", date(2017, 1, 20))
    assert held("USA", "president", "Donald Trump", date(2017, 1, 20))
    assert held("ARM", "president", "Armen Sarkissian", date(2018, 4, 8)) is False
    assert holders("Nobody Known") == ()


def test_the_sides_are_treated_alike(ground: Ground) -> None:
    (one,) = findings("Armenian President Nikol Pashinyan spoke.", ground)
    (other,) = findings("Azerbaijani Prime Minister Ilham Aliyev spoke.", ground)
    assert one.verdict is other.verdict is NO


@pytest.mark.shared
def test_the_founding_article_calls_erdogan_by_an_office_he_had_left(packs: Path, ground: Ground) -> None:
    text = (packs / "reading-dev" / "seed" / "article.txt").read_text(encoding="utf-8")
    told = {
        (f.claim.person, f.claim.office): f.verdict for f in findings(text, ground) if isinstance(f.claim, OfficeClaim)
    }
    assert told[("Recep Tayyip Erdo\u011fan", "prime_minister")] is NO
    assert {verdict for office_, verdict in told.items() if office_[1] == "president"} == {YES}


@pytest.mark.parametrize(
    "piece",
    [
        "President of Turkey's prime minister's Erdo\u011fan's ",
        "then-former-President A B C D E F, ",
        "X's " * 9 + "Turkish president's rule ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def work(times: int) -> Work:
        text = piece * times
        return lambda: find_offices(article_of(text, PUBLISHED))

    grows_at_most(24, work, 400, 3200)
