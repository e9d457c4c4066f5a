"""Markdown as a tree, and what a person reads in a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from store.model import Document
from store.text import clean, clean_lines

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# What a browser takes as lay-out. Any other `<word>` is text somebody typed, such as `Promise<T>`.
_TAG = re.compile(
    r"</?(?:abbr|b|big|br|center|code|del|details|div|em|font|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span"
    r"|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# What begins an item where it opens a line; Markdown itself takes it as running text when it is indented too deep.
MARKED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?[.)]\s+")
# Deep enough for every agenda of a person, and far from the limits of the stack.
_DEEPEST = 60


class Span(msgspec.Struct, frozen=True):
    """A stretch of text; `link` is the address behind it, None where it is not a link."""

    text: str
    link: str | None = None


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, or what stands for one: its stretches of text, in order.

    `spoken` says that it is running text, in which a `Label: text` may be meant.
    """

    spans: tuple[Span, ...]
    spoken: bool = True

    @property
    def text(self) -> str:
        """What a person reads: links, code and emphasis as their text; lines ended by a break stay lines."""
        return clean_lines(self.raw).strip()

    @property
    def raw(self) -> str:
        """`text` with the blanks at both ends, which `after` counts."""
        return "".join(span.text for span in self.spans)

    @property
    def address(self) -> str:
        """`text`, each link followed by its address in brackets."""
        parts = (f"{span.text} ({span.link})" if _hides(span) else span.text for span in self.spans)
        return clean_lines("".join(parts)).strip()

    @property
    def links(self) -> tuple[Document, ...]:
        """Its links, as documents."""
        return tuple(document(span) for span in self.spans if span.link)

    @property
    def is_link(self) -> bool:
        """Whether it is one link and nothing else."""
        full = [span for span in self.spans if span.text.strip() or span.link]
        return len(full) == 1 and bool(full[0].link)

    def after(self, length: int) -> Passage:
        """The passage without its first `length` characters."""
        spans = []
        for span in self.spans:
            if length and len(span.text) <= length:
                length -= len(span.text)
            else:
                spans.append(Span(span.text[length:], span.link))
                length = 0
        return Passage(tuple(spans), self.spoken)

    def without_last_links(self) -> tuple[str, str]:
        """Text that ends in links after brackets, `Budget (5m, Lee) [a](b)`, as what is before them and their text."""
        at = len(self.spans)
        while at and (self.spans[at - 1].link is not None or not any(map(str.isalnum, self.spans[at - 1].text))):
            at -= 1
        before = "".join(span.text for span in self.spans[:at])
        line = before.rstrip(" \t([")
        if at == len(self.spans) or not line.endswith((")", "]")):
            return self.text, ""
        return clean_lines(line).strip(), clean_lines(self.raw[len(line) :]).strip()

    def lines(self) -> list[Passage]:
        """The passage line by line."""
        lines: list[list[Span]] = [[]]
        for span in self.spans:
            first, *others = span.text.split("\n")
            lines[-1].append(Span(first, span.link))
            lines.extend([Span(other, span.link)] for other in others)
        return [Passage(tuple(line), self.spoken) for line in lines]


def document(span: Span, label: str = "") -> Document:
    """The document that a link is; its address where the link has no text."""
    address = clean(span.link or "")
    return Document(label=label, title=clean(span.text) or address, link=address)


def tree(markdown: str) -> SyntaxTreeNode:
    """`markdown` as the tree that a CommonMark parser with tables makes of it."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.normalizeLink = _as_typed  # type: ignore[assignment]
    return SyntaxTreeNode(parser.parse(clean_lines(markdown)))


def _as_typed(address: str) -> str:
    """An address as it is: not written in another way, with `%20` for a blank."""
    return address


def passages(node: SyntaxTreeNode) -> Iterator[Passage]:
    """What a person reads in `node` and all below it, passage by passage; empty ones are left out."""
    for passage in _all_passages(node):
        if passage.text or passage.links:
            yield passage


def emphasised(node: SyntaxTreeNode) -> bool:
    """Whether all text in `node` stands in one emphasis."""
    while node.type not in {"em", "strong"}:
        full = [child for child in node.children if child.children or child.content.strip()]
        if len(full) != 1:
            return False
        node = full[0]
    return True


def _all_passages(node: SyntaxTreeNode) -> Iterator[Passage]:
    match node.type:
        case "inline":
            yield Passage(tuple(_spans(node)))
        case "code_block" | "fence":
            yield Passage((Span(node.content.rstrip("\n")),), spoken=False)
        case "html_block":
            yield Passage((Span(_without_tags(node.content)),), spoken=False)
        case "tr":
            yield Passage(tuple(_cells(node)), spoken=False)
        case "blockquote":
            for child in node.children:
                yield from (Passage(passage.spans, spoken=False) for passage in _all_passages(child))
        case _:
            for child in node.children:
                yield from _all_passages(child)


def _cells(row: SyntaxTreeNode) -> Iterator[Span]:
    cells = [cell for cell in row.children if any(passages(cell))]
    for at, cell in enumerate(cells):
        if at:
            yield Span(" | ")
        for inline in cell.children:
            yield from _spans(inline)


def _spans(node: SyntaxTreeNode) -> Iterator[Span]:
    match node.type:
        case "link":
            yield Span("".join(span.text for span in _inside(node)), str(node.attrs.get("href", "")))
        case "image":
            yield Span("".join(span.text for span in _inside(node)), str(node.attrs.get("src", "")))
        case "softbreak":
            yield Span(" ")
        case "hardbreak":
            yield Span("\n")
        case "html_inline":
            yield Span(_without_tags(node.content))
        case _ if node.children:
            yield from _inside(node)
        case "inline" | "em" | "strong":
            return
        case _:
            yield Span(node.content)


def _inside(node: SyntaxTreeNode) -> Iterator[Span]:
    for child, after in zip_longest(node.children, node.children[1:]):
        if child.type == "softbreak" and after is not None and MARKED.match(after.content):
            yield Span("\n")
        else:
            yield from _spans(child)


def _without_tags(html: str) -> str:
    def instead(tag: re.Match[str]) -> str:
        return "\n" if tag[0].casefold().startswith("<br") else ""

    text = _TAG.sub(instead, _COMMENT.sub("", html))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip()) if "\n" in text.strip() else text


def _hides(span: Span) -> bool:
    return bool(span.link) and clean(span.link or "") not in {clean(span.text), f"mailto:{clean(span.text)}"}
