"""A mail that was kept as a file (`.eml`, or `.msg` where the extra for it is installed): who, when, about what.

Mails come from outside: they are read to a depth of 8 and no more than 200 parts, every text is cleaned, and what is
not in order is left out. Nothing in them is opened, run, or fetched.
"""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.headerregistry import HeaderRegistry
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any, cast

import msgspec

from store.text import clean, clean_lines

ENDINGS = (".eml", ".msg")
"""How the names of files end that are mails."""
_DEEPEST = 8
_MOST_PARTS = 200
_MOST_LETTERS = 200_000
_MOST_BYTES = 100 * 1024 * 1024
_FORWARDED = re.compile(r"\s*(?:(?:re|fw|fwd|antw|doorst|aw|wg|tr)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
# It reads days and addresses as the standard library does; what it cannot read it fails at in many ways.
_REGISTRY = HeaderRegistry()
_ID = re.compile(r"<[^<>\s]{1,400}>")
_TAG = re.compile(r"<[^>]{0,2000}>")
# What the properties of an Outlook message are called in its file, as text and as times.
_MSG_TEXT = {
    "subject": "0037",
    "sender": "0C1A",
    "address": "0C1F",
    "smtp": "5D01",
    "id": "1035",
    "reply": "1042",
    "body": "1000",
}
_MSG_TIMES = {"sent": 0x0039, "received": 0x0E06}


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """What is attached to a mail: its name as it came, its media type, and what it holds."""

    name: str
    media: str
    content: bytes


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail. `written` is what it says of itself, `received` what the last server that took it in wrote on it.

    Instants have a time zone. `answers` are the ids of the mails that it answers, the nearest first. What a mail does
    not tell, or tells in no way that can be read, is empty.
    """

    subject: str = ""
    sender: str = ""
    address: str = ""
    written: datetime | None = None
    received: datetime | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    text: str = ""
    attachments: tuple[Attachment, ...] = ()

    @property
    def bare_subject(self) -> str:
        """The subject without what mail programs put before it: `RE:`, `FW:`, `Antw:`, `Doorst:`."""
        forwarded = _FORWARDED.match(self.subject)
        return self.subject[forwarded.end() :].strip() if forwarded else self.subject


def is_mail(path: Path) -> bool:
    """Whether a file is a mail, by its name."""
    return path.suffix.lower() in ENDINGS


def read_mail(path: Path) -> Mail | None:
    """The mail in the file at `path`; None where it is none, or there is no reader for it. Raises OSError."""
    if not is_mail(path) or not stat.S_ISREG((about := path.stat()).st_mode) or about.st_size > _MOST_BYTES:
        return None
    return _read_msg(path) if path.suffix.lower() == ".msg" else mail_in(path.read_bytes())


def mail_in(content: bytes) -> Mail | None:
    """The mail that `content` is, as `.eml` files hold it; None where it is none."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
    except (ValueError, LookupError, RecursionError, TypeError, IndexError, AttributeError, KeyError):
        return None
    if not any(_header(message, name) for name in ("From", "Subject", "Date", "Message-ID")):
        return None
    sender, address = _sender(message)
    parts = list(_parts(message))
    return Mail(
        subject=_line(_header(message, "Subject")),
        sender=sender,
        address=address,
        written=_instant(_header(message, "Date")),
        received=_instant(_header(message, "Received").rpartition(";")[2]),
        message_id=_first_id(_header(message, "Message-ID")),
        answers=_answered(message),
        text=_text(parts),
        attachments=tuple(_attachments(parts)),
    )


def _header(message: Message, name: str) -> str:
    # The reader of headers of the standard library fails at some that were made to make it fail.
    with contextlib.suppress(Exception):
        return str(message.get(name, "") or "")
    return ""


def _line(text: str) -> str:
    return " ".join(clean(text[:_MOST_LETTERS]).split())[:500]


def _sender(message: Message) -> tuple[str, str]:
    """Name and address of who wrote it; of several the first, as mail programs show it."""
    header: Any = None
    with contextlib.suppress(Exception):
        header = _REGISTRY("From", _header(message, "From")[:2000])
    found = [(str(each.display_name), str(each.addr_spec)) for each in header.addresses] if header else []
    if not found:
        return "", ""
    name, address = found[0]
    return _line(name), _line(address).lower() if "@" in address else ""


def _instant(words: str) -> datetime | None:
    moment: datetime | None = None
    with contextlib.suppress(Exception):
        header: Any = _REGISTRY("Date", words.strip()[:200])
        moment = header.datetime
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _first_id(words: str) -> str:
    match = _ID.search(words[:2000])
    return clean(match[0]) if match else ""


def _answered(message: Message) -> tuple[str, ...]:
    nearest = _ID.findall(_header(message, "In-Reply-To")[:2000])
    thread = _ID.findall(_header(message, "References")[:20_000])
    return tuple(dict.fromkeys(clean(each) for each in (*nearest, *reversed(thread))))


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something, to a certain depth and number; an attached mail is one part."""
    left = _MOST_PARTS

    def below(part: Message, depth: int) -> Iterator[Message]:
        nonlocal left
        left -= 1
        if left < 0 or depth > _DEEPEST:
            return
        content = part.get_payload()
        if part.is_multipart() and part.get_content_type() != "message/rfc822" and isinstance(content, list):
            for each in content:
                yield from below(cast(Message, each), depth + 1)
        else:
            yield part

    yield from below(message, 0)


def _is_attached(part: Message) -> bool:
    kind = part.get_content_maintype()
    with contextlib.suppress(Exception):
        return bool(part.get_filename()) or part.get_content_disposition() == "attachment" or kind not in ("text",)
    return True


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    for part in parts:
        if _is_attached(part):
            name = ""
            with contextlib.suppress(Exception):
                name = _line(str(part.get_filename() or ""))
            media = part.get_content_type()
            if not name:
                name = "mail.eml" if media == "message/rfc822" else f"{part.get_content_maintype()}"
            yield Attachment(name=name, media=media, content=_bytes(part))


def _bytes(part: Message) -> bytes:
    content: Any = None
    with contextlib.suppress(Exception):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            content = inner[0].as_bytes() if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]
        else:
            content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(parts: list[Message]) -> str:
    """What the mail says: its plain text, else its HTML without the marks."""
    for wanted in ("text/plain", "text/html"):
        texts = [_decoded(part) for part in parts if part.get_content_type() == wanted and not _is_attached(part)]
        if found := "\n".join(filter(None, texts)):
            if wanted == "text/html":
                import html

                found = html.unescape(_TAG.sub(" ", found))
            return clean_lines(found)[:_MOST_LETTERS].strip()
    return ""


def _decoded(part: Message) -> str:
    content = _bytes(part)[: _MOST_LETTERS * 4]
    charset = "utf-8"
    with contextlib.suppress(Exception):
        charset = str(part.get_content_charset() or "utf-8")
    with contextlib.suppress(LookupError, UnicodeError, ValueError):
        return content.decode(charset)
    return content.decode("utf-8", "replace")


# Outlook


def _read_msg(path: Path) -> Mail | None:
    """A `.msg`; None where the package that opens such files is not installed, or it is none."""
    try:
        import olefile
    except ImportError:
        return None
    try:
        with olefile.OleFileIO(str(path)) as file:
            return _of_ole(file)
    except (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def _of_ole(file: Any) -> Mail:  # noqa: ANN401 - the package tells no types
    told = {name: _property(file, tag) for name, tag in _MSG_TEXT.items()}
    times = _times(file)
    address = next((each for each in (told["smtp"], told["address"]) if "@" in each), "")
    answers = tuple(_ID.findall(told["reply"]))
    return Mail(
        subject=_line(told["subject"]),
        sender=_line(told["sender"]),
        address=_line(address).lower(),
        written=times.get("sent"),
        received=times.get("received"),
        message_id=_first_id(told["id"]),
        answers=answers,
        text=clean_lines(told["body"])[:_MOST_LETTERS].strip(),
        attachments=tuple(_of_msg(file)),
    )


def _property(file: Any, tag: str, folder: str = "") -> str:  # noqa: ANN401 - the package tells no types
    """A property that is text: of Unicode, else of the old code page."""
    for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        name = f"{folder}__substg1.0_{tag}{kind}"
        if file.exists(name):
            return str(file.openstream(name).read(_MOST_LETTERS * 2).decode(encoding, "replace")).rstrip("\0")
    return ""


def _times(file: Any) -> dict[str, datetime]:  # noqa: ANN401 - the package tells no types
    """The times in the list of properties, each an entry of 16 bytes: type, tag, flags, hundreds of nanoseconds."""
    if not file.exists("__properties_version1.0"):
        return {}
    content = file.openstream("__properties_version1.0").read(1024 * 1024)[32:]
    found: dict[str, datetime] = {}
    for at in range(0, len(content) - 15, 16):
        kind, tag = int.from_bytes(content[at : at + 2], "little"), int.from_bytes(content[at + 2 : at + 4], "little")
        for name, wanted in _MSG_TIMES.items():
            if kind == 0x0040 and tag == wanted:
                ticks = int.from_bytes(content[at + 8 : at + 16], "little")
                with contextlib.suppress(ValueError, OverflowError, OSError):
                    found[name] = datetime.fromtimestamp(ticks / 10_000_000 - 11_644_473_600, UTC)
    return found


def _of_msg(file: Any) -> Iterator[Attachment]:  # noqa: ANN401 - the package tells no types
    folders = sorted({entry[0] for entry in file.listdir() if entry[0].startswith("__attach_version1.0_")})
    for folder in folders[:_MOST_PARTS]:
        name = _property(file, "3707", f"{folder}/") or _property(file, "3704", f"{folder}/")
        stream = f"{folder}/__substg1.0_37010102"
        content = file.openstream(stream).read() if file.exists(stream) else b""
        yield Attachment(name=_line(name), media="", content=content)
