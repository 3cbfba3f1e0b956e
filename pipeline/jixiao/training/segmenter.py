"""Training the word segmenter with pkuseg, and making it small."""

import contextlib
import io
import lzma
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy_pkuseg
from numpy.typing import NDArray
from spacy_pkuseg.feature_extractor import FeatureExtractor

from jixiao.bodies.divisions import division_names
from jixiao.bodies.organs import common_bodies
from jixiao.errors import ResourceError
from jixiao.nlp.segmenter import Segmenter, plain
from jixiao.resources import data_path
from jixiao.scoring import Score

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SegmenterConfig:
    """Corpus and schedule; configs/segmenter.toml says what each setting means."""

    text: str = "pfr199801"
    held_out: float = 0.1
    iterations: int = 15
    rare: int = 1
    weak: float = 0.1
    seed: int = 3


def read_segmented(path: Path) -> list[list[str]]:
    """The lines of a text (xz) whose words are parted by blanks, as lists of words.

    Raises ResourceError if the file is not there.
    """
    if not path.exists():
        raise ResourceError(f"no segmented text at {path}")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [words for line in lines if (words := line.split())]


def split_lines(
    lines: Sequence[list[str]], held_out: float
) -> tuple[list[list[str]], list[list[str]]]:
    """The first part to learn from and the last one to measure.

    A newspaper repeats itself from line to line, so the parts are not mixed.
    """
    first = round(len(lines) * (1 - held_out))
    return list(lines[:first]), list(lines[first:])


def boundaries(words: Iterable[str]) -> set[tuple[int, int]]:
    """The words by their offsets in the text that they make up.

    >>> sorted(boundaries(["财政", "局"]))
    [(0, 2), (2, 3)]
    """
    spans = set()
    start = 0
    for word in words:
        spans.add((start, start + len(word)))
        start += len(word)
    return spans


def score_words(cut: Callable[[str], Iterable[str]], lines: Iterable[list[str]]) -> Score:
    """Words of `lines` found again by `cut`, which takes the text without its blanks."""
    total = Score()
    for words in lines:
        found, gold = boundaries(cut("".join(words))), boundaries(words)
        total.add(Score(len(found & gold), len(found), len(gold)))
    return total


def known_words(lines: Iterable[list[str]]) -> set[str]:
    """All words of `lines` as the segmenter sees them."""
    return {plain(word) for words in lines for word in words}


def recall_of_unknown(
    cut: Callable[[str], Iterable[str]], lines: Iterable[list[str]], known: set[str]
) -> float:
    """The share of words outside `known` that `cut` finds; the usual OOV recall."""
    right = total = 0
    for words in lines:
        found = boundaries(cut("".join(words)))
        start = 0
        for word in words:
            end = start + len(word)
            if plain(word) not in known:
                total += 1
                right += (start, end) in found
            start = end
    return right / max(total, 1)


def _write(path: Path, lines: Iterable[list[str]]) -> None:
    path.write_text("".join(" ".join(map(plain, words)) + "\n" for words in lines), "utf-8")


def _train(lines: list[list[str]], folder: Path, config: SegmenterConfig) -> None:
    """Pkuseg's own training, its model left in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "train.txt", lines)
    # What it measures after each iteration is not used.
    _write(folder / "measured.txt", lines[:20])
    random.seed(config.seed)
    settings: Any = spacy_pkuseg.config
    settings.featureTrim = config.rare
    with contextlib.redirect_stdout(io.StringIO()):
        spacy_pkuseg.train(
            str(folder / "train.txt"),
            str(folder / "measured.txt"),
            str(folder),
            train_iter=config.iterations,
        )


def prune(source: Path, target: Path, weak: float) -> int:
    """Write the model of `source` to `target` without its weak features; their number is kept.

    A feature goes if all its weights lie below `weak` in size. Weights are
    kept with half precision, which the segmenter makes whole again.
    """
    features = FeatureExtractor.load(str(source))
    with np.load(source / "weights.npz") as arrays:
        tags, count = (int(size) for size in arrays["sizes"])
        weights: NDArray[np.float64] = arrays["w"]
    rows = weights[: tags * count].reshape(count, tags)
    strong = np.abs(rows).max(axis=1) >= weak
    # Pkuseg gives the first feature to every character, by its number.
    strong[0] = True
    kept = np.flatnonzero(strong)
    places = {old: new for new, old in enumerate(kept.tolist())}
    names = {name: places[i] for name, i in features.feature_to_idx.items() if i in places}
    features.feature_to_idx = names
    features.unigram &= {word for name in names for word in _words(name)}
    # Asked for in training alone.
    features.bigram = set()
    target.mkdir(parents=True, exist_ok=True)
    features.save(str(target))
    w = np.concatenate([rows[kept].ravel(), weights[tags * count :]]).astype(np.float16)
    np.savez_compressed(target / "weights.npz", sizes=np.array([tags, len(kept)]), w=w)
    return len(kept)


def _words(feature: str) -> list[str]:
    """The words that a feature speaks of; none if it speaks of characters."""
    kind, _, rest = feature.partition(".")
    if kind == "ww":
        return rest.partition(".")[2].split("*")
    return [rest] if kind in ("w1", "w-1") else []


def administrative_terms() -> list[str]:
    """The lexicon: configs/administrative_terms.txt with the divisions and bodies we know."""
    lines = data_path("configs/administrative_terms.txt").read_text("utf-8").splitlines()
    listed = [term for line in lines if not line.startswith("#") for term in line.split()]
    return sorted({*listed, *division_names(), *common_bodies()})


def train_segmenter(
    corpus: Path, output: Path, config: dict[str, Any], work: Path, log: Log
) -> None:
    """Train a segmenter on the segmented text of `corpus` and write it to `output`.

    `config` is the section segmenter of a configuration. The whole model stays
    in `work`, and is taken from there if it is whole. Raises ResourceError if
    the corpus has no such text.
    """
    settings = SegmenterConfig(**config)
    lines = read_segmented(corpus / "data" / "segmentation" / f"{settings.text}.txt.xz")
    learnt, held_out = split_lines(lines, settings.held_out)
    whole = work / "segmenter"
    if not (whole / "weights.npz").exists():
        _train(learnt, whole, settings)
    kept = prune(whole, output, settings.weak)
    (output / "lexicon.txt").write_text("\n".join(administrative_terms()) + "\n", "utf-8")
    log(f"segmenter: {len(learnt)} lines, {kept} features kept")
    segmenter = Segmenter(output)
    known = known_words(learnt)
    for name, cut in (("with", segmenter.words), ("without", segmenter.cut)):
        score = score_words(cut, held_out)
        unknown = recall_of_unknown(cut, held_out, known)
        log(f"segmenter {name} lexicon: F1 {score.f1:.4f}, unknown words found {unknown:.3f}")
    log(f"written: {output}")
