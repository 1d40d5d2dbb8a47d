"""Threat 4: markup in any field of the evidence is text on every page and drawing; no page holds anything that runs."""

import re
from html.parser import HTMLParser
from pathlib import Path

from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.incidents import incidents_map
from armstrace.dossier.surges.page import surge_html
from armstrace.dossier.tracks.page import track_html
from court.hostile_case import Hostile
from court.hostile_pages import chain_page, dossier_page, surge_page, track
from court.made_case import packed
from made_incidents import made
from made_surge import landings_of, made_surge

ACTIVE = {"script", "iframe", "object", "embed", "link", "base", "form", "input", "video", "audio", "img", "image"}


class _Page(HTMLParser):
    """Notes what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in ACTIVE or (tag == "meta" and told.get("http-equiv", "").lower() == "refresh"):
            self.harm.append(tag)
        self.harm += [f"{tag} {name}" for name in told if name.startswith("on") or name in {"style", "srcdoc", "ping"}]
        leads = [told[name] for name in ("href", "src", "xlink:href", "action") if name in told]
        self.harm += [f"{tag} {value[:40]}" for value in leads if not value.startswith("#")]


def harm_in(page: str) -> list[str]:
    reader = _Page()
    reader.feed(page)
    return reader.harm


def test_a_page_of_hostile_evidence_holds_words_only(hostile: Hostile) -> None:
    harm = hostile.words
    told = [made(place_printed=harm, weapon_printed=harm, origin=harm)]
    pages = {
        "dossier": dossier_page(hostile),
        "chain": chain_page(harm),
        "surge": surge_page(harm),
        "track": track_html(track(harm)),
        "map": incidents_map(told, harm, [harm]),
        "timeline": incidents_timeline(told, harm, [harm]),
    }
    for name, page in pages.items():
        assert harm_in(page) == [], name
        assert "onerror" in page, f"{name}: the words of the stranger are told"
    for name in ("dossier", "chain", "surge", "track"):
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', pages[name])
        assert policy.startswith("default-src &#39;none&#39;"), name


def test_the_look_for_harm_finds_it(hostile: Hostile) -> None:
    assert len(harm_in(f"<p>{hostile.words}</p>")) > 15
    surge = made_surge(60)
    assert harm_in(surge_html(surge, landings_of(surge), (surge,))) == []


def test_what_a_bundle_says_in_words_says_it_on_one_line(hostile: Hostile, tmp_path: Path) -> None:
    bundle = packed(hostile.case, tmp_path / "bundle").out
    for path in (bundle / "bag-info.txt", bundle / "README.txt", *bundle.glob("certificates/*.txt")):
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), path.name
