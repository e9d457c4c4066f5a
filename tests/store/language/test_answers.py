"""What a decision plainly answers to a request."""

from __future__ import annotations

from store.language.answers import answer_in
from tests.helpers.tables import each_row

ADVICE = ("positive", "positive_provided", "negative", "negative_unless", "none")
CONSENT = ("consent", "consent_provided", "refuse", "refuse_unless", "none")


@each_row(
    "text, answers, answer",
    [
        ("De OR adviseert het besluit niet te nemen zoals het voorligt, tenzij …", ADVICE, "negative_unless"),
        ("De OR adviseert positief.", ADVICE, "positive"),
        ("De OR adviseert positief, mits de evaluatie er komt.", ADVICE, "positive_provided"),
        ("De OR geeft een negatief advies.", ADVICE, "negative"),
        ("De OR stemt in met het rooster.", CONSENT, "consent"),
        ("De OR stemt in, mits er twee vrije zondagen zijn.", CONSENT, "consent_provided"),
        ("De OR stemt niet in.", CONSENT, "refuse"),
        ("De OR stemt er niet mee in, tenzij het rooster wijzigt.", CONSENT, "refuse_unless"),
        ("The council consents, provided that it is evaluated.", CONSENT, "consent_provided"),
        ("The council does not consent.", CONSENT, "refuse"),
        # What could be either is asked.
        ("De OR stemt in met a en stemt niet in met b.", CONSENT, ""),
        ("De OR stemt in, tenzij het rooster wijzigt.", CONSENT, ""),
        ("De OR adviseert positief, mits a, tenzij b.", ADVICE, ""),
        ("De OR neemt het advies van de commissie over.", ADVICE, ""),
        ("De OR stemt in met het verslag.", ADVICE, ""),
    ],
)
def test_only_plain_words_decide(text: str, answers: tuple[str, ...], answer: str) -> None:
    assert answer_in(text, answers) == answer
