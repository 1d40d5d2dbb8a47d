"""The first page: the case at a glance."""

from armstrace.desk.web.views.overview import overview
from armstrace.desk.web.ways import Look

WAYS = (Look(path="/", view=overview, template="overview.html", title="Overview", nav="Overview", order=10),)
