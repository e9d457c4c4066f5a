"""A draft for the user's own mail program: a mail that was not sent, with its files. Nothing is sent by notulist.

(RFC 5322 and 2047; `X-Unsent: 1` makes Outlook open it as a draft. It says nothing of when and by whom: the mail
program writes that.)
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import msgspec

from exports.sending.recipients import Recipient
from store.errors import CannotDo
from store.i18n import _
from store.text import clean, clean_lines

MANY_BYTES = 20_000_000
"""Above this many mail programs refuse to send."""
_LONGEST_SUBJECT = 250


class Enclosed(msgspec.Struct, frozen=True):
    """A file that goes with a mail."""

    name: str
    content: bytes


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A mail to be sent: to whom, hidden from each other or not, what it says, and its files."""

    to: tuple[Recipient, ...]
    subject: str
    text: str
    files: tuple[Enclosed, ...] = ()
    hidden: bool = False

    @property
    def size(self) -> int:
        """How large it is as mail programs count: base64 makes a third more of each file."""
        return sum(len(each.content) for each in self.files) * 4 // 3


def eml(draft: Draft) -> bytes:
    """The draft as a file (`.eml`) that a mail program opens. Raises CannotDo where an address is none."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    addresses = [_address(each) for each in draft.to]
    if addresses:
        mail["Bcc" if draft.hidden else "To"] = addresses
    mail["Subject"] = clean(draft.subject).replace("\n", " ")[:_LONGEST_SUBJECT]
    mail.set_content(clean_lines(draft.text))
    for file in draft.files:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        main, _slash, sub = kind.partition("/")
        if main in ("message", "multipart", "text"):
            # A mail or a text goes as it is, and is not taken apart by a mail program.
            main, sub = "application", "octet-stream"
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=clean(file.name))
    return mail.as_bytes()


def names(recipients: Iterable[Recipient]) -> str:
    """The recipients as a mail program shows them, for a line on a screen."""
    return ", ".join(each.name or each.email for each in recipients)


def _address(recipient: Recipient) -> Address:
    try:
        return Address(display_name=clean(recipient.name), addr_spec=recipient.email)
    except (ValueError, IndexError) as error:
        words = _("“{address}” of {name} is no address for mail; nothing was written.")
        raise CannotDo(words.format(address=clean(recipient.email), name=clean(recipient.name))) from error
    except Exception as error:
        # The parser of addresses raises errors of its own kind (`email.errors`).
        words = _("“{address}” of {name} is no address for mail; nothing was written.")
        raise CannotDo(words.format(address=clean(recipient.email), name=clean(recipient.name))) from error
