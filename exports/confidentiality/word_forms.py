"""The words, numbers and days of a text in the form in which the leak check compares them.

However it is written, a word has one form: without soft hyphens, capitals, accents and endings; an amount without
what parts its thousands (`250.000`, `250 000`, `2,5 mln`); a day without its year. Where a language writes one thing
in two ways there are two forms of it (`Müller`, `Mueller`; `overname`, `overnemen`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from store.language.vocabulary import MONTHS, any_of
from store.text import fold

_LONG, _NAME = 5, 3
# Letters with what joins them in one word.
_WORD = re.compile(r"[^\W\d_]+(?:['’‐‑\-][^\W\d_]+)*")
# Letters and digits in one: a code, a flat, a car.
_CODE = re.compile(r"(?<![^\W_])(?=[^\W_]*\d)(?=\d*[^\W\d_])[^\W_]+")
_TIMES = {
    **dict.fromkeys(("duizend", "thousand", "k"), 1_000),
    **dict.fromkeys(("mln", "miljoen", "million"), 1_000_000),
    **dict.fromkeys(("mld", "miljard", "billion"), 1_000_000_000),
}
_UNITS = {
    **dict.fromkeys(("€", "eur", "euro", "euro's", "euros"), "€"),
    **dict.fromkeys(("%", "procent", "percent"), "%"),
    **dict.fromkeys(("$", "£", "fte"), ""),
}
_AMOUNT = r"\d{1,3}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*"
_UNIT = any_of(re.escape(unit) for unit in _UNITS)
_NUMBER = re.compile(
    rf"(?<!\w)(?P<before>(?:[€$£]|eur|euro)\s?)?(?<!\d[.,])(?P<number>{_AMOUNT})"
    rf"(?:\s?(?P<times>{any_of(_TIMES)})(?!\w))?(?:[.,]?-(?!\w))?(?:\s?(?P<unit>{_UNIT})(?!\w))?",
    re.IGNORECASE,
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SENTENCE = re.compile(r"(?:^|[.:;!?…–—(\"“”]\s*)$")
# What is not seen: the soft hyphen, joiners and blanks without a width.
_UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200d\u2060\ufeff]")
# As the capture line reads them (`store.language.day_phrases`), with what running text has between them.
_ORDINAL = r"\d{1,2}(?:ste|de|e|st|nd|rd|th)?\.?"
_AND = r"\s*(?:,|/|-|~|\ben\b|\band\b|\bof\b|\bor\b|t/m|\btot\b|\bto\b)\s*"
_NAMED_DAY = re.compile(rf"\b((?:{_ORDINAL}{_AND}){{0,9}}{_ORDINAL})\s*(?:(?:of|van)\s+)?({any_of(MONTHS)})\b")
_NAMED_DAY_ENGLISH = re.compile(rf"\b({any_of(MONTHS)})\.?\s*(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b")
_ISO_DAY = re.compile(r"\b\d{4}-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_WRITTEN_DAY = re.compile(
    r"(?<![\d~])(?<!\d[-/.])(?P<day>\d{1,2})(?:(?P<join>[-/.])(?P<month>\d{1,2}))"
    r"(?P<year>[-/.](?:19|20)?\d{2})?(?![\d~])(?![-/.]\d)"
)
# A section or an amount has a full stop too: without a year these words tell that it is a day.
_DAY_BEFORE = re.compile(r"\b(?:op|voor|per|tot|van|vanaf|t/m|sinds|on|by|before|until|from|since)\s+$")
# Of a vote, and no day: `aangenomen (4-2)`, `met 4-2 stemmen`.
_VOTE_BEFORE = re.compile(
    r"(?:\b(?:stem\w*|vot\w+|uitslag|aangenomen|verworpen|adopted|carried|rejected|lost|met|with|by)\b\W{0,3}|=\s*|\()$"
)
_VOTE_AFTER = re.compile(
    r"^\s*(?:\)|(?:stem\w*|vot\w+|voor|tegen|for|against|aangenomen|verworpen|adopted|carried|rejected)\b)"
)
_CELL_BEFORE, _CELL_AFTER = re.compile(r"·\s*$"), re.compile(r"^\s*·")
_ENDINGS = re.compile(r"(?:heden|ingen|etjes|tjes|etje|tje|jes|ing|ens|ers|je|en|er|(?<!i)es|ed|'s|’s|(?<!i)e|s|t|d)$")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# How the stem of a verb and of its noun end, in each family: `overname`, `overnemen`, `overgenomen`.
_FAMILIES = (
    ("nam", "nem", "genom"),
    ("slag", "slan", "geslag"),
    ("drach", "drag", "gedrag"),
    ("sprak", "sprek", "gesprok"),
    ("kop", "koch", "gekoch"),
    ("sluit", "slot", "geslot"),
    ("keus", "kies", "gekos"),
    ("trek", "trok", "getrok"),
    ("lies", "lor"),
    ("breng", "brach", "gebrach"),
    ("schrijf", "schref", "geschref", "schrif"),
)


def seen(text: str) -> str:
    """`text` without what nobody sees in it, its blanks of every kind as spaces."""
    return re.sub(r"[^\S\n]", " ", _UNSEEN.sub("", text))


def telling(text: str) -> Iterator[tuple[str, str, bool]]:
    """The forms of what in `text` may tell something, as it was written, and whether it certainly does.

    Certain are names, numbers and dates; a longer word that is not common may tell something.
    """
    text = seen(text)
    for day, written in _days(text):
        yield day, written, True
    without = _without_days(text)
    for number, written, marked in _numbers(without):
        if marked or (sum(map(str.isdigit, number)) > 2 and not _YEAR.fullmatch(number)):
            yield number, written, True
    for match in _CODE.finditer(without):
        code = match[0]
        if (not code[0].isdigit() or code.upper() == code) and not _is_common(fold(code)):
            yield fold(code), code, True
    for match in _WORD.finditer(without):
        yield from _telling_word(match[0], is_first=_SENTENCE.search(text[: match.start()]) is not None)


def _telling_word(word: str, *, is_first: bool) -> Iterator[tuple[str, str, bool]]:
    folded, scriptless = fold(word), word.upper() == word.lower()
    if _is_common(folded):
        return
    named = word[0].isupper() and not is_first
    if len(word) == 2 and named and word[1].islower():
        yield _short_name(word), word, True
    if len(word) < (2 if scriptless and not word[0].isascii() else _NAME):
        return
    if named or scriptless or len(folded) >= _LONG or (word[0].isupper() and len(folded) >= _NAME):
        for form in _spellings(word):
            yield form, word, named or scriptless
            for other in _family(form):
                yield other, word, False


@lru_cache(maxsize=2048)
def forms(text: str) -> tuple[tuple[str, str], ...]:
    """Each word, number and date of `text` as it is compared, and as it stands there.

    Of the last texts it is kept: the documents of a meeting say the same again and again, and are checked one by one.
    """
    return tuple(_forms(text))


def _forms(text: str) -> Iterator[tuple[str, str]]:
    text = seen(text)
    yield from _days(text)
    for number, written, _marked in _numbers(text):
        yield number, written
    for match in _CODE.finditer(text):
        yield fold(match[0]), match[0]
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) == 2 and word[0].isupper():
            yield _short_name(word), word
        # What hyphens join is one word, and several.
        for part in {word, *re.split("['’‐‑-]", word)} - {""}:
            for form in _spellings(part):
                yield form, part


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Two words that stand beside each other as one: a name with a hyphen in it is also written with a space."""
    words = list(_WORD.finditer(seen(text)))
    for one, other in pairwise(words):
        if other.start() - one.end() == 1:
            both = f"{one[0]} {other[0]}"
            yield stem(fold(one[0] + other[0])), both


