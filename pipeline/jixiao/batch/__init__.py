"""Batches: many files into a knowledge base."""
