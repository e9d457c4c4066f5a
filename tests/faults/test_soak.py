"""The soak says of itself when it was too short to tell anything of the memory."""

from __future__ import annotations

import pytest

from tests.faults import soak


def test_without_a_long_sitting_it_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOAK_MINUTES", "0")
    assert soak.main() == 1
    said = capsys.readouterr().out
    assert "no long sitting" in said
    assert "lost     0" in said
