"""Needs the extra `train`; .ci/run installs it and runs these."""

import random

import numpy as np
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def tagger():
    import torch

    from jixiao.training.networks import CharacterEmbedding, Tagger

    torch.manual_seed(0)
    embedding = CharacterEmbedding(torch.randn(9, 6), torch.randn(7, 4))
    return Tagger(embedding, hidden=8, dropout=0.5).eval()


def rows(lengths):
    rng = np.random.default_rng(1)
    return [np.stack([rng.integers(2, top, n) for top in (9, 7, 7)], axis=1) for n in lengths]


def run_torch(tagger, ids):
    import torch

    lengths = torch.tensor([len(row) for row in ids])
    padded = torch.zeros(len(ids), int(lengths.max()), 3, dtype=torch.long)
    for number, row in enumerate(ids):
        padded[number, : len(row)] = torch.from_numpy(row)
    with torch.no_grad():
        scores = tagger(padded, lengths)
    return [scores[i, : len(row)].numpy() for i, row in enumerate(ids)]


def test_the_exported_graph_gives_what_pytorch_gives(tagger):
    import torch

    from jixiao.nlp.network import LstmStack
    from jixiao.training.onnx_export import export_layers

    ids = rows([5, 12, 1, 9])
    network = LstmStack(export_layers(tagger.layers(), tagger.output, small=False))
    with torch.no_grad():
        inputs = [tagger.embedding(torch.from_numpy(row)[None])[0].numpy() for row in ids]
    for ours, theirs in zip(network(inputs), run_torch(tagger, ids), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_weights_of_a_byte_give_nearly_what_pytorch_gives():
    """Within 0.02 in probability, for a stack as large as the shipped one; a third of the size."""
    import torch

    from jixiao.nlp.network import LstmStack
    from jixiao.training.networks import CharacterEmbedding, Tagger
    from jixiao.training.onnx_export import export_layers

    torch.manual_seed(3)
    embedding = CharacterEmbedding(torch.randn(9, 96), torch.randn(7, 64))
    tagger = Tagger(embedding, hidden=192, dropout=0.5).eval()
    ids = rows([40, 120, 1])
    small = export_layers(tagger.layers(), tagger.output)
    with torch.no_grad():
        inputs = [embedding(torch.from_numpy(row)[None])[0].numpy() for row in ids]
    for ours, theirs in zip(LstmStack(small)(inputs), run_torch(tagger, ids), strict=True):
        np.testing.assert_allclose(np.exp(ours), np.exp(theirs), atol=0.02)
    assert len(small) < len(export_layers(tagger.layers(), tagger.output, small=False)) / 3


def test_a_row_alone_and_among_others_gives_the_same(tagger):
    from jixiao.nlp.network import LstmStack
    from jixiao.training.onnx_export import export_layers

    rng = np.random.default_rng(4)
    size = tagger.embedding.size
    inputs = [rng.normal(size=(n, size)).astype(np.float32) * n for n in (5, 12, 1, 9)]
    network = LstmStack(export_layers(tagger.layers(), tagger.output))
    for row, ours in zip(inputs, network(inputs), strict=True):
        assert np.array_equal(network([row])[0], ours)


def test_the_exported_dense_layers_give_what_pytorch_gives():
    import torch

    from jixiao.nlp.network import Graph
    from jixiao.training.onnx_export import export_dense

    torch.manual_seed(2)
    first, second = torch.nn.Linear(6, 5), torch.nn.Linear(5, 3)
    rows = torch.randn(7, 6)
    with torch.no_grad():
        expected = second(torch.relu(first(rows))).numpy()
    found = Graph(export_dense(first, second, small=False)).run(inputs=rows.numpy())
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_padding_changes_nothing(tagger):
    ids = rows([5, 12])
    alone = run_torch(tagger, ids[:1])[0]
    np.testing.assert_allclose(run_torch(tagger, ids)[0], alone, atol=1e-6)


def test_the_loss_asks_only_for_what_is_told(tagger):
    import torch

    from jixiao.training.networks import masked_loss

    scores = torch.log_softmax(torch.randn(1, 2, 4), dim=-1)
    one = torch.tensor([[[True, False, False, False], [False] * 4]])
    every = torch.tensor([[[True] * 4, [True, False, False, False]]])
    assert torch.isclose(masked_loss(scores, one), -scores[0, 0, 0])
    assert torch.isclose(masked_loss(scores, every), -scores[0, 1, 0] / 2)


def test_labels_outside_closed_stay_possible():
    from jixiao.nlp.tags import TAGS
    from jixiao.training.corpora import Passage
    from jixiao.training.tagger import allowed_tags
    from jixiao.types import Label, Mention

    person = Mention("m1", 0, 2, Label.PERSON, "李四")
    passage = Passage(
        "p",
        "李四任衡山局长",
        (person,),
        closed=frozenset({Label.PERSON, Label.ORG}),
        unknown=((3, 5),),
    )
    allowed = allowed_tags(passage)

    def names(place):
        return {TAGS[i] for i in np.flatnonzero(allowed[place])}

    assert names(0) == {"B-PERSON"}
    assert {"O", "B-AWARD"} <= names(2)
    assert not {"B-ORG", "S-PERSON"} & names(2)
    assert "B-ORG" in names(3)


def test_disturbed_mentions_are_a_subset_of_places():
    from jixiao.training.relations import disturb
    from jixiao.types import Label, Mention

    mentions = [Mention(f"m{i}", 4 * i, 4 * i + 4, Label.ORG, "某某某局") for i in range(200)]
    kept = disturb(mentions, 0.5, random.Random(3))
    by_id = {m.id: m for m in mentions}
    assert 120 < len(kept) < 180
    assert all(by_id[m.id].end == m.end and m.start - by_id[m.id].start in (0, 1) for m in kept)
    assert disturb(mentions, 0.0, random.Random(3)) == mentions
