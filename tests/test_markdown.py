"""Untrusted Markdown: what it may hold, and what it may not."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from generator import markdown

ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}


@given(st.text(st.sampled_from(list("<>[]()!`*_#-+|:\\&;\"'/ \njavascripthttp:data=x1.")), max_size=80))
def test_nothing_but_the_allowed_elements_and_attributes_comes_out(text: str) -> None:
    for tag in BeautifulSoup(markdown.html(text), "html.parser").select("*"):
        assert tag.name in markdown.TAGS
        assert set(tag.attrs) <= ATTRIBUTES.get(tag.name, set())
        if tag.name == "a" and "href" in tag.attrs:
            assert str(tag["href"]).lower().startswith(("http:", "https:", "mailto:"))


def test_html_entities_and_images_are_shown_as_written() -> None:
    shown = BeautifulSoup(markdown.html("<b>x</b> &lt; &amp; ![i](x.png)"), "html.parser").get_text()
    assert shown == "<b>x</b> &lt; &amp; ![i](x.png)"


def test_links_to_the_web_work_and_pass_no_favour_on() -> None:
    link = BeautifulSoup(markdown.html("[x](https://a.example/?b=1&c=2)"), "html.parser").a
    assert link is not None
    assert link["href"] == "https://a.example/?b=1&c=2"
    assert link["rel"] == ["nofollow", "ugc", "noopener"]


def test_headings_begin_below_the_pages_own_and_leave_no_gap() -> None:
    assert markdown.html("# a\n\n### b", heading=3) == "<h3>a</h3>\n<h4>b</h4>"
    assert markdown.html("# a\n\n## b", heading=6) == "<h6>a</h6>\n<h6>b</h6>"


def test_plain_words() -> None:
    assert markdown.plain("# A\n\n*b* `c` [y](https://a.example)\n- z\n") == "A b c y z"
    assert markdown.plain("in *use*. [Here](https://a.example), **now**\nand then") == "in use. Here, now and then"


def test_an_excerpt_ends_behind_a_word() -> None:
    assert markdown.excerpt("one two three four", 12) == "one two…"
    assert markdown.excerpt("short", 12) == "short"
    assert markdown.excerpt("1 " + "w" * 99, 20) == f"1 {'w' * 17}…", "a word without end is cut rather than left out"
    thai = "ภาษาไทยไม่มีช่องว่างระหว่างคำดังนั้นต้องตัดคำด้วยพจนานุกรม"
    assert markdown.excerpt(thai, 40) == "ภาษาไทยไม่มีช่องว่างระหว่างคำดังนั้น…"


def test_an_excerpt_ends_with_the_first_paragraph_where_that_says_enough() -> None:
    assert markdown.excerpt("one two three\n\nfour five six", 20) == "one two three"
    assert markdown.excerpt("one\n\nfour five six seven", 20) == "one four five six…"


def test_an_excerpt_breaks_off_before_an_abbreviation_not_behind_it() -> None:
    assert markdown.excerpt("ค่าของไทย เริ่ม พ.ศ. 2541 และต่อมา", 21) == "ค่าของไทย เริ่ม…"


@given(st.text(max_size=300), st.integers(10, 100))
def test_an_excerpt_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(markdown.excerpt(text, most)) <= most
