import pytest

from jixiao.annotate.convert.formats import export_layer, read_pairs
from jixiao.annotate.convert.pairs import Who
from jixiao.errors import AnnotationError

from .cases import AT, ME, WHO


def test_it_is_laid_out_as_the_pipeline_does(batch, tmp_path):
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    from jixiao.nlp.convert import mentions_of, relations_of

    export_layer(batch, "gold", "spacy", tmp_path / "out")
    doc = next(iter(DocBin().from_disk(tmp_path / "out").get_docs(Vocab())))
    assert [(e.text, e.label_) for e in doc.ents][:2] == [
        ("我局", "ORG"),
        ("会议费", "INDICATOR"),
    ]
    assert [m.text for m in mentions_of(doc)] == ["我局", "会议费", "3万\r\n元"]
    assert [(r.head, r.label, r.tail) for r in relations_of(doc)] == [
        ("m1", "SUBJECT", "m2"),
        ("m2", "VALUE", "m3"),
    ]


def test_entities_of_others_are_read(tmp_path):
    import spacy
    from spacy.tokens import DocBin

    doc = spacy.blank("zh")("我局支出")
    doc.ents = [doc.char_span(0, 2, "ORG")]
    DocBin(docs=[doc]).to_disk(tmp_path / "others.spacy")
    ((text, annotation),) = read_pairs("spacy", tmp_path / "others.spacy", WHO)[0]
    assert (text.doc_id, text.text) == ("others-1", "我局支出")
    assert [(s.surface, s.by) for s in annotation.spans] == [("我局", ME)]


def test_what_was_changed_since_is_whoever_reads_it(batch, tmp_path):
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    export_layer(batch, "gold", "spacy", tmp_path / "out")
    doc = next(iter(DocBin().from_disk(tmp_path / "out").get_docs(Vocab())))
    doc.spans["mentions"].attrs.clear()
    doc.spans["mentions"] = [doc.char_span(0, 2, "ORG"), doc.char_span(2, 4, "INDICATOR")]
    doc._.relations = []
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "changed")
    other = Who("person:王", AT)
    ((_, annotation),) = read_pairs("spacy", tmp_path / "changed", other)[0]
    assert [(s.surface, s.by) for s in annotation.spans] == [
        ("我局", "model:m"),
        ("会议", "person:王"),
    ]


@pytest.mark.parametrize("data", [b"", b"supper", b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_other_bytes_are_told(tmp_path, data):
    (tmp_path / "x.spacy").write_bytes(data)
    with pytest.raises(AnnotationError, match="no DocBin"):
        read_pairs("spacy", tmp_path / "x.spacy", WHO)


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    import zlib

    monkeypatch.setattr("jixiao.nlp.docbin.LIMIT", 2**22)
    (tmp_path / "x.spacy").write_bytes(zlib.compress(b"\0" * 2**24))
    with pytest.raises(AnnotationError, match="unpacks to more than 4 MiB"):
        read_pairs("spacy", tmp_path / "x.spacy", WHO)
