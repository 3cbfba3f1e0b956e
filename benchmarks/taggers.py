"""Networks for names side by side: `python benchmarks/taggers.py CORPUS WORK [--only NAME …]`.

Trains taggers on the gold alone (CORPUS and annotations/bureau_reports), all for
as many epochs, and prints F1 by label on the dev part of CORPUS without rules,
characters per second on one thread and the size of what would be shipped:

characters   vectors of characters and bigrams, two LSTM layers, tags each by itself
crf          the same, with a conditional random field over the tags
boundaries   as characters, told by the segmenter where words end
encoder      the pretrained encoder given with `--encoder`
encoder-crf  the same with a conditional random field

A tagger that is finished is kept in WORK, and only measured again.
"""

import argparse
import random
import tempfile
import time
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from jixiao.annotations.folder import Batch
from jixiao.nlp.tagger import MentionTagger
from jixiao.nlp.tags import TAGS, allowed_transitions
from jixiao.resources import data_path
from jixiao.scoring import ALL, score_spans, sum_scores
from jixiao.training.bases import Base, character_base, encoder_base, tagger_config
from jixiao.training.corpora import Passage, gather_gold
from jixiao.training.networks import descend, masked_loss, prepare_cpu, rate_at
from jixiao.training.tagger import TaggerConfig, collate, epoch_batches, make_examples
from jixiao.types import Label, Mention

VARIANTS = ("characters", "crf", "boundaries", "encoder", "encoder-crf")
NAMES = (Label.ORG, Label.INDICATOR, Label.PROJECT, Label.AWARD, Label.PERSON)
_NEVER = -1e4


class Crf(nn.Module):
    """Scores of what may follow what (Lafferty et al. 2001), over log probabilities of tags."""

    def __init__(self) -> None:
        super().__init__()
        self.follows = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        rule = torch.from_numpy(np.where(allowed_transitions(), 0.0, _NEVER)).float()
        self.register_buffer("rule", rule)

    def scores(self) -> Tensor:
        """Score of tag j after tag i, shape (tags, tags)."""
        return self.follows + self.get_buffer("rule")

    def loss(self, outputs: Tensor, lengths: Tensor, allowed: Tensor) -> Tensor:
        """Mean over characters of -log P(the paths that are allowed)."""
        told = allowed.any(dim=-1, keepdim=True)
        possible = outputs.masked_fill(~allowed & told, _NEVER)
        every, ours = self._sum(outputs, lengths), self._sum(possible, lengths)
        return (every - ours).sum() / lengths.sum()

    def _sum(self, outputs: Tensor, lengths: Tensor) -> Tensor:
        scores, total = self.scores(), outputs[:, 0]
        for place in range(1, outputs.shape[1]):
            longer = torch.logsumexp(total[:, :, None] + scores, dim=1) + outputs[:, place]
            total = torch.where((place < lengths)[:, None], longer, total)
        return torch.logsumexp(total, dim=1)


def best_path(outputs: NDArray[np.float32], follows: NDArray[np.float32]) -> NDArray[np.int64]:
    """The tags of the best path (Viterbi), shape (length,)."""
    best, came = outputs[0], np.zeros(outputs.shape, dtype=np.int64)
    for place in range(1, len(outputs)):
        reached = best[:, None] + follows
        came[place] = reached.argmax(axis=0)
        best = reached.max(axis=0) + outputs[place]
    path = [int(best.argmax())]
    for place in range(len(outputs) - 1, 0, -1):
        path.append(int(came[place, path[-1]]))
    return np.array(path[::-1])


