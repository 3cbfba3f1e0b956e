"""Training from a corpus folder; the configuration says what: a pipeline, or what it builds on."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from jixiao.annotations.folder import Batch
from jixiao.errors import ResourceError
from jixiao.nlp.inputs import Inputs
from jixiao.training.assemble import assemble, save_pipeline
from jixiao.training.bases import Base, character_base, encoder_base, tagger_config
from jixiao.training.calibrate import calibrate, hold_out
from jixiao.training.corpora import Passage, gather_gold, sample_sentences
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
    base: Base, corpus: Path, gold: list[Passage], config: dict[str, Any], path: Path, log: Log
) -> None:
    """Train the tagger of `base` on `gold` and public corpora, on from the state kept in `path`."""
    sizes = tagger_config(config)
    if path.exists():
        log(f"tagger: kept from {path}")
    train_tagger(
        base.tagger,
        base.encode,
        gold,
        sample_sentences(corpus, config["public"], sizes.seed),
        sizes,
        Progress(
            path,
            lambda epoch, loss, _: log(
                f"tagger: epoch {epoch + 1}/{sizes.epochs}, loss {loss:.4f}"
            ),
        ),
    )


def get_relations(
    gold: list[Passage], config: dict[str, Any], inputs: Inputs, log: Log
) -> RelationScorer:
    """A relation classifier trained on `gold`."""
    sizes = RelationConfig(**config)
    return train_relations(
        gold,
        inputs,
        sizes,
        lambda epoch, loss, _: log(f"relations: epoch {epoch + 1}/{sizes.epochs}, loss {loss:.4f}"),
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
    nlp = build_pipeline(corpus, gold, config, work, log)
    save_pipeline(nlp, output)
    log(f"written: {output}")


def build_pipeline(
    corpus: Path, gold: list[Passage], config: dict[str, Any], work: Path, log: Log, part: str = ""
) -> Language:
    """A pipeline trained on `gold` as `train_pipeline` does it.

    `part` keeps the states of taggers apart that learn from parts of the gold.
    The share of the passages that the section calibration says is held out of
    training, and scores are made probabilities on it; without the section,
    scores stay as the networks give them.
    """
    held_out = config.get("calibration", {}).get("held_out", 0.0)
    learnt, others = hold_out(gold, held_out)
    log(f"gold: {len(learnt)} passages, {sum(len(one.text) for one in learnt)} characters")
    prepare_cpu(config["tagger"].get("seed", 0))
    if "encoder" in config["tagger"]:
        base = encoder_base(learnt, config)
    else:
        base = character_base(corpus, config, work, log)
    fit_tagger(base, corpus, learnt, config["tagger"], work / f"{base.name}{part}.tagger.pt", log)
    inputs, network = base.export()
    scorer = get_relations(learnt, config["relations"], inputs, log)
    nlp = assemble(inputs, network, scorer, tagger_config(config["tagger"]).window)
    nlp.meta.update(config["model"])
    if others:
        calibrate(nlp, others, log)
    return nlp
