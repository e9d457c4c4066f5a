"""The lines of the post screen: a piece in columns, as many as there is room for, and what is told below them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from exports.wording_post import facts, stand_text
from store.dates import short_date
from store.desk.desk import Desk
from store.desk.model import Direction, Piece
from store.desk.post import is_of_private, named
from store.desk.standing import Held, Stand, standing
from store.i18n import _, _n, spoken
from store.language.post.codes import codes
from store.model import Body

REGISTER, HANDLE, FILTER = "register", "handle", "filter"
"""What the line below the list can ask for."""
# From this width on there is room for how a piece is handled.
WIDE = 96
_AROUND = 4
_NUMBER, _DAY, _PARTY, _LEAST, _MOST_HANDLING = 12, 7, 16, 20, 44
_STYLES = {Stand.NEW: "bold $warning", Stand.TO_ANSWER: "$warning", Stand.DROPPED: "$faint"}
_QUIET = (Stand.DONE, Stand.SENT, Stand.DROPPED)


class PostRows:
    """Draws the pieces of `desk`, as it is on the day `today`."""

    def __init__(self, desk: Desk, body: Body, held: Held, today: date) -> None:
        self._desk = desk
        self._body = body
        self._held = held
        self._today = today

    def draw(self, piece: Piece, width: int) -> Content:
        """One piece in a line of `width` cells."""
        stands = standing(self._desk, piece, self._held, self._today)
        out = piece.direction is Direction.OUT
        number = Content.styled(piece.number, "bold").truncate(_NUMBER - 1, pad=True, ellipsis=True)
        day = short_date(piece.day, spoken(), year=False).partition(" ")[2]
        head = Content.assemble(
            number,
            " ",
            (f"{day:>{_DAY}}", "$quiet"),
            (" → " if out else "   ", "$quiet"),
            Content(named(self._desk, piece) or "–").truncate(_PARTY - 1, pad=True, ellipsis=True),
            " ",
        )
        marks = ("▪" if piece.confidential else "") + ("▫" if is_of_private(self._desk, piece) else "")
        rest = width - head.cell_length
        column = min(_MOST_HANDLING, rest // 2) if width >= WIDE else 0
        room = max(_LEAST, rest - column - (1 if column else 0))
        style = "$quiet" if stands.stand in _QUIET else ""
        subject = Content.styled(piece.subject, style).truncate(room - len(marks) - 1, ellipsis=True)
        about = Content.assemble(subject, (f" {marks}" if marks else "", "$warning")).truncate(room, pad=True)
        if not column:
            return Content.assemble(head, about).truncate(width)
        told = stand_text(self._desk, piece, self._body.desk, self._held, spoken())
        shown = "bold $error" if stands.is_late else _STYLES.get(stands.stand, "$quiet" if style else "")
        files = f" {len(piece.files)}" if piece.files else "  "
        handling = Content.styled(told, shown).truncate(column - len(files), pad=True, ellipsis=True)
        return Content.assemble(head, about, " ", handling, (files, "$quiet")).truncate(width)

    def about(self, piece: Piece, width: int, most: int) -> Content:
        """All that is told below the list of a piece, in `most` lines of `width` cells."""
        told = list(facts(self._desk, self._body, piece, self._held, spoken(), self._today))
        lines = list(_pairs((pair for pair in told if pair[0] and pair[1]), width))
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines[:most])

    def counts(self) -> tuple[int, int]:
        """How many pieces are open, and how many of these are to be answered."""
        stands = [standing(self._desk, piece, self._held).stand for piece in self._desk.pieces.values()]
        return sum(each in (Stand.NEW, Stand.OPEN, Stand.TO_ANSWER) for each in stands), stands.count(Stand.TO_ANSWER)

    def title(self, words: str, hidden: int, width: int) -> Content:
        """The first line: whose post, found by which `words`; the day, what is open, and how many are `hidden`."""
        count, to_answer = self.counts()
        told = [
            short_date(self._today, spoken()),
            _n("{count} open", "{count} open", count).format(count=count),
            _("{count} to answer").format(count=to_answer) if to_answer else "",
            _("{count} more: x").format(count=hidden) if hidden else "",
        ]
        head = Content.assemble((f" {_('Post')} · {self._body.name}", "bold"))
        if words:
            head = Content.assemble(head, (f"   / {words}", "$accent"))
        side = Content.styled(" · ".join(filter(None, told)), "$quiet")
        gap = max(2, width - _AROUND - head.cell_length - side.cell_length)
        return Content.assemble(head, " " * gap, side)

    def is_shown(self, piece: Piece) -> bool:
        """Whether a piece still asks for something, or is newer than the last list."""
        stands = standing(self._desk, piece, self._held)
        return stands.stand not in _QUIET or not stands.listed


def _pairs(told: Iterable[tuple[str, str]], width: int) -> Iterable[Content]:
    """Labels and values, as many in a line as there is room for; a subject and a file have a line of their own."""
    line: list[tuple[str, str]] = []
    length = 0
    for label, value in told:
        size = len(label) + len(value) + 4
        if line and length + size > width:
            yield _line(line)
            line, length = [], 0
        line.append((label, value))
        length += size
    if line:
        yield _line(line)


def _line(pairs: list[tuple[str, str]]) -> Content:
    parts = [Content.assemble((f"{label} ", "$quiet"), value) for label, value in pairs]
    return Content("   ").join(parts)


def hint(asked: str, body: Body) -> str:
    """What stands in the empty line."""
    if asked == HANDLE:
        return ", ".join(each.code for each in codes(body.desk, body.language))
    if asked == FILTER:
        return _("a party, open, to answer, r1, in 2027, without file, words")
    return _("party: subject, d.d. 8 jan, noted · > party: for what goes out · a file or a mail")


def nothing(body: Body) -> Content:
    """What is said where there is no post yet."""
    lines = (
        _("No post of {body} yet.").format(body=body.name),
        _("n, then: party: subject, d.d. 8 jan, noted – or drop a mail or a file on this screen."),
    )
    return Content.styled("\n".join(lines), "$quiet")
