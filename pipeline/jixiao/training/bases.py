"""What a tagger is built on: character vectors trained here, or a pretrained encoder."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from jixiao.errors import ResourceError
from jixiao.nlp.boundaries import boundary_ids
from jixiao.nlp.characters import Vocabulary
from jixiao.nlp.inputs import Inputs
from jixiao.nlp.network import LstmStack
from jixiao.training.assemble import character_inputs
from jixiao.training.corpora import Passage, read_unlabelled
from jixiao.training.embeddings import Embeddings, train_embeddings
from jixiao.training.encoder import (
    EncoderTagger,
    check_characters,
    encoder_inputs,
    load_encoder,
    longest_text,
)
from jixiao.training.networks import CharacterEmbedding, Tagger, TagNetwork
from jixiao.training.onnx_export import export_layers
from jixiao.training.overlap import dev_overlap
from jixiao.training.tagger import Encode, TaggerConfig

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Base:
    """An untrained tagger, how it numbers characters, and what it becomes at run time.

    `export` gives the inputs and the network of the spaCy component.
    """

    name: str
    tagger: TagNetwork
    encode: Encode
    export: Callable[[], tuple[Inputs, LstmStack]]


def tagger_config(config: dict[str, Any]) -> TaggerConfig:
    """The settings of the section `tagger` but for what it is built on and learns from."""
    others = ("public", "encoder", "stages")
    return TaggerConfig(**{k: v for k, v in config.items() if k not in others})


def unlabelled_lines(corpus: Path, shares: dict[str, dict[str, int]]) -> Iterator[str]:
    """Lines of each file of `shares`, as often and of as many characters as it says.

    Lines that share 24 characters with a dev passage of the gold are left out,
    so that scores on dev stay those of new text.
    """
    dev = dev_overlap(corpus)
    for name, share in shares.items():
        lines = _first_lines(corpus, name, share.get("characters", sys.maxsize))
        kept = [line for line in lines if not dev.touches(line)]
        for _ in range(share["times"]):
            yield from kept


def _first_lines(corpus: Path, name: str, characters: int) -> Iterator[str]:
    for line in read_unlabelled(corpus, [name]):
        yield line
        characters -= len(line)
        if characters < 0:
            return


def get_embeddings(corpus: Path, config: dict[str, Any], work: Path, log: Log) -> Embeddings:
    """The vectors kept in `work`, or new ones, which are kept there."""
    path = work / "embeddings.npz"
    if path.exists():
        log(f"vectors: kept from {path}")
        with np.load(path) as kept:
            vocabulary = Vocabulary.from_strings(str(kept["symbols"]), str(kept["pairs"]))
            return Embeddings(vocabulary, kept["characters"], kept["bigrams"])
    sizes = {name: config[name] for name in ("character_size", "bigram_size", "bigrams")}
    embeddings = train_embeddings(unlabelled_lines(corpus, config["texts"]), **sizes)
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


def character_base(corpus: Path, config: dict[str, Any], work: Path, log: Log) -> Base:
    """A tagger on vectors of characters and bigrams, which are kept in `work`.

    Raises ResourceError if the configuration has no section `embeddings`.
    """
    if "embeddings" not in config:
        raise ResourceError("a pipeline without an encoder needs the section embeddings")
    embeddings = get_embeddings(corpus, config["embeddings"], work, log)
    sizes = tagger_config(config["tagger"])
    embedding = CharacterEmbedding(
        torch.from_numpy(embeddings.characters),
        torch.from_numpy(embeddings.bigrams),
        sizes.boundaries,
    )
    tagger = Tagger(embedding, sizes.hidden, sizes.dropout)

    def export() -> tuple[Inputs, LstmStack]:
        inputs = character_inputs(embeddings.vocabulary, tagger)
        return inputs, LstmStack(export_layers(tagger.layers(), tagger.output))

    def encode(text: str) -> NDArray[np.int64]:
        ids = embeddings.vocabulary.encode(text)
        return np.column_stack([ids, boundary_ids(text)]) if sizes.boundaries else ids

    return Base("characters", tagger, encode, export)


def encoder_base(gold: list[Passage], config: dict[str, Any]) -> Base:
    """A tagger on the encoder that the section `tagger` names: a folder, or a name of the hub.

    Raises ResourceError if there is no such encoder, its tokens are not
    Chinese characters, or its texts are shorter than the tagger's windows.
    """
    sizes, name = tagger_config(config["tagger"]), config["tagger"]["encoder"]
    encoder, characters = load_encoder(name)
    check_characters(name, characters, [passage.text for passage in gold])
    if (limit := longest_text(encoder)) < sizes.window:
        raise ResourceError(f"{name} reads {limit} characters, the window has {sizes.window}")
    tagger = EncoderTagger(encoder, sizes.dropout)

    def export() -> tuple[Inputs, LstmStack]:
        small = config.get("export", {}).get("small", True)
        inputs = encoder_inputs(tagger.encoder, characters, small=small)
        return inputs, LstmStack(export_layers([], tagger.output, small=small))

    return Base(re.sub(r"[^\w.-]+", "_", name.strip("/")), tagger, characters.encode, export)
