"""Markdown as other programs read it, and texts that are awkward in it."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import cmarkgfm
import commonmark
from cmarkgfm.cmark import Options
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from store.text import clean

Renderer = Callable[[str], str]


_COMMONMARK = MarkdownIt("commonmark").enable("table")


_GITHUB = MarkdownIt("gfm-like", {"linkify": False})


def _github(text: str) -> str:
    html: str = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    return html


def _plain(text: str) -> str:
    html: str = commonmark.commonmark(text)
    return html


RENDERERS: dict[str, Renderer] = {
    "markdown-it-py": _COMMONMARK.render,
    "markdown-it-py as GitHub": _GITHUB.render,
    "commonmark": _plain,
    "cmark-gfm": _github,
}


class Reader(HTMLParser):
    """The texts in a rendered document: of each place with a tag of its own, and of whatever stands out in it."""

    PLACES = ("h1", "h2", "h3", "p", "li", "th", "td")
    WEIGHTS = ("strong", "em")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.places: list[tuple[str, str]] = []
        self.weights: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        if tag in self.PLACES:
            self.places.append((tag, ""))
        elif tag in self.WEIGHTS:
            self.weights.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag in self._open if tag in self.PLACES]
        if inside:
            tag, text = self.places[-1]
            self.places[-1] = tag, text + data
        for weight in self._open:
            if weight in self.WEIGHTS:
                tag, text = self.weights[-1]
                self.weights[-1] = tag, text + data


# What tends to go wrong, more often than chance would have it.
_SIGNS = (
    r"* ** _ __ ~ ~~ ` `` ``` [ ] ( ) ]( [x]: <a> <!-- --> </p> <? <http://a.b> http://a.b/_c_ https://a.b?c=*d*"
    r" www.a.b/~c~ a@b.cd & &amp; &copy; &#35; &#x2A; | || \ \\ \| > >> # ## + - -- --- === 1. 1) 12. ! ![ ~~~ $ $$"
    r" : :--: ^ {} é ß ĳ 😀 ’ „ “ « — . , / 1 a"
)


_SPACES = [
    "\N{NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{IDEOGRAPHIC SPACE}",
    " ",
    " ",
    "  ",
    "    ",
    "\t",
    "b c",
    '"',
]


_PIECES = st.sampled_from(_SIGNS.split(" ")) | st.sampled_from(_SPACES)


_ODD = st.lists(_PIECES, max_size=12).map("".join)


TEXTS = (_ODD | st.text(max_size=40) | st.text(alphabet="*_ a.", max_size=15)).map(clean).filter(bool)
