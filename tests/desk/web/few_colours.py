"""Pictures of few colours: a PNG with a palette takes a third of one without."""

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import BrowserContext

_COLOURS = 112
# the browser reads its own picture: no library for that is needed
_PIXELS = """async (png) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), drawn = canvas.getContext("2d");
  drawn.drawImage(picture, 0, 0);
  const bytes = drawn.getImageData(0, 0, picture.width, picture.height).data;
  let said = "";
  for (let at = 0; at < bytes.length; at += 30000) said += String.fromCharCode(...bytes.subarray(at, at + 30000));
  return [picture.width, picture.height, btoa(said)];
}"""


def few_colours(png: bytes, context: BrowserContext) -> bytes:
    """Give a picture with the colours that it has most of; each other becomes the nearest of them."""
    page = context.new_page()
    width, height, told = page.evaluate(_PIXELS, base64.b64encode(png).decode())
    page.close()
    pixels = np.frombuffer(base64.b64decode(told), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    packed = pixels[:, 0] << 16 | pixels[:, 1] << 8 | pixels[:, 2]
    colours, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-counts, kind="stable")[:_COLOURS]]
    nearest = np.empty(len(colours), np.uint8)
    for first in range(0, len(colours), 4096):
        some = colours[first : first + 4096]
        far = sum((_channel(some, n)[:, None] - _channel(kept, n)[None, :]) ** 2 for n in (16, 8, 0))
        nearest[first : first + 4096] = np.argmin(far, axis=1)
    rows = nearest[place].reshape(height, width)
    body = b"".join(b"\0" + row.tobytes() for row in rows)
    palette = b"".join(struct.pack(">I", int(colour))[1:] for colour in kept)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _channel(packed: np.ndarray, shift: int) -> np.ndarray:
    return (packed >> shift) & 255


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
