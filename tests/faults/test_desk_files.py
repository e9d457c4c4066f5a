"""The files of a desk, its pieces and its procedures, attacked from outside: named by the doctor, and nobody waits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.archive.backup import back_up
from store.archive.doctor import examine
from store.archive.doctor_findings import FindingKind
from store.archive.notices import notices
from store.archive.repair import repair
from store.archive.requests.own_procedures import own_procedures
from store.errors import NotulistError
from store.procedures.toml import LONGEST
from tests.helpers.desk import BODY, NOW, archive_with_desk
from tests.helpers.desk import register as at_the_desk


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with a desk at which two pieces were registered, one with a file."""
    archive = archive_with_desk(tmp_path)
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.7")
    register(archive, "arbo: Verzuim", tmp_path / "brief.pdf")
    register(archive, "bestuurder: Rooster")
    return archive


def register(archive: Archive, line: str, *files: Path) -> None:
    desk = archive.open_desk(BODY)
    try:
        at_the_desk(desk, line, NOW.date(), *files)
    finally:
        desk.close()


def letter(folder: Path) -> Path:
    (found,) = folder.rglob("brief.pdf")
    return found


def procedure(folder: Path, content: bytes | None) -> None:
    place = folder / "procedures/or"
    place.mkdir(parents=True, mode=0o700)
    if content is None:
        os.mkfifo(place / "wor-27.toml")
    else:
        (place / "wor-27.toml").write_bytes(content)
        (place / "wor-27.toml").chmod(0o600)


def instead(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def linked(path: Path, to: Path) -> None:
    shutil.move(path, to)
    path.symlink_to(to)


def gone(folder: Path) -> None:
    for path in (folder / "desk").iterdir():
        path.unlink()


ATTACKS: dict[str, tuple[Callable[[Path], object], FindingKind]] = {
    "desk gone": (gone, FindingKind.GONE),
    "only the version before it": (lambda folder: (folder / "desk/or.json").unlink(), FindingKind.MISSING),
    "an older version": (
        lambda folder: (folder / "desk/or.bak").replace(folder / "desk/or.json"),
        FindingKind.GONE,
    ),
    "no text": (lambda folder: (folder / "desk/or.json").write_bytes(b"\xff\x00"), FindingKind.UNREADABLE),
    "an empty object": (lambda folder: (folder / "desk/or.json").write_text("{}"), FindingKind.UNREADABLE),
    "a pipe for a desk": (lambda folder: instead(folder / "desk/or.json"), FindingKind.OBSTACLE),
    "a pipe for its journal": (lambda folder: instead(folder / "desk/or.journal"), FindingKind.OBSTACLE),
    "a pipe for what is added": (lambda folder: instead(folder / "desk/or.adding"), FindingKind.OBSTACLE),
    "a copy": (
        lambda folder: shutil.copy(folder / "desk/or.json", folder / "desk/or (conflicted copy).json"),
        FindingKind.COPY,
    ),
    "a copy in capitals": (
        lambda folder: shutil.copy(folder / "desk/or.json", folder / "desk/OR.json"),
        FindingKind.COPY,
    ),
    "a desk elsewhere": (lambda folder: linked(folder / "desk", folder.parent / "desk"), FindingKind.OBSTACLE),
    "no letter": (lambda folder: letter(folder).unlink(), FindingKind.FILE),
    "another letter": (lambda folder: letter(folder).write_bytes(b"x"), FindingKind.FILE),
    "a pipe for a letter": (lambda folder: instead(letter(folder)), FindingKind.FILE),
    "a letter elsewhere": (lambda folder: linked(letter(folder), folder.parent / "else.pdf"), FindingKind.OBSTACLE),
    "a letter of nobody": (lambda folder: (folder / "post/or/x.pdf").touch(), FindingKind.ASIDE),
    "a name that is no UTF-8": (lambda folder: (folder / os.fsdecode(b"post/or/x\xff.pdf")).touch(), FindingKind.ASIDE),
    "a pipe among the post": (lambda folder: os.mkfifo(folder / "post/or/pipe"), FindingKind.OBSTACLE),
    "a post of all": (lambda folder: (folder / "post/or").chmod(0o755), FindingKind.MODE),
    "a pipe for a procedure": (lambda folder: procedure(folder, None), FindingKind.PROCEDURE),
    "a procedure that is no UTF-8": (lambda folder: procedure(folder, b"key = '\xff'"), FindingKind.PROCEDURE),
    "a deep procedure": (lambda folder: procedure(folder, b"a=" + b"[" * 20_000), FindingKind.PROCEDURE),
    "a long procedure": (lambda folder: procedure(folder, b"a = 1\n" * LONGEST), FindingKind.PROCEDURE),
    "an empty procedure": (lambda folder: procedure(folder, b""), FindingKind.PROCEDURE),
}


@pytest.mark.parametrize(("attack", "found"), ATTACKS.values(), ids=ATTACKS.keys())
def test_it_is_named_and_nobody_waits(
    attack: Callable[[Path], object], found: FindingKind, archive: Archive, tmp_path: Path
) -> None:
    assert examine(archive) == []
    attack(archive.folder)
    findings = examine(archive)
    assert found in {finding.what for finding in findings}, findings
    # What is asked of it then either works or is refused in a line.
    for ask in (
        lambda: notices(archive),
        lambda: archive.read_desk("or"),
        lambda: own_procedures(archive.folder, "or"),
        lambda: repair(archive, findings),
        lambda: register(archive, "arbo: Nog een brief"),
        lambda: examine(archive),
    ):
        try:
            ask()
        except NotulistError as error:
            assert str(error)
    try:
        back_up(archive, tmp_path / "b.zip", NOW)
    except NotulistError as error:
        assert str(error)
        assert not (tmp_path / "b.zip").exists()
    else:
        # Nothing was left out in silence.
        assert FindingKind.OBSTACLE not in {finding.what for finding in examine(archive)}


def test_a_desk_that_is_gone_is_said_by_every_command_until_it_is_given_up(archive: Archive) -> None:
    gone(archive.folder)
    (words,) = notices(archive)
    assert "desk/or.json" in words
    assert [finding.desk for finding in examine(archive)] == ["or"]
    assert "not asked for again" in repair(archive, examine(archive))[0]
    assert notices(archive) == []


def test_a_desk_of_which_only_the_version_before_is_left_is_said_and_put_back(archive: Archive) -> None:
    (archive.folder / "desk/or.json").unlink()
    (words,) = notices(archive)
    assert words.startswith("desk/or.json is gone")
    repair(archive, examine(archive))
    assert notices(archive) == []
    assert next(piece.subject for piece in archive.read_desk("or").pieces.values()) == "Verzuim"
