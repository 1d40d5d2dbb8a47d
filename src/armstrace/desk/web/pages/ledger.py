"""The custody ledger."""

from armstrace.desk.web.views.ledger_lines import LedgerAsked, ledger_page
from armstrace.desk.web.ways import Look

WAYS = (
    Look(
        path="/ledger",
        view=ledger_page,
        asked=LedgerAsked,
        template="ledger.html",
        title="Ledger",
        nav="Ledger",
        order=90,
    ),
)
