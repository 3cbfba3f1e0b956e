import itertools
import pickle

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from jixiao.errors import ResourceError
from jixiao.nlp.convert import mentions_of, relations_of
from jixiao.nlp.extensions import MENTIONS, register, set_spans

TEXT = (
    "2023年度，我局部门整体支出1268.45万元，比上年增加86.2万元，增长7.29%。"
    "其中“三公”经费支出9.6万元，占公用经费的3.1%。\n市林业局获评全省造林绿化先进单位。"
)


def rows(doc):
    return mentions_of(doc), relations_of(doc)


def test_every_mention_holds_its_characters(pipeline):
    doc = pipeline.nlp(TEXT)
    assert doc.text == TEXT
    assert mentions_of(doc)
    assert all(TEXT[m.start : m.end] == m.text for m in mentions_of(doc))


def test_figures_names_and_links_are_found(pipeline):
    mentions, relations = rows(pipeline.nlp(TEXT))
    surfaces = {(m.text, str(m.label)) for m in mentions}
    assert {("1268.45万元", "MONEY"), ("7.29%", "PERCENT"), ("2023年度", "DATE")} <= surfaces
    assert ("市林业局", "ORG") in surfaces
    texts = {m.id: m.text for m in mentions}
    links = {(texts[r.head], str(r.label), texts[r.tail]) for r in relations}
    assert ("“三公”经费支出", "VALUE", "9.6万元") in links or (
        "“三公”经费",
        "VALUE",
        "9.6万元",
    ) in links


def test_a_docbin_keeps_all(pipeline):
    doc = pipeline.nlp(TEXT)
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(packed).get_docs(pipeline.nlp.vocab)
    assert rows(back) == rows(doc)


def test_bytes_and_pickles_give_the_same_component(pipeline):
    doc = pipeline.nlp(TEXT)
    again = spacy.blank("zh")
    for name in pipeline.nlp.pipe_names:
        again.add_pipe(name)
    again.from_bytes(pipeline.nlp.to_bytes())
    assert rows(again(TEXT)) == rows(doc)
    tagger = pipeline.nlp.get_pipe("jixiao_mentions")
    copy = pickle.loads(pickle.dumps(tagger))
    (ours,), (theirs,) = copy.window_scores([TEXT]), tagger.window_scores([TEXT])
    assert [piece for piece, _ in ours] == [piece for piece, _ in theirs]
    assert all(np.array_equal(a, b) for (_, a), (_, b) in zip(ours, theirs, strict=True))


def test_a_batch_gives_what_single_texts_give(pipeline):
    texts = [TEXT, "", "甲", TEXT * 8, "\n\n", "合计12万元。"]
    single = [rows(pipeline.nlp(text)) for text in texts]
    assert [rows(doc) for doc in pipeline.nlp.pipe(texts, batch_size=4)] == single


def test_a_long_text_is_read_as_its_parts_are(pipeline):
    part = TEXT + "\n\n"
    count = len(mentions_of(pipeline.nlp(part)))
    assert len(mentions_of(pipeline.nlp(part * 30))) == 30 * count


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=80))
def test_no_text_is_too_odd(pipeline, text):
    doc = pipeline.nlp(text)
    assert doc.text == text
    mentions = mentions_of(doc)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_spans_off_the_characters_are_refused():
    nlp = spacy.blank("zh")
    with pytest.raises(ValueError, match="outside"):
        set_spans(nlp("甲乙"), MENTIONS, [(0, 9, "ORG", 1.0, "rule")])


def test_an_empty_component_says_what_is_missing():
    nlp = spacy.blank("zh")
    nlp.add_pipe("jixiao_mentions")
    with pytest.raises(ResourceError, match="no model"):
        nlp("甲局")


def test_a_model_folder_with_a_missing_file_is_named(pipeline, tmp_path):
    pipeline.nlp.to_disk(tmp_path)
    (tmp_path / "jixiao_mentions" / "tagger.onnx").unlink()
    with pytest.raises(ResourceError, match=r"tagger\.onnx"):
        spacy.load(tmp_path)


def test_registering_twice_does_no_harm():
    register()
    register()
    assert Doc.has_extension("relations")
