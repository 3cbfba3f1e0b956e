"""Pipelines on a pretrained encoder. Needs the extra `train`."""

import random

import numpy as np
import pytest

from jixiao.errors import ResourceError

pytestmark = pytest.mark.slow

# Of states of about unit size: the largest difference that sums in another order make,
# and the root of the mean square of those that weights of seven bits make.
WHOLE, SMALL = 1e-4, 0.06


def texts():
    rng = random.Random(8)
    letters = "市民政局的公务接待费为12万元。\nX"
    return ["".join(rng.choices(letters, k=size)) for size in (7, 60, 1, 100)]


@pytest.fixture(scope="module")
def loaded(encoder_folder):
    from jixiao.training.encoder import load_encoder

    encoder, characters = load_encoder(str(encoder_folder))
    return encoder.eval(), characters


@pytest.fixture(scope="module")
def exported(loaded):
    from jixiao.training.encoder import export_encoder

    return export_encoder(loaded[0], small=False)


def inputs(loaded, content):
    from jixiao.nlp.encoder import EncoderInputs
    from jixiao.nlp.network import Graph
    from jixiao.training.encoder import longest_text

    return EncoderInputs(loaded[1], Graph(content), longest_text(loaded[0]))


def states_of_torch(loaded, text):
    import torch

    encoder, characters = loaded
    with torch.no_grad():
        ids = torch.from_numpy(characters.encode(text))[None]
        return encoder(input_ids=ids).last_hidden_state[0, 1:-1].numpy()


def test_a_batch_gives_what_pytorch_gives_alone(loaded, exported):
    for text, rows in zip(texts(), inputs(loaded, exported)(texts()), strict=True):
        np.testing.assert_allclose(rows, states_of_torch(loaded, text), atol=WHOLE)


def test_small_weights_are_near(loaded, exported):
    from jixiao.training.onnx_export import quantise

    content = quantise(exported)
    assert len(content) < len(exported)
    for text, rows in zip(texts(), inputs(loaded, content)(texts()), strict=True):
        differences = rows - states_of_torch(loaded, text)
        assert 0 < np.sqrt(np.square(differences).mean()) < SMALL


def test_a_text_beyond_the_limit_is_read_in_pieces(loaded, exported):
    encoder = inputs(loaded, exported)
    assert encoder.limit == 128
    part = "民" * 99 + "。"
    (rows,) = encoder([part * 3])
    assert rows.shape == (300, encoder.size)
    np.testing.assert_allclose(rows[100:200], encoder([part])[0], atol=WHOLE)


def test_no_text_gives_no_states(loaded, exported):
    encoder = inputs(loaded, exported)
    assert [rows.shape for rows in encoder(["", "民"])] == [(0, 32), (1, 32)]
    assert encoder([]) == []


def test_the_exported_tagger_gives_what_pytorch_gives(loaded, exported):
    import torch

    from jixiao.nlp.network import LstmStack
    from jixiao.training.encoder import EncoderTagger
    from jixiao.training.onnx_export import export_layers

    torch.manual_seed(0)
    tagger = EncoderTagger(loaded[0], dropout=0.1).eval()
    network = LstmStack(export_layers([], tagger.output, small=False))
    rows = network(inputs(loaded, exported)(texts()))
    for text, scores in zip(texts(), rows, strict=True):
        ids = torch.from_numpy(loaded[1].encode(text))[None]
        with torch.no_grad():
            expected = tagger(ids, torch.tensor([ids.shape[1]]))[0, 1:-1].numpy()
        np.testing.assert_allclose(scores, expected, atol=WHOLE)


def test_the_ends_of_a_text_are_asked_for_no_tag(loaded):
    from jixiao.training.corpora import Passage
    from jixiao.training.tagger import make_examples

    (example,) = make_examples([Passage("p", "民政局", ())], loaded[1].encode, 50)
    assert example.allowed.any(axis=1).tolist() == [False, True, True, True, False]
    assert len(example.ids) == len(example.allowed)


def test_an_encoder_that_is_not_there_is_named(tmp_path):
    from jixiao.training.encoder import load_encoder

    with pytest.raises(ResourceError, match="nowhere"):
        load_encoder(str(tmp_path / "nowhere"))


def test_an_encoder_of_another_language_is_refused(loaded):
    from jixiao.training.encoder import check_characters

    check_characters("made", loaded[1], ["市民政局 的 公务接待费"])
    with pytest.raises(ResourceError, match="50% of the characters"):
        check_characters("made", loaded[1], ["市民蓬莱\n"])


