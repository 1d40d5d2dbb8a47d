"""Read exports with the programs they are for: python eval/ftm/check.py FOLDER, in the environment of `make ftm`.

Every *.ftm.json goes through FollowTheMoney: each entity has to be valid under its schema, each value one that the
library's own cleaning leaves as it is, each link one to an entity of the same file whose schema may stand there. Every
*.xlsx is opened by openpyxl, every *.bib by pybtex. What was seen is printed as JSON; exit 1 where something is wrong.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from followthemoney import model
from followthemoney.exc import InvalidData
from pybtex.database import parse_string


def entities(path: Path) -> tuple[Counter[str], list[str]]:
    proxies = [(told, model.get_proxy(told, cleaned=True)) for told in map(json.loads, path.open(encoding="utf-8"))]
    known = {proxy.id: proxy.schema for _, proxy in proxies}
    wrong = [f"{path.name}: {len(proxies) - len(known)} ids stand twice"] if len(known) < len(proxies) else []
    for told, proxy in proxies:
        wrong += [f"{path.name} {proxy.id}: {each}" for each in _problems(told, proxy, known)]
    return Counter(proxy.schema.name for _, proxy in proxies), wrong


def _problems(told: dict[str, Any], proxy: Any, known: dict[str, Any]) -> Iterator[str]:
    try:
        proxy.schema.validate(told)
    except InvalidData as error:
        yield str(error)
    yield from (f"{name} is no property" for name in told["properties"] if name not in proxy.schema.properties)
    yield from (f"{name} is missing" for name in proxy.schema.required if not proxy.get(name))
    for prop, value in proxy.itervalues():
        if prop.type.name == "entity":
            there = known.get(value)
            if there is None or not there.is_a(prop.range):
                yield f"{prop.name} leads to {value}, which is {there.name if there else 'not here'}"
        elif prop.type.clean(value, proxy=proxy) != value:
            yield f"{prop.name}: {value!r} would become {prop.type.clean(value, proxy=proxy)!r}"


def workbook(path: Path) -> tuple[int, list[str]]:
    book, cells, wrong = openpyxl.load_workbook(path), 0, []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                cells += cell.value is not None
                if cell.data_type == "f" or cell.hyperlink is not None:
                    wrong.append(f"{path.name} {sheet.title}!{cell.coordinate} is live")
    return cells, wrong


def main(folder: Path) -> int:
    schemata, wrong, cells, entries = Counter[str](), [], 0, 0
    for path in sorted(folder.rglob("*.ftm.json")):
        found, problems = entities(path)
        schemata += found
        wrong += problems
    for path in sorted(folder.rglob("*.xlsx")):
        more, problems = workbook(path)
        cells += more
        wrong += problems
    for path in sorted(folder.rglob("*.bib")):
        entries += len(parse_string(path.read_text(encoding="utf-8"), "bibtex").entries)
    told = {
        "entities": schemata.total(),
        "schemata": dict(sorted(schemata.items())),
        "cells": cells,
        "entries": entries,
    }
    print(json.dumps({**told, "wrong": wrong}))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
