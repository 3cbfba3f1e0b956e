"""Training from a corpus folder; the configuration says what: a pipeline, or what it builds on."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.language import Language

from jixiao.annotations.folder import Batch
from jixiao.errors import ResourceError
from jixiao.nlp.inputs import Inputs
from jixiao.training.assemble import assemble, save_pipeline
from jixiao.training.bases import Base, character_base, encoder_base, tagger_config
from jixiao.training.calibrate import calibrate, hold_out
from jixiao.training.corpora import Passage, gather_gold, read_batch, sample_sentences
from jixiao.training.networks import prepare_cpu
from jixiao.training.progress import Progress
from jixiao.training.relations import RelationConfig, RelationScorer, train_relations
from jixiao.training.tagger import train_tagger

Log = Callable[[str], None]

# The sections that a configuration must have, by what it trains; a pipeline on
# an encoder needs no vectors.
_SECTIONS = {
    "pipeline": {"model", "tagger", "relations"},
    "encoder": {"encoder"},
    "segmenter": {"segmenter"},
}


def read_config(path: Path) -> dict[str, Any]:
    """A training configuration (toml), whose `trains` says what; a pipeline if it does not.

    Raises ResourceError if it trains something unknown or a section is missing.
    """
    config = {"trains": "pipeline"} | tomllib.loads(path.read_text("utf-8"))
    if config["trains"] not in _SECTIONS:
        raise ResourceError(f"{path}: trains is one of {', '.join(_SECTIONS)}")
    if missing := _SECTIONS[config["trains"]] - set(config):
        raise ResourceError(f"{path}: no section {', '.join(sorted(missing))}")
    return config


def run(
    corpus: Path,
    output: Path,
    config: dict[str, Any],
    work: Path,
    log: Log,
    batches: Sequence[Batch] = (),
) -> None:
    """Train what `config` says and write it to `output`; only a pipeline learns from `batches`.

    Raises ResourceError if something of the corpus that it needs is missing.
    """
    if config["trains"] == "segmenter":
        from jixiao.training.segmenter import train_segmenter

        train_segmenter(corpus, output, config["segmenter"], work, log)
    elif config["trains"] == "encoder":
        from jixiao.training.pretrain import pretrain

        pretrain(corpus, output, config["encoder"], work, log)
    else:
        train_pipeline(corpus, output, config, work, log, batches)


def fit_tagger(
    base: Base, corpus: Path, gold: list[Passage], config: dict[str, Any], kept: Path, log: Log
) -> None:
    """Train the tagger of `base` on `gold` and public corpora, on from states kept.

    Each of the `stages` goes on from the one before with the settings that it
    names; where it stands is kept beside `kept`, its number in the name.
    """
    public = sample_sentences(corpus, config["public"], tagger_config(config).seed)
    for number, stage in enumerate(config.get("stages", [{}]), 1):
        sizes = replace(tagger_config(config), **stage)
        path = kept.with_name(f"{kept.name}.tagger{number}.pt")
        if path.exists():
            log(f"tagger: kept from {path}")
        said = _telling(f"tagger: stage {number}, epoch", sizes.epochs, log)
        train_tagger(base.tagger, base.encode, gold, public, sizes, Progress(path, said))


def _telling(what: str, epochs: int, log: Log) -> Callable[[int, float, object], None]:
    return lambda epoch, loss, _: log(f"{what} {epoch + 1}/{epochs}, loss {loss:.4f}")


def get_relations(
    gold: list[Passage], config: dict[str, Any], inputs: Inputs, log: Log
) -> RelationScorer:
    """A relation classifier trained on `gold`."""
    sizes = RelationConfig(**config)
    return train_relations(
        gold,
        inputs,
        sizes,
        _telling("relations: epoch", sizes.epochs, log),
    )


def train_pipeline(
    corpus: Path,
    output: Path,
    config: dict[str, Any],
    work: Path,
    log: Log,
    batches: Sequence[Batch] = (),
) -> None:
    """Train everything on the train parts of `corpus` and `batches`; the pipeline to `output`.

    An `encoder` of the section tagger, a folder or a name of the hub, takes the
    place of the character vectors. Vectors and the tagger's state are kept in
    `work`, so that a run that was cut off goes on; delete the folder to train anew.
    """
    gold = gather_gold(corpus, batches, "train", log)
    learnt, others = _calibration(config.get("calibration", {}), gold, batches, log)
    nlp = build_pipeline(corpus, learnt, config, work, log)
    if others:
        calibrate(nlp, others, log)
    save_pipeline(nlp, output)
    log(f"written: {output}")


def _calibration(
    config: dict[str, Any], gold: list[Passage], batches: Sequence[Batch], log: Log
) -> tuple[list[Passage], list[Passage]]:
    """The passages to learn from, and others on which scores are made probabilities.

    Those others are the dev part of the batches (`dev`), or a share of the gold
    (`held_out`); none where the section says nothing.
    """
    if config.get("dev"):
        return gold, [one for batch in batches for one in read_batch(batch, "dev", log)]
    return hold_out(gold, config.get("held_out", 0.0))


def build_pipeline(
    corpus: Path, gold: list[Passage], config: dict[str, Any], work: Path, log: Log, part: str = ""
) -> Language:
    """A pipeline trained on `gold`, its scores as the networks give them.

    `part` keeps the states of taggers apart that learn from parts of the gold.
    """
    log(f"gold: {len(gold)} passages, {sum(len(one.text) for one in gold)} characters")
    prepare_cpu(config["tagger"].get("seed", 0))
    if "encoder" in config["tagger"]:
        base = encoder_base(gold, config)
    else:
        base = character_base(corpus, config, work, log)
    fit_tagger(base, corpus, gold, config["tagger"], work / f"{base.name}{part}", log)
    inputs, network = base.export()
    scorer = get_relations(gold, config["relations"], inputs, log)
    nlp = assemble(inputs, network, scorer, tagger_config(config["tagger"]).window)
    nlp.meta.update(config["model"])
    return nlp
