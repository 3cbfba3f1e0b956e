"""Mentions and relations as spaCy components; the only part of jixiao that knows spaCy."""
