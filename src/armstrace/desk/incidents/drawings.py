"""Incidents found as drawings, with what may leave of each."""

from armstrace.desk.incidents.export import Exporter
from armstrace.desk.incidents.find import Found
from armstrace.dossier.incidents.timeline import incidents_timeline
from armstrace.dossier.maps.incidents import incidents_map


def map_of(found: Found, exporter: Exporter) -> str:
    """Draw a map as SVG."""
    return incidents_map([exporter.drawn(each) for each in found.incidents], _title(found), _said(found, exporter))


def timeline_of(found: Found, exporter: Exporter) -> str:
    """Draw a timeline as SVG."""
    return incidents_timeline([exporter.drawn(each) for each in found.incidents], _title(found), _said(found, exporter))


def _title(found: Found) -> str:
    return f"Incidents: {found.wanted.said}"


def _said(found: Found, exporter: Exporter) -> list[str]:
    return [*found.remarks, *exporter.said_of(found.incidents)]
