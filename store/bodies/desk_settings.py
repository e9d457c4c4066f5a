"""The settings of a body's desk, as people type them: numbers of post, how it is handled, whose rules and holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter

from msgspec.structs import replace

from store.bodies.setting import Setting
from store.errors import CannotDo
from store.i18n import N_, _
from store.language.day_phrases import Calendar
from store.language.post.codes import USUAL
from store.language.settings.rules import read_yes, say_yes
from store.model import Body, Effect, HandlingCode
from store.text import fold


def put_pattern(field: str) -> Callable[[Body, str, Calendar], Body]:
    """Puts the pattern of a number of post: text with `{n}` and mostly `{year}`."""

    def put(body: Body, value: str, _calendar: Calendar) -> Body:
        if not is_post_pattern(value):
            words = _("“{pattern}” is no pattern of such numbers; one is such as I-{{year}}-{{n:03}}.")
            raise CannotDo(words.format(pattern=value))
        return replace(body, desk=replace(body.desk, **{field: value}))

    return put


def is_post_pattern(pattern: str) -> bool:
    """Whether numbers of post can be made with `pattern`."""
    try:
        fields = [(field, spec) for _text, field, spec, _conversion in Formatter().parse(pattern) if field is not None]
        pattern.format(year=2027, n=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        return False
    names = [field for field, _spec in fields]
    return set(names) <= {"year", "n"} and names.count("n") == 1


def put_text(field: str) -> Callable[[Body, str, Calendar], Body]:
    """Puts a setting of the desk that is text."""
    return lambda body, value, _calendar: replace(body, desk=replace(body.desk, **{field: value}))


def put_handlings(body: Body, value: str, _calendar: Calendar) -> Body:
    """Puts the codes of a body: `a = ter kennisname → kennis; b = ter afdoening → afdoen`; nothing for the usual ones.

    An arrow may be typed `->`. Raises CannotDo where a part is of another form.
    """
    return replace(body, desk=replace(body.desk, handlings=tuple(_code(part) for part in _parts(value))))


def say_handlings(body: Body) -> str:
    """The codes of a body as they are typed."""
    return "; ".join(f"{each.code} = {each.words} → {_word(each.effect, body)}" for each in body.desk.handlings)


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _code(part: str) -> HandlingCode:
    code, equals, rest = part.partition("=")
    words, arrow, effect = rest.replace("->", "→").rpartition("→")
    wanted = fold(effect).strip()
    found = next((each.effect for each in USUAL if wanted in (each.dutch, each.english, *map(fold, each.begins))), None)
    if not equals or not arrow or not code.strip() or found is None:
        names = ", ".join(each.code("nl") for each in USUAL)
        words = _("“{part}” is no way to handle post; one is such as “a = to be noted → kennis” ({names}).")
        raise CannotDo(words.format(part=part, names=names))
    return HandlingCode(code=code.strip(), words=words.strip(), effect=found)


def _word(effect: Effect, body: Body) -> str:
    return next(each.code(body.language) for each in USUAL if each.effect is effect)


def _put_copies(body: Body, value: str, _calendar: Calendar) -> Body:
    return replace(body, desk=replace(body.desk, copies=read_yes(value)))


def _put_bcc(body: Body, value: str, _calendar: Calendar) -> Body:
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise CannotDo(_("“{words}” is no whole number up to {most}.").format(words=value, most=9999))
    return replace(body, desk=replace(body.desk, bcc_from=int(value)))


def _put_votes(body: Body, value: str, _calendar: Calendar) -> Body:
    return replace(body, desk=replace(body.desk, tells_votes=read_yes(value)))


DESK = (
    Setting(
        "incoming",
        N_("number of post in"),
        put_pattern("incoming"),
        lambda body: body.desk.incoming,
        ("in", "nummer van inkomende post", "inkomend"),
    ),
    Setting(
        "outgoing",
        N_("number of post out"),
        put_pattern("outgoing"),
        lambda body: body.desk.outgoing,
        ("out", "uit", "nummer van uitgaande post", "uitgaand"),
    ),
    Setting(
        "handling",
        N_("ways to handle post"),
        put_handlings,
        say_handlings,
        ("afdoening", "handlings", "codes"),
    ),
    Setting(
        "copies",
        N_("post is copied"),
        _put_copies,
        lambda body: say_yes(body.desk.copies),
        ("post files", "bestanden", "kopie", "post kopieren"),
    ),
    Setting(
        "address",
        N_("address for mail"),
        put_text("address"),
        lambda body: body.desk.address,
        ("e-mail", "email", "mail", "adres", "mailadres"),
    ),
    Setting(
        "public_address",
        N_("address for the public"),
        put_text("public_address"),
        lambda body: body.desk.public_address,
        ("publiek adres", "public address"),
    ),
    Setting(
        "bcc_from",
        N_("hidden recipients above"),
        _put_bcc,
        lambda body: str(body.desk.bcc_from),
        ("bcc vanaf", "bcc from"),
    ),
    Setting(
        "letterhead",
        N_("paper for letters"),
        put_text("letterhead"),
        lambda body: body.desk.letterhead,
        ("briefpapier",),
    ),
    Setting(
        "signs",
        N_("who signs letters"),
        put_text("signs"),
        lambda body: body.desk.signs,
        ("ondertekent", "signed by"),
    ),
    Setting(
        "vote_in_letters",
        N_("votes in letters"),
        _put_votes,
        lambda body: say_yes(body.desk.tells_votes),
        ("vote in letters", "stemming in brieven"),
    ),
)
"""The settings of the desk, a part of those of the body."""
