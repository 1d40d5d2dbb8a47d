"""Chains as one HTML page: for each hop its picture and table, then every rung, the route, the norms, what is left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from armstrace.chain.as_json import said_of
from armstrace.chain.labels import label
from armstrace.chain.model import Chain, Explanation, Gap, Placement, Rung, RungState
from armstrace.chain.wording import RULES, RUNGS, explanation_words, reply_words
from armstrace.dossier.chains.marks import flag_icon, mark_icon
from armstrace.dossier.chains.picture import chain_svg
from armstrace.dossier.chains.rows import (
    Row,
    anchor_of,
    excerpt,
    hop_words,
    ladder,
    more_words,
    stands_apart,
    use_words,
)
from armstrace.dossier.templating import environment, policy, style_of

ACCUSING = frozenset({Rung.DELIVERED, Rung.TYPE_USED, Rung.USER, Rung.ITEM, Rung.HARM, Rung.LAW, Rung.NOTICE})
"""Rungs on which what stands is put to those concerned; where nothing stands there is nothing to put."""
SHOWN = 5
"""So many things of a kind are shown; a fold-out has the others."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a key leads to on a page: an anchor, its name, and where in it, beginning with a comma; "" for the whole."""

    anchor: str
    name: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class _RungView:
    """One rung on the page: where it stands, with its mark, and of which hop, "" where it is asked once."""

    row: Row
    target: str
    hop: str

    @property
    def state(self) -> RungState:
        return self.row.state

    @property
    def needed(self) -> bool | None:
        return self.row.needed

    @property
    def gap(self) -> Gap | None:
        return self.row.gap

    @property
    def rules(self) -> list[str]:
        """What the rules do that placed things here, each once."""
        names = dict.fromkeys(each.rule for each in self.row.state.placements if each.rule in RULES)
        return [RULES[name] for name in names]

    @property
    def accuses(self) -> bool:
        """Whether something stands here that those concerned can be asked about."""
        return bool(self.row.state.placements) and self.row.state.rung in ACCUSING

    @property
    def icon(self) -> Markup:
        return mark_icon(self.row.state.status, apart=stands_apart(self.row.state))

    @property
    def flag(self) -> Markup:
        return flag_icon()

    @property
    def placements(self) -> list[Placement]:
        first, _ = excerpt(self.row.state.placements, len(self.row.state.placements))
        return first


@dataclass(frozen=True, slots=True)
class _HopView:
    anchor: str
    words: str
    picture: Markup
    rows: tuple[_RungView, ...]


@dataclass(frozen=True, slots=True)
class _ChainView:
    """One chain on the page; every rung of it once, whatever hops it has."""

    chain: Chain
    anchor: str
    use: str
    hops: tuple[_HopView, ...]
    rungs: tuple[_RungView, ...]

    def target(self, rung: Rung, hop: int | None) -> str:
        """Give the place of a rung on the page, of its first hop where none is named."""
        here = [each for each in self.rungs if each.state.rung is rung]
        found = [each for each in here if each.state.hop == hop] or here
        return found[0].target if found else self.anchor


def chains_html(
    chains: Sequence[Chain],
    *,
    title: str = "",
    calculation: str = "",
    remarks: Sequence[str] = (),
    suggested: Collection[str] = (),
) -> str:
    """Write chains as a page of its own, the same bytes for the same chains: no script, and nothing is fetched.

    `calculation` says from what figures were calculated ("our calculation from SIPRI data of 13 April 2024"); `remarks`
    are sentences on what could not be looked for; `suggested` the keys of findings whose claims nobody has accepted.
    """
    style = style_of("chain", "alone")
    shown = chains_context(chains, suggested)
    page = environment().get_template("chain.html").render(
        title=title or " \u00b7 ".join(chain.asked.name for chain in chains),
        style=Markup(style),  # noqa: S704  # the package's own files
        policy=policy(style),
        contents=[(view.anchor, view.chain.asked.name) for view in shown["chains"]],
        calculation=calculation,
        remarks=remarks,
        **shown,
    )  # fmt: skip
    return page.rstrip("\n") + "\n"


def chains_context(
    chains: Sequence[Chain], suggested: Collection[str] = (), leads: Mapping[str, Lead] | None = None
) -> dict[str, Any]:
    """Give what the templates of chains need; `leads` say by key what on the page it is."""
    return {
        "chains": [_view(chain, number) for number, chain in enumerate(chains, 1)],
        "suggested": frozenset(suggested),
        "leads": leads or {},
        "first_shown": SHOWN,
        "titles": RUNGS,
        "label": label,
        "more": more_words,
        "status_words": said_of,
        "explanation_words": _explanation,
        "reply_words": reply_words,
    }


def _explanation(each: Explanation) -> str:
    return explanation_words(each.words, each.state, each.because)


def _view(chain: Chain, number: int) -> _ChainView:
    anchor = f"chain-{number}"
    hops = []
    rungs: dict[str, _RungView] = {}
    for hop in chain.asked.hops:
        said = hop_words(chain, hop)
        rows = tuple(
            _RungView(row, f"{anchor}-{anchor_of(row.state)}", said if row.state.hop is not None else "")
            for row in ladder(chain, hop)
        )
        rungs |= {row.target: rungs.get(row.target, row) for row in rows}
        picture = Markup(chain_svg(chain, hop, standalone=False))  # noqa: S704  # drawn here, every word escaped
        hops.append(_HopView(f"{anchor}-hop-{hop.number}", said, picture, rows))
    order = list(Rung)
    whole = sorted(rungs.values(), key=lambda each: (order.index(each.state.rung), each.state.hop or 0))
    return _ChainView(chain, anchor, use_words(chain.asked), tuple(hops), tuple(whole))