def is_form_of(form: str, stem: str) -> bool:
    """Whether `form` is `stem`, or a longer word with it: an inflection, or a compound."""
    if form == stem:
        return True
    if not stem.isalpha() or not form[0].isalpha() or len(stem) < 4:
        return False
    return any(each in form if len(each) > 4 else form.startswith(each) for each in (stem, softened(stem)))


def softened(stem: str) -> str:
    """`stem` as it is written within a longer word, where its end is soft again: `huis`, `huizen`."""
    return stem[:-1] + {"s": "z", "f": "v"}.get(stem[-1], stem[-1])


@cache
def stem(folded: str) -> str:
    """A word without its ending: `fusies`, `fusie` and `Fusie's` are one, and so are `ontslagen` and `ontslag`."""
    word = re.sub(r"['’\-]", "", folded) if len(folded) > 3 else folded
    short = _ENDINGS.sub("", word)
    word = short if len(short) > 2 else word
    # Dutch writes one sound in two ways: `naam`, `namen`; `huis`, `huizen`; `brief`, `brieven`.
    word = re.sub(r"([a-z])\1", r"\1", word)
    return word[:-1] + {"z": "s", "v": "f", "y": "ie"}.get(word[-1:], word[-1:])


def day_form(day: int, month: int) -> str:
    """A day of a month as it is compared."""
    return f"{day}/{month}"


# Inside


