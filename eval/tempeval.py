"""Times on the TempEval-3 training newswire (TBAQ): found, with the right extent, with the right value; and the speed.

The texts belong to the LDC and stay outside the project: $BENCH/tempeval3/data/TBAQ-cleaned. Scores are those of the
TempEval-3 task (UzZaman et al. 2013): lenient = the spans overlap, one to one; strict = the same span; value = lenient
and the same value. `python -m eval.tempeval [--show]`.
"""

import html
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from armstrace.reading.text.view import view
from armstrace.reading.times.find import find_times
from armstrace.reading.times.mention import TimeMention
from eval.passages import bench
from eval.row import Row, missing

Timex = tuple[int, int, str]
_TAG = re.compile(r"<(/?)([A-Z0-9]+)([^>]*)>")
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_PARTS = (("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"), ("night", "NI"), ("dawn", "MO"))
_LEAD = re.compile(r"(?:since|between|within|over|during|for|in|on|at|around|from|by)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """One document: its text, its day and the times annotated in it."""

    name: str
    text: str
    written: date
    gold: list[Timex]


@dataclass(slots=True)
class Score:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    lenient: int = 0
    strict: int = 0
    value: int = 0
    words: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def rates(self, hits: int) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = hits / max(1, self.found), hits / max(1, self.gold)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def stories(folder: Path) -> Iterator[Story]:
    """Read the annotated documents of a folder."""
    for path in sorted(folder.glob("*/*.tml")):
        if path.name.startswith("."):
            continue
        raw = path.read_text(encoding="utf-8")
        day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        if day and body:
            yield _story(path.stem, body[1], date.fromisoformat(day[1]))


def _story(name: str, body: str, written: date) -> Story:
    text, place, gold = "", 0, []
    open_tags: list[tuple[int, str]] = []
    for tag in _TAG.finditer(body):
        text += html.unescape(body[place : tag.start()])
        place = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            value = re.search(r'\bvalue="([^"]*)"', tag[3])
            open_tags.append((len(text), value[1] if value else ""))
        elif tag[2] == "TIMEX3":
            start, said = open_tags.pop()
            gold.append((start, len(text), said))
    return Story(name, text + html.unescape(body[place:]), written, sorted(gold))


def timexes(story: Story) -> list[Timex]:
    """Find the times of a story and write them as TIMEX3 does."""
    seen = view(story.text)
    parts = [(block.start(), block.end(), None) for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", story.text)]
    found: list[Timex] = []
    for mention in find_times(seen, parts, story.written):
        found += as_timex(mention, seen)
    return found


def as_timex(mention: TimeMention, seen: str) -> list[Timex]:
    """Turn a mention into the form of TIMEX3: no preposition, two times for "from X to Y", its own letters."""
    text = seen[mention.start : mention.end]
    first = mention.value.partition("/")
    joint = re.search(r"\s+(?:to|and|until|till|through)\s+", text)
    if first[1] and joint and mention.kind == "date" and mention.precision == "interval":
        lead = _LEAD.match(text)
        start = mention.start + (lead.end() if lead else 0)
        return [(start, mention.start + joint.start(), first[0]), (mention.start + joint.end(), mention.end, first[2])]
    lead = _LEAD.match(text)
    if lead:
        return [(mention.start + lead.end(), mention.end, timex_value(mention, text[lead.end() :]))]
    return [(mention.start, mention.end, timex_value(mention, text))]


def timex_value(mention: TimeMention, text: str) -> str:
    """Write a value as TIMEX3 has it."""
    value, low, when = mention.value, " ".join(text.lower().split()), mention.when
    if mention.kind == "duration" or when is None or when.earliest is None:
        return {"PXD": "PXE" if "decade" in low else "PXD", "PXC": "PXE"}.get(value, value)
    start = when.earliest
    stretch = re.search(
        r"\b(?:past|last|next|coming|following|previous)\b(.*?)(day|week|month|quarter|year|decade)s?\b", low
    )
    named = re.search(r"(?:end|close|start|beginning) of (?:the )?(?:year )?(\d{4})$", low)
    if named:
        return named[1]
    if (
        "/" in value
        and stretch
        and not re.search(r"early|mid|late|end|start|begin", low)
        and mention.anchor != "explicit"
        and mention.precision == "interval"
    ):
        return _stretch(mention, stretch[2])
    by_precision = {
        "quarter": f"{start.year}-Q{(start.month + 2) // 3}",
        "season": f"{start.year}-{_SEASONS.get(start.month, 'XX')}",
        "half": f"{start.year}-H{1 if start.month < 7 else 2}",
        "decade": f"{start.year // 10}",
        "century": f"{start.year // 100}",
        "weekend": f"{start.isocalendar()[0]}-W{start.isocalendar()[1]:02d}-WE",
        "daypart": f"{start.isoformat()}T{next((code for word, code in _PARTS if word in low), 'NI')}",
    }
    if mention.precision in by_precision:
        return by_precision[mention.precision]
    if mention.precision == "interval" and re.search(r"\b(?:early|mid|late|end|start|beginning)\b", low):
        if re.search(r"\d0s\b|ties\b", low):
            return f"{start.year // 10}"
        rest = re.sub(r"early|mid|late|end|start|beginning|the|year|this|last|next|of", "", low)
        return f"{start.year}-{start.month:02d}" if re.search(r"[a-z]{3}", rest) else f"{start.year}"
    return value.partition("/")[0]


def _stretch(mention: TimeMention, unit: str) -> str:
    when = mention.when
    if when is None or when.earliest is None or when.latest is None:
        return mention.value
    days, months = (
        (when.latest - when.earliest).days,
        12 * (when.latest.year - when.earliest.year) + when.latest.month - when.earliest.month,
    )
    if unit in {"year", "decade"}:
        years = when.latest.year - when.earliest.year + (when.latest.month == 12 and when.earliest.month == 1)
        return f"P{years}Y"
    return {"day": f"P{days}D", "week": f"P{days // 7}W", "month": f"P{months}M", "quarter": f"P{months}M"}[unit]


def score(told: list[Story], *, show: bool = False) -> Score:
    """Score all documents; timed without reading the files."""
    total = Score()
    for story in told:
        begun = time.perf_counter()
        found = timexes(story)
        total.seconds += time.perf_counter() - begun
        total.words += len(story.text.split())
        total.gold += len(story.gold)
        total.found += len(found)
        _match(story, found, total)
    if show:
        print("\n".join(total.wrong))
    return total


def _match(story: Story, found: list[Timex], total: Score) -> None:
    free = list(found)
    for start, end, value in story.gold:
        near = [timex for timex in free if timex[0] < end and start < timex[1]]
        best = max(near, key=lambda timex: (min(end, timex[1]) - max(start, timex[0]), timex[2] == value), default=None)
        words = " ".join(story.text[max(0, start - 40) : start].split()), " ".join(story.text[start:end].split())
        if best is None:
            total.wrong.append(f"MISS {story.name} {story.written} ...{words[0]} [{words[1]}] {value}")
            continue
        free.remove(best)
        total.lenient += 1
        total.strict += best[:2] == (start, end)
        total.value += best[2] == value
        if best[2] != value:
            total.wrong.append(f"VALUE {story.name} {story.written} ...{words[0]} [{words[1]}] {value} <> {best[2]}")
        elif best[:2] != (start, end):
            total.wrong.append(f"EXTENT [{words[1]}] <> [{story.text[best[0] : best[1]]}]")
    for start, end, value in free:
        around = " ".join(story.text[max(0, start - 40) : start].split())
        total.wrong.append(f"EXTRA {story.name} ...{around} [{story.text[start:end]}] {value}")


def rows() -> Iterator[Row]:
    """Give the lines of the table: all documents, those worked on, and each third one, held aside."""
    folder = bench("tempeval3")
    told = list(stories(folder / "data" / "TBAQ-cleaned")) if folder else []
    if not told:
        yield missing("TempEval-3 TBAQ", "$BENCH/tempeval3")
        return
    aside, worked_on = told[2::3], [story for index, story in enumerate(told) if index % 3 != 2]
    for name, chosen in (("all", told), ("worked on", worked_on), ("each third, held aside", aside)):
        result = score(chosen)
        lenient, strict, value = (result.rates(hits)[2] for hits in (result.lenient, result.strict, result.value))
        speed = result.words / max(1e-9, result.seconds)
        reached = f"lenient {lenient:.3f}, strict {strict:.3f}, value {value:.3f}; {speed:,.0f} words/s"
        measure = f"TempEval-3 TBAQ, {len(chosen)} documents ({name})"
        baseline = "lenient .880, value .717; HeidelTime .921, .773 at 191 words/s"
        yield Row(measure, str(result.gold), reached, baseline, "lenient >= .92, value >= .78; >= 50,000 words/s")


def main() -> None:
    """Print the table and, with --show, every error on the documents that were worked on."""
    for each in rows():
        print(" | ".join(each.cells))
    folder = bench("tempeval3")
    if folder and "--show" in sys.argv:
        told = list(stories(folder / "data" / "TBAQ-cleaned"))
        score([story for index, story in enumerate(told) if index % 3 != 2], show=True)


if __name__ == "__main__":
    main()
