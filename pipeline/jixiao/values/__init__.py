"""Amounts, shares, dates, counts and titled documents: found and read exactly."""

from jixiao.values.spans import ValueSpan, find

__all__ = ["ValueSpan", "find"]
