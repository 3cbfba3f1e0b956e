import json

from hypothesis import given
from hypothesis import strategies as st

from jixiao.training.overlap import Overlap, dev_overlap


@given(left=st.text("甲乙", max_size=5), right=st.text("甲乙", max_size=5))
def test_a_shared_run_is_found_wherever_it_stands(left, right):
    overlap = Overlap(["完成投资三亿元增长五成"], length=6)
    assert overlap.touches(f"{left}投资三亿元增{right}")
    assert not overlap.touches(f"{left}投资三亿元{right}")


def test_without_gold_nothing_is_left_out(tmp_path):
    assert not dev_overlap(tmp_path).touches("全市" * 30)


def test_only_dev_passages_count(tmp_path):
    texts = {"a": "全市完成固定资产投资任务，全年各项指标稳中有进、好于预期。"}
    texts["b"] = "全区落实各项惠民政策，办成一批群众看得见摸得着的民生实事。"
    (tmp_path / "gold").mkdir()
    rows = [{"doc": d, "text": t, "spans": [], "relations": []} for d, t in texts.items()]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "gold" / "reports.jsonl").write_text(lines, "utf-8")
    (tmp_path / "gold" / "split.json").write_text('{"train": ["a"], "dev": ["b"]}', "utf-8")
    overlap = dev_overlap(tmp_path)
    assert overlap.touches(f"报告指出，{texts['b']}")
    assert not overlap.touches(texts["a"])
