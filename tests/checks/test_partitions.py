import pytest

from jixiao.checks.partitions import complete
from jixiao.checks.scope import core, describe, scope_of


@pytest.mark.parametrize(
    ("whole", "names", "is_complete"),
    [
        ("实有人数", ("在职", "离退休"), True),
        ("实有人数", ("在职",), False),
        ("编制", ("机关行政编制", "机关工勤编", "全额拨款事业编制"), True),
        ("本年支出合计", ("基本支出", "项目支出"), True),
        ("三公经费支出", ("公务用车运行维护费", "公务接待费", "因公出国费用"), True),
        ("项目", ("省级项目", "亿元以上项目"), False),
        ("奖牌", ("金牌", "银牌", "铜牌"), True),
    ],
)
def test_lists_that_leave_nothing_out(whole, names, is_complete):
    assert complete(whole, names) is is_complete


def test_scope_words_tell_figures_apart():
    ours, whole = scope_of("一般公共预算拨款支出"), scope_of("实际支出")
    assert describe(ours.differs(whole)) == "一般公共预算、决算/实际"
    assert not ours.differs(scope_of("一般公共预算支出"))
    assert core("全市科技支出总额") == core("科技支出") == "科技"
