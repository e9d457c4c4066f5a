"""Who is in the room, and whether they are enough to decide."""

from __future__ import annotations

from textual.content import Content

from store.i18n import _
from store.language.people import sort_key
from store.meeting import voting
from store.model import Attendee, Role, is_present
from store.record.record import Record
from tui.widgets.scene import Drawn, in_lines

_KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"


class RollList(Drawn):
    """The count against the quorum, and everybody on the roll by handle."""

    def draw(self, width: int) -> Content:
        """The roll, in as many lines as the handles need."""
        record = self.scene.record
        count = Content.assemble(" ", quorum_text(record))
        return Content("\n").join([count, *in_lines(Content(" "), handles(record), width)])


def who_speaks(record: Record, width: int) -> Content:
    """Asks who speaks: everybody who can be meant with the key of each, in lines of at most `width` cells."""
    asked = Content.styled(_("Who speaks?") + "  ", "bold $accent")
    who = [Content.assemble((key, "bold $accent"), f" {handle}") for key, handle in speakers(record).items()]
    return Content("\n").join(in_lines(asked, who, width))


def quorum_text(record: Record) -> Content:
    """`9 of 11 · quorum 6 ✓`, voters in the room against those there are."""
    voters = [who for who in record.attendance.values() if who.vote]
    present = len(voting.voters(voters, None))
    needed = voting.quorum(record.meeting.body, len(voters))
    enough = present >= needed
    if not voters:
        return Content.styled(_("nobody with a vote yet"), "$quiet")
    if record.meeting.closed:
        came = sum(bool(who.presence) for who in voters)
        return Content.styled(_("{present} of {voters} were there").format(present=came, voters=len(voters)), "$quiet")
    count = _("{present} of {voters}").format(present=present, voters=len(voters))
    verdict = _("quorum {number}").format(number=needed)
    return Content.assemble(
        (count, "bold"), " · ", (f"{verdict} {'✓' if enough else '✗'}", "" if enough else "bold $error")
    )


def speakers(record: Record) -> dict[str, str]:
    """The key of everybody who takes part, chair first: digits, then letters."""
    there = [who.handle for who in _in_order(record) if is_present(who)]
    return dict(zip(_KEYS, there, strict=False))


def handles(record: Record) -> list[Content]:
    """Everybody on the roll, the chair first: here, gone, absent, not seen yet."""
    closed = record.meeting.closed is not None
    keys = {handle: key for key, handle in speakers(record).items()}
    return [
        Content.assemble(
            (f"{keys[who.handle]} " if who.handle in keys else "", "$quiet"),
            _handle(who, record.meeting.current, closed=closed),
        )
        for who in _in_order(record)
    ]


def _in_order(record: Record) -> list[Attendee]:
    rank = {Role.CHAIR: 0, Role.MEMBER: 1, Role.SECRETARY: 2, Role.GUEST: 3}
    return sorted(record.attendance.values(), key=lambda who: (rank[who.role], sort_key(who.name)))


def _handle(who: Attendee, item: int | None, *, closed: bool) -> Content:
    if is_present(who) or (closed and who.presence):
        remote = " ⌁" if who.presence[-1].remote else ""
        if item is not None and item in who.recused:
            return Content.styled(f"({who.handle})", "$warning")
        return Content.styled(f"{who.handle}{remote}", "bold" if who.role is Role.CHAIR else "")
    if who.absence:
        notice = {True: _("apol."), False: _("no apol."), None: ""}[who.absence.notice]
        return Content.styled(f"–{who.handle} {notice}".rstrip(), "$quiet")
    return Content.styled(f"·{who.handle}", "$quiet")
