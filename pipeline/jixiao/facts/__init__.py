"""The post-processor: from labelled mentions and relations to facts an auditor can trust."""

from jixiao.facts.build import FactsResult, build

__all__ = ["FactsResult", "build"]
