"""Arithmetic checks: which figures of a report agree and which contradict."""

from jixiao.checks.engine import check

__all__ = ["check"]
