"""What was changed in a Word file of the minutes, each as a proposal: tracked, silent, a comment, a new paragraph.

The file is compared with what was written when it was made (`base`), so that an older draft is judged by its own state;
what the record says already by now is no proposal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from exports.word_file.read import Change, Comment, WordFile, WordParagraph
from store.language.vocabulary import MONTHS, WEEKDAYS, any_of
from store.model import Entry, Kind
from store.record.record import Record

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_NUMBER = re.compile(r"\d")
_DAY = re.compile(rf"\b{any_of((*MONTHS, *WEEKDAYS))}\b", re.IGNORECASE)
_WORDS_BEFORE = 4
# How many letters around a change tell where it belongs, where the text was changed since.
_AROUND = (40, 20, 10, 6)


class How(StrEnum):
    """How a change came: Word told of it, or it did not."""

    TRACKED = "tracked"
    SILENT = "silent"
    COMMENT = "comment"
    NEW = "new"
    GONE = "gone"


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One change that somebody proposes.

    `new` in the place of `old` in what `entry` says (its id; None for what is of no entry), under `item` (its id; None
    for outside the agenda); or a comment, `text`, beside `old`. `behind` are the last words before it. `instead` is the
    whole text of the entry as it would be; None where that cannot be said for certain, and it is mended by hand.
    `asks` says that a number, a day or a vote is changed. `when` is the hour on the wall where it was made.
    """

    how: How
    item: int | None = None
    entry: int | None = None
    old: str = ""
    new: str = ""
    behind: str = ""
    text: str = ""
    who: str = ""
    when: datetime | None = None
    instead: str | None = None
    asks: bool = False


def proposals(base: WordFile, file: WordFile, base_record: Record, record: Record) -> list[Proposal]:
    """What `file` proposes, in its order; `base` is how it was made of `base_record`, `record` is as it is now."""
    found = _Comparison(base, file, base_record, record).found()
    return [each for each in found if not _is_said(each, record)]


def _is_said(proposal: Proposal, record: Record) -> bool:
    """Whether `record` says already what a comment or a new paragraph would add."""
    wanted = proposal.text or proposal.new
    if proposal.how not in (How.COMMENT, How.NEW):
        return False
    return any(entry.text.startswith(wanted) and entry.item == proposal.item for entry in record.entries.values())


class _Comparison:
    def __init__(self, base: WordFile, file: WordFile, base_record: Record, record: Record) -> None:
        self._base, self._file = base, file
        self._base_record, self._record = base_record, record
        self._item: int | None = None
        self._entry: int | None = None
        self._headings = {f"{item.number}. {item.title}": item.id for item in base_record.agenda()}

    def found(self) -> Iterator[Proposal]:
        """The proposals, in the order of the file."""
        pairs, gone = self._paired()
        for at, paragraph in enumerate(self._file.lines):
            self._go_to(paragraph)
            yield from self._of(pairs.get(at), paragraph)
            for lost in gone.get(at, ()):
                yield self._gone(lost)
        told = {each.entry for each in self._file.lines}
        for entry in dict.fromkeys(each.entry for each in self._base.lines):
            if entry is not None and entry not in told and entry in self._record.entries:
                whole = " ".join(each.before for each in self._base.lines if each.entry == entry)
                item = self._record.entries[entry].item
                yield Proposal(how=How.GONE, item=item, entry=entry, old=whole, asks=True)

    def _go_to(self, paragraph: WordParagraph) -> None:
        """Where in the minutes we are."""
        entry = paragraph.entry if paragraph.entry is not None else paragraph.row
        if entry in self._base_record.entries:
            self._entry, self._item = entry, self._base_record.entries[entry].item
        elif paragraph.before in self._headings:
            self._entry, self._item = None, self._headings[paragraph.before]

    def _paired(self) -> tuple[dict[int, WordParagraph], dict[int, list[WordParagraph]]]:
        """What each paragraph of the file (by its place) was when it was made; and what is gone behind each."""
        ours, theirs = defaultdict[object, list[WordParagraph]](list), defaultdict[object, list[int]](list)
        for each in self._base.lines:
            ours[_place_of(each)].append(each)
        for at, each in enumerate(self._file.lines):
            if not each.is_new:
                theirs[_place_of(each)].append(at)
        pairs: dict[int, WordParagraph] = {}
        gone: dict[int, list[WordParagraph]] = defaultdict(list)
        for place, places in theirs.items():
            was = ours.get(place, [])
            texts = [self._file.lines[at].before for at in places]
            for _tag, i, k, j, m in _steps([each.before for each in was], texts):
                pairs |= dict(zip(places[j:m], was[i:k], strict=False))
                lost = [each for each in was[i + min(k - i, m - j) : k] if each.before.strip()]
                if lost and not (isinstance(place, tuple) or place == _LISTED):
                    gone[places[max(0, m - 1)]] += lost
        return pairs, gone

    def _of(self, was: WordParagraph | None, paragraph: WordParagraph) -> Iterator[Proposal]:
        """What is proposed in one paragraph."""
        for change, is_silent in _in_order(was, paragraph):
            yield from self._change(change, was, paragraph, How.SILENT if is_silent else How.TRACKED)
        if was is None and not paragraph.is_new and paragraph.before.strip() and not paragraph.in_table:
            yield self._new(Change(0, "", paragraph.before))
        for comment in paragraph.comments:
            yield self._comment(comment)

    def _change(
        self, change: Change, was: WordParagraph | None, paragraph: WordParagraph, how: How
    ) -> Iterator[Proposal]:
        if paragraph.is_new:
            yield self._new(change)
            return
        said = self._told_by(paragraph)
        instead = _put(*said, was.before, change) if said and was else None
        if instead == (said[1].text if said else ""):
            return
        entry = said[1] if said else None
        asks = _must_ask(change) or instead is None or (entry is not None and entry.kind is Kind.VOTE)
        yield Proposal(
            how=how,
            item=self._item,
            entry=entry.id if entry else None,
            old=change.old,
            new=change.new,
            behind=_words_before(was, change),
            who=change.who,
            when=change.when,
            instead=instead,
            asks=asks,
        )

    def _told_by(self, paragraph: WordParagraph) -> tuple[Entry, Entry] | None:
        """The entry that a paragraph tells, as it was when the file was made and as it is."""
        id = paragraph.entry if paragraph.entry is not None else paragraph.row
        if id is None or id not in self._base_record.entries or id not in self._record.entries:
            return None
        return self._base_record.entries[id], self._record.entries[id]

    def _new(self, change: Change) -> Proposal:
        return Proposal(
            how=How.NEW, item=self._item, entry=self._entry, new=change.new, who=change.who, when=change.when
        )

    def _gone(self, lost: WordParagraph) -> Proposal:
        return Proposal(how=How.GONE, item=self._item, entry=lost.entry, old=lost.before, asks=True)

    def _comment(self, comment: Comment) -> Proposal:
        return Proposal(
            how=How.COMMENT,
            item=self._item,
            entry=self._entry,
            old=comment.about,
            text=comment.text,
            who=comment.who,
            when=comment.when,
        )


