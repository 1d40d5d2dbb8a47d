"""Chains made by hand, in the shapes that a built one can take."""

from dataclasses import replace
from datetime import date
from typing import Any
from zlib import crc32

from armstrace.chain.model import (
    Asked,
    Beside,
    Chain,
    Contest,
    Explanation,
    Gap,
    Hop,
    Norm,
    Open,
    Placement,
    Route,
    Rung,
    RungState,
    Status,
    Word,
)
from armstrace.records.values import When

ONCE = (Rung.HELD, Rung.TYPE_USED, Rung.USER, Rung.HARM, Rung.LAW)


def placement(rung: Rung, hop: int | None, words: str, *told_by: str, **more: Any) -> Placement:
    values: dict[str, Any] = {
        "rung": rung, "hop": hop, "key": f"transfer:{crc32(words.encode()):010d}", "slot": "", "words": words,
        "rule": "delivery in a register", "told_by": told_by, "when": When.read("2016"), **more,
    }  # fmt: skip
    return Placement(**values)


def explanation(name: str, state: Open, because: str = "") -> Explanation:
    words = f"The {name} would explain it as well."
    return Explanation(name=name, words=words, state=state, because=because)


def state(rung: Rung, hop: int | None, status: Status | None = None, **more: Any) -> RungState:
    values: dict[str, Any] = {
        "rung": rung, "hop": hop, "status": status or Status(word=Word.NOT_SHOWN), "placements": (), "beside": (),
        "explanations": (), **more,
    }  # fmt: skip
    return RungState(**values)


ROUTE = Route(
    name="made-up", title="A made-up review", test="A made-up test of a made-up norm.",
    needs={Rung.LICENSED: "the licence with its day", Rung.USER: "who used it", Rung.HARM: "a series of incidents",
           Rung.NOTICE: "what was public before"},
    test_source="Made-up code, art. 1", heard_by=("a made-up court",), instruments=(), series=True,
    notes=("Courts went both ways.",), sources=("A made-up book",), as_of=date(2026, 11, 23),
)  # fmt: skip


def delivered(hop: int) -> RungState:
    rows = tuple(
        placement(Rung.DELIVERED, hop, f"{count} Kite-{count}, delivered {year}", "Made register",
                  bearing="\u201cKite\u201d is another type than Heron rockets.", origins=("Made register",))
        for count, year in ((25, 2015), (40, 2016), (10, 2018), (4, 2019))
    )  # fmt: skip
    flights = Beside(
        rung=Rung.DELIVERED, hop=hop, key="surge:1", kind="surge", words="AAA at XXXX: surge",
        reason="Transport opportunity: it supports no rung.",
    )  # fmt: skip
    return state(
        Rung.DELIVERED, hop, Status(word=Word.REPORTED, by=("Made register",)), placements=rows, beside=(flights,),
        explanations=(explanation("other end user", Open.NOT_EXAMINED), explanation("return", Open.NOT_EXAMINED),
                      explanation("local production", Open.OPEN, "on record as produced there: 4 rows")),
    )  # fmt: skip


def used() -> tuple[RungState, ...]:
    """The rungs that are asked once, each in another state."""
    monitors = ("Monitor One", "Monitor Two")
    return (
        state(Rung.HELD, None, explanations=(explanation("storage", Open.NOT_EXAMINED),)),
        state(
            Rung.TYPE_USED, None, Status(word=Word.CORROBORATED, by=monitors),
            placements=tuple(placement(Rung.TYPE_USED, None, "Heron cluster rockets", who, origins=(who,),
                                       hedge="appear to") for who in monitors),
            explanations=(explanation("shared submunition", Open.OPEN, "M1 is carried by Heron and Crane"),
                          explanation("look-alike", Open.EXCLUDED, "Excluded by p-1 on 2026-11-23: markings")),
        ),
        state(
            Rung.USER, None,
            Status(word=Word.ASSERTED, by=("Ministry of Eastland",),
                   contested=(Contest(who="Ministry of Westland", words="denied using such rockets", key="x:9"),)),
            placements=(placement(Rung.USER, None, "Westland forces", "Ministry of Eastland", party="ARM"),),
            explanations=(explanation("opponent also holds the type", Open.OPEN, "delivered to Eastland: 3 rows"),),
        ),
        state(Rung.HARM, None, Status(word=Word.REPORTED, by=("Monitor One",)),
              placements=(placement(Rung.HARM, None, "Deaths told: 21", "Monitor One"),)),
        state(Rung.LAW, None, Status(word=Word.ESTABLISHED, by=("A made-up court",), day="2021-05-03"),
              placements=(placement(Rung.LAW, None, "The attack was found to be indiscriminate", "A made-up court",
                                    established=("A made-up court", "2021-05-03")),)),
    )  # fmt: skip


def hop_rungs(hop: int) -> tuple[RungState, ...]:
    return (
        state(Rung.LICENSED, hop),
        state(Rung.ORDERED, hop, Status(word=Word.REPORTED, by=("Made register",)),
              placements=(placement(Rung.ORDERED, hop, "6 Kite, ordered 2014", "Made register"),)),
        delivered(hop),
        state(Rung.ITEM, hop, explanations=(explanation("other supplier of the type", Open.OPEN, "two rows"),)),
        state(Rung.NOTICE, hop),
    )  # fmt: skip


def made_chain(hops: int = 1, *, route: bool = True) -> Chain:
    """Give a chain with every status on it, over one hop or several."""
    asked = Asked(
        hops=(Hop(1, "ISR", "AZE", "system"),)
        if hops == 1
        else (Hop(1, "CAN", "TUR", "component", "MX-15D"), Hop(2, "TUR", "AZE", "system", "Bayraktar TB2")),
        place="Stepanakert", when=When.read("2020-09-27/2020-11-10"), weapon="Heron rockets", user="AZE",
        opponents=("ARM",), name="A made-up chain",
    )  # fmt: skip
    rungs = tuple(each for hop in asked.hops for each in hop_rungs(hop.number)) + used()
    gaps = [
        Gap(rung=Rung.LICENSED, hop=hop.number, words="Nothing stands here. Needed: the licence with its day.",
            closes=("the supplier's licence register",))
        for hop in asked.hops
    ]  # fmt: skip
    gaps.append(Gap(rung=Rung.USER, hop=None, words="Only parties tell it. Needed: who.", closes=("trajectory",)))
    norm = Norm(
        instrument="CCM-2008", title="Convention on Cluster Munitions", state="AZE", day=date(2020, 10, 4),
        standing="not bound", words="AZE and the CCM, on 2020-10-04: neither signed nor joined.",
        basis=("commitment:1",),
    )  # fmt: skip
    unplaced = (
        Beside(rung=None, hop=None, key="finding:1", kind="finding", words="\u201cout of 10\u201d", reason="No rule."),
    )
    made = Chain(asked=asked, rungs=rungs, unplaced=unplaced, norms=(norm,))
    return replace(made, route=ROUTE, gaps=tuple(gaps)) if route else made
