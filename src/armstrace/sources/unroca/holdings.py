"""Military holdings that a state told the UN register of: an official list of what its forces had in a year."""

import json
from collections.abc import Mapping
from datetime import date

from armstrace.records.origin import read_key
from armstrace.records.supply import Supply
from armstrace.records.values import When
from armstrace.sources.incidents.weapons import named_weapon
from armstrace.sources.trade.cells import count, plain, year
from armstrace.sources.trade.making import Sheet, note
from armstrace.sources.trade.parties import party
from armstrace.sources.unroca.categories import category


def holding(sheet: Sheet, place: str, row: Mapping[str, str]) -> Supply:
    """Make the record of a line of holdings: what a state itself listed for the end of a calendar year.

    Raises:
        UnreadableValue: a cell is not what its column may hold.
    """
    state, printed = party(row["reporter"]), plain(row["reporter"])
    told, description = year(row["year"]), plain(row["description"])
    return Supply(
        key=read_key(Supply.KIND, sheet.exhibit.sha256, place),
        exhibit=sheet.exhibit.sha256,
        place=place,
        item="",
        reader=sheet.source.reader,
        register=sheet.source.name,
        number=place,
        what="holding",
        how="official list",
        # a report is about a calendar year and does not say for which of its days
        when=When(date(told, 1, 1), date(told, 12, 31), "", str(told)),
        reported=None,
        supplier="",
        supplier_printed="",
        recipient=state,
        recipient_printed=printed,
        force="",
        designation=description,
        weapon=named_weapon(description) if description else "",
        hop="",
        items=count(row["number"]),
        marking="",
        origin=printed,
        cited=json.dumps([f"{printed}'s report to the UN register for {told}"], ensure_ascii=False),
        hedge="",
        denial="",
        text="",
        note=note(
            f"category {category(row['category'])}", "for which day of the year is not told", plain(row["comments"])
        ),
    )
