"""What the readers of web archives share: WARC records, the HTTP answers in them, and the pages in those."""
