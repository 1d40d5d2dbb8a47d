"""Private persons left out of a redacted copy by default, held against the persons labelled in re3d (Dstl, 2017).

A mention counts that the annotators were sure of (confidence of one half or more) and that is a name: words with
capitals, no pronoun. Left out = something of it is left out. Who the text calls the holder of a state's office stays on
purpose and is counted apart. The texts stay outside the project (see eval.re3d). `python -m eval.private_persons`.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from armstrace.desk.redaction.persons import as_names, persons_in
from armstrace.desk.redaction.words import Names
from armstrace.reading.article import article_of
from armstrace.reading.offices import find_offices
from eval.re3d import Span, folder_of_re3d, lines, meets

_NAME = re.compile(r"(?:[A-Z][\w'\u2019.-]+\s?)+")
_NO_NAME = frozenset(["he", "she", "her", "his", "the", "they", "him"])
_DAY = date(2017, 1, 1)


def counted(folder: Path) -> Counter[str]:
    """Count mentions left out, kept on purpose and missed in one source, and what was left out beside them."""
    labelled: dict[str, list[tuple[Span, float]]] = {}
    for entity in lines(folder / "entities.json"):
        if entity["type"] == "Person":
            span = int(str(entity["begin"])), int(str(entity["end"]))
            labelled.setdefault(str(entity["documentId"]), []).append((span, float(str(entity.get("confidence", 1)))))
    found = Counter[str]()
    for document in lines(folder / "documents.json"):
        text, gold = str(document["text"]), labelled.get(str(document["_id"]), [])
        cuts = [(cut.start, cut.end) for cut in Names((), as_names(persons_in(text, _DAY, ()))).cuts(text)]
        holders = {word for claim in find_offices(article_of(text, _DAY)) for word in claim.person.lower().split()}
        for span, confidence in gold:
            words = text[slice(*span)]
            if confidence < 0.5 or not _NAME.fullmatch(words) or words.lower() in _NO_NAME:
                continue
            kept = bool(holders & set(words.lower().split()))
            found["left out" if meets(span, cuts) else "kept on purpose" if kept else "missed"] += 1
        beside = [cut for cut in cuts if not meets(cut, [span for span, _ in gold])]
        found["cuts"] += len(cuts)
        found["cuts of something else"] += len(beside)
    return found


def main() -> None:
    """Print the counts over all sources."""
    folder = folder_of_re3d()
    if folder is None:
        print("not run: $BENCH/re3d is not here")
        return
    total = sum((counted(path) for path in sorted(folder.iterdir()) if path.is_dir()), Counter[str]())
    print(", ".join(f"{name}: {count}" for name, count in total.items()))


if __name__ == "__main__":
    main()
