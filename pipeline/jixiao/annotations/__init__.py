"""Annotated text as files that git can show: texts, layers, who said what."""
