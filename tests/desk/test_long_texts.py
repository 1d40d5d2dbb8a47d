"""Long texts: what is put by on the disk comes back as it was, is written to the letter, and memory stays flat."""

import json
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.desk.documents import reading, spool
from armstrace.desk.documents.article import claims_json
from armstrace.desk.documents.document import ReadDocument, Text
from armstrace.desk.documents.lines import line_of, open_lines
from armstrace.desk.documents.many import Tally, read_many
from armstrace.desk.documents.reading import read_text
from armstrace.desk.documents.spool import Spool
from armstrace.desk.documents.streamed import Streamed, json_pieces
from armstrace.reading.article import Article
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Passage
from armstrace.records.passages import document_text
from armstrace.sources.plain_text import SOURCE
from armstrace.sources.text.blocks import text_parts
from armstrace.sources.text.passages import whole_file
from desk.conftest import Armstrace

DAY = date(2020, 11, 20)
SENTENCE = "Israel supplied 60 percent of Azerbaijan's arms imports in 2015-2019."
EXHIBIT = Exhibit("ab" * 32, Path("long.txt"), 0, "long.txt", "", "", "")
ENCODERS = (json.JSONEncoder(indent=2, ensure_ascii=False), json.JSONEncoder(separators=(",", ":")), json.JSONEncoder())
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def streamed(value: Any) -> Any:
    """The same with each array made while it is written that is a member of this object."""
    if not isinstance(value, dict):
        return value
    lists = {name: each for name, each in value.items() if isinstance(each, list)}
    return value | {name: Streamed(partial(map, streamed, each)) for name, each in lists.items()}


def whole(value: Any) -> Any:
    """The same with plain lists."""
    if isinstance(value, Streamed):
        return [whole(each) for each in value]
    return {name: whole(each) for name, each in value.items()} if isinstance(value, dict) else value


@given(st.dictionaries(st.text(max_size=3), st.lists(PLAIN, max_size=4) | PLAIN, max_size=4))
def test_json_is_written_to_the_letter_as_json_dumps_has_it(value: dict[str, Any]) -> None:
    for encoder in ENCODERS:
        assert "".join(json_pieces(streamed(value), encoder)) == encoder.encode(value)


def test_the_claims_of_a_document_are_written_to_the_letter_too() -> None:
    told = claims_json(
        ReadDocument(laid_out(f"{SENTENCE}\n" * 3), read_text(laid_out(SENTENCE).passages, DAY, parse=False))
    )
    assert len(whole(told)["items"]) == 2
    for encoder in ENCODERS:
        assert "".join(json_pieces(told, encoder)) == encoder.encode(whole(told))


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_what_is_put_by_comes_back_in_order_as_often_as_one_likes(items: list[int], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "BATCH", batch)
        kept = Spool(items[:5])
        kept.extend(items[5:])
        assert len(kept) == len(items)
        assert list(kept) == items
        assert list(zip(kept, kept, strict=True)) == list(zip(items, items, strict=True))


def laid_out(text: str) -> Text:
    """A text as a document of no case."""
    passages = tuple(whole_file(EXHIBIT, SOURCE, text, text_parts(text)))
    return Text(EXHIBIT, passages, None, DAY, published_assumed=True)


