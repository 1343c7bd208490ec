"""How good and how fast: evaluation and speed, with pinned floors."""