def fit(base: Base, crf: Crf | None, gold: list[Passage], config: TaggerConfig) -> None:
    """Train the tagger of `base`, and `crf` on it, on `gold`."""
    rng = random.Random(config.seed)
    pretrained = {"params": base.tagger.pretrained(), "weight_decay": 0.0}
    fresh = [*base.tagger.fresh(), *(crf.parameters() if crf else ())]
    optimizer = torch.optim.AdamW([pretrained, {"params": fresh}], lr=config.rate)
    for epoch in range(config.epochs):
        size = config.window - rng.randrange(config.window // 3)
        examples = make_examples(gold, base.encode, size)
        for group, part in zip(optimizer.param_groups, (config.gentle, 1.0), strict=True):
            group["lr"] = part * config.rate * rate_at(epoch / config.epochs)
        base.tagger.train()
        for batch, _ in epoch_batches(examples, [], config, rng):
            ids, lengths, allowed = collate(batch)
            with torch.autocast("cpu", torch.bfloat16, enabled=config.half):
                outputs = base.tagger(ids, lengths)
            if crf is None:
                loss = masked_loss(outputs.float(), allowed)
            else:
                loss = crf.loss(outputs.float(), lengths, allowed)
            descend(loss, base.tagger, optimizer)
        print(f"  epoch {epoch + 1}/{config.epochs}, last loss {loss.item():.4f}", flush=True)
    base.tagger.eval()


def make_base(variant: str, options: argparse.Namespace, gold: list[Passage]) -> tuple[Base, Any]:
    """An untrained tagger of the kind, and the settings it is trained with."""
    name = "on_encoder" if variant.startswith("encoder") else "base"
    config = tomllib.loads(data_path(f"configs/{name}.toml").read_text("utf-8"))
    config["tagger"]["half"] = True
    if variant == "boundaries":
        config["tagger"]["boundaries"] = 16
    settings = replace(tagger_config(config["tagger"]), epochs=options.epochs)
    prepare_cpu(settings.seed)
    if variant.startswith("encoder"):
        config["tagger"]["encoder"] = str(options.encoder)
        return encoder_base(gold, config), settings
    return character_base(options.corpus, config, options.work, print), settings


def mentions(path: NDArray[np.int64], start: int) -> list[Mention]:
    """The spans that a path of tags means, the first character standing at `start`."""
    found, opened = [], 0
    for place, number in enumerate(path):
        part, _, label = TAGS[number].partition("-")
        if part in ("B", "S"):
            opened = place
        if part in ("E", "S"):
            found.append(Mention("", start + opened, start + place + 1, Label(label), "?"))
    return found


def measure(base: Base, crf: Crf | None, dev: list[Passage], window: int) -> None:
    """Print F1 by label, speed and size of the tagger as it would be shipped."""
    tagger = MentionTagger(window)
    tagger.inputs, tagger.network = base.export()
    follows = (crf or Crf()).scores().detach().numpy()
    scores, started = [], time.process_time()
    for passage in dev:
        (pieces,) = tagger.window_scores([passage.text])
        found = [
            m for piece, rows in pieces for m in mentions(best_path(rows, follows), piece.start)
        ]
        scores.append(score_spans([m for m in found if m.label in NAMES], named(passage)))
    speed = sum(len(p.text) for p in dev) / (time.process_time() - started)
    with tempfile.TemporaryDirectory() as folder:
        tagger.save(Path(folder))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    total = sum_scores(scores)
    by_label = "  ".join(f"{name} {total[name].f1:.3f}" for name in (*map(str, NAMES), ALL))
    print(f"  {by_label}  {speed:,.0f} characters/s  {size / 1e6:.1f} MB", flush=True)


def named(passage: Passage) -> list[Mention]:
    """The names of a passage."""
    return [m for m in passage.mentions if m.label in NAMES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", nargs="+", choices=VARIANTS, default=VARIANTS)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args()
    batches = [Batch(data_path("annotations/bureau_reports"))]
    gold = gather_gold(options.corpus, batches, "train", print)
    dev = gather_gold(options.corpus, [], "dev")
    for variant in options.only:
        if variant.startswith("encoder") and options.encoder is None:
            parser.error("the encoder is given with --encoder")
        print(variant, flush=True)
        base, settings = make_base(variant, options, gold)
        crf = Crf() if variant.endswith("crf") else None
        parts = nn.ModuleList([base.tagger, *([crf] if crf else [])])
        kept = options.work / f"{variant}.{options.epochs}.pt"
        if kept.exists():
            parts.load_state_dict(torch.load(kept, weights_only=True))
        else:
            fit(base, crf, gold, settings)
            torch.save(parts.state_dict(), kept)
        measure(base, crf, dev, settings.window)


if __name__ == "__main__":
    main()
