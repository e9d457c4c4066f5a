"""Markdown read back into a document, so that what a user's template wrote can go into every format."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from exports.document import (
    LINE,
    Block,
    Boxed,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Signing,
    Span,
    Spans,
    Table,
    Weight,
    text_of,
)

_Known = Paragraph | Boxed | Table


def parse_markdown(markdown: str, like: Document) -> Document:
    """The blocks of `markdown`, with the language, marks, properties and letterhead of `like`.

    A paragraph, box or table that `like` has too is as it is there.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    known: dict[tuple[type, tuple[str, ...]], deque[Block]] = defaultdict(deque)
    for block in like.blocks:
        if isinstance(block, _Known):
            known[_said(block)].append(block)
    blocks = (_as_known(block, known) for block in _blocks(tree.children))
    return msgspec.structs.replace(like, blocks=tuple(blocks))


def _as_known(block: Block, known: dict[tuple[type, tuple[str, ...]], deque[Block]]) -> Block:
    """The block that says the same and was not met yet, else the last of them, else `block` itself."""
    same = known.get(_said(block)) if isinstance(block, _Known) else None
    if not same:
        return block
    return same.popleft() if len(same) > 1 else same[0]


def _said(block: Paragraph | Boxed | Table) -> tuple[type, tuple[str, ...]]:
    """What a block says, without how."""
    if isinstance(block, Table):
        return Table, tuple(cell for row in (block.head, *block.rows) for cell in row)
    lines = (block.spans,) if isinstance(block, Paragraph) else block.paragraphs
    return type(block), tuple(text_of(spans).strip() for spans in lines)


def _blocks(nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1]), text_of(_inline(node)))
            case "paragraph":
                yield Paragraph(_inline(node))
            case "bullet_list" | "ordered_list":
                yield Bullets(tuple(_lines(node)))
            case "blockquote":
                yield Boxed(tuple(_paragraphs(node)))
            case "table":
                yield _table(node)
            case "fence" | "code_block":
                yield from (Paragraph((Span(line),)) for line in node.content.splitlines() if line.strip())
            case _:
                # A rule, or HTML: as a text, so that nothing that was written is dropped.
                if node.type == "html_block":
                    yield Paragraph((Span(node.content.strip()),))


def _paragraphs(node: SyntaxTreeNode) -> Iterator[Spans]:
    """Each paragraph in a node, however deep."""
    for below in node.children:
        if below.type in ("paragraph", "heading"):
            yield _inline(below)
        elif below.type in ("fence", "code_block", "html_block"):
            yield (Span(below.content.strip()),)
        else:
            yield from _paragraphs(below)


def _lines(node: SyntaxTreeNode) -> Iterator[Spans]:
    number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    for item in node.children:
        for at, spans in enumerate(_paragraphs(item)):
            yield spans if number is None or at else (Span(f"{number}. "), *spans)
        number = None if number is None else number + 1


def _table(node: SyntaxTreeNode) -> Table | Signing:
    head, *rows = [
        tuple(text_of(_inline(cell)) for cell in row.children) for part in node.children for row in part.children
    ]
    if len(rows) == 3 and all(cell == LINE for cell in rows[0]):
        return Signing(head, rows[1], rows[2][0].removesuffix(f": {LINE}"))
    return Table(head, tuple(rows))


def _inline(node: SyntaxTreeNode) -> Spans:
    """The runs of text below a node, neighbours of one weight together."""
    spans: list[Span] = []
    for child in node.children:
        tokens = child.token.children if child.type == "inline" and child.token else None
        for span in _runs(tokens or []):
            if spans and spans[-1].weight is span.weight:
                spans[-1] = Span(spans[-1].text + span.text, span.weight)
            else:
                spans.append(span)
    return tuple(spans)


def _runs(tokens: list[Token]) -> Iterator[Span]:
    weights: list[Weight] = []
    target = ""
    for token in tokens:
        weight = weights[-1] if weights else Weight.PLAIN
        match token.type:
            case "strong_open":
                weights.append(Weight.STRONG)
            case "em_open":
                weights.append(Weight.EMPHASIS)
            case "strong_close" | "em_close":
                weights.pop()
            case "softbreak" | "hardbreak":
                yield Span(" ", weight)
            case "link_open":
                target = str(token.attrs.get("href", ""))
            case "link_close":
                if target:
                    yield Span(f" ({target})", weight)
            case "image":
                yield Span(token.content, weight)
            case _:
                if token.content:
                    yield Span(token.content, weight)
                    # A link that shows its own address needs no second time.
                    target = "" if token.content == target else target
