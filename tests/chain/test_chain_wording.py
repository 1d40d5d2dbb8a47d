"""A lawyer's reading: each printed sentence is a template of one file, a record's words, or a person's own."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import armstrace.chain
from armstrace.chain.build import build
from armstrace.chain.explanations import known
from armstrace.chain.model import Asked, Evidence, Rung
from armstrace.chain.wording import RULES, TEMPLATES
from armstrace.records.values import Count
from armstrace.records.verdicts import Verdict
from chain.printed_words import Reader, atoms_of, printed
from chain_evidence import (
    asked,
    charge,
    decision,
    evidence,
    finding,
    flight,
    flow,
    judgement,
    licence,
    remnant,
    reply,
    report,
    row,
    share,
    supply,
    surge,
    text_of_use,
    trade,
    treaty,
    use,
)

CHAIN = Path(armstrace.chain.__file__).parent
# the files of wordings, and what has tests of its own: norms, and one state's reports held against another's
APART = {"wording.py", "labels.py", "law_words.py", "norms.py", "treaty_norms.py", "embargo_norms.py", "routes.py"}
FORBIDDEN = re.compile(r"\b(?:proved?|proof|proven|guilt\w*|unlawful\w*|illegal\w*|war crim\w*)\b", re.IGNORECASE)


def _everything() -> Evidence:
    """Evidence of every kind, so that nearly every sentence is printed."""
    return evidence(
        row(1), row(2, "SandCat", "2017", ordered="2015", local_production=True), row(3, "LAR-160", "2020"),
        row(4, recipient="ARM", delivered="2008"), row(5, supplier="AZE", recipient="GEO"), row(6, supplier="UKR"),
        row(7, delivered="2022"), flow(8), flow(9, 2021), licence(10, designation="LAR-160", licences=Count(3, 3)),
        licence(11, "cancelled", "2020-04-12", number="L-7"), licence(12, date="2021-01-01"),
        supply(13, "contract", "2005"), supply(14, "delivery", denial="the firm denied it"),
        supply(15, "holding", "2019"),
        supply(16, "holding", "2021"), supply(17, "holding", None, force="a brigade"),
        supply(18, "trace", how="serial or lot", marking="A-17"),
        report(19, "export", category="VII", items=Count(2, 2)),
        report(20, "export", status="nil", partner="*"), report(21, "licence", amount=1200.0, currency="EUR"),
        report(22, "licence", measure="refusals", items=Count(1, 1)), use(30, hedge="apparently", deaths_best=4),
        use(31, origin="Amnesty International", target_printed="a school", deaths_best=4, civilian_deaths=2),
        use(32, "2020-10-28", weapon="m095", weapon_printed="M095", denial="the ministry denied it"),
        use(33, "2020-10", weapon="", weapon_printed="cluster munitions"), use(34, "2020-10-28", actor="ARM"),
        use(35, "2016-04-03", reported="2016-05-01", place_printed="Tartar"),
        use(36, weapon="9m55k", denial="not fired"),
        remnant(40), remnant(41, found="2019", candidates='[["LAR-160", "shape", ""], ["Smerch", "size", ""]]'),
        decision(50, "found"), decision(51, "alleged", where=""), decision(52, "denied"), decision(53, "asked"),
        decision(54, "reported", "2014"), decision(55, "found", where="Ganja"), decision(56, "reported", None),
        finding(share(), records=["transfer:1", "transfer:2"]), finding(share(5), Verdict.CONTRADICTED),
        finding(share(6), records=["flow:8"]), finding(trade(denied=True)),
        finding(trade(start=21, hedge="reportedly")),
        finding(text_of_use(), Verdict.PARTLY, ["incident:30"]), finding(text_of_use(start=51, denied=True)),
        finding(text_of_use(start=52, actor="ARM")), finding(text_of_use(start=53), weapon=Verdict.CONTRADICTED),
        finding(treaty("AZE")), finding(treaty("RUS")), finding(flight()), finding(flight(start=201, origin="Kabul",
        destination="Kabul", operator=None)), surge(), reply(60), reply(61, outcome="answered", answer="we did not"),
        reply(62, outcome="declined", party="ISR"), judgement(70, "place", "ff" * 32, Rung.USER, words="a video"),
        judgement(71, "remove", "transfer:2", Rung.DELIVERED), judgement(72, "place", "transfer:1", Rung.USER),
        judgement(73, "exclude", "ff" * 32, Rung.USER, explanation="opponent", words="the brigade was elsewhere"),
        judgement(74, "place", "no such key", Rung.USER),
        judgement(75, "exclude", "ff" * 32, Rung.USER, explanation="x"),
        exhibits={"ff" * 32: "video.mp4"}, claims={"claim:1": charge(), "claim:2": charge(speaker=None)},
    )  # fmt: skip


@pytest.mark.parametrize(
    "question", [asked(), asked(weapon="LAR-160"), asked(weapon="BM-30 Smerch"), asked(place="", when=None)]
)
def test_every_printed_sentence_is_of_the_file_of_wordings_or_somebodys_own_words(question: Asked) -> None:
    given = _everything()
    reader = Reader(atoms_of(given))
    strange = [text for text in dict.fromkeys(printed(build(question, given))) if not reader.explained(text)]
    assert strange == []


def test_the_reader_finds_a_sentence_that_is_of_nobody() -> None:
    reader = Reader(atoms_of(_everything()))
    assert not reader.explained("This shows that Azerbaijan did it.")
    assert not reader.explained("Not shown: nothing in this case supports it. It is clear who did it.")


def _constants(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # a string that stands alone is a docstring, or a note on what is above it
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


def test_no_sentence_hides_in_the_code() -> None:
    """Of the words in the code only names stand there: of templates, rules, explanations, kinds, columns."""
    names = {*TEMPLATES, *RULES, *(entry.name for rung in Rung for entry in known()[rung])}
    kinds = {"no goods reported", "another actor:"}
    found = [
        f"{path.name}:{line} {words}"
        for path in sorted(CHAIN.rglob("*.py"))
        if path.name not in APART and "mirror" not in path.name
        for line, words in _constants(path)
        if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", words) and words not in names | kinds and "(?" not in words
    ]
    assert found == []


def test_no_word_is_stronger_than_the_five_statuses() -> None:
    words = " ".join(
        [*TEMPLATES.values(), *RULES.values(), files("armstrace.chain").joinpath("data/explanations.csv").read_text()]
    )
    assert FORBIDDEN.findall(words) == []


def test_every_template_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CHAIN.rglob("*.py") if path.name != "wording.py")
    text += Path(CHAIN / "wording.py").read_text(encoding="utf-8").partition("def say(")[2]
    statuses = {"not shown", "open", "excluded", "not examined", "answered", "declined", "silent"}
    assert [name for name in TEMPLATES if f'"{name}"' not in text and name not in statuses] == []
