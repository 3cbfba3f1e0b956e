"""Training from a made corpus to a pipeline folder. Needs the extra `train`."""

import pytest

pytestmark = pytest.mark.slow


def config(tagger_epochs: int) -> dict:
    return {
        "model": {"name": "tiny", "version": "0.0.1"},
        "embeddings": {
            "character_size": 16,
            "bigram_size": 8,
            "bigrams": 200,
            "texts": {"made": {"times": 2, "characters": 5000}},
        },
        "tagger": {
            "hidden": 16,
            "epochs": tagger_epochs,
            "batch": 512,
            "rate": 0.02,
            "dropout": 0.1,
            "public": {"made": 1.0},
            "window": 120,
        },
        "relations": {"hidden": 16, "layer": 32, "epochs": 8, "rate": 0.01},
        "calibration": {"held_out": 0.1},
    }


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory):
    from jixiao.training.run import train_pipeline

    folder = tmp_path_factory.mktemp("trained")
    log: list[str] = []
    train_pipeline(corpus, folder / "model", config(30), folder / "work", log.append)
    return folder, log


def test_a_trained_folder_is_a_pipeline_that_has_learnt(corpus, trained):
    from jixiao.pipeline import load
    from jixiao.training.corpora import read_gold
    from jixiao.training.evaluate import evaluate_pipeline

    pipeline = load(trained[0] / "model")
    assert "tiny-0.0.1" in pipeline.fingerprint
    evaluation = evaluate_pipeline(pipeline, read_gold(corpus, "dev"))
    assert evaluation.layers["spans, exact"]["all"].f1 > 0.9
    assert evaluation.layers["relations, gold mentions"]["all"].f1 > 0.8


def test_scores_are_calibrated_on_passages_held_out(trained):
    from jixiao.pipeline import load

    folder, log = trained
    assert any(line.startswith("gold: 18 passages") for line in log)
    assert any(line.startswith("calibration: 2 passages held out") for line in log)
    nlp = load(folder / "model").nlp
    assert all(
        nlp.get_pipe(f"jixiao_{name}").calibration.curves for name in ("mentions", "relations")
    )


def test_finished_steps_are_kept_and_the_rest_is_the_same(corpus, trained):
    from jixiao.training.run import train_pipeline

    folder, _ = trained
    log: list[str] = []
    train_pipeline(corpus, folder / "again", config(30), folder / "work", log.append)
    assert any("vectors: kept" in line for line in log)
    assert any("tagger: kept" in line for line in log)

    def files(name):
        root = folder / name
        return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    assert files("again") == files("model")


def test_the_tagger_may_see_where_words_end(corpus, trained, tmp_path):
    import spacy

    from jixiao.nlp.boundaries import BOUNDARIES
    from jixiao.training.run import train_pipeline

    settings = config(2)
    settings["tagger"]["boundaries"] = 4
    train_pipeline(corpus, tmp_path / "model", settings, tmp_path / "work", lambda _: None)
    nlp = spacy.load(tmp_path / "model")
    assert nlp.get_pipe("jixiao_mentions").inputs.size == 16 + 2 * 8 + 4
    assert nlp("市民政局的会议费为3万元。").spans["mentions"]
    assert (tmp_path / "model" / "jixiao_mentions" / BOUNDARIES).exists()
    assert not (trained[0] / "model" / "jixiao_mentions" / BOUNDARIES).exists()


@pytest.mark.parametrize(
    ("name", "trains"),
    [
        ("base", "pipeline"),
        ("on_encoder", "pipeline"),
        ("encoder_cpu", "encoder"),
        ("encoder_gpu", "encoder"),
        ("segmenter", "segmenter"),
    ],
)
def test_shipped_configurations_say_what_they_train(name, trains):
    from jixiao.resources import data_path
    from jixiao.training.run import read_config

    assert read_config(data_path(f"configs/{name}.toml"))["trains"] == trains


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('trains = "parser"', "trains is one of pipeline, encoder, segmenter"),
        ('trains = "encoder"', "no section encoder"),
        ("[model]", "no section relations, tagger"),
    ],
)
def test_a_configuration_that_does_not_fit_is_refused(tmp_path, text, message):
    from jixiao.errors import ResourceError
    from jixiao.training.run import read_config

    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ResourceError, match=message):
        read_config(path)


def test_without_a_corpus_the_message_says_what_is_missing(tmp_path):
    from jixiao.errors import ResourceError
    from jixiao.training.corpora import read_gold

    with pytest.raises(ResourceError, match="no gold at"):
        read_gold(tmp_path, "dev")


def test_each_stage_goes_on_from_the_one_before_with_its_own_settings(corpus, tmp_path):
    from jixiao.training.run import train_pipeline

    settings = config(2)
    settings["tagger"]["stages"] = [{}, {"epochs": 3, "mix": 0.0}]
    log: list[str] = []
    train_pipeline(corpus, tmp_path / "model", settings, tmp_path / "work", log.append)
    losses = {
        line.split(", loss")[0]: float(line.rsplit(" ", 1)[1])
        for line in log
        if line.startswith("tagger: stage")
    }
    assert list(losses) == [
        "tagger: stage 1, epoch 1/2",
        "tagger: stage 1, epoch 2/2",
        *(f"tagger: stage 2, epoch {number}/3" for number in (1, 2, 3)),
    ]
    # It has not begun anew.
    assert losses["tagger: stage 2, epoch 1/3"] < losses["tagger: stage 1, epoch 1/2"]
