"""The words that more than one reader knows: months, weekdays, near days, numbers, yes and no, languages, offices.

Dutch and English, in every spelling that is read, folded (`store.text.fold`). They stand here and in no other
file: the capture line, agendas, settings, filters, search and the leak check all read these tables, so that a
word that one of them knows is known to each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from store.model import LAST, Role
from store.text import fold


def any_of(words: Iterable[str]) -> str:
    """A pattern that fits each of `words`, the longest first; it has no group of its own."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _rows(table: str) -> list[list[str]]:
    """The rows of a table: one line each, and in it the Dutch words, the English ones, and abbreviations."""
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def _numbered(rows: list[list[str]], first: int) -> dict[str, int]:
    """Each word of the rows with the number of its row, from `first`."""
    return {word: number for number, row in enumerate(rows, first) for part in row for word in part.split()}


def _column(rows: list[list[str]], at: int) -> frozenset[str]:
    return frozenset(word for row in rows for word in row[at].split())


# Days

_MONTHS = _rows("""
januari   | january   | jan
februari  | february  | feb
maart     | march     | mrt mar maa
april     | april     | apr
mei       | may       |
juni      | june      | jun
juli      | july      | jul
augustus  | august    | aug
september | september | sept sep
oktober   | october   | okt oct
november  | november  | nov
december  | december  | dec
""")
_WEEKDAYS = _rows("""
maandag   | monday    | ma mon
dinsdag   | tuesday   | di tues tue
woensdag  | wednesday | wo wed
donderdag | thursday  | do thurs thur thu
vrijdag   | friday    | vr fri
zaterdag  | saturday  | za sat
zondag    | sunday    | zo sun
""")
MONTHS: Mapping[str, int] = _numbered(_MONTHS, 1)
"""Every word for a month, with its number from 1."""
WEEKDAYS: Mapping[str, int] = _numbered(_WEEKDAYS, 0)
"""Every word for a weekday, with its number from 0 for Monday."""
WHOLE_MONTHS = _column(_MONTHS, 0) | _column(_MONTHS, 1)
"""The months that are written out: these are never another word for short."""
WHOLE_WEEKDAYS = _column(_WEEKDAYS, 0) | _column(_WEEKDAYS, 1)
"""The weekdays that are written out: `do` and `sat` are other words too."""
EACH_WEEKDAY: Mapping[str, int] = {f"{name}s": WEEKDAYS[name] for name in sorted(WHOLE_WEEKDAYS)}
"""The words for every such weekday: `maandags`, `mondays`."""
ONLY_DUTCH = (_column(_MONTHS, 0) | _column(_WEEKDAYS, 0)) - (_column(_MONTHS, 1) | _column(_WEEKDAYS, 1))
"""The months and weekdays by which a text is known to be Dutch."""
ONLY_ENGLISH = (_column(_MONTHS, 1) | _column(_WEEKDAYS, 1)) - (_column(_MONTHS, 0) | _column(_WEEKDAYS, 0))
"""The months and weekdays by which a text is known to be English."""
NEAR_DAYS: Mapping[str, int] = {
    **dict.fromkeys(("eergisteren", "day before yesterday", "the day before yesterday"), -2),
    **dict.fromkeys(("gisteren", "yesterday"), -1),
    **dict.fromkeys(("vandaag", "today"), 0),
    **dict.fromkeys(("morgen", "tomorrow"), 1),
    **dict.fromkeys(("overmorgen", "day after tomorrow", "the day after tomorrow"), 2),
}
"""The days that are told from today, with how many days they lie ahead."""
DAY_PARTS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("ochtend", "morgen", "morning"), (0, 12)),
    **dict.fromkeys(("middag", "afternoon"), (12, 18)),
    **dict.fromkeys(("avond", "evening", "tonight"), (17, 23)),
}
"""The parts of a day, with their first and their last hour: `8 uur` in the evening is 20:00."""
DONE_FOR_A_DAY = frozenset(
    "bestellen bestel bestelt reserveren reserveer reserveert boeken boek boekt huren huur huurt regelen regel regelt"
    " uitnodigen nodigt agenderen agendeer agendeert plannen plant inplannen organiseren organiseert".split()
)
"""What is done for a day as often as before it: `broodjes bestellen voor 27 november`."""


