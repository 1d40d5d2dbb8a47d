"""A case as a bundle that a stranger can verify: packing it, its pages, its timestamps, and checking it again."""
