"""Asking a language model about a document, where a person asked for it; what it says is listed, never believed."""

from dataclasses import dataclass
from typing import Any

from armstrace.desk.documents.document import Text
from armstrace.desk.documents.model_client import model_client
from armstrace.reading.article import article_of
from armstrace.reading.proposals.gate import Proposals, proposal_json, propose
from armstrace.reading.text.blocks import Block
from armstrace.records.passages import blocks


@dataclass(frozen=True, slots=True)
class ModelAsked:
    """The address given with --model, the model's name ("" = the server's first), and whether it may be elsewhere."""

    url: str
    name: str = ""
    allow_remote: bool = False


def proposed(document: Text, asked: ModelAsked) -> Proposals:
    """Ask a model about a document.

    Raises:
        CaseError: the address is none, or another machine's and that is not allowed.
        ArmstraceError: the server does not answer as it should.
    """
    client = model_client(asked.url, allow_remote=asked.allow_remote, name=asked.name)
    parts = [Block(block.start, block.end, block.kind) for block in blocks(document.passages)]
    return propose(article_of(document.text, document.published, parts), client.ask, client.name)


def proposals_json(found: Proposals) -> dict[str, Any]:
    """Give what a model proposed, and what was rejected of it with the reason."""
    return {
        "accepted": [proposal_json(each) for each in found.accepted],
        "rejected": [{"reason": each.reason, "said": each.said} for each in found.rejected],
    }
