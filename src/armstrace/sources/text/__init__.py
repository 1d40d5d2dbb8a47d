"""What text files share: decoding, blocks, passages."""
