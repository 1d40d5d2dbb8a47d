"""Search, words of a document where they stand, and the way from a key back to the bytes."""

from armstrace.desk.web.views.search import SearchAsked, searched
from armstrace.desk.web.views.why import WhyAsked, why
from armstrace.desk.web.views.words import WordsAsked, words
from armstrace.desk.web.ways import Look

WAYS = (
    Look(
        path="/search", view=searched, asked=SearchAsked, template="search.html", title="Search", nav="Search", order=80
    ),
    Look(path="/words/{sha256}", view=words, asked=WordsAsked, template="words.html", title="Words of a document"),
    Look(path="/why/{key}", view=why, asked=WhyAsked, template="why.html", title="Back to the bytes"),
)
