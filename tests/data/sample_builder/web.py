"""Web pages: the report among the navigation, side columns and footers of a site."""

from dataclasses import dataclass
from html import escape

from .source import Cell, Item, cells, header_height


@dataclass(frozen=True)
class Site:
    """What stands around the report, and how the page marks it up."""

    city: str
    bureau: str
    column: str
    date: str
    neighbours: tuple[str, ...]
    charset: str = "utf-8"
    layout: str = "sections"  # sections: h2 … in a div; cells: nested tables; flat: bold lines


def _cell(cell: Cell, tag: str) -> str:
    spans = (f' rowspan="{cell.height}"' if cell.height > 1 else "") + (
        f' colspan="{cell.width}"' if cell.width > 1 else ""
    )
    return f"<{tag}{spans}>{escape(cell.text)}</{tag}>"


def _table(item: Item) -> str:
    head = header_height(item.rows)
    rows: dict[int, list[str]] = {i: [] for i in range(len(item.rows))}
    for cell in cells(item.rows):
        rows[cell.row].append(_cell(cell, "th" if cell.row < head else "td"))
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows.values())
    return f'<table border="1" cellspacing="0">\n{body}\n</table>'


def _html(item: Item, layout: str) -> str:
    if item.kind == "table":
        return _table(item)
    text = escape(item.text, quote=False)
    if item.kind == "right":
        return f'<p style="text-align:right;">{text}</p>'
    if item.kind == "heading" and layout == "sections":
        return f"<h{item.level + 1}>{text}</h{item.level + 1}>"
    if item.kind == "heading":
        return f"<p><strong>{text}</strong></p>"
    if layout == "cells":
        return f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{text}</p>"
    return f'<p style="text-indent:2em"><span style="font-family:仿宋_GB2312">{text}</span></p>'


def _links(names: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="#">{name}</a></li>' for name in names)


def _page(site: Site, title: str, body: str) -> str:
    side = _links(("通知公告", "人事信息", "财政资金", "规划计划", "建议提案"))
    nav = _links(("首页", "机构概况", "新闻动态", "政务公开", "办事服务", "互动交流", "专题专栏"))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{site.charset}">
<title>{title}-{site.bureau}</title>
<meta name="SiteName" content="{site.bureau}"><meta name="PubDate" content="{site.date}">
<style>.nav li{{float:left}} .article p{{line-height:2}}</style>
<script>var _hits = 0; function doZoom(n) {{ document.body.style.fontSize = n + "px"; }}</script>
</head>
<body>
<div class="top">今天是 <span id="today"></span> | <a href="#">无障碍浏览</a> | \
<a href="#">长者模式</a> | <a href="#">{site.city}人民政府</a></div>
<ul class="nav">{nav}</ul>
<form class="search"><input name="q" value="请输入关键字"><button>搜索</button></form>
<div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> \
&gt; <a href="#">{site.column}</a></div>
<div class="sidebar"><h3>相关文章</h3><ul>{_links(site.neighbours)}</ul>
<h3>栏目导航</h3><ul>{side}</ul></div>
{body}
<div class="share">分享到： <a href="#">微信</a> <a href="#">微博</a> <a href="#">【打印】</a> \
<a href="#">【关闭】</a></div>
<div class="footer"><p>主办：{site.bureau}　版权所有</p><p>备案序号：样例00000000号　\
网站标识码：0000000000　联系电话：0000-0000000</p></div>
</body>
</html>
"""


def html_bytes(items: list[Item], site: Site) -> bytes:
    title = next(item.text for item in items if item.kind == "title")
    shown = [item for item in items if item.kind not in {"title", "blank"}]
    content = "\n".join(_html(item, site.layout) for item in shown)
    meta = f'<div class="info">发布时间：{site.date}　来源：{site.bureau}　字号：[大 中 小]</div>'
    if site.layout == "cells":
        article = (
            f'<table width="960"><tr><td class="bt">{title}</td></tr><tr><td>{meta}</td></tr>'
            f'<tr><td class="zw">\n{content}\n</td></tr></table>'
        )
    else:
        article = f'<div class="article"><h1>{title}</h1>\n{meta}\n<div>\n{content}\n</div></div>'
    # Pages that declare gb2312 hold characters beyond it, and browsers read them as its superset.
    encoding = "gb18030" if site.charset == "gb2312" else site.charset
    return _page(site, title, article).encode(encoding)