def _spellings(word: str) -> Iterator[str]:
    """The stems of a word: without its accents, and with the letters that are written for them."""
    first = stem(fold(word))
    yield first
    lower = word.lower()
    if (spelt := lower.translate(_UMLAUTS)) != lower and (other := stem(fold(spelt))) != first:
        yield other


def _family(form: str) -> Iterator[str]:
    """The stems of the verb to a noun and of the noun to a verb; none for a word that is no more than that."""
    for family in _FAMILIES:
        for end in sorted(family, key=len, reverse=True):
            if form.endswith(end) and len(form) > len(end) + 1:
                yield from (form.removesuffix(end) + other for other in family if other != end)
                return


def _short_name(word: str) -> str:
    """The form of a name of two letters: with its capital, since there are common words of two letters."""
    return f"_{fold(word)}"


def _numbers(text: str) -> Iterator[tuple[str, str, bool]]:
    """The numbers in `text`: in one form, as they were written, and whether money or a share makes them telling."""
    for match in _NUMBER.finditer(text):
        said = match["number"]
        value = _value(said)
        if times := match["times"]:
            value = format((Decimal(value) * _TIMES[times.lower()]).normalize(), "f")
        yield value, match[0].strip() if times else said, False
        unit = (match["unit"] or match["before"] or "").strip().lower()
        if unit:
            yield f"{value}{_UNITS[unit] or unit}", match[0].strip(), True
            if _YEAR.fullmatch(value):
                # An amount that looks like a year is one also where its sign is left out.
                yield value, said, True
        if " " in said:
            # Perhaps they are no thousands, and each is a number.
            yield from ((part, part, False) for part in said.split(" "))


def _value(said: str) -> str:
    """`1.250,50` as `1250.5`; what is no amount as its digits."""
    if grouped := re.fullmatch(r"(\d{1,3}(?:[ .,']\d{3})+)(?:[.,](\d{1,2}))?", said):
        whole, part = re.sub(r"\D", "", grouped[1]), grouped[2] or ""
    elif amount := re.fullmatch(r"(\d+)[.,](\d{1,2})", said):
        whole, part = amount[1], amount[2]
    else:
        return re.sub(r"\D", "", said)
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _days(text: str) -> Iterator[tuple[str, str]]:
    """The days in a text without their year, since most are written without; and as they are written."""
    folded = _comparable(text)
    for match in _NAMED_DAY.finditer(folded):
        # Each of `4 en 5 februari`.
        for day in re.findall(r"\d+", match[1]):
            yield from _day(int(day), MONTHS[match[2]], match[0])
    for match in _NAMED_DAY_ENGLISH.finditer(folded):
        yield from _day(int(match[2]), MONTHS[match[1]], match[0])
    for match in _ISO_DAY.finditer(folded):
        yield from _day(int(match["day"]), int(match["month"]), match[0])
    for match in _WRITTEN_DAY.finditer(folded):
        before = folded[: match.start()]
        if _is_day(match, before, folded[match.end() :]):
            said = _DAY_BEFORE.search(before) if match["join"] == "." and not match["year"] else None
            yield from _day(int(match["day"]), int(match["month"]), (said[0] if said else "") + match[0])


def _day(day: int, month: int, written: str) -> Iterator[tuple[str, str]]:
    if 0 < day < 32 and 0 < month < 13:
        yield day_form(day, month), written


def _is_day(match: re.Match[str], before: str, after: str) -> bool:
    if match["year"] or match["join"] == "/" or "0" in (match["day"][0], match["month"][0]):
        return True
    if match["join"] == ".":
        return _DAY_BEFORE.search(before) is not None
    if _CELL_BEFORE.search(before) and _CELL_AFTER.search(after):
        return False
    return _VOTE_BEFORE.search(before) is None and _VOTE_AFTER.search(after) is None


def _comparable(text: str) -> str:
    """`text` folded; a dash between numbers (`4–2`) joins no day and month."""
    return fold(re.sub(r"(?<=\d)\s?[–—−]\s?(?=\d)", "~", text))


def _without_days(text: str) -> str:
    """`text` with blanks for its days, so that a month or a year alone is no word."""
    for pattern in (_ISO_DAY, _WRITTEN_DAY):
        text = pattern.sub(lambda day: " " * len(day[0]), text)
    return text


@cache
def _common() -> frozenset[str]:
    lines = (files("exports.layouts") / "common-words.txt").read_text("utf-8").splitlines()
    return frozenset(stem(word) for line in lines if not line.startswith("#") for word in line.split())


def _is_common(folded: str) -> bool:
    return stem(folded) in _common()
