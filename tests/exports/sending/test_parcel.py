"""What goes out of a meeting: for whom, with which papers, and what of it is kept."""

from __future__ import annotations

import email
import io
from datetime import UTC, date, datetime, time
from email import policy
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter

from exports.kinds import DocumentKind
from exports.sending.mail import Draft, Enclosed, eml
from exports.sending.marking import mark_sent
from exports.sending.parcel import How, Parcel, parcel
from exports.sending.recipients import Recipient, recipients
from store.archive.archive import Archive
from store.desk import sendings as verbs
from store.errors import CannotDo
from store.model import AgendaItem, Attendee, Audience, Document, Meeting, Secrecy
from tests.helpers.letters import AT, COUNCIL, archive_with_request

DAY = date(2027, 4, 8)
KEY = "2027-04-15-or"


def blank(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _each in range(pages):
        writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A meeting to come, with papers at an open item and at a confidential one, and no address of one member."""
    folder = tmp_path_factory.mktemp("sending")
    made = archive_with_request(folder)
    (made.folder / "huur.pdf").write_bytes(blank(2))
    (made.folder / "zoutloods.pdf").write_bytes(blank())
    people = tuple(
        replace(each, email=f"{each.handle}@example.org") if each.handle != "JB" else each for each in COUNCIL.people
    )
    made.register.put(replace(COUNCIL, people=people, desk=replace(COUNCIL.desk, public_address="nieuws@example.org")))
    items = [
        AgendaItem(id=1, number="1", title="Opening"),
        AgendaItem(
            id=2,
            number="2",
            title="Huurcontract",
            documents=(
                Document(label="2a", title="contract", link="huur.pdf"),
                Document(label="2b", title="I-2027-001 aanvraag"),
            ),
        ),
        AgendaItem(
            id=3,
            number="3",
            title="Besloten punt",
            internal_title="Bod op de zoutloods",
            confidential=Secrecy(ground="art. 20 WOR"),
            documents=(Document(label="3a", title="bod zoutloods", link="zoutloods.pdf"),),
        ),
    ]
    roll = [Attendee(id=9, handle="EvD", name="Elske van Dongen")]
    order = (1, 2, 3)
    body = made.register.find("or")
    meeting = Meeting(
        key=KEY, body=body, title="OR-vergadering", number="2027-04", date=date(2027, 4, 15), start=time(13, 30),
        agenda=order, order=order,
    )  # fmt: skip
    made.create(meeting, items, roll)
    return made


def made(archive: Archive, audience: Audience, how: How) -> Parcel:
    return parcel(archive, KEY, DocumentKind.AGENDA, audience, how, DAY)


def words_of(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    titles = [each.title for each in _flat(reader.outline)]
    return " ".join([page.extract_text() for page in reader.pages] + titles + [str(reader.metadata)])


def _flat(items: list[Any]) -> list[Any]:
    return [one for each in items for one in (_flat(each) if isinstance(each, list) else [each])]


def test_the_whole_bundle_has_every_paper_and_says_which_lack(archive: Archive) -> None:
    whole = made(archive, Audience.FULL, How.BUNDLE)
    assert [each.name for each in whole.files] == [f"{KEY}-agenda-bundel.pdf"]
    reader = PdfReader(io.BytesIO(whole.files[0].content))
    assert [each.title for each in _flat(reader.outline)] == [
        "Agenda OR-vergadering 2027-04, donderdag 15 april 2027",
        "2 Huurcontract",
        "2a contract",
        "3 Besloten punt",
        "3a bod zoutloods",
    ]
    pages = len(reader.pages)
    assert f"Bundel {pages}/{pages}" in reader.pages[-1].extract_text()
    assert [each.paper.called for each in whole.left_out] == ["2b aanvraag"]
    assert [each.key for each in whole.draft.to] == ["EvD", "RT", "PW", "MS"]
    assert whole.to.without == ("Joris Bakker",)
    assert len(whole.remarks) == 2


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.EMPLOYER])
@pytest.mark.parametrize("how", How)
def test_who_may_not_read_a_closed_item_gets_no_word_of_it(archive: Archive, audience: Audience, how: How) -> None:
    sent = made(archive, audience, how)
    told = " ".join([each.name for each in sent.files] + [sent.draft.subject, sent.draft.text, *sent.remarks])
    for each in sent.files:
        told += words_of(each.content) if each.name.endswith(".pdf") else each.content.decode()
    assert [word for word in ("zoutloods", "Zoutloods", "Bod", "bod ") if word in told] == []
    assert "Huurcontract" in told


def test_the_public_gets_no_papers_and_has_one_address(archive: Archive) -> None:
    public = made(archive, Audience.PUBLIC, How.LOOSE)
    assert len(public.files) == 1
    assert [each.email for each in public.draft.to] == ["nieuws@example.org"]


def test_a_folder_to_be_read_is_in_the_order_of_the_agenda_and_has_no_script(archive: Archive) -> None:
    folder = made(archive, Audience.FULL, How.FOLDER)
    names = [each.name for each in folder.files]
    assert names == [f"00-{KEY}-agenda.pdf", "02a contract.pdf", "03a bod zoutloods.pdf", "index.html"]
    page = folder.files[-1].content.decode()
    assert 'href="02a%20contract.pdf"' in page
    assert "<script" not in page


def test_a_draft_is_a_mail_that_was_not_sent_with_its_files(archive: Archive) -> None:
    sent = made(archive, Audience.FULL, How.LOOSE)
    read = email.message_from_bytes(eml(sent.draft), policy=policy.default)
    assert read["X-Unsent"] == "1"
    assert (read["From"], read["Date"], read["Message-ID"], read["Bcc"]) == (None, None, None, None)
    assert "EvD@example.org" in str(read["To"])
    assert "donderdag 15 april 2027, 13:30 uur" in read.get_body().get_content()  # type: ignore[union-attr]
    attached = {each.get_filename(): each.get_content() for each in read.iter_attachments()}
    assert attached == {each.name: each.content for each in sent.files}


BAD = [
    Recipient("x", "Jan\r\nBcc: dief@example.org", "jan@example.org"),
    Recipient("x", "Jan", "jan@example.org\r\nBcc: dief@example.org"),
    Recipient("x", "Jan", "jan"),
    Recipient("x", "Jan", ""),
]


@pytest.mark.parametrize("who", BAD)
def test_no_name_and_no_address_makes_a_header_more(who: Recipient) -> None:
    draft = Draft(to=(who,), subject="Agenda\r\nBcc: dief@example.org " + "x" * 2000, text="Hoi")
    if who.email != "jan@example.org":
        with pytest.raises(CannotDo):
            eml(draft)
        return
    read = email.message_from_bytes(eml(draft), policy=policy.default)
    assert read["Bcc"] is None
    assert len(read["Subject"]) == 250
    assert [each.addr_spec for each in read["To"].addresses] == ["jan@example.org"]


def test_more_than_so_many_do_not_see_each_other(archive: Archive) -> None:
    body, desk = archive.register.find("or"), archive.read_desk("or")
    few = replace(body, desk=replace(body.desk, bcc_from=3))
    assert not recipients(body, desk, Audience.FULL, DAY).hidden
    hidden = recipients(few, desk, Audience.FULL, DAY)
    assert hidden.hidden
    read = email.message_from_bytes(eml(Draft(to=hidden.to, subject="x", text="y", hidden=True)), policy=policy.default)
    assert read["To"] is None
    assert "EvD@example.org" in str(read["Bcc"])


def test_a_text_or_a_mail_that_goes_along_is_not_taken_apart() -> None:
    files = (Enclosed("brief.eml", b"Subject: x\n\ny"), Enclosed("lijst.txt", "é".encode()))
    read = email.message_from_bytes(eml(Draft(to=(), subject="x", text="y", files=files)), policy=policy.default)
    found = {each.get_filename(): each.get_content() for each in read.iter_attachments()}
    assert found == {each.name: each.content for each in files}


def test_what_was_sent_is_kept_and_asked_about_before_it_is_sent_again(tmp_path: Path, archive: Archive) -> None:
    at = datetime(2027, 4, 8, 9, tzinfo=UTC)
    desk = archive.open_desk(archive.register.find("or"))
    files = [("agenda.pdf", "00ff")]
    desk.do(
        "send",
        "",
        AT,
        lambda rows: verbs.ready(rows, what="agenda", meeting=KEY, audience="full", to=["EvD"], files=files, at=at),
    )
    desk.close()
    sent = mark_sent(archive, KEY, "agenda", "full", DAY, at)
    assert (sent.sent, sent.to, sent.files[0].sha256) == (DAY, ("EvD",), "00ff")
    assert archive.read(KEY).meeting.sent == DAY
    with pytest.raises(CannotDo, match="EvD"):
        mark_sent(archive, KEY, "agenda", "full", DAY, at)
    assert mark_sent(archive, KEY, "agenda", "full", DAY, at, again=True).id != sent.id
    assert mark_sent(archive, KEY, "agenda", "public", DAY, at).to == ()
