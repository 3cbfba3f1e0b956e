"""Batches to and from the formats of other tools."""

FORMATS = ("doccano", "spacy", "huggingface", "bio", "bioes", "brat")
