"""A meeting that is being minuted: everything that can happen in it, one act at a time.

A `RunningMeeting` turns an understood line into one act on the record. It knows no disk
and no clock: the instant of each act is handed in, aware and in UTC. What each verb does
stands beside it, in `proceedings`, `agenda`, `attendance`, `entries` and `decisions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from store.errors import CannotDo, NotKept
from store.i18n import _
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Line, PostBook, Verb
from store.language.capture.verbs.table import BY_BARE_SIGN, VERBS
from store.language.people import People
from store.language.references import squeezed
from store.meeting import agenda, attendance, decisions, entries, letters, mending, post, proceedings, voting
from store.meeting.afterwards import happened
from store.meeting.doer import Doer
from store.meeting.moments import moment
from store.model import Act, Attendee, Earlier, Entry, LookBack, Meeting, Method
from store.record.confidentiality import secrecies
from store.record.follow_ups import about, followed_up
from store.record.record import Record
from store.record.references import find, names

DOERS: dict[Verb, Doer] = {
    **proceedings.DOERS,
    **agenda.DOERS,
    **attendance.DOERS,
    **entries.DOERS,
    **mending.DOERS,
    **decisions.DOERS,
    **post.DOERS,
    **letters.DOERS,
}
"""What verbs do. Undo and redo are done by `RunningMeeting.do`, what does not act (`VerbSpec.acts`) by a screen."""


class RunningMeeting:
    """A meeting that is being minuted: understands lines, and does them one act at a time.

    `look_back` finds entries of earlier meetings, `post` knows the post of the body; None where those are not known.
    """

    def __init__(self, record: Record, look_back: LookBack | None = None) -> None:
        self.record = record
        self.look_back = look_back
        self.post: PostBook | None = None
        self._roll: tuple[Attendee, ...] = ()
        self._people = People(())
        self._made: tuple[tuple[Record, tuple[int, int]], Context] | None = None
        self._names: tuple[int, tuple[str, ...]] = (-1, ())
        self._secrets: tuple[int, frozenset[str]] = (-1, frozenset())

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return self.record.meeting

    def people(self) -> People:
        """Everybody on the roll, and the guests whom the body knows, to be found by a typed name."""
        roll = tuple(self.record.attendance.values())
        if roll != self._roll:
            self._roll, self._people = roll, People((*roll, *attendance.guests(self.record)))
        return self._people

    @property
    def here(self) -> int | None:
        """The id of the item that a new entry goes under; None for no item."""
        return self.meeting.current

    def context(self, now: datetime | None = None) -> Context:
        """The context that the next line is understood in.

        With `now`, what is typed with an hour that is still to come is remarked on, too.
        """
        # Made once for each change of the record, since every key asks for it.
        state = self.record, self.record.state
        if self._made is None or self._made[0] != state:
            self._made = state, self._context(decisions.counted_at(self.record, self.here))
        return replace(
            self._made[1],
            look_back=self._look_back if self.look_back else None,
            post=self.post,
            then=lambda verb, hour: self._context(moment(self.meeting, verb, hour, now)),
        )

    def _context(self, at: datetime | None) -> Context:
        """The context, with those who may vote at the instant `at` (None: now)."""
        meeting, roll, here = self.meeting, self.record.attendance.values(), self.here
        members = sum(who.vote for who in roll)
        present = voting.present_voters(roll, at)
        voted_on = decisions.voted_on(self.record, here)
        return Context(
            calendar=mending.calendar_of(meeting),
            people=self.people(),
            items=tuple(item.number.lower() for item in self.record.agenda()),
            voters=tuple(who.handle for who in present if here not in who.recused),
            recused=tuple(who.handle for who in roll if here in who.recused),
            present=len(present),
            quorum=voting.quorum(meeting.body, members),
            casting_vote=voting.allows_casting(meeting.body.rules),
            references=self._references(),
            meeting=meeting.number,
            confidential=self._confidential(),
            votable=voted_on is not None,
            voted_on=voted_on,
            ballot=voting.ballot(self.record, here),
            last_put=decisions.last_put(self.record, here),
            tied=decisions.tied(self.record, here),
            also_open=decisions.also_open(self.record, voted_on),
            amended=self.record.entries.get(voted_on.amends or 0) if voted_on else None,
            to_amend=entries.to_amend(self.record, here),
            find=self._find,
            look_back=self._look_back if self.look_back else None,
            post=self.post,
        )

    def _find(self, reference: str) -> Entry | None:
        return find(self.record, reference)

    def _look_back(self, reference: str) -> Earlier | None:
        """The entry of an earlier meeting as it stands now, with what this meeting did to it."""
        found = self.look_back(reference) if self.look_back else None
        if found is None:
            return None
        whole = squeezed(found.entry.reference)
        entries = self.record.entries
        since = tuple(entry for _id, entry in sorted(entries.items()) if squeezed(about(entry)) == whole)
        return replace(found, entry=followed_up(found.entry, since), history=(*found.history, *since))

    def _references(self) -> tuple[str, ...]:
        # Gathered once an act, since every key asks for them.
        acts = len(self.record.log)
        if acts != self._names[0]:
            written = self.record.entries.values()
            self._names = acts, tuple(name for entry in written for name in names(self.record, entry))
        return self._names[1]

    def _confidential(self) -> frozenset[str]:
        """All references that name an entry which is confidential, itself or with its item."""
        acts = len(self.record.log)
        if acts != self._secrets[0]:
            written = self.record.entries
            secret = (written[id] for id in secrecies(self.record) if id in written)
            self._secrets = acts, frozenset(name for entry in secret for name in names(self.record, entry))
        return self._secrets[1]

    def understand(self, typed: str, now: datetime | None = None) -> Line:
        """What `typed` means in this meeting, now; see `context`."""
        return understand(typed, self.context(now))

    def understand_on(self, typed: str, today: date) -> Line:
        """What `typed` means where days are reckoned from `today`, after the meeting."""
        context = self.context()
        return understand(typed, replace(context, calendar=replace(context.calendar, on=today)))

    def do_all(self, typed: Sequence[str], at: datetime) -> Act | None:
        """Does many lines as one act; a command that cannot be done is kept as a note.

        Gives None where nothing changed. Raises NotKept, with nothing changed, where a line tells a vote in a secret
        ballot, and CannotDo where the minutes are approved.
        """
        done: list[Line] = []
        self._change(lambda: done.extend(self._one_of_many(text, at) for text in typed))
        return self.record.keep("paste", "\n".join(map(_for_the_log, done)), at)

    def _one_of_many(self, text: str, at: datetime) -> Line:
        line = self.understand(text, at)
        if line.hour and line.verb is Verb.NOTE:
            # Times in a text that was pasted are a part of it.
            line = Line(verb=Verb.NOTE, typed=text, text=text)
        if line.tells_secret:
            words = _("Nothing was pasted. “{line}”: {reason}.")
            raise NotKept(words.format(line=text, reason=line.remarks[0]))
        try:
            # In a text that was pasted, a sign alone is not about what stands above it.
            bare = line.typed in BY_BARE_SIGN or (line.verb in entries.KINDS and not line.text)
            if line.verb not in DOERS or bare:
                raise CannotDo(text)
            self._perform(line, happened(self.record, at))
        except CannotDo:
            # A verb says no before it puts anything.
            line = Line(verb=Verb.NOTE, typed=text, text=text)
            self._perform(line, happened(self.record, at))
        return line

    def follow_up(self, line: Line, at: datetime) -> Act | None:
        """Writes down between meetings what became of an action of this meeting, also when its minutes are approved.

        Gives None where nothing changed. Raises CannotDo, with nothing changed, where `line` is nothing that can become
        of an action.
        """
        try:
            entries.follow_up_later(self.record, line, at)
        except BaseException:
            self.record.roll_back()
            raise
        return self.record.keep(line.verb, line.typed, at)

    def do(self, line: Line, at: datetime) -> Act | None:
        """Does what `line` says at the instant `at` (aware, UTC), as one act; None where it changes nothing (`/read`).

        Raises CannotDo, with nothing changed, where the line makes no sense at this point or the minutes are approved,
        and NotKept where it tells who voted what in a secret ballot.
        """
        if not VERBS[line.verb].acts:
            return None
        if line.verb is Verb.UNDO:
            self.record.must_be_open()
            return self.record.undo(at, line.typed)
        if line.verb is Verb.REDO:
            self.record.must_be_open()
            return self.record.redo(at, line.typed)
        if line.verb is Verb.AFTERWARDS:
            self._change(lambda: self._perform(line, at))
            return self.record.keep(line.verb, line.typed, at)
        if line.tells_secret:
            raise NotKept(f"{line.remarks[0]}.")
        self._change(lambda: self._perform(line, happened(self.record, at)))
        return self.record.keep(line.verb, _for_the_log(line), at)

    def _perform(self, line: Line, at: datetime) -> None:
        """Changes the rows of the record as `line` says, at its hour where it has one. Raises CannotDo."""
        attendance.put_on_roll(self.record, line)
        DOERS[line.verb](self.record, line, self.instant_of(line, at))
        agenda.take_out_prepared(self.record, line.prepared or line.typed)
        if line.hour is not None and line.verb in attendance.OF_THE_TIMES:
            decisions.recount(self.record)

    def instant_of(self, line: Line, at: datetime) -> datetime:
        """When what `line` says happened, that is done at the instant `at`. Raises CannotDo where that cannot be."""
        return at if line.hour is None else moment(self.meeting, line.verb, line.hour, at)

    def _change(self, put: Callable[[], None]) -> None:
        """Does `put`; where it fails, nothing was put. Raises CannotDo where the minutes are approved."""
        self.record.must_be_open()
        try:
            put()
        except BaseException:
            self.record.roll_back()
            raise


def _for_the_log(line: Line) -> str:
    """The line as the log keeps it: of a secret vote only the numbers, never who voted what."""
    vote = line.vote
    if vote is None or vote.method is not Method.SECRET or vote.choices:
        return line.typed
    numbers = f"= {vote.method} {vote.in_favour}-{vote.against}-{vote.abstained}"
    return f"{numbers}-{vote.blank}" if vote.blank else numbers
