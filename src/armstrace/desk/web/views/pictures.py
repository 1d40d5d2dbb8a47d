"""An exhibit that is a picture, for whoever asks to see it."""

import hashlib

from armstrace.desk.redaction.images import MEDIA, size_of
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.problems import NotThere
from armstrace.desk.web.views.exhibits import HashAsked, one_listed
from armstrace.desk.web.ways import Bytes
from armstrace.evidence.disk import explained
from armstrace.evidence.media import HEAD_BYTES, media_type
from armstrace.records.errors import CustodyBroken
from armstrace.records.exhibits import Exhibit

LARGEST = 32 << 20
_MOST_PIXELS = 50_000_000
# where the size in pixels must stand by: in a JPEG any number of other things may come before it
_HEADER_BYTES = 1 << 20


def is_picture(exhibit: Exhibit) -> bool:
    """Whether an exhibit is of a kind and a size that is shown here, by what its first bytes were at intake."""
    return exhibit.media_type in MEDIA and exhibit.size <= LARGEST


def picture(desk: Desk, asked: HashAsked) -> Bytes:
    """Give an exhibit that is a picture, to be shown: PNG, JPEG, GIF or WebP, told by its first bytes."""
    found = one_listed(desk, asked.sha256).exhibit
    if not is_picture(found):
        raise _not_shown(found)
    if not found.path.is_file():
        raise NotThere(
            "The bytes of this exhibit are not where they were.", where=found.short, todo="Hash it again for a record."
        )
    with explained(found.path, "Reading the picture"), found.path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise CustodyBroken(
            "The bytes of this exhibit are not what they were.", where=found.short, todo="Hash it again for a record."
        )
    # the name has no say, and neither has what the ledger says of the kind
    kind = media_type(content[:HEAD_BYTES])
    if kind not in MEDIA:
        raise _not_shown(found)
    width, height = size_of(content[:_HEADER_BYTES], kind)
    if not 0 < width * height <= _MOST_PIXELS:
        raise _not_shown(found)
    return Bytes(content=content, media_type=kind)


def _not_shown(exhibit: Exhibit) -> NotThere:
    return NotThere(
        "This exhibit is no picture that is shown here.", where=exhibit.short, todo="Save the original to look at it."
    )
