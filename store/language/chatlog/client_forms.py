"""Lines of logs as other clients write them, brought into the one form: a stamp, `<nick>`, and what was typed."""

from __future__ import annotations

import re

_DAY = r"(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)|(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d))[T ,]+"
_STAMP = (
    rf"\[?\(?\s*(?:{_DAY})?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?(?:\s?(?P<half>[ap])\.?m\b\.?)? ?[\])]?"
)
_STAMPED = re.compile(_STAMP, re.IGNORECASE)
_NICK = r"[@+%&~]?(?P<nick>[^\s<>|!:,]{1,40})"
_FORMS = (
    # irssi, HexChat: a bar or a tab between nick and text.
    re.compile(rf"[ \t]+{_NICK}[ \t]*[|│┃][ \t]?(?P<text>.*)"),
    re.compile(rf"\t+{_NICK}[ \t]*\t+(?P<text>.*)"),
    # Quassel, and raw logs: nick!user@host.
    re.compile(rf"\s*<?\s*{_NICK}![^\s<>]{{1,80}}@[^\s<>:]{{1,120}}\s*[>:]\s?(?P<text>.*)"),
)


def in_one_form(line: str) -> str:
    """`line` as `stamp <nick> text`, where it has one of those forms; a stamp of twelve hours as one of the day.

    Every other line comes back as it is.
    """
    stamped = _STAMPED.match(line)
    if not stamped or int(stamped["hour"]) > 23:
        return line
    rest = line[stamped.end() :]
    for form in _FORMS:
        if found := form.match(rest):
            return f"{_stamp(stamped)} <{found['nick']}> {found['text']}"
    if stamped["half"] or stamped["day"]:
        return f"{_stamp(stamped)} {rest.lstrip()}"
    return line


def _stamp(found: re.Match[str]) -> str:
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    day = found["iso"] or ""
    if found["day"]:
        day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    clock = f"{hour:02}:{found['minute']}:{found['second'] or '00'}{found['zone'] or ''}"
    return f"{day}T{clock}" if day else clock
