import pytest

from jixiao.errors import ReadError
from jixiao.readers import read_bytes
from jixiao.readers.html import decode_html

BODY = """
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">公开</a></li></ul>
<div class="location">当前位置：<a href="/">首页</a> &gt; 财政信息</div>
<div class="content"><h1>青岩县水务局2023年度部门决算</h1>
<div id="zoom">
 <p style="text-align:center"><strong>第一部分 部门概况</strong></p>
 <p>　　一、主要职能</p><p>　　负责全县水资源管理。</p>
 <p>　　收入总计1,204.55万元。<br/>　　支出总计1,204.55万元，<span>增长</span>3.01%。</p>
 <table border="1">
  <tr><td rowspan="2">项目</td><td colspan="2">决算数</td></tr>
  <tr><td>2023年</td><td>2022年</td></tr>
  <tr><td><p>基本</p><p>支出</p></td><td>900.10</td><td></td></tr>
 </table>
 <p>　　负责全县水资源管理。</p><ol><li>第一项任务</li><li>第二项任务</li></ol>
 <p>青岩县水务局</p>
</div>
<div class="share">分享到：<a>微信</a></div></div>
<div>上一篇：<a href="/p">关于召开听证会的公告</a></div>
<div class="footer"><p>主办单位：青岩县人民政府　承办单位：青岩县大数据局</p></div>
<script>document.write("预算")</script>
"""


def page(body, head='<meta charset="utf-8">'):
    return f"<html><head>{head}<title>标题-网站</title></head><body>{body}</body></html>"


def test_main_text_in_order_without_the_site(surfaces, assert_sound):
    document = read_bytes(page(BODY).encode(), "a.html")
    assert_sound(document)
    assert surfaces(document) == [
        "青岩县水务局2023年度部门决算",
        "第一部分 部门概况",
        "一、主要职能",
        "负责全县水资源管理。",
        "收入总计1,204.55万元。",
        "支出总计1,204.55万元，增长3.01%。",
        *("项目", "决算数", "2023年", "2022年", "基本支出", "900.10"),
        "负责全县水资源管理。",
        "1.第一项任务",
        "2.第二项任务",
        "青岩县水务局",
    ]
    assert surfaces(document, "heading")[:3] == [
        "青岩县水务局2023年度部门决算", "第一部分 部门概况", "一、主要职能",
    ]  # fmt: skip


def test_lists_count_on_their_own(surfaces):
    body = "<p>任务如下</p><ol start='3'><li>植树<ol><li>选苗</li></ol></li><li>护林</li></ol>"
    document = read_bytes(page(body + "<ol><li>防火</li></ol>").encode(), "a.html")
    assert surfaces(document) == ["任务如下", "3.植树", "1.选苗", "4.护林", "1.防火"]


def test_absurd_numbers_count_as_one(surfaces, table):
    long = "9" * 5000
    body = f"<table><tr><td rowspan='{long}'>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    document = read_bytes(page(f"{body}<ol start='{long}'><li>植树</li></ol>").encode(), "a.html")
    assert table(document) == [[(0, "甲"), (1, "乙")], [(0, "丙")]]
    assert surfaces(document)[-1] == "1.植树"


def test_cells_that_span_stand_once_at_their_column(table):
    assert table(read_bytes(page(BODY).encode(), "a.html")) == [
        [(0, "项目"), (1, "决算数")],
        [(1, "2023年"), (2, "2022年")],
        [(0, "基本支出"), (1, "900.10")],
    ]


def test_tables_that_lay_out_the_page_are_text(surfaces):
    body = """
    <table width="1000"><tr><td><a href="a">首页</a></td><td><a href="b">公开</a></td></tr></table>
    <table width="1000"><tr><td align="center">青岩县2022年度部门整体支出绩效自评的报告</td></tr>
    <tr><td>县财政局：<br>&nbsp;&nbsp;按照通知要求，我局开展了自评。<br>一、基本情况</td></tr></table>
    <table><tr><td>版权所有：青岩县人民政府</td></tr></table>"""
    document = read_bytes(page(body).encode(), "a.html")
    assert surfaces(document, "cell") == []
    assert surfaces(document) == [
        "青岩县2022年度部门整体支出绩效自评的报告",
        "县财政局：",
        "按照通知要求，我局开展了自评。",
        "一、基本情况",
    ]


def test_bare_divs_are_paragraphs_and_bold_lines_headings(surfaces):
    body = "<div><h2>工作总结</h2><div>各位代表：</div><div><b>存在的不足</b></div>" + (
        "<div>全县新增企业<b>20家</b>。</div><div>获批专项3个。</div></div>"
    )
    document = read_bytes(page(body).encode(), "a.html")
    assert surfaces(document, "heading") == ["工作总结", "存在的不足"]
    assert surfaces(document, "paragraph") == [
        "各位代表：", "全县新增企业20家。", "获批专项3个。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ("<meta charset=GBK>", "gb18030"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ('<meta charset="utf-8">', "gb18030"),
        ('<meta charset="x-unknown">', "utf-8"),
    ],
)
def test_encodings(head, encoding):
    text = page("<p>县长朱镕某主持召开预算绩效管理工作会议，研究决算公开事宜。</p>", head)
    assert decode_html(text.encode(encoding))[0] == text


def test_broken_characters_are_told():
    data = page("<p>预算</p>").encode() + b"\xff\xff\xff"
    document = read_bytes(data, "a.html")
    assert [issue.code for issue in document.warnings] == ["undecodable_bytes"]


def nested(depth):
    inner = "<p>我局内设5个科室。</p><img src='a'>"
    return page("<div>" * depth + inner + "</div>" * depth).encode()


def test_deep_pages_are_read_or_refused():
    document = read_bytes(nested(1500), "a.html")
    assert document.text == "我局内设5个科室。"
    assert [issue.code for issue in document.warnings] == ["images_left_out"]
    with pytest.raises(ReadError) as error:
        read_bytes(nested(5000), "a.html")
    assert error.value.status == "too_large"
