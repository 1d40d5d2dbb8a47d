"""What every answer tells the browser: run nothing but our own script, fetch nothing from elsewhere, guess nothing."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
BYTES_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For evidence: even where a browser shows it, nothing in it runs, loads, or belongs to this page's origin."""

ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with "no-referrer" a browser would not name the origin of a form either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}


def with_headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Add what is always said, where the answer does not say it in its own words."""
    said = {name.lower() for name, _ in given}
    return [*given, *((name.encode(), value.encode()) for name, value in ALWAYS.items() if name.encode() not in said)]
