"""What a helper gets to read of an item: its notes and what was said, with names, addresses and numbers as P1, P2 …

What is confidential is not in it, nor what was said in a recess. Names that nobody here knows stay: whoever sends the
text sees it whole first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from store.archive.privacy.names import Name, one_off
from store.errors import CannotDo
from store.i18n import _
from store.model import AgendaItem
from store.record.confidentiality import item_secrecy, secrecy_of
from store.record.record import Record
from store.text import fold
from store.transcripts.placing import Placed

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\+?\d(?:[\s().-]?\d){6,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MASK = re.compile(r"\bP(\d{1,4})\b")
_SHORTEST, _SHORTEST_NEAR = 3, 5


class Somebody(msgspec.Struct, frozen=True):
    """A person as the text may name them: by handle and name; and what is put back for them in an answer."""

    name: str
    handle: str = ""


class Masked(msgspec.Struct, frozen=True):
    """The text, and for each mask (`P1`) what is put back for it."""

    text: str
    names: dict[str, str]

    def unmasked(self, line: str) -> str:
        """A line of an answer with what stood there before; a mask that was never given out stays."""
        return _MASK.sub(lambda match: self.names.get(match[0], match[0]), line)


def masked(record: Record, item: AgendaItem, placed: Iterable[Placed], known: Iterable[Somebody]) -> Masked:
    """The text of `item`, all in `known` and on the roll masked. Raises CannotDo where it is confidential."""
    if item_secrecy(record, item):
        raise CannotDo(_("Item {number} is confidential: a helper gets none of it.").format(number=item.number))
    people = [Somebody(who.name, who.handle) for who in record.attendance.values()]
    people += [Somebody(who.name, who.handle) for who in record.meeting.body.people]
    masks = _Masks([*people, *known])
    lines = [f"{item.number}. {item.title}"]
    open_ones = [each for each in record.entries_of(item.id) if secrecy_of(record, each) is None and each.text]
    lines += [f"{each.speaker}: {each.text}" if each.speaker else each.text for each in open_ones]
    said = [each for each in placed if each.item == item.id and not each.secret and not each.in_recess]
    lines += [f"{each.cue.name or each.speaker}: {each.cue.words}" for each in said]
    return Masked("\n".join(masks.over(line) for line in lines) + "\n", masks.back)


class _Masks:
    def __init__(self, people: Sequence[Somebody]) -> None:
        self.back: dict[str, str] = {}
        self._given: dict[str, str] = {}
        # Each way to write a name, the longest first, with whose it is; handles are written as they are.
        self._forms: dict[str, str] = {}
        self._handles: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for who in people:
            mask = self._mask(fold(who.name) or who.handle, who.handle or who.name)
            for form in _forms(who.name):
                self._forms.setdefault(form, mask)
            for word in _WORD.findall(fold(who.name)):
                if len(word) >= _SHORTEST_NEAR:
                    self._words.setdefault(word, mask)
            if who.handle:
                self._handles.setdefault(who.handle, mask)

    def over(self, text: str) -> str:
        """`text` with masks."""
        text = _MAIL.sub(lambda match: self._mask(fold(match[0]), match[0]), text)
        for form in sorted(self._forms, key=len, reverse=True):
            pattern = r"\s+".join(map(re.escape, form.split()))
            text = re.sub(rf"(?<!\w){pattern}(?!\w)", self._forms[form], text, flags=re.IGNORECASE)
        for handle, mask in self._handles.items():
            text = re.sub(rf"(?<![\w-]){re.escape(handle)}(?![\w-])", mask, text)
        text = _WORD.sub(self._nearly, text)
        return _DIGITS.sub(lambda match: self._mask(match[0], match[0]), text)

    def _nearly(self, match: re.Match[str]) -> str:
        word = fold(match[0])
        if not match[0][0].isupper() or len(word) < _SHORTEST_NEAR - 1:
            return match[0]
        return next((mask for name, mask in self._words.items() if word == name or one_off(word, name)), match[0])

    def _mask(self, key: str, back: str) -> str:
        if key not in self._given:
            mask = f"P{len(self._given) + 1}"
            self._given[key], self.back[mask] = mask, back
        return self._given[key]


def _forms(name: str) -> list[str]:
    """A name whole, its surname with what belongs before it, and each longer word of it that has a capital."""
    try:
        surname = Name(name).with_prefix
    except CannotDo:
        return [name] if name.strip() else []
    words = [word for word in _WORD.findall(name) if len(word) >= _SHORTEST and word[0].isupper()]
    return list(dict.fromkeys([name, surname, *words]))
