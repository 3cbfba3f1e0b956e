import pytest

from jixiao.annotate.convert.formats import export_layer, read_pairs
from jixiao.errors import AnnotationError

from .cases import WHO


def test_without_the_library_the_message_names_the_extra(batch, tmp_path, monkeypatch):
    from jixiao.errors import ResourceError

    monkeypatch.setitem(__import__("sys").modules, "datasets", None)
    with pytest.raises(ResourceError, match=r"jixiao\[train\]"):
        export_layer(batch, "gold", "huggingface", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_it_is_a_dataset_with_a_row_a_text(batch, tmp_path):
    import datasets

    export_layer(batch, "gold", "huggingface", tmp_path / "out")
    made = datasets.load_from_disk(str(tmp_path / "out"))
    assert made["doc_id"][:] == ["水利_2023", "农业_2023"]
    span = made[0]["spans"][0]
    assert made[0]["text"][span["start"] : span["end"]] == span["surface"] == "我局"
    assert made.features["spans"].feature["score"].dtype == "float64"


@pytest.mark.slow
def test_another_folder_is_told(tmp_path):
    with pytest.raises(AnnotationError, match="no folder that save_to_disk wrote"):
        read_pairs("huggingface", tmp_path, WHO)
