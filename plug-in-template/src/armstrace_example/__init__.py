"""What armstrace does not know by itself."""
