"""What the reader of archiving programs' tables needs: cells that hold Python's own notation."""
