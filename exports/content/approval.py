"""The approval at the end of the minutes: by which decision, the corrections, and room to sign."""

from __future__ import annotations

from collections.abc import Container, Iterator

from exports.content.assemble import signing_secretaries
from exports.document import LINE, Block, Heading, Paragraph, Signing, emphasis, plain, strong
from exports.redacted import Redacted
from exports.wording import label, role_text, weekday_date, with_aside
from store.i18n import documents
from store.language.people import as_written
from store.model import Approval, MeetingStatus, Role


def approval(record: Redacted, worked_in: Container[int] = ()) -> Iterator[Block]:
    """When, where and by which decision the minutes were approved, and the corrections; then room to sign.

    `worked_in` are the numbers of the corrections that stand in the text already; of the others that is said.
    Readers of other versions are told how many corrections there are, and not what they say, and sign nothing.
    """
    meeting = record.meeting
    language = meeting.body.language
    _ = documents(language).gettext
    if meeting.status is not MeetingStatus.APPROVED:
        if record.is_full:
            yield Heading(2, _("Approval"))
            yield Paragraph((plain(_("Approved in the meeting of: {line}").format(line=LINE)),), stays=True)
            yield _signing(record)
        return
    if meeting.approval is None:
        return
    given = meeting.approval
    yield Heading(2, _("Approval"))
    if not record.is_full:
        yield Paragraph((plain(_approved_in(given, language)),))
        return
    for number, text in enumerate(given.corrections, 1):
        aside = "" if number in worked_in else _("not worked into the text")
        yield Paragraph((strong(_("Correction {number}:").format(number=number)), plain(f" {with_aside(text, aside)}")))
    yield Paragraph((plain(_approved_in(given, language)),), stays=True)
    yield _signing(record)
    digest = " ".join(given.digest[at : at + 8] for at in range(0, len(given.digest), 8))
    yield Paragraph((emphasis(_("Digest of the record (SHA-256): {digest}").format(digest=digest)),))


def _approved_in(given: Approval, language: str) -> str:
    words = documents(language)
    number = len(given.corrections)
    if not number:
        text = words.gettext("Approved in the meeting of {date} (decision {reference}).")
    else:
        text = words.ngettext(
            "Approved in the meeting of {date} (decision {reference}), with {number} correction.",
            "Approved in the meeting of {date} (decision {reference}), with {number} corrections.",
            number,
        )
    return text.format(date=weekday_date(given.on, language), reference=given.decision, number=number)


def _signing(record: Redacted) -> Signing:
    """A column for the chair, and one for the elected secretary, else the clerk or the minute-taker."""
    language = record.meeting.body.language
    _ = documents(language).gettext
    chairs = [who for who in record.attendance.values() if who.role is Role.CHAIR]
    chair = next(iter(sorted(chairs, key=lambda who: not who.presence)), None)
    secretary = next(iter(signing_secretaries(record)), None)
    return Signing(
        (_("Chair"), label(role_text(secretary, language)) if secretary else _("Secretary")),
        tuple(as_written(who.name) if who else "" for who in (chair, secretary)),
        _("Date"),
    )
