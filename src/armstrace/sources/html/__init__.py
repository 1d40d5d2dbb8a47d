"""What reading an HTML page takes: tokens with their offsets, blocks, the main text, what it says of itself."""