def config(encoder_folder, epochs):
    return {
        "trains": "pipeline",
        "model": {"name": "tiny_encoder", "version": "0.0.1"},
        "tagger": {
            "encoder": str(encoder_folder),
            "epochs": epochs,
            "batch": 512,
            "rate": 0.02,
            "gentle": 0.2,
            "dropout": 0.0,
            "public": {"made": 1.0},
            "window": 120,
        },
        "relations": {"hidden": 16, "layer": 32, "epochs": 8, "rate": 0.01},
    }


@pytest.fixture(scope="module")
def trained(corpus, encoder_folder, tmp_path_factory):
    from jixiao.training.run import run

    folder = tmp_path_factory.mktemp("on_encoder")
    run(corpus, folder / "model", config(encoder_folder, 12), folder / "work", lambda _: None)
    return folder


def test_a_pipeline_on_an_encoder_opens_and_has_learnt(corpus, trained):
    import spacy

    from jixiao.pipeline import load
    from jixiao.training.corpora import read_gold
    from jixiao.training.evaluate import evaluate_pipeline

    assert spacy.load(trained / "model").pipe_names[-1] == "jixiao_relations"
    evaluation = evaluate_pipeline(load(trained / "model"), read_gold(corpus, "dev"))
    assert evaluation.layers["spans, exact"]["all"].f1 > 0.9
    assert evaluation.layers["relations, gold mentions"]["all"].f1 > 0.8


def test_a_saved_pipeline_is_the_same_from_bytes(trained):
    import spacy

    from jixiao.nlp.convert import mentions_of

    text = "市民政局的公务接待费为12万元。"
    nlp = spacy.load(trained / "model")
    again = spacy.blank("zh")
    for name in nlp.pipe_names:
        again.add_pipe(name)
    again.from_bytes(nlp.to_bytes())
    assert mentions_of(again(text)) == mentions_of(nlp(text))


def test_a_run_that_was_cut_off_ends_as_one_that_was_not(corpus, encoder_folder, tmp_path):
    import torch

    from jixiao.training.run import run

    (whole,) = run_and_keep(corpus, config(encoder_folder, 2), tmp_path / "whole")
    log: list[str] = []
    settings = config(encoder_folder, 2)

    def stop(line):
        log.append(line)
        if "epoch 1/" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(corpus, tmp_path / "model", settings, tmp_path / "cut", stop)
    (cut,) = run_and_keep(corpus, settings, tmp_path / "cut", log)
    assert sum("tagger: stage 1, epoch 1/2" in line for line in log) == 1
    ours, theirs = (torch.load(path, weights_only=True)["network"] for path in (cut, whole))
    assert all(torch.equal(ours[name], theirs[name]) for name in theirs)


def run_and_keep(corpus, settings, work, log=None):
    from jixiao.training.bases import encoder_base
    from jixiao.training.corpora import read_gold
    from jixiao.training.networks import prepare_cpu
    from jixiao.training.run import fit_tagger

    lines = [] if log is None else log
    prepare_cpu(settings["tagger"].get("seed", 0))
    gold = read_gold(corpus, "train")
    base = encoder_base(gold, settings)
    fit_tagger(base, corpus, gold, settings["tagger"], work / base.name, lines.append)
    return list(work.iterdir())


def test_the_window_must_fit_the_encoder(corpus, encoder_folder):
    from jixiao.training.bases import encoder_base
    from jixiao.training.corpora import read_gold

    settings = config(encoder_folder, 1)
    settings["tagger"]["window"] = 129
    with pytest.raises(ResourceError, match="reads 128 characters"):
        encoder_base(read_gold(corpus, "train"), settings)


def test_the_command_takes_an_encoder_for_a_pipeline_only(corpus, encoder_folder, tmp_path):
    from click.testing import CliRunner

    from jixiao.cli import cli
    from jixiao.resources import data_path

    done = CliRunner().invoke(
        cli,
        [
            *("train", str(corpus), "-o", str(tmp_path / "m"), "--encoder", str(encoder_folder)),
            *("--config", str(data_path("configs/segmenter.toml"))),
        ],
    )
    assert done.exit_code == 2
    assert "--encoder is for a pipeline" in done.stderr
    assert not (tmp_path / "m").exists()
