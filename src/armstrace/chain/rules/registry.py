"""All rules in the order of their rungs."""

from armstrace.chain.rules import (
    authorised,
    charges,
    delivered,
    harm,
    held,
    item,
    law,
    notice,
    opportunity,
    ordered,
    type_used,
    user,
)

RULES = (
    *authorised.RULES,
    *ordered.RULES,
    *delivered.RULES,
    *opportunity.RULES,
    *held.RULES,
    *type_used.RULES,
    *user.RULES,
    *item.RULES,
    *harm.RULES,
    *law.RULES,
    *charges.RULES,
    *notice.RULES,
)