# Numbers

COUNTS: Mapping[str, int] = _numbered(
    _rows("""
een      | one
twee     | two
drie     | three
vier     | four
vijf     | five
zes      | six
zeven    | seven
acht     | eight
negen    | nine
tien     | ten
elf      | eleven
twaalf   | twelve
dertien  | thirteen
veertien | fourteen
"""),
    1,
)
"""The numbers that are written as words."""
ORDINALS: Mapping[str, int] = {
    **_numbered(
        _rows("""
eerste 1e 1ste | first 1st
tweede 2e 2de  | second 2nd
derde 3e 3de   | third 3rd
vierde 4e 4de  | fourth 4th
vijfde 5e 5de  | fifth 5th
"""),
        1,
    ),
    "laatste": LAST,
    "last": LAST,
}
"""Which one of its kind: `derde`, `3rd`; the last is `store.model.LAST`."""


# Lengths of time

UNITS: Mapping[str, str] = {
    word: key
    for key, words in {
        "day": "dag dagen day days",
        "week": "week weken weeks",
        "fortnight": "fortnight fortnights",
        "month": "maand maanden month months",
        "year": "jaar jaren year years",
    }.items()
    for word in words.split()
}
"""The words for lengths of time, each with the English one."""
CLEAR = ("clear", "vrije", "volle")
"""What stands before days of which neither end counts."""


# Answers to a request

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "refuse": (
        "stemt niet (?:ermee )?in",
        "stemt er niet mee in",
        "geen instemming",
        "onthoudt (?:haar |zijn )?instemming",
        "weigert (?:de )?instemming",
        "does not consent",
        "refuses (?:its )?consent",
    ),
    "negative": (
        "adviseert negatief",
        "negatief advies",
        "adviseert (?:het|dit) besluit niet te nemen",
        "advises against",
        "negative advice",
    ),
    "none": (
        "ziet af van (?:een )?advies",
        "geen advies",
        "onthoudt zich van (?:een )?advies",
        "refrains from advice",
        "gives no advice",
    ),
    "consent": ("stemt in", "stemt ermee in", "verleent instemming", "consents"),
    "positive": ("adviseert positief", "positief advies", "positive advice", "advises positively"),
}
"""What a decision plainly answers to a request for advice or consent, as patterns."""
PROVIDED = ("mits", "op voorwaarde dat", "provided that", "on condition that")
"""What makes a yes one with conditions: it stays a yes where they are not met."""
UNLESS = ("tenzij", "unless")
"""What makes a no one with conditions: it stays a no where they are not met."""
THEIR_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "follows": ("volgt", "volgt het advies", "neemt het over", "conform", "conform advies", "follows", "as advised"),
    "departs": ("afwijkend", "wijkt af van het advies", "neemt niet over", "departs"),
    "partly": ("deels", "gedeeltelijk", "neemt het deels over", "partly", "in part"),
    "dropped": ("ziet af", "trekt in", "ingetrokken", "dropped"),
    "declines": ("wijst af", "afgewezen", "neemt het niet over", "declines"),
}
"""What the other side decides, as it is typed behind the step, folded."""
AND = ("en", "and")
"""What stands between two things that are told together."""
WITHOUT = ("zonder", "without")
"""What stands before that which is lacking."""


# Yes, no, and languages

YES = frozenset(("yes", "ja", "j", "y", "wel", "on", "true", "1"))
NO = frozenset(("no", "nee", "n", "niet", "off", "false", "0"))
_LANGUAGES = {
    **dict.fromkeys(("nl", "nederlands", "dutch"), "nl"),
    **dict.fromkeys(("en", "engels", "english"), "en"),
}


