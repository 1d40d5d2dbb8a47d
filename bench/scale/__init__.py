"""What armstrace costs at scale: measured on a small made archive and a few articles, then multiplied openly."""
