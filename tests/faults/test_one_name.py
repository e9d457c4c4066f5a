"""The wheel beside a package of another that is called `store`: both work."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.helpers.project import ROOT

pytestmark = pytest.mark.faults


def test_the_wheel_beside_another_package_called_store(tmp_path: Path) -> None:
    building = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(building, capture_output=True, check=True)
    [wheel] = tmp_path.glob("*.whl")
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    (installed / "store").mkdir()
    (installed / "store" / "__init__.py").write_text("MINE = True\n", "utf-8")
    # From a folder that is not the checkout; the libraries are those of this Python.
    environment = {**os.environ, "PYTHONPATH": str(installed), "NOTULIST_ARCHIVE": str(tmp_path / "archive")}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert python("-c", "import store; print(store.MINE)").strip() == "True"
    assert python("-m", "notulist", "--version").startswith("notulist ")
    assert "2026" in python("-m", "notulist", "demo", "--lang", "en")
    found = "import sys, notulist; sys.argv[1:] = ['where']; notulist.main(); print(sys.modules['store'].__file__)"
    assert "_rooms" in python("-c", found).splitlines()[-1]
