"""What changed from one edition of a register to another: rows gone, rows new, and cells that are printed otherwise."""
