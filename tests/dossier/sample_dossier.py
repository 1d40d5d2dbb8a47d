"""A dossier as a reporter would get it: a short text of our own, checked against the founding figures."""

import hashlib
from pathlib import Path

from armstrace.dossier.model import DocumentText, Dossier, Row, Unchecked
from armstrace.records.claims import Claim, QuantityClaim, TradeClaim, TreatyClaim
from armstrace.records.exhibits import Exhibit
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.kinds import Edition
from armstrace.records.origin import read_key
from armstrace.records.sources import SetAside, Source
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

SHARE = "Israel, the largest supplier of Azerbaijan, provided 60 percent of its arms imports between 2015 and 2019"
RANK = "Israel, the largest supplier of Azerbaijan"
TREATY = "None of Armenia, Azerbaijan and Israel has joined the Convention on Cluster Munitions"
TEXT = f"""Orders of a decade

Photo: the harbour of Baku, seen from the boulevard.

Who armed whom before the autumn of 2020? {SHARE}. Armenia leaned on one supplier as well: about 94 percent of its \
arms came from Russia in those years.

Russia accounted for half of Azerbaijan’s arms imports between 2015 and 2019, an official claimed.

Azerbaijan sells Israel some 40 percent of its oil.

{TREATY}. Israel ratified the Arms Trade Treaty in 2014.

Chile delivered 20 armoured vehicles to Armenia in 2018, one blog wrote, and 12,000 rifles reached Azerbaijan \
from Turkey.
"""
BLOCKS = tuple(
    (TEXT.index(line), TEXT.index(line) + len(line), kind)
    for line, kind in zip(
        (line for line in TEXT.split("\n") if line),
        ("heading", "caption", *["paragraph"] * 5),
        strict=True,
    )
)
DELIVERIES = "SIPRI deliveries, generated 13 April 2024, 1990–2023"
TABLES = "SIPRI TIV tables, generated 28 July 2022, 1950–2021"
FACTS = "armstrace treaty facts, as of 2026"
PERIOD = When.read("2015/2019")
SQL = """SELECT supplier, sum(tiv_value) AS tiv_m
FROM transfer
WHERE recipient = 'AZE' AND year(delivered_earliest) BETWEEN 2015 AND 2019
GROUP BY supplier
ORDER BY tiv_m DESC"""
LIMITS = (
    "TIV measures the volume of major arms; it is not a price.",
    "Small arms, ammunition and most components lie outside SIPRI’s database.",
)


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def exhibit(name: str, size: int, media: str, licence: str = "", treaty: str = "") -> Exhibit:
    return Exhibit(
        sha(name), Path("exhibits") / sha(name), size, name, media, "2026-11-22T09:12:44Z", "p-7f3a91", licence, treaty
    )


EXHIBITS = (
    exhibit("orders-of-a-decade.txt", len(TEXT.encode()), "text/plain"),
    exhibit("deliveries_1990-2023.csv", 2_812_733, "text/csv", "SIPRI terms of use: name the source, non-commercial"),
    exhibit("TIV-Export-ISR-1950-2021.csv", 18_204, "text/csv", "SIPRI terms of use: name the source, non-commercial"),
    exhibit("treaty_facts.csv", 41_920, "text/csv", "MIT; facts of the UN Treaty Collection"),
)


def edition(register: str, label: str, held: Exhibit, generated: str | None, covers: str | None) -> Edition:
    treaty = register == "treaty_facts"
    return Edition(
        read_key("edition", held.sha256, "row=1"), held.sha256, "row=1", "", f"{register}@1", register, label,
        When.read(generated) if generated else None, When.read(covers) if covers else None,
        "" if treaty else "*", "" if treaty else "*", "CCM-2008" if treaty else "",
        When.read("2026") if treaty else None,
        "A state absent from the list had neither signed nor joined as of 2026." if treaty else "",
    )  # fmt: skip


EDITIONS = (
    edition("sipri_deliveries", DELIVERIES, EXHIBITS[1], "2024-04-13", "1990/2023"),
    edition("sipri_tiv", TABLES, EXHIBITS[2], "2022-07-28", "1950/2021"),
    edition("treaty_facts", FACTS, EXHIBITS[3], None, None),
)


def _deal(number: int) -> Row:
    first = number == 0
    return Row(
        exhibit=EXHIBITS[1].sha256,
        place=f"row={412 + number}",
        reader="sipri_deliveries@1",
        size=345.0 if first else 40.0 - number,
        cells=(
            ("Supplier", "Israel"),
            ("Recipient", "Azerbaijan"),
            ("Designation", "OPV-62" if first else f"Example {number}"),
            ("Numbers delivered", "6" if first else "(12)"),
            ("Delivery year", str(2015 + number % 5)),
            ("TIV delivery values", "345" if first else str(40 - number)),
        ),
    )


