"""The words and symbols of the verdicts; none of them is told by colour alone."""

from dataclasses import dataclass

from markupsafe import Markup

from armstrace.records.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """How one state of a claim is shown: a word, a symbol beside it, and what it means."""

    state: str
    word: str
    meaning: str

    @property
    def icon(self) -> Markup:
        """The symbol; the word always stands near it, so it is hidden from screen readers."""
        return Markup(
            '<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-{}"></use></svg>'
        ).format(self.state)


VERDICTS = {
    words.state: words
    for words in (
        VerdictWords(
            Verdict.SUPPORTED.value,
            Verdict.SUPPORTED.words,
            "The records read here agree with the claim, within what its own words and rounding allow.",
        ),
        VerdictWords(
            Verdict.PARTLY.value,
            Verdict.PARTLY.words,
            "Some of the claim agrees with the records and some does not, the editions disagree, or the figure is "
            "near but outside what the words allow.",
        ),
        VerdictWords(
            Verdict.CONTRADICTED.value,
            Verdict.CONTRADICTED.words,
            "The records that bear on the claim say something else.",
        ),
        VerdictWords(
            Verdict.NOT_SHOWN.value,
            Verdict.NOT_SHOWN.words,
            "The source covers this kind of thing and records no such case. That is not a statement that it did not "
            "happen.",
        ),
        VerdictWords(
            Verdict.CANNOT_TELL.value,
            Verdict.CANNOT_TELL.words,
            "No source at hand can know this, or none reaches the time or the thing. It speaks neither for the claim "
            "nor against it.",
        ),
        VerdictWords("unchecked", "not checked", "A claim was read here, and no check answers claims of its kind."),
    )
}
