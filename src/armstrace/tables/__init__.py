"""A case's records on disk as Parquet, asked with SQL through DuckDB."""
