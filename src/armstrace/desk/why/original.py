"""Opening an exhibit again at a place and giving what is printed there."""

from armstrace.desk.intake import Case
from armstrace.evidence.disk import explained
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document
from armstrace.records.place import Place
from armstrace.sources.incidents.json_files import entry
from armstrace.sources.pdf.process import pdf_content
from armstrace.sources.table_files import cell
from armstrace.sources.warc.again import line_at, text_at
from armstrace.tables.ask import literal


def printed_at(case: Case, exhibit: Exhibit, place: str) -> str:
    """Give a cell, a row, a JSON entry, or the characters of a text, a PDF page or a page within a web archive.

    A place that names the whole file gives "".

    Raises:
        ArmstraceError: the file has no such place, or cannot be read.
    """
    where = Place.read(place)
    with explained(exhibit.received_name, "Opening the exhibit"):
        if where.record is not None:
            return text_at(exhibit.path, where)
        if where.row is not None and where.member is not None:
            return line_at(exhibit.path, where)
        if where.row is not None:
            return cell(exhibit.path, place)
        if where.point is not None and where.member is None:
            return entry(exhibit.path, where.point)
        if where.chars is None:
            return ""
        start, end = where.chars
        if where.page is not None:
            pages = pdf_content(exhibit.path, exhibit.received_name).pages
            return " ".join(pages[where.page - 1].text[start:end].split()) if where.page <= len(pages) else ""
        return exhibit.path.read_bytes().decode(_encoding(case, exhibit), "replace")[start:end]


def _encoding(case: Case, exhibit: Exhibit) -> str:
    """Give the encoding that the reader found, which is what a place in a text counts in."""
    documents = case.tables.records(Document, f"WHERE exhibit = {literal(exhibit.sha256)} LIMIT 1")
    return documents[0].encoding if documents and documents[0].encoding else "utf-8-sig"
