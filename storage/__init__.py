"""What is remembered: the DuckDB file, one module per noun."""
