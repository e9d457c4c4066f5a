"""What the commands print for programs."""

from __future__ import annotations

import ast

import pytest

from tests.helpers.project import ROOT
from tui.cli.output import print_json


def test_letters_with_accents_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"naam": "Aïcha"})
    assert capsys.readouterr().out == '{\n  "naam": "Aïcha"\n}\n'


def test_there_is_one_printer_of_json() -> None:
    for path in sorted((ROOT / "tui" / "cli").glob("*.py")):
        calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        dumps = [
            call
            for call in calls
            if isinstance(call, ast.Attribute) and call.attr == "dumps" and ast.unparse(call.value) == "json"
        ]
        assert not dumps or path.name == "output.py", path
