"""Batches: which files, in which order, into a knowledge base."""
