"""Names: people and organisations of a text, and whom a pronoun or a bare noun stands for."""
