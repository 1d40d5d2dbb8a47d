"""The rules by which software places records on rungs, one file per rung; each is small enough to be read aloud."""