DEALS = {read_key("transfer", EXHIBITS[1].sha256, f"row={412 + n}"): _deal(n) for n in range(32)}
CELLS = {
    read_key("flow", EXHIBITS[2].sha256, f"row=17;column={year}"): Row(
        exhibit=EXHIBITS[2].sha256,
        place=f"row=17;column={year}",
        reader="sipri_tiv_tables@1",
        size=float(value),
        cells=(("Recipient", "Azerbaijan"), ("Year", str(year)), ("TIV", str(value))),
    )
    for year, value in zip(range(2015, 2020), (13, 248, 138, 261, 130), strict=True)
}
ACTS = {
    read_key("commitment", EXHIBITS[3].sha256, f"row={row}"): Row(
        exhibit=EXHIBITS[3].sha256,
        place=f"row={row}",
        reader="treaty_facts@1",
        cells=(("treaty", "ATT-2013"), ("state", "ISR"), ("action", "signature"), ("date", "2014-12-18")),
    )
    for row in (88,)
}


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _share(words: str, value: float, subject: str, target: str, comparator: str = "=") -> QuantityClaim:
    start, end = _span(words)
    return QuantityClaim(
        start=start, end=end, text=words, measure="share_of_imports", value=value, unit="percent",
        comparator=comparator, subject=subject, object=target, commodity="arms", period=PERIOD,
    )  # fmt: skip


def _share_finding(claim: Claim, verdict: Verdict, reason: str, values: tuple[float, float]) -> Finding:
    return Finding(
        claim=claim,
        check="import_share",
        method="checks.import_share@1",
        verdict=verdict,
        reason=reason,
        figure=values[0],
        unit="percent of major arms, in TIV",
        readings=(
            Reading(edition=DELIVERIES, value=values[0], low=values[0], high=values[0] + 0.1, records=tuple(DEALS)),
            Reading(
                edition=TABLES,
                value=values[1],
                low=values[1] - 0.4,
                high=values[1] + 0.4,
                note="whole millions",
                records=tuple(CELLS),
            ),
        ),
        slots={"value": verdict, "period": Verdict.SUPPORTED},
        sql=SQL,
        limits=LIMITS,
    )


def founding_share() -> Finding:
    plain = _share_finding(
        _share(SHARE, 60, "ISR", "AZE"),
        Verdict.SUPPORTED,
        "Both editions round to 60 percent. Nearly half of it is ships, and the year the window begins decides much.",
        (59.8, 60.3),
    )
    return Finding(
        claim=plain.claim, check=plain.check, method=plain.method, verdict=plain.verdict, reason=plain.reason,
        figure=plain.figure, unit=plain.unit, readings=plain.readings, slots=plain.slots, sql=plain.sql,
        limits=plain.limits,
        parts={
            "by category": (
                Part(label="Ships", value=47.4, note="OPV-62 alone 43.8 %"),
                Part(label="UAVs and loitering munitions", value=13.3),
                Part(label="All other categories", value=39.3),
            ),
            "largest rows": (
                Part(label="OPV-62 patrol craft", value=43.8, note="locally produced"),
            ),
            "neighbouring windows": (
                Part(label="2014–18", value=41.0),
                Part(label="2016–20", value=67.7),
                Part(label="2010–19", value=24.8),
            ),
        },
    )  # fmt: skip


def _rank() -> Finding:
    start, end = _span(RANK)
    claim = QuantityClaim(
        start=start, end=end, text=RANK, measure="share_of_imports", value=1, comparator="ordinal",
        subject="ISR", object="AZE", period=PERIOD,
    )  # fmt: skip
    return Finding(
        claim=claim, check="rank", method="checks.rank@1", verdict=Verdict.SUPPORTED,
        figure=1.0, unit="rank by TIV of major arms",
        reason="Israel comes first, before Russia, in both editions.",
        readings=(Reading(edition=DELIVERIES, value=1.0, estimate=True, records=tuple(DEALS)[:3]),),
        parts={
            "ranking, million TIV": (
                Part(label="Israel", value=787.2, unit="million TIV"),
                Part(label="Russia", value=383.3, unit="million TIV"),
            )
        },
        sql=SQL, limits=LIMITS[:1],
    )  # fmt: skip


def _treaty(state: str, words: str, status: str, polarity: str) -> TreatyClaim:
    start, end = _span(words)
    ccm = "Cluster" in words
    return TreatyClaim(
        start=start, end=end, text=words, state=state, claimed_status=status, polarity=polarity,
        treaty="Convention on Cluster Munitions" if ccm else "Arms Trade Treaty",
        treaty_id="CCM-2008" if ccm else "ATT-2013",
        action=None if ccm else "ratified", date=None if ccm else When.read("2014"), as_of=When.read("2020-11-15"),
    )  # fmt: skip


def _outside_treaty(state: str) -> Finding:
    return Finding(
        claim=_treaty(state, TREATY, "not_party", "negative"),
        check="treaty_status",
        method="checks.treaty_status@1",
        verdict=Verdict.SUPPORTED,
        figure={"signature": None, "consent": None},
        reason="The list names every state that had signed or joined, and this one is not on it.",
        readings=(Reading(edition=FACTS, value={"signature": None, "consent": None}),),
    )


