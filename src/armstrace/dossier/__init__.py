"""What a person reads: findings and every row they rest on, on one page that opens anywhere and asks nobody.

This room computes no new fact; it lays out what the checks found, with the words around it.
"""
