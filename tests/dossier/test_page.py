"""The page of the sample dossier: what stands where, and that everything leads somewhere."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from page_reader import LANDMARKS, Page, read_page
from sample_dossier import DEALS, EXHIBITS, TEXT, sample_dossier, sha

from armstrace.dossier.finding_view import ROWS_SHOWN
from armstrace.dossier.model import DocumentText, Dossier, IncompleteDossier
from armstrace.dossier.page import render
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict


@pytest.fixture(scope="module")
def html() -> str:
    return render(sample_dossier())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return read_page(html)


def test_same_dossier_gives_same_bytes(html: str) -> None:
    assert render(sample_dossier()).encode() == html.encode()


def test_page_has_one_of_each_landmark_and_a_language(page: Page) -> None:
    assert {tag: len(page.tagged(tag)) for tag in LANDMARKS} == dict.fromkeys(LANDMARKS, 1)
    assert page.tagged("html")[0].attributes["lang"] == "en"
    skip = page.classed("skip")[0]
    assert page.tagged("a")[0] is skip


def test_headings_stand_in_order(page: Page) -> None:
    headings = page.tagged("h1", "h2", "h3", "h4")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [heading.text for heading in headings if heading.tag == "h2"] == [
        "At a glance",
        "The text, with its claims marked",
        "Findings",
        "What could not be checked, and why",
        "Claims left out, because a person rejected the reading",
        "What a machine read, and who accepted it",
        "Inputs set aside",
        "Editions and sources",
        "Exhibits",
        "Method",
        "Words explained",
        "How to verify this page",
    ]


def test_ids_are_unique_and_every_link_resolves(page: Page) -> None:
    ids = [element.attributes["id"] for element in page.having("id")]
    assert len(ids) == len(set(ids))
    links = [element.attributes["href"] for element in page.having("href")]
    assert len(links) > 40
    assert {link.removeprefix("#") for link in links} <= set(ids)
    labelled = {element.attributes["aria-labelledby"] for element in page.having("aria-labelledby")}
    assert labelled <= set(ids)


def test_every_finding_and_its_claim_point_at_each_other(page: Page) -> None:
    targets = {element.attributes["href"] for element in page.elements if "article" not in element.parents
               and element.attributes.get("class", "").split()[:1] in (["claim"], ["ref"])}  # fmt: skip
    cards = [e.attributes["id"] for e in page.having("id") if re.match(r"(finding|unchecked)-\d+$", e.attributes["id"])]
    assert len(cards) == 11
    assert targets == {f"#{card}" for card in cards}
    back = {element.attributes["href"] for element in page.classed("back")}
    assert back == {f"#claim-{number}" for number in range(1, 12)}


def test_three_claims_on_one_clause_each_have_a_reference(page: Page) -> None:
    clause = next(element for element in page.classed("claim") if element.text.startswith("None of Armenia"))
    assert clause.attributes["href"] == "#finding-6"
    refs = [(ref.attributes["href"], ref.attributes["aria-label"], "tabindex" in ref.attributes)
            for ref in page.classed("ref")][5:8]  # fmt: skip
    assert refs == [(f"#finding-{number}", f"Claim {number}, supported", False) for number in (6, 7, 8)]
    about = [element.text for element in page.classed("about")][:3]
    assert [words.split(" · ")[1] for words in about] == ["Convention on Cluster Munitions"] * 3
    assert len(set(about)) == 3


def test_article_on_the_page_is_the_document(page: Page) -> None:
    assert page.article == TEXT


def test_tally_counts_every_verdict_in_words(page: Page) -> None:
    tally = page.classed("tally")[0]
    assert " ".join(tally.text.split()) == (
        "6 supported 1 partly 1 contradicted 1 not shown 1 cannot tell 1 not checked"
    )


def test_verdicts_are_symbols_and_words_never_colour_alone(page: Page) -> None:
    symbols = {element.attributes["id"] for element in page.tagged("symbol")}
    assert symbols == {f"icon-{verdict.value}" for verdict in Verdict} | {"icon-unchecked"}
    for verdict in page.classed("verdict"):
        assert re.search(r"Claim\s*\d+\s+(supported|partly|contradicted|not shown|cannot tell|not checked)\b",
                         verdict.text)  # fmt: skip


def test_founding_figure_is_ours_and_says_of_what(html: str) -> None:
    text = " ".join(read_page(html).tagged("body")[0].text.split())
    assert "59.8\u00a0%" in html
    assert "of major arms, in TIV" in text
    assert "Our calculation from SIPRI data of 13 April 2024 and 28 July 2022." in text
    assert "The text says 60 %." in text.replace("\u00a0", " ")
    assert "It is not a price" in text


@pytest.mark.parametrize("word", ["proved", "proves", "guilty", "unlawful", "illegal", "SIPRI says"])
def test_page_never_says_more_than_records_do(html: str, word: str) -> None:
    assert word.lower() not in html.lower()


def test_time_is_vouched_for_by_nobody_unless_somebody_does() -> None:
    plain = render(sample_dossier())
    assert "Not independently timestamped." in plain
    stamped = render(replace(sample_dossier(), timestamp="by a notary, 22 November 2026"))
    assert "Not independently timestamped" not in stamped
    assert "Timestamped independently: by a notary" in stamped


def test_machine_readings_are_suggestions_until_accepted(page: Page) -> None:
    marks = [element.text for element in page.classed("suggestion")]
    assert len(marks) == 10
    assert sum("no person has accepted" in mark for mark in marks) == 9
    assert sum("by p-7f3a91, 22 November 2026" in mark for mark in marks) == 1


def test_neighbouring_windows_stand_beside_the_claim_own(html: str) -> None:
    chart = next(part for part in html.split("<svg") if 'aria-label="neighbouring windows' in part)
    said = re.search(r"<desc>(.*?)</desc>", chart)
    assert said
    assert said[1].replace("\u00a0", " ") == (
        "2015–2019 (this claim) 59.8 %; 2014–18 41.0 %; 2016–20 67.7 %; 2010–19 24.8 %; dashed line: the text says 60 %"
    )
    rows = [element.text.replace("\u00a0", " ") for element in read_page(html).tagged("tr")]
    assert "2015–2019 (this claim)59.8 %–" in rows


def test_ranking_points_at_the_claim_own_state(html: str) -> None:
    chart = next(part for part in html.split("<svg") if 'aria-label="ranking' in part)
    assert "▸ Israel" in chart
    assert "▸ Russia" not in chart
    assert "787.2\u00a0million TIV" in chart
    assert "by TIV of major arms" in html
    assert "rank by share of imports" in html


def test_rows_are_the_largest_with_key_exhibit_and_place(page: Page) -> None:
    dossier = sample_dossier()
    numbered = {f"#exhibit-{number}": exhibit.sha256 for number, exhibit in enumerate(dossier.exhibits, 1)}
    origins = page.classed("origin")
    assert len(origins) == 3 * ROWS_SHOWN + 3 + 1  # three shares, one rank, one treaty act
    for origin in origins:
        key = next(key for key in dossier.rows if key in origin.text)
        row = dossier.rows[key]
        at = page.elements.index(origin)
        link = next(element for element in page.elements[at:] if element.tag == "a")
        assert numbered[link.attributes["href"]] == row.exhibit
        assert row.exhibit[:12] in origin.text
        assert row.place in origin.text
    smallest = min(DEALS.values(), key=lambda row: row.size or 0)
    assert not any(smallest.place + " " in origin.text for origin in origins)
    assert sum("12 further rows used and not printed here" in rest.text for rest in page.classed("rest")) == 3


def test_every_exhibit_has_its_full_hash_and_a_line_to_check(page: Page) -> None:
    listed = [element.text for element in page.classed("hash")]
    assert listed == [exhibit.sha256 for exhibit in EXHIBITS]
    sums = page.classed("sums")[0].text.strip().split("\n")
    assert sums == [f"{e.sha256}  exhibits/{e.sha256[:2]}/{e.sha256}" for e in EXHIBITS]


def test_set_aside_unchecked_and_methods_are_printed(html: str) -> None:
    for words in ("Rurutania", "row=9114;column=Supplier", "No source at hand records trade in oil.",
                  "A supplier’s share of a recipient’s imports", "GROUP BY supplier", "none recorded"):  # fmt: skip
        assert words in html


def test_tables_name_the_scope_of_every_header(page: Page) -> None:
    assert {element.attributes.get("scope") for element in page.tagged("th")} == {"col", "row"}


def test_style_is_the_one_the_policy_allows(page: Page) -> None:
    policy = next(e for e in page.tagged("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy")
    digest = hashlib.sha256(page.tagged("style")[0].text.encode()).digest()
    assert policy.attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{base64.b64encode(digest).decode()}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
    ]
    order = [page.elements.index(policy), page.elements.index(page.tagged("style")[0])]
    assert order == sorted(order)
    assert not page.having("style")
    assert any(e.attributes.get("name") == "referrer" and e.attributes["content"] == "no-referrer"
               for e in page.tagged("meta"))  # fmt: skip


def test_page_of_nothing_still_says_so() -> None:
    empty = Dossier(
        title="Nothing", generated_at="2026-11-22 10:15", document=DocumentText(name="a", sha256=sha("a"), text="")
    )
    text = read_page(render(empty)).tagged("body")[0].text
    assert "No claim of this text could be put to the records." in text
    assert "Publishednot known" in text
    assert "calculation from SIPRI" not in text


def test_moved_claim_is_refused() -> None:
    dossier = sample_dossier()
    moved = replace(dossier, document=replace(dossier.document, text="x" + TEXT))
    with pytest.raises(IncompleteDossier, match="do not stand at its place") as caught:
        render(moved)
    assert "Israel" in caught.value.where


def test_finding_without_any_of_its_rows_is_refused() -> None:
    with pytest.raises(IncompleteDossier, match="none of its rows"):
        render(replace(sample_dossier(), rows={}))


def test_row_of_an_unlisted_exhibit_is_refused() -> None:
    with pytest.raises(IncompleteDossier, match="not in this dossier") as caught:
        render(replace(sample_dossier(), exhibits=EXHIBITS[:1]))
    assert EXHIBITS[1].sha256 in caught.value.where


def test_published_date_of_the_text_itself_is_not_called_assumed() -> None:
    dossier = sample_dossier()
    document = replace(dossier.document, published=When.read("2020-11"), published_assumed=False)
    text = " ".join(read_page(render(replace(dossier, document=document))).tagged("header")[0].text.split())
    assert "PublishedNovember 2020 Checked2026" in text


def test_many_files_of_one_vintage_are_one_edition() -> None:
    dossier = sample_dossier()
    tables = tuple(replace(dossier.editions[1], exhibit=e.sha256, key=f"edition:{n}") for n, e in enumerate(EXHIBITS))
    text = read_page(render(replace(dossier, editions=tables * 3))).tagged("header")[0].text
    assert text.count(tables[0].label) == 1
