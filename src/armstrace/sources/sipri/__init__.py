"""What the three readers of SIPRI's exports share: cells, headers, preambles, totals."""
