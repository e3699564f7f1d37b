"""Our reader against Beautiful Soup's tree of the same pages, made of parts that go well together and badly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.html import html_blocks
from tests.soup import soup_blocks

START = "<p>The ferry sails again."
OPEN = (
    *("<p>", "<p class='Lead  a' id=One>", "<div>", "<div class=story>", "<div hidden>", "<h1>", "<li>", "<ul>"),
    *("<table>", "<tr>", "<td>", "<td class=rate>", "<pre>", "<section id=s>", "<article class='x y'>", "<form>"),
    *("<b>", "<i>", "<span>", "<span style='display:none'>", "<span class=byline>", "<a href=/x>", "<a name=y>"),
    *("<button>", "<blockquote>", "<svg>", "<noscript>", "<select>", "<body style='display:none'>", "<html lang=de>"),
)
CLOSE = tuple(
    f"</{name}>"
    for name in ("p", "div", "h1", "li", "ul", "table", "tr", "td", "pre", "b", "i", "span", "a", "svg", "html", "body")
)
TEXT = (
    *(" ", "\n", "\n\n  ", "words ", "two words", " &amp; ", "&nbsp;", "&copy more", "\xa0", "a < b", "one\ntwo\n"),
    *("<br>", "<hr/>", "<!-- comment -->", "<script>x</script>", "<img alt=x>", "<![CDATA[x]]>", "<?php x ?>", "é"),
)
PARTS = st.sampled_from(OPEN) | st.sampled_from(CLOSE) | st.sampled_from(TEXT) | st.sampled_from(TEXT)
PAGE = f"""<!DOCTYPE html><html><head><title>t</title></head><body class=Page><nav>{START}</nav>
<article id=A><h1>Stocks  <i>fell</i></h1><p class=by>By <a href=/x>our <b>desk</b></a>, <a name=y>here</a></p>
before<div><p>one<p>two</div>after<pre> x
  y <b>z
</b></pre><table>loose<tr><td>1<td>2</table></article></body></html> behind"""


def compare(source: str) -> None:
    assert [tuple(block) for block in html_blocks(source).blocks] == [tuple(block) for block in soup_blocks(source)]


@pytest.mark.parametrize(
    "source",
    [
        *(PAGE, START, f"{START}<p>a<p>b", f"{START}<b>a<i>b</b>c</i>", f"{START}</div></p></p>x", f"{START}<a href=x"),
        *(f"{START}</body></html><p>x</p>y", f"<html><body><html class=b><body class=c>{START}", f"{START}\0</p>z\0"),
        *(f"{START}<td>cell</table>", f"{START}<table><p>x</table>", f"<head>{START}</head>x", "<div>" * 300 + START),
        f'<?xml version="1.0"?>\n<html xmlns="x"><body>{START}</p><o:p>x</o:p></body></html>',
    ],
)
@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
def test_blocks_of_one_page(source: str) -> None:
    assert soup_blocks(source)
    compare(source)


@given(st.lists(PARTS, max_size=25))
def test_blocks_of_any_page(parts: list[str]) -> None:
    compare(START + "".join(parts))
