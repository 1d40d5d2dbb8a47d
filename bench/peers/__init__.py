"""What other programs do with the same trace files, each in an environment of its own."""