def _ratified() -> Finding:
    return Finding(
        claim=_treaty("ISR", "Israel ratified the Arms Trade Treaty in 2014", "party", "positive"),
        check="treaty_status", method="checks.treaty_status@1", verdict=Verdict.PARTLY,
        figure={"signature": "2014-12-18", "consent": None},
        reason="Israel signed on 18 December 2014; no ratification is recorded.",
        readings=(Reading(edition=FACTS, value={"signature": "2014-12-18", "consent": None}, records=tuple(ACTS)),),
        slots={"action": Verdict.CONTRADICTED, "date": Verdict.SUPPORTED, "treaty": Verdict.SUPPORTED},
    )  # fmt: skip


def _blog() -> Finding:
    words = "Chile delivered 20 armoured vehicles to Armenia in 2018"
    start, end = _span(words)
    claim = QuantityClaim(
        start=start, end=end, text=words, measure="count", value=20, unit="item", subject="CHL", object="ARM",
        designation="armoured vehicle", action="delivered", period=When.read("2018"), source="a blog",
    )  # fmt: skip
    return Finding(
        claim=claim, check="count_delivered", method="checks.count_delivered@1", verdict=Verdict.NOT_SHOWN,
        reason="Not recorded by SIPRI in this edition: it lists no delivery from Chile to Armenia.", unit="item",
        readings=(Reading(edition=DELIVERIES, value=None),), sql=SQL, limits=LIMITS,
    )  # fmt: skip


def _rifles() -> Finding:
    words = "12,000 rifles reached Azerbaijan from Turkey"
    start, end = _span(words)
    claim = QuantityClaim(
        start=start, end=end, text=words, measure="count", value=12_000, unit="rifle", subject="TUR", object="AZE",
        designation="rifle",
    )  # fmt: skip
    return Finding(
        claim=claim, check="count_delivered", method="checks.count_delivered@1", verdict=Verdict.CANNOT_TELL,
        reason="Rifles lie outside what SIPRI’s database of major arms covers.", limits=LIMITS[1:],
    )  # fmt: skip


def _oil() -> Unchecked:
    words = "Azerbaijan sells Israel some 40 percent of its oil"
    start, end = _span(words)
    claim = TradeClaim(start=start, end=end, text=words, supplier="AZE", recipient="ISR", commodity="oil")
    return Unchecked(claim, "No source at hand records trade in oil.")


def findings() -> tuple[Finding, ...]:
    russia = "about 94 percent of its arms came from Russia in those years"
    half = "Russia accounted for half of Azerbaijan’s arms imports between 2015 and 2019"
    return (
        founding_share(),
        _rank(),
        _share_finding(_share(russia, 94, "RUS", "ARM", "~"), Verdict.SUPPORTED, "Both editions agree.", (94.5, 94.4)),
        _share_finding(
            _share(half, 50, "RUS", "AZE"),
            Verdict.CONTRADICTED,
            "Russia’s share is 29.1 percent in one edition and 28.9 percent in the other.",
            (29.1, 28.9),
        ),
        *(_outside_treaty(state) for state in ("ARM", "AZE", "ISR")),
        _ratified(),
        _blog(),
        _rifles(),
    )


SOURCES = (
    Source(
        "sipri_deliveries", "SIPRI Arms Transfers Database, deliveries", "Stockholm International Peace Research "
        "Institute", "https://www.sipri.org/databases/armstransfers", "SIPRI terms of use", ("transfer", "edition"),
        "Transfers of major arms by all states, 1950 on.", LIMITS,
    ),
)  # fmt: skip


def sample_dossier() -> Dossier:
    every = findings()
    return Dossier(
        title="Orders of a decade: what the record says",
        generated_at="2026-11-22 10:15:02",
        document=DocumentText(
            name=EXHIBITS[0].received_name, sha256=EXHIBITS[0].sha256, text=TEXT, title="Orders of a decade",
            published=When.read("2020-11-15"), published_assumed=True, blocks=BLOCKS,
        ),
        findings=every,
        rows={**DEALS, **CELLS, **ACTS},
        exhibits=EXHIBITS,
        editions=EDITIONS,
        sources=SOURCES,
        set_aside=(
            SetAside(EXHIBITS[1].sha256, "row=9114;column=Supplier", "sipri_deliveries@1", "No state of this name is "
                     "known; the nearest is Ruritania.", "Rurutania"),
        ),
        unchecked=(_oil(),),
        methods={
            "checks.import_share@1": "A supplier’s share of a recipient’s imports of major arms, in TIV.\n\nThe sum "
            "over the supplier’s deliveries is divided by the sum over all suppliers, for the years asked.",
            "checks.treaty_status@1": "A state’s standing towards a treaty on a day, from the acts recorded.",
        },
        accepted={every[0].key: "by p-7f3a91, 22 November 2026"},
        notes=("Percentages are rounded to one decimal for print; verdicts are reached on unrounded figures.",),
    )  # fmt: skip
