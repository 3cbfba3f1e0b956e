"""What an epoch of the tagger is made of. Needs the extra `train`."""

import random

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("mix", [0.0, 1.0, 2.5])
def test_an_epoch_has_all_gold_and_its_share_of_public_sentences(mix):
    import numpy as np

    from jixiao.training.tagger import Example, TaggerConfig, epoch_batches

    def examples(count):
        return [Example(np.zeros((10, 3), np.int64), np.ones((10, 1), bool))] * count

    config = TaggerConfig(mix=mix, batch=40, auxiliary=0.25)
    epoch = epoch_batches(examples(20), examples(90), config, random.Random(1))
    told = {1.0: 0, 0.25: 0}
    for batch, weight in epoch:
        told[weight] += len(batch)
    assert told == {1.0: 20, 0.25: round(20 * mix)}


def test_half_precision_learns_what_whole_precision_learns(corpus):
    import torch

    from jixiao.nlp.characters import Vocabulary
    from jixiao.training.corpora import read_gold
    from jixiao.training.networks import CharacterEmbedding, Tagger, prepare_cpu
    from jixiao.training.progress import Progress
    from jixiao.training.tagger import TaggerConfig, train_tagger

    gold = read_gold(corpus, "train")
    vocabulary = Vocabulary(sorted({*"".join(one.text for one in gold)}), [])
    losses = {}
    for half in (False, True):
        prepare_cpu(3)
        embedding = CharacterEmbedding(
            torch.randn(len(vocabulary.characters) + 2, 8), torch.zeros(2, 4)
        )
        tagger = Tagger(embedding, 12, 0.0)
        kept: list[float] = []
        config = TaggerConfig(epochs=8, batch=512, rate=0.02, window=120, half=half)
        report = Progress(report=lambda epoch, loss, _, kept=kept: kept.append(loss))
        train_tagger(tagger, vocabulary.encode, gold, [], config, report)
        losses[half] = kept
    assert losses[False][-1] < losses[False][0] / 2
    assert losses[True] == pytest.approx(losses[False], rel=0.05)
