"""Training a pipeline from a corpus folder: vectors, tagger, relations, one folder out."""

import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from jixiao.errors import ResourceError
from jixiao.nlp.characters import Vocabulary
from jixiao.nlp.network import CharacterInputs
from jixiao.training.assemble import assemble, character_inputs, save_pipeline
from jixiao.training.corpora import read_gold, read_unlabelled, sample_sentences
from jixiao.training.embeddings import Embeddings, train_embeddings
from jixiao.training.networks import CharacterEmbedding, Tagger
from jixiao.training.relations import RelationConfig, RelationScorer, train_relations
from jixiao.training.tagger import TaggerConfig, train_tagger

Log = Callable[[str], None]


def read_config(path: Path) -> dict[str, Any]:
    """A training configuration (toml). Raises ResourceError if a section is missing."""
    config = tomllib.loads(path.read_text("utf-8"))
    missing = {"model", "embeddings", "tagger", "relations"} - set(config)
    if missing:
        raise ResourceError(f"{path}: no section {', '.join(sorted(missing))}")
    return config


def _texts(corpus: Path, shares: dict[str, dict[str, int]]) -> Iterator[str]:
    for name, share in shares.items():
        for _ in range(share["times"]):
            read = 0
            for line in read_unlabelled(corpus, [name]):
                yield line
                read += len(line)
                if read > share.get("characters", sys.maxsize):
                    break


def get_embeddings(corpus: Path, config: dict[str, Any], work: Path, log: Log) -> Embeddings:
    """The vectors kept in `work`, or new ones, which are kept there."""
    path = work / "embeddings.npz"
    if path.exists():
        log(f"vectors: kept from {path}")
        with np.load(path) as kept:
            vocabulary = Vocabulary.from_strings(str(kept["symbols"]), str(kept["pairs"]))
            return Embeddings(vocabulary, kept["characters"], kept["bigrams"])
    sizes = {name: config[name] for name in ("character_size", "bigram_size", "bigrams")}
    embeddings = train_embeddings(_texts(corpus, config["texts"]), **sizes)
    work.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        symbols=np.array("".join(embeddings.vocabulary.characters)),
        pairs=np.array("".join(embeddings.vocabulary.bigrams)),
        characters=embeddings.characters,
        bigrams=embeddings.bigrams,
    )
    log(f"vectors: {embeddings.characters.shape} characters, {embeddings.bigrams.shape} bigrams")
    return embeddings


def get_tagger(
    corpus: Path, config: dict[str, Any], embeddings: Embeddings, work: Path, log: Log
) -> Tagger:
    """The tagger kept in `work`, or a new one, which is kept there."""
    settings = {name: value for name, value in config.items() if name != "public"}
    sizes = TaggerConfig(**settings)
    path = work / "tagger.pt"
    if path.exists():
        log(f"tagger: kept from {path}")
        embedding = CharacterEmbedding(
            torch.from_numpy(embeddings.characters), torch.from_numpy(embeddings.bigrams)
        )
        tagger = Tagger(embedding, sizes.hidden, sizes.dropout)
        tagger.load_state_dict(torch.load(path, weights_only=True))
        return tagger.eval()
    tagger = train_tagger(
        read_gold(corpus, "train"),
        sample_sentences(corpus, config["public"], sizes.seed),
        embeddings,
        sizes,
        lambda epoch, loss, _: log(f"tagger: epoch {epoch + 1}/{sizes.epochs}, loss {loss:.4f}"),
    )
    torch.save(tagger.state_dict(), path)
    return tagger


def get_relations(
    corpus: Path, config: dict[str, Any], inputs: CharacterInputs, log: Log
) -> RelationScorer:
    """A new relation classifier."""
    sizes = RelationConfig(**config)
    return train_relations(
        read_gold(corpus, "train"),
        inputs,
        sizes,
        lambda epoch, loss, _: log(f"relations: epoch {epoch + 1}/{sizes.epochs}, loss {loss:.4f}"),
    )


def train_pipeline(
    corpus: Path, output: Path, config: dict[str, Any], work: Path, log: Log
) -> None:
    """Train everything on the train part of `corpus` and write the pipeline to `output`.

    Vectors and tagger are kept in `work`, so that a run that was cut off goes
    on after the last finished step; delete the folder to train anew.
    """
    embeddings = get_embeddings(corpus, config["embeddings"], work, log)
    tagger = get_tagger(corpus, config["tagger"], embeddings, work, log)
    inputs = character_inputs(embeddings.vocabulary, tagger)
    scorer = get_relations(corpus, config["relations"], inputs, log)
    nlp = assemble(inputs, tagger, scorer, config["tagger"]["window"])
    nlp.meta.update(config["model"])
    save_pipeline(nlp, output)
    log(f"written: {output}")
