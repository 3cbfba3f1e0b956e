"""Putting trained networks into a pipeline folder that spaCy loads."""

import shutil
from pathlib import Path

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.language import Language

from jixiao.nlp.boundaries import WordInputs
from jixiao.nlp.characters import Vocabulary
from jixiao.nlp.inputs import Inputs
from jixiao.nlp.network import CharacterInputs, EmbeddingTable, Graph, LstmStack
from jixiao.nlp.relations import PairScorer, RelationFinder
from jixiao.nlp.tagger import MentionTagger
from jixiao.training.networks import Tagger
from jixiao.training.onnx_export import export_dense, export_layers
from jixiao.training.relations import RelationScorer


def _array(tensor: torch.Tensor) -> NDArray[np.float32]:
    return np.ascontiguousarray(tensor.detach().numpy())


def character_inputs(vocabulary: Vocabulary, tagger: Tagger) -> Inputs:
    """The trained vectors of the tagger, those of characters and bigrams as bytes."""
    embedding = tagger.embedding
    inputs = CharacterInputs(
        vocabulary,
        EmbeddingTable.quantise(_array(embedding.characters.weight)),
        EmbeddingTable.quantise(_array(embedding.bigrams.weight)),
    )
    if embedding.boundaries is None:
        return inputs
    return WordInputs(inputs, _array(embedding.boundaries.weight))


def fill_tagger(component: MentionTagger, inputs: Inputs, network: LstmStack) -> None:
    """Give the component the trained network."""
    component.inputs = inputs
    component.network = network


def fill_relations(component: RelationFinder, scorer: RelationScorer) -> None:
    """Give the component the trained network and classifier."""
    component.scorer = PairScorer(
        _array(scorer.tags.weight),
        tuple(_array(table.weight) for table in scorer.tables()),
        Graph(export_dense(scorer.first, scorer.second)),
    )
    component.network = LstmStack(export_layers([scorer.lstm], None))


def assemble(inputs: Inputs, network: LstmStack, scorer: RelationScorer, window: int) -> Language:
    """A Chinese pipeline of rules, tagger and relation classifier."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("jixiao_values")
    mentions = nlp.add_pipe("jixiao_mentions", config={"window": window})
    relations = nlp.add_pipe("jixiao_relations")
    fill_tagger(mentions, inputs, network)  # type: ignore[arg-type]
    fill_relations(relations, scorer)  # type: ignore[arg-type]
    return nlp


def save_pipeline(nlp: Language, folder: Path) -> None:
    """Write the pipeline to `folder`, replacing an earlier one only when it is whole."""
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
