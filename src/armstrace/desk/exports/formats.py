"""The formats of an export: what each can hold, and what it takes where nothing is named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from armstrace.desk.exports.chosen import EXPORTED, FINDING
from armstrace.dossier.exports.bibtex import bibtex
from armstrace.dossier.exports.csl_json import csl_json
from armstrace.dossier.exports.ftm import EXPRESSED
from armstrace.dossier.exports.geojson import geojson
from armstrace.dossier.exports.kml import kml
from armstrace.dossier.exports.located import WITH_PLACES
from armstrace.dossier.exports.markdown import markdown
from armstrace.dossier.exports.sheet import Content

Pieces = Callable[[Content], Iterable[str]]
EXHIBITS = "exhibit"
"""Stands for exhibits as citations among the kinds that a format holds."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the kinds it holds, those it takes where nothing is named, and whether each has a file of its own.

    `pieces` writes one that is text out of rows; the others are written by name.
    """

    name: str
    end: str
    holds: tuple[str, ...]
    default: tuple[str, ...]
    apart: bool = False
    pieces: Pieces | None = None


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("csv", ".csv", EXPORTED, EXPORTED, apart=True),
        Format("xlsx", ".xlsx", EXPORTED, EXPORTED),
        Format("parquet", ".parquet", EXPORTED, EXPORTED, apart=True),
        Format("geojson", ".geojson", WITH_PLACES, WITH_PLACES, pieces=geojson),
        Format("kml", ".kml", WITH_PLACES, WITH_PLACES, pieces=kml),
        Format("markdown", ".md", EXPORTED, (FINDING,), pieces=markdown),
        Format("prov-json", ".json", EXPORTED, (FINDING,)),
        Format("ftm", ".ftm.json", (FINDING, *EXPRESSED), (FINDING, *EXPRESSED)),
        Format("csl-json", ".json", EXPORTED, (EXHIBITS,), pieces=lambda content: [csl_json(content.exhibits)]),
        Format("bibtex", ".bib", EXPORTED, (EXHIBITS,), pieces=lambda content: [bibtex(content.exhibits)]),
    )
}
