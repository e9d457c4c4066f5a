"""The approval at the end of the minutes: to be signed for a draft, told for what is approved."""

from __future__ import annotations

from collections.abc import Iterator

from exports.document import Block, Heading, Paragraph, emphasis, plain, strong
from exports.redacted import Redacted
from exports.wording import label, role_text, weekday_date
from store.i18n import documents
from store.language.offices import is_clerk
from store.model import Approval, MeetingStatus, Role


def approval(record: Redacted) -> Iterator[Block]:
    """When, where and by which decision the minutes were approved, and the corrections; for a draft, lines to sign.

    Readers of other versions are told how many corrections there are, and not what they say.
    """
    meeting = record.meeting
    language = meeting.body.language
    _ = documents(language).gettext
    if meeting.status is not MeetingStatus.APPROVED:
        if record.is_full:
            yield Heading(2, _("Approval"))
            yield Paragraph((plain(_("Approved in the meeting of: …………………………")),))
            yield Paragraph((plain(_("Chair: …………………………  {office}: …………………………").format(office=_signs(record))),))
        return
    if meeting.approval is None:
        return
    given = meeting.approval
    yield Heading(2, _("Approval"))
    yield Paragraph((plain(_approved_in(given, language)),))
    if record.is_full:
        for number, text in enumerate(given.corrections, 1):
            yield Paragraph((strong(_("Correction {number}:").format(number=number)), plain(f" {text}")))
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


def _signs(record: Redacted) -> str:
    """The office of whoever signs beside the chair: the elected secretary, else the clerk or the minute-taker."""
    language = record.meeting.body.language
    secretaries = [who for who in record.attendance.values() if who.role is Role.SECRETARY]
    there = sorted(secretaries, key=lambda who: (is_clerk(who), not who.presence))
    return label(role_text(there[0], language)) if there else documents(language).gettext("Secretary")
