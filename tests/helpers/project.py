"""Where the project itself lies, and what its modules import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imports_in(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import of a module: on top, in a function, or for its types only.

    An import is a statement, and so are all that it can stand in: what is within expressions is not looked through,
    which is nearly all of a module.
    """
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for statement in getattr(tree, part, ()):
            if isinstance(statement, ast.Import | ast.ImportFrom):
                yield statement
            else:
                yield from imports_in(statement)


def names_imported(tree: ast.AST) -> set[str]:
    """The modules that are imported, by their whole names."""
    names: set[str] = set()
    for node in imports_in(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif node.module:
            names.add(node.module)
    return names
