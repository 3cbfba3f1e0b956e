"""spaCy factories. Every spacy.load on the machine imports this: it stays light."""

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from jixiao.nlp.relations import RelationFinder
    from jixiao.nlp.rules import ValueFinder
    from jixiao.nlp.tagger import MentionTagger


@Language.factory("jixiao_values")
def make_values(nlp: Language, name: str) -> "ValueFinder":
    """Figures, dates and titled documents by rules, to ``doc.spans["values"]``."""
    from jixiao.nlp.rules import ValueFinder

    return ValueFinder()


@Language.factory("jixiao_mentions", default_config={"window": 200})
def make_mentions(nlp: Language, name: str, window: int) -> "MentionTagger":
    """All ten labels, to ``doc.spans["mentions"]``; `window` is in code points."""
    from jixiao.nlp.tagger import MentionTagger

    return MentionTagger(window)


@Language.factory("jixiao_relations", default_config={"tagger": "jixiao_mentions"})
def make_relations(nlp: Language, name: str, tagger: str) -> "RelationFinder":
    """Relations between mentions, to ``doc._.relations``; `tagger` names the mention pipe."""
    from jixiao.nlp.extensions import register
    from jixiao.nlp.relations import RelationFinder

    register()
    return RelationFinder(nlp, tagger)
