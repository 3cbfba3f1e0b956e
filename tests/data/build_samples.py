"""Builds tests/data/reports and tests/data/bad from tests/data/sources.

``python tests/data/build_samples.py [--out FOLDER]`` writes the folders
``reports`` and ``bad`` under FOLDER (default: tests/data). Building twice gives
the same bytes. Needs reportlab and Pillow besides the libraries of jixiao.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from sample_builder.bad import bad_files  # noqa: E402 (found next to this file)
from sample_builder.office import docx_bytes, xlsx_bytes  # noqa: E402
from sample_builder.paged import pdf_bytes  # noqa: E402
from sample_builder.plain import TextStyle, text_bytes  # noqa: E402
from sample_builder.source import Item, parse  # noqa: E402
from sample_builder.web import Site, html_bytes  # noqa: E402

WIDE = "　　"
ZHANGYE = Site(
    "张掖市",
    "张掖市文化广电和旅游局",
    "部门预决算",
    "2024-08-30",
    ("丹霞口夜游项目开始试运营", "市图书馆延长暑期开放时间", "关于征集非遗工坊的通知"),
)
NANYANG = Site(
    "南阳市",
    "南阳市住房和城乡建设局",
    "绩效管理",
    "2025-04-28",
    ("商品房预售许可公示（第12期）", "汛期排水防涝值班表", "关于开展燃气安全检查的通知"),
    charset="gb2312",
    layout="cells",
)
QUZHOU = Site(
    "衢州市",
    "衢州市市场监督管理局",
    "工作总结",
    "2025-01-16",
    ("本周食品抽检信息公告", "电梯应急演练在柯城举行", "发明专利申请预审常见问题"),
    layout="flat",
)

Writer = Callable[[list[Item]], bytes]
PLAN: dict[str, tuple[str, Writer]] = {
    "01_mianyang_education": (
        "txt",
        lambda items: text_bytes(items, TextStyle(newline="\r\n", indent=WIDE)),
    ),
    "02_jingmen_health": ("docx", lambda items: docx_bytes(items, "荆门市卫生健康委员会")),
    "03_fuyang_agriculture": ("pdf", lambda items: pdf_bytes(items, "高标准农田建设绩效评价")),
    "04_liuzhou_transport": ("txt", lambda items: text_bytes(items, TextStyle())),
    "05_zhangye_culture": ("html", lambda items: html_bytes(items, ZHANGYE)),
    "06_weifang_civil": ("docx", lambda items: docx_bytes(items, "部门整体支出绩效自评")),
    "07_nanyang_housing": ("html", lambda items: html_bytes(items, NANYANG)),
    "08_quzhou_market": ("html", lambda items: html_bytes(items, QUZHOU)),
    "09_qujing_ecology": ("pdf", lambda items: pdf_bytes(items, "曲靖市生态环境局部门决算")),
    "10_xingtai_water": ("xlsx", xlsx_bytes),
    "11_hanzhong_labour": (
        "txt",
        lambda items: text_bytes(items, TextStyle(encoding="gb18030", indent="    ")),
    ),
    "12_sanming_forestry": (
        "txt",
        lambda items: text_bytes(items, TextStyle(indent=WIDE, gap="  ")),
    ),
}


def build(sources: Path) -> dict[str, bytes]:
    """Every file by its path under the output folder."""
    files = {
        f"reports/{name}.{suffix}": write(parse(sources / f"{name}.txt"))
        for name, (suffix, write) in PLAN.items()
    }
    sound = files["reports/02_jingmen_health.docx"]
    files |= {f"bad/{name}": data for name, data in bad_files(sound).items()}
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out = parser.parse_args().out
    for name, data in build(HERE / "sources").items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
