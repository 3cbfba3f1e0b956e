"""The issuing body where no title line names it."""

import pytest

from jixiao.readers import read_bytes
from jixiao.readers.metadata import metadata
from jixiao.readers.outline import outline


def issuer(text):
    document = read_bytes(text.encode(), "t.txt")
    found = metadata(document, outline(document)).issuer
    if found is None:
        return None
    quoted = found.evidence
    assert document.text[quoted.start : quoted.end] == quoted.text
    return found.value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("桐城市2023年补助资金情况\n县区工作扎实。\n桐城市民政局\n2024年1月15日\n", "桐城市民政局"),
        ("青岩县2023年资金汇报\n工作扎实。\n青岩县农业局  2024年1月9日\n", "青岩县农业局"),
        ("第一部分  概况\n青岩县林业局为县政府工作部门，有科室3个。\n", "青岩县林业局"),
        ("2024年，共青团丽水市委员会紧扣主线开展工作。\n", "共青团丽水市委员会"),
        (
            "青岩县专项评价\n受青岩县财政局委托，明信会计师事务所有限公司（以下简称“我所”）开展评价。\n",
            "明信会计师事务所有限公司",
        ),
        (
            "青岩县专项评价\n受县财政局委托，青岩县粮食局（以下简称县粮食局）会同机构开展评价。\n",
            "青岩县粮食局",
        ),
        ("青岩县财政局2023年度评价结果通报（之三）\n\n主管部门：青岩县商务局\n", "青岩县财政局"),
        ("青岩县供销合作社联合社2023年度部门决算\n一、概况\n", "青岩县供销合作社联合社"),
        ("推进城市管理局面好转。\n大城市管理中心很忙。\n", None),
    ],
)
def test_the_body_that_speaks(text, name):
    assert issuer(text) == name
