"""The five answers armstrace gives, and nothing stronger."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the records say of a claim; armstrace never says "proved", "guilty" or "unlawful"."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_SHOWN = "not_shown"
    CANNOT_TELL = "cannot_tell"

    @property
    def words(self) -> str:
        """The verdict as a person reads it.

        >>> Verdict.NOT_SHOWN.words
        'not shown'
        """
        return self.value.replace("_", " ")
