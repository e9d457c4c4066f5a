"""A desk to test with: its body and parties, a mail with an attachment, and lines that are registered at it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from store.archive.archive import Archive
from store.archive.desk.open_desk import OpenDesk
from store.archive.desk.post_in import PostIn
from store.desk.model import Party, Piece, Readers
from store.desk.post import put_party
from store.model import Body, DeskSettings, Person, Role

BODY = Body(
    key="or",
    name="Ondernemingsraad",
    language="nl",
    people=(
        Person(handle="IB", name="Idris Benhaddou"),
        Person(handle="LW", name="Loes Wouterse", role=Role.SECRETARY, vote=False),
    ),
    desk=DeskSettings(address="or@waterweide.example"),
)
COMMITTEE = Body(key="vgwm", name="VGWM-commissie", language="nl", parent="or")
PARTIES = (
    Party(
        id=0, key="bestuurder", name="R. Hagedoorn", email=("directie@waterweide.example",), readers=Readers.EMPLOYER
    ),
    Party(id=0, key="arbo", name="Arbodienst De Meent"),
    Party(id=0, key="medewerker", name="G. de Wit", private=True),
    Party(id=0, key="rechtbank", name="Rechtbank, kantonrechter", confidential=True),
)
NOW = datetime(2027, 1, 5, 9, tzinfo=UTC)
MAIL = b"""\
From: R. Hagedoorn <directie@waterweide.example>
Subject: FW: Adviesaanvraag samenvoeging
Date: Fri, 15 Jan 2027 16:52:00 +0100
Message-ID: <aa-1@waterweide.example>
In-Reply-To: <%b>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_"

--=_
Content-Type: text/plain; charset="utf-8"

Hierbij leg ik u het voorgenomen besluit voor.

--=_
Content-Type: application/pdf
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="aanvraag.pdf"

JVBERi0xLjcK

--=_--
"""


def archive_with_desk(folder: Path) -> Archive:
    """An archive in `folder` with the bodies, and the parties at the desk of the first."""
    archive = Archive(folder / "archive", folder / "state")
    archive.register.add(BODY)
    archive.register.add(COMMITTEE)
    desk = archive.open_desk(BODY)
    for party in PARTIES:
        desk.do("party", party.key, NOW, lambda each, party=party: put_party(each, party))  # type: ignore[misc]
    desk.close()
    return archive


def mail(folder: Path, answers: str = "nothing", name: str = "aanvraag.eml") -> Path:
    """A mail from the bestuurder as a file, that answers the mail with that id."""
    path = folder / name
    path.write_bytes(MAIL % answers.encode())
    return path


def register(desk: OpenDesk, typed: str, today: date, *paths: Path) -> Piece:
    """Registers a line, also where there is something to ask about it."""
    coming = PostIn(desk, (BODY, COMMITTEE))
    planned = coming.planned(typed, map(str, paths), today, NOW)
    assert planned.wrong == ()
    return coming.keep(planned, NOW)
