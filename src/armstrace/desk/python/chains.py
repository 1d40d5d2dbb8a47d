"""Chains from the licence to the harm: how each rung stands, on what, and what is missing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from armstrace.chain.as_json import chain_json, said_of
from armstrace.chain.model import Chain as BuiltChain
from armstrace.chain.wording import RUNGS
from armstrace.desk.chains.build import built
from armstrace.desk.chains.page import page_of
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import FLAG, TEXT, TEXTS, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing
from armstrace.desk.python.held import Held
from armstrace.desk.python.saving import saved
from armstrace.desk.questions.chain import Words, entries_asked, fits
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.dossier.chains.picture import chains_svg

_SHEET = Sheet(
    {
        "chain": TEXT, "hop": WHOLE, "rung": TEXT, "title": TEXT, "stands": TEXT, "said": TEXTS, "needed": FLAG,
        "gap": TEXT, "records": TEXTS, "beside": TEXTS, "open": TEXTS, "excluded": TEXTS, "not_examined": TEXTS,
    },
    ("chain", "hop", "rung", "title", "stands", "gap", "open"),
)  # fmt: skip
_LAW = "Evidence of supply is no evidence of use; no rung is shown by another. Nothing here is a legal conclusion."


class ChainAsked(TypedDict, total=False):
    """What a chain asks beside its states; what is not said asks nothing.

    `at` is a place, `first` and `last` the days of the use, `weapon` the weapon asked about, `user` who is said to have
    used it, `opponents` the other parties, `decided` the days of the suppliers' decisions ("2018-05", or "2=2018-05"
    for hop 2), `name` a chain of case.toml, `route` licence-review, att-6-3, state-aid, embargo or company.
    """

    at: str
    first: str
    last: str
    weapon: str
    user: str
    opponents: tuple[str, ...] | list[str]
    decided: tuple[str, ...] | list[str]
    name: str
    route: str


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Chains(Answer):
    """Chains of a case; a row per rung and hop. Evidence of one rung never counts for another."""

    chains: tuple[BuiltChain, ...] = field(repr=False)
    page: str = field(repr=False)

    def plot(self) -> Drawing:
        """Draw them, several side by side."""
        return Drawing(chains_svg(self.chains))

    def save(self, path: str | Path) -> Path:
        """Write the page to read, one file that opens from disk; gives the path.

        Raises:
            CaseError: nothing can be written there.
        """
        return saved(path, self.page)


def chains_in(held: Held, states: tuple[str, ...], asked: ChainAsked) -> Chains:
    """Build the chain of these states, or those that case.toml asks about."""
    words = Words(
        states, asked.get("at", ""), asked.get("first", ""), asked.get("last", ""), asked.get("weapon", ""),
        asked.get("user", ""), tuple(asked.get("opponents", ())), tuple(asked.get("decided", ())),
        asked.get("name", ""), asked.get("route", ""),
    )  # fmt: skip
    wrong = Mistakes()
    fits(words, wrong)
    with held.at_work() as case:
        wrong.tell()
        made = built(case, entries_asked(case, words), words.route)
        told, page = plain([chain_json(chain) for chain in made.chains]), page_of(case, made)
    names = "; ".join(chain.asked.name for chain in made.chains)
    return Chains(
        title=f"Chain{'s' * (len(made.chains) != 1)}: {names}",
        rows=_SHEET.rows(row for chain in made.chains for row in _rows(chain)),
        sheet=_SHEET,
        told=told,
        remarks=(*made.remarks, _LAW, *held.remarks),
        chains=made.chains,
        page=page,
    )


def _rows(chain: BuiltChain) -> list[dict[str, object]]:
    rows = list[dict[str, object]]()
    for state in chain.rungs:
        gaps = (each.words for each in chain.gaps if each.rung is state.rung and each.hop in {state.hop, None})
        by_state = {
            how: tuple(each.name for each in state.explanations if each.state.value == how)
            for how in ("open", "excluded", "not examined")
        }
        rows.append(
            {
                "chain": chain.asked.name,
                "hop": state.hop,
                "rung": state.rung.value,
                "title": RUNGS[state.rung][0],
                "stands": state.status.word.value,
                "said": said_of(state),
                "needed": chain.route is not None and state.rung in chain.route.needs,
                "gap": next(gaps, None),
                "records": tuple(dict.fromkeys(each.key for each in state.placements)),
                "beside": tuple(dict.fromkeys(each.words for each in state.beside)),
                "open": by_state["open"],
                "excluded": by_state["excluded"],
                "not_examined": by_state["not examined"],
            }
        )
    return rows
