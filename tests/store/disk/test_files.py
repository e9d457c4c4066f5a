"""Files: documents never overwritten unasked, links never followed; settings that say what is wrong with them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from store.disk.atomic import make_folder, write_new, write_whole
from store.errors import NotulistError, WontOverwrite
from store.paths import settings_file
from store.settings import Settings, read_settings


def test_a_document_is_for_its_owner_only(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    write_new(tmp_path / "a" / "b" / "notulen.md", b"x")
    assert stat.S_IMODE((tmp_path / "a" / "b" / "notulen.md").stat().st_mode) == 0o600
    assert [stat.S_IMODE((tmp_path / folder).stat().st_mode) for folder in ("a", "a/b")] == [0o700] * 2


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "notulen.md"
    path.write_bytes(b"theirs")
    with pytest.raises(WontOverwrite, match="--force"):
        write_new(path, b"ours")
    assert path.read_bytes() == b"theirs"
    write_new(path, b"ours", overwrite=True)
    assert path.read_bytes() == b"ours"
    assert (tmp_path / "notulen.md.bak").read_bytes() == b"theirs"
    with pytest.raises(FileNotFoundError):
        write_new(tmp_path / "mistyped" / "notulen.md", b"ours")


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_is_not_followed(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "secret").write_bytes(b"theirs")
    for target in ("secret", "nothing"):
        link = tmp_path / f"to-{target}"
        link.symlink_to(tmp_path / target)
        with pytest.raises(WontOverwrite, match="link"):
            write_new(link, b"ours", overwrite=overwrite)
    assert (tmp_path / "secret").read_bytes() == b"theirs"
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_is_not_a_file(tmp_path: Path, overwrite: bool) -> None:
    with pytest.raises(WontOverwrite, match="folder"):
        write_new(tmp_path, b"ours", overwrite=overwrite)


def test_a_refused_write_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left on device"):
        write_whole(path, b"new")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["x"]
    assert path.read_bytes() == b"old"


def test_a_file_in_the_way_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file" / "below")


# Settings


def test_without_a_file_there_are_defaults() -> None:
    assert read_settings() == Settings()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_settings_are_read(mark: str) -> None:
    make_folder(settings_file().parent)
    settings_file().write_text(f'{mark}language = "nl"\narchive = "~/or"\n', "utf-8")
    assert read_settings() == Settings(language="nl", archive="~/or")


@pytest.mark.parametrize(
    "content", [b"language = nl", b"langauge = 'nl'", b"language = 3", b"\xff\xfe", b"[", b"language = 'nl'\n" * 2]
)
def test_settings_that_cannot_be_read_are_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(NotulistError) as caught:
        read_settings(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
