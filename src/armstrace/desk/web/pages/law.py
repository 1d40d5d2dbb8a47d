"""Law: what bound whom on a day."""

from armstrace.desk.web.views.law import LawAsked, law
from armstrace.desk.web.ways import Look

WAYS = (Look(path="/law", view=law, asked=LawAsked, template="law.html", title="Law", nav="Law", order=38),)
