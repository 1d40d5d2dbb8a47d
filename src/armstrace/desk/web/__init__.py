"""The desk as a page in a browser: it shows what the library computes, and hands on what a person decides."""
