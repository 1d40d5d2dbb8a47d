"""Web archives made for tests: WARC records spelt by hand, and WACZ files around them."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

DAY = "2020-10-28T09:30:00Z"
PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Rockets over the market</title></head><body>"
    "<nav>Home | World</nav><article><h1>Rockets over the market</h1>"
    "<p>Two rockets of the type Example-7 struck the market of Karmir on Wednesday, a local official said.</p>"
    "<p>The ministry in the capital denied that its forces had fired them.</p></article></body></html>"
)


def name(number: int) -> str:
    return f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>"


def record(kind: str, number: int, block: bytes, *, digest: str = "", **fields: str) -> bytes:
    """Spell a record; fields are named with _ for -, an empty one is left out."""
    said = {
        "WARC-Type": kind,
        "WARC-Record-ID": name(number),
        "WARC-Date": DAY,
        "WARC-Block-Digest": digest or f"sha256:{hashlib.sha256(block).hexdigest()}",
        "Content-Length": str(len(block)),
        **{word.replace("_", "-"): value for word, value in fields.items()},
    }
    lines = "".join(f"{word}: {value}\r\n" for word, value in said.items() if value)
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def response(number: int, url: str, body: bytes, *, head: str = "", **fields: str) -> bytes:
    head = head or "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    block = head.encode() + b"\r\n" + body
    return record(
        "response", number, block, WARC_Target_URI=url, Content_Type="application/http; msgtype=response", **fields
    )


def a_day_of_archiving() -> list[bytes]:
    """Give records as a crawler writes them: what it is, a page, its request, a picture, a page that has gone."""
    url = "https://news.example/rockets"
    asked = b"GET /rockets HTTP/1.1\r\nHost: news.example\r\n\r\n"
    gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
    return [
        record("warcinfo", 1, b"software: made by hand\r\nformat: WARC File Format 1.1\r\n",
               Content_Type="application/warc-fields", WARC_Filename="made.warc"),
        response(2, url, PAGE.encode(), WARC_IP_Address="203.0.113.7"),
        record("request", 3, asked, WARC_Target_URI=url, WARC_Concurrent_To=name(2),
               Content_Type="application/http; msgtype=request"),
        response(4, "https://news.example/gone", b"<html><body><p>Nothing here.</p></body></html>", head=gone),
        record("resource", 5, b"\x89PNG\r\n\x1a\nmade", WARC_Target_URI=f"urn:fullPage:{url}",
               Content_Type="image/png"),
    ]  # fmt: skip


def packed(records: Iterable[bytes]) -> bytes:
    """Pack each record as a member of its own, as the format asks for."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def wacz(members: Mapping[str, bytes], *, hashes: Mapping[str, str] | None = None) -> bytes:
    """Put files into a WACZ with a list of their hashes; None makes the right ones."""
    out = io.BytesIO()
    listed = hashes if hashes is not None else {
        path: f"sha256:{hashlib.sha256(data).hexdigest()}" for path, data in members.items()
    }  # fmt: skip
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": "made by hand",
        "title": "A day of archiving",
        "resources": [{"path": path, "hash": said} for path, said in listed.items()],
    }
    with zipfile.ZipFile(out, "w") as file:
        for path, data in {**members, "datapackage.json": json.dumps(package).encode()}.items():
            file.writestr(zipfile.ZipInfo(path, (2020, 10, 28, 9, 30, 0)), data)
    return out.getvalue()


def pages(*urls: str) -> bytes:
    """Spell a list of pages."""
    head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    lines = [
        json.dumps({"id": f"p{number}", "url": url, "title": f"Page {number}", "ts": DAY})
        for number, url in enumerate(urls, 1)
    ]
    return "\n".join([head, *lines, ""]).encode()


def sample_wacz() -> bytes:
    """Give a WACZ with two archived pages, of which one is listed."""
    records = [*a_day_of_archiving(), response(6, "https://ads.example/frame", b"<html><p>Buy this.</p></html>")]
    return wacz({"archive/data.warc.gz": packed(records), "pages/pages.jsonl": pages("https://news.example/rockets")})