# Tables that tell of other meetings, and change by themselves: only what is tracked in them is a proposal.
_LISTED = "listed"


def _place_of(paragraph: WordParagraph) -> object:
    """What a paragraph is compared within: its entry, its cell of a list, or all that tells no entry."""
    if paragraph.in_table:
        return _LISTED if paragraph.row is None else (paragraph.row, paragraph.column)
    return paragraph.entry


def _steps(ours: Sequence[str], theirs: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


def _in_order(was: WordParagraph | None, paragraph: WordParagraph) -> list[tuple[Change, bool]]:
    """All changes of a paragraph with their places in what it was, and whether each is silent."""
    if was is None or (paragraph.in_table and paragraph.row is None):
        return [(change, False) for change in paragraph.changes]
    steps = _word_steps(was.before, paragraph.before)
    tracked = [(replace(each, at=_in_base(each, steps)), False) for each in paragraph.changes]
    silent = [(Change(i, was.before[i:k], paragraph.before[j:m]), True) for same, i, k, j, m in steps if not same]
    return sorted((*silent, *tracked), key=lambda each: each[0].at)


def _word_steps(ours: str, theirs: str) -> list[tuple[bool, int, int, int, int]]:
    """What is the same in both and what is not, word by word, by the places of the letters in each."""
    if " ".join(ours.split()) == " ".join(theirs.split()):
        return [(True, 0, len(ours), 0, len(theirs))]
    old, new = _WORD.findall(ours), _WORD.findall(theirs)
    steps: list[tuple[bool, int, int, int, int]] = []
    for tag, i, k, j, m in _steps(old, new):
        same = tag == "equal"
        # Words with nothing but a blank between them were changed together.
        if same and steps and k < len(old) and m < len(new) and not "".join(old[i:k]).strip():
            same = False
        begin = (len("".join(old[:i])), len("".join(new[:j])))
        end = (len("".join(old[:k])), len("".join(new[:m])))
        if not same and steps and not steps[-1][0]:
            steps[-1] = (False, steps[-1][1], end[0], steps[-1][3], end[1])
        else:
            steps.append((same, begin[0], end[0], begin[1], end[1]))
    return steps


def _in_base(change: Change, steps: list[tuple[bool, int, int, int, int]]) -> int:
    """The place of a tracked change in what the paragraph was; -1 where something around it was changed silently."""
    for same, i, k, j, m in steps:
        if same and j <= change.at and change.at + len(change.old) <= m:
            return min(k, i + change.at - j)
    return -1


def _words_before(was: WordParagraph | None, change: Change) -> str:
    """The last words before a change."""
    words = was.before[: max(0, change.at)].split() if was else []
    return ("… " if len(words) > _WORDS_BEFORE else "") + " ".join(words[-_WORDS_BEFORE:])


def _must_ask(change: Change) -> bool:
    return any(_NUMBER.search(text) or _DAY.search(text) for text in (change.old, change.new))


def _put(base: Entry, now: Entry, was: str, change: Change) -> str | None:
    """The text of `now` with a change in it that was made where the entry, as it was, stood as `was`.

    Also where it is in it already; None where its place is not sure.
    """
    around = _around(base, was, change)
    if around is None:
        return None
    left, right = around
    text, old, new = now.text, change.old, change.new
    for reach in (max(len(left), len(right)), *_AROUND):
        before, behind = left[-reach:] if reach else "", right[:reach]
        if text.count(before + new + behind) == 1:
            return text
        if text.count(before + old + behind) == 1:
            return text.replace(before + old + behind, before + new + behind)
    return None


def _around(base: Entry, was: str, change: Change) -> tuple[str, str] | None:
    """What stood before and behind the change within its line of the entry; None where it is not all within one."""
    for line in base.text.split("\n"):
        before, found, _behind = was.partition(line)
        at = change.at - len(before)
        if line and found and at >= 0 and line[at : at + len(change.old)] == change.old and at <= len(line):
            return line[:at], line[at + len(change.old) :]
    return None