def yes_or_no(words: str) -> bool | None:
    """Whether `words` are a yes (True) or a no (False), in Dutch or English; None where they are neither."""
    phrase = fold(words).strip()
    return True if phrase in YES else False if phrase in NO else None


def language_in(words: str) -> str | None:
    """The language that `words` name (`nl`, `en`); None where they name none."""
    return _LANGUAGES.get(fold(words).strip())


# Offices: what somebody is


class Office(msgspec.Struct, frozen=True):
    """What a word such as `penningmeester` makes of a person.

    `role` is their part in the meeting, `vote` whether they have a vote unless something else is said. `named`
    tells that the word is kept as the person's function: the role alone does not tell a treasurer from a member.
    `nl` and `en` are the words, the usual one first; `many` are those for more than one, in both languages.
    """

    key: str
    role: Role
    vote: bool
    named: bool
    nl: tuple[str, ...]
    en: tuple[str, ...]
    many: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for it, folded."""
        return tuple(map(fold, (*self.nl, *self.en)))


CHAIR, NEUTRAL_CHAIR, SECRETARY, CLERK = "chair", "neutral_chair", "secretary", "clerk"
MEMBER, VOTELESS, GUEST = "members", "voteless", "guests"
"""Keys of offices that code asks for by name."""

_CHAIR, _SECRETARY, _MEMBER, _GUEST = Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.GUEST
OFFICES: tuple[Office, ...] = (
    Office(CHAIR, _CHAIR, True, False,
           nl=("voorzitter", "vz", "vz.", "voorzitster"),
           en=("chair", "chairperson", "chairman", "chairwoman", "host")),
    Office(NEUTRAL_CHAIR, _CHAIR, False, False,
           nl=("technisch voorzitter", "onafhankelijk voorzitter"),
           en=("neutral chair", "non-voting chair", "independent chair")),
    Office("vice_chair", _MEMBER, True, True,
           nl=("vicevoorzitter", "vice-voorzitter", "vice voorzitter", "ondervoorzitter", "plaatsvervangend voorzitter",
               "plv. voorzitter", "plv voorzitter", "waarnemend voorzitter"),
           en=("vice-chair", "vice chair", "vicechair", "deputy chair", "vice-chairman", "vice chairman",
               "vice-chairwoman", "vice-chairperson", "acting chair")),
    Office(SECRETARY, _SECRETARY, True, False,
           nl=("secretaris",),
           en=("secretary",)),
    Office(CLERK, _SECRETARY, False, False,
           nl=("ambtelijk secretaris", "ambtelijke secretaris"),
           en=("clerk", "official secretary")),
    Office("named_clerk", _SECRETARY, False, True,
           nl=("griffier", "raadsgriffier", "commissiegriffier", "adjunct-secretaris", "tweede secretaris"),
           en=("company secretary", "assistant secretary")),
    Office("minute_taker", _SECRETARY, False, True,
           nl=("notulist", "notuliste", "verslaglegger"),
           en=("minute-taker", "minute taker", "minutetaker", "note-taker", "note taker", "notetaker", "scribe"),
           many=(("notulisten",), ("minute-takers",))),
    Office("treasurer", _MEMBER, True, True,
           nl=("penningmeester",),
           en=("treasurer",)),
    Office("trustee", _MEMBER, True, True,
           nl=("bestuurslid",),
           en=("trustee", "board member"),
           many=(("bestuursleden",), ("trustees", "board members"))),
    Office("deputy", _MEMBER, False, True,
           nl=("plaatsvervangend lid", "plv. lid", "plv lid", "plaatsvervanger", "reservelid"),
           en=("deputy member", "alternate member", "substitute member", "deputy", "alternate", "substitute"),
           many=(("plaatsvervangende leden", "plaatsvervangers"),
                 ("deputy members", "deputies", "alternates", "substitutes"))),
    Office(MEMBER, _MEMBER, True, False,
           nl=("lid",),
           en=("member",),
           many=(("leden",), ("members",))),
    Office(VOTELESS, _MEMBER, False, False,
           nl=("lid zonder stem", "aspirant-lid"),
           en=("non-voting member", "member without vote", "member without a vote"),
           many=(("zonder stem", "leden zonder stem"), ("without vote", "non-voting members"))),
    Office("employer", _GUEST, False, True,
           nl=("bestuurder", "wor-bestuurder", "directeur-bestuurder"),
           en=()),
    Office("manager", _GUEST, False, True,
           nl=("directeur", "directrice", "hr-manager", "hr manager"),
           en=()),
    Office("adviser", _GUEST, False, True,
           nl=("adviseur",),
           en=("adviser", "advisor"),
           many=(("adviseurs",), ("advisers", "advisors"))),
    Office("observer", _GUEST, False, True,
           nl=("toehoorder", "toehoorster", "waarnemer"),
           en=("observer",),
           many=(("toehoorders", "waarnemers"), ("observers",))),
    Office(GUEST, _GUEST, False, False,
           nl=("gast", "genodigde"),
           en=("guest", "invitee"),
           many=(("gasten", "genodigden"), ("guests", "invitees"))),
)  # fmt: skip
"""Every office. Of a body as the law has it: the `bestuurder` of the Dutch Works Councils Act is its employer."""

VOTE: Mapping[str, bool] = {
    **dict.fromkeys(("met stem", "with vote", "with a vote", "stemgerechtigd", "voting"), True),
    **dict.fromkeys(("zonder stem", "without vote", "without a vote", "niet stemgerechtigd", "non-voting"), False),
}
"""What is said of a person's vote, whatever their office."""

