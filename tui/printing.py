"""What the commands print."""

from __future__ import annotations

import json

import click


def print_json(data: object) -> None:
    """Prints `data` as JSON, for programs and for people."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
