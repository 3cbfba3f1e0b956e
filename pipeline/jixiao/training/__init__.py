"""Training and evaluation: corpora in, a pipeline folder and its scores out."""
