"""What of a case goes into an export: chosen, held against the licence gate, written, and put down in the ledger."""