def peak(work: Callable[[], object]) -> int:
    """The most memory that Python held while it worked, in bytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def many_claims(article: Article) -> list[Claim]:
    """Claims as thick as nobody writes them."""
    words = range(0, len(article.text) - 9, 20)
    return [
        QuantityClaim(start=at, end=at + 9, text=article.text[at : at + 9], measure="items_used", value=at)
        for at in words
    ]


def sentences(count: int) -> Iterator[Passage]:
    """A text of so many sentences, each a passage."""
    for number in range(count):
        yield from (
            Passage("", "", "", "", "", "paragraph", number * 100 + each.start, each.text, each.runs, 0, "[]")
            for each in whole_file(EXHIBIT, SOURCE, f"{SENTENCE:<99}\n", [])
        )


def test_ten_times_the_text_takes_the_same_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 5_000)
    monkeypatch.setattr(spool, "BATCH", 100)
    monkeypatch.setattr(reading, "claims_in", many_claims)
    monkeypatch.setattr(reading, "temporal_of", lambda _: ())

    def written(count: int) -> None:
        kept = Spool(sentences(count))
        mine = ReadDocument(Text(EXHIBIT, kept, None, DAY, published_assumed=True), read_text(kept, DAY))
        assert len(mine.was_read.claims) > 4 * count
        assert sum(map(len, line_of(claims_json(mine)))) > 500 * count

    written(100)
    short, long = (peak(partial(written, count)) for count in (80, 800))
    # what a garbage collection has not got to yet differs; the claims alone would take twice as much
    assert long - short < 1_000_000, (short, long)


def test_a_long_document_is_one_line_that_is_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 20_000)
    monkeypatch.setattr(spool, "BATCH", 100)
    long, out = tmp_path / "long.txt", tmp_path / "out.jsonl"
    long.write_text("".join(f"{SENTENCE}\n\n" for _ in range(400)), encoding="utf-8")
    assert read_many([long], DAY, out, 1) == Tally(read=1, claims=800)
    assert len(out.read_bytes()) > 1 << 18
    (told,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert [item["start"] for item in told["items"][::2]] == [number * (len(SENTENCE) + 2) for number in range(400)]
    assert all(item["in_original"] == [f"chars={item['start']}-{item['end']}"] for item in told["items"])
    before = out.read_bytes()
    assert read_many([long], DAY, out, 1) == Tally(known=1)
    out.write_bytes(before + before[: len(before) // 2])
    assert read_many([long], DAY, out, 1) == Tally(known=1)
    assert out.read_bytes() == before


@pytest.mark.parametrize("left", [b'{"doc":"b","items":[' + b"7," * 900_000, b'{"doc":"b"' + b"\0" * 900 + b"}\n"])
def test_what_a_crash_left_of_a_line_is_taken_off_however_long(tmp_path: Path, left: bytes) -> None:
    out = tmp_path / "out.jsonl"
    line = b'{"doc":"a","sha256":"x","items":[' + b"7," * 900_000 + b"7]}\n"
    out.write_bytes(line + left)
    with open_lines(out) as lines:
        assert list(lines.heads()) == [{"doc": "a", "sha256": "x"}]
    assert out.read_bytes() == line


def test_a_line_that_cannot_be_written_whole_is_taken_off_at_once(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"doc":"b",'
        raise KeyboardInterrupt

    with open_lines(tmp_path / "out.jsonl") as lines:
        lines.append([b'{"doc":"a"}\n'])
        with pytest.raises(KeyboardInterrupt):
            lines.append(pieces())
        assert lines.path.read_bytes() == b'{"doc":"a"}\n'


def test_a_full_disk_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", no_space)
    with pytest.raises(Exception, match="the disk is full"):
        Spool(range(spool.BATCH))


def no_space(**_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_check_of_a_long_text_says_at_once_that_it_is_long(
    tmp_path: Path, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 500)
    long = tmp_path / "long.txt"
    long.write_text(f"{SENTENCE}\n\n" * 20, encoding="utf-8")
    done = armstrace("check", long, "--published", DAY, "--json")
    assert done.code == 0
    assert done.err.startswith("This text is long: ")
    assert done.err.count("This text is long") == 1
    assert len(json.loads(done.out)["findings"]) >= 20


def test_a_line_without_end_is_several_passages() -> None:
    text = "word " * 500_000
    passages = list(laid_out(text).passages)
    assert max(len(each.text) for each in passages) <= 1_000_000
    assert document_text(passages) == text
    assert all(each.text.startswith(" word") for each in passages[1:])
