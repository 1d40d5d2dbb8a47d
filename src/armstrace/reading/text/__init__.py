"""The text model: one view that keeps every offset, blocks, sentences."""