_OFFICE = {word: office for office in OFFICES for word in office.words}
_BY_KEY = {office.key: office for office in OFFICES}
OFFICE_KEYS = frozenset(_BY_KEY)
# `algemeen directeur`, `HR-adviseur`, `directeur bedrijfsvoering`: somebody with such a word is no member by it.
_OF_GUESTS = {word: office for word, office in _OFFICE.items() if office.role is Role.GUEST and office.named}


def office_in(words: str) -> Office | None:
    """The office that the whole of `words` is, in Dutch or English, in any case; None for other words.

    A longer name with a word in it of those who are no members is such an office too: `algemeen directeur`.
    """
    phrase = " ".join(fold(words).split())
    if office := _OFFICE.get(phrase) or _OFFICE.get(phrase.rstrip(".")):
        return office
    parts = phrase.replace("-", " ").split()
    return next((_OF_GUESTS[part] for part in parts if part in _OF_GUESTS), None) if len(parts) <= _MOST_WORDS else None


def is_office(words: str) -> bool:
    """Whether `words` name one office of a body by itself (`voorzitter`, `clerk`), and not only a member or a guest."""
    found = office_in(words)
    return found is not None and (found.named or found.role not in (Role.MEMBER, Role.GUEST))


def office(key: str) -> Office:
    """The office with that key, one of those in `OFFICES`."""
    return _BY_KEY[key]


_MOST_WORDS = 5


LABELS = frozenset(
    "nb ps pm re ok ja nee yes no doel bron punt tijd datum plan stand optie note item date time goal risk cost todo"
    " tel fax mail email bijv bv eg ie incl excl max min ca btw kvk iban wor cao arbo ondo alle en and of or dus"
    " so vgl cf zie see link url info tip let op fyi btw ivm ad via pag p blz art lid bijl cc aan van to from kern"
    " voor tegen pro con why who what how wie wat hoe waar when where web www http https ftp".split()
)
"""Short words before a colon that are nobody's initials."""


# Salutations and titles

SALUTATIONS = frozenset(
    "dhr heer mevr mevrouw mw mej mr mrs ms miss mx dr drs ir ing prof ds rev cllr councillor sir lady lord".split()
)
"""What stands before a name and is no part of it, without the full stop: `dhr.`, `prof. dr.`, `Cllr Mrs`."""
