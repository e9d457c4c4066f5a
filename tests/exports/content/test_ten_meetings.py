"""Ten meetings in a row: what is still to be done at the end is what a person works out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from store.archive.archive import Archive
from store.model import Kind
from store.search.due import Order, sort
from tests.helpers.earlier import hold
from tests.helpers.meetings import AT

MEETINGS = (
    (date(2026, 1, 15), ["@KP Een > 1 feb 2026", "@AB Twee > 1 mrt 2026", "& @HdV Drie > 15 mrt 2026"]),
    (date(2026, 2, 12), ["/done A-2026-01-01 binnen", "@SvdM Vier > 1 apr 2026"]),
    (date(2026, 3, 12), ["/uitstel A-2026-01-02 1 apr 2026", "/uitstel U-2026-01-01 1 mei 2026"]),
    (date(2026, 4, 16), ["/uitstel A-2026-01-02 1 mei 2026", "/assign A-2026-02-01 @KP", "@LG Vijf > 1 jun 2026"]),
    (date(2026, 5, 14), ["/vervalt A-2026-04-01 niet meer nodig", "/done U-2026-01-01"]),
    (date(2026, 6, 11), ["@KP,AB Zes > 1 sep 2026", "/undo", "@KP,AB Zes anders > 1 okt 2026"]),
    (date(2026, 7, 9), ["/assign A-2026-01-02 @LG", "/opmerking A-2026-02-01 half klaar"]),
    (date(2026, 9, 17), ["/heropen A-2026-04-01", "/uitstel A-2026-04-01 1 nov 2026"]),
    (date(2026, 10, 15), ["@AB Zeven > 20 nov 2026", "/done a1", "@AB Acht > 20 nov 2026", "! Besluit"]),
    (date(2026, 11, 19), ["/done A-2026-10-02 klaar", "/undo", "/uitstel A-2026-06-01 1 dec 2026", "@? Negen"]),
)
# Number, text, owners, due, times postponed.
BY_HAND = [
    ("A 2026-02-01", "Vier", ("KP",), date(2026, 4, 1), 0),
    ("A 2026-01-02", "Twee", ("LG",), date(2026, 5, 1), 2),
    ("A 2026-04-01", "Vijf", ("LG",), date(2026, 11, 1), 1),
    ("A 2026-10-02", "Acht", ("AB",), date(2026, 11, 20), 0),
    ("A 2026-06-01", "Zes anders", ("KP", "AB"), date(2027, 1, 10), 2),
    ("A 2026-11-01", "Negen", (), None, 0),
]


def test_what_is_still_to_be_done_is_what_a_person_works_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    for day, lines in MEETINGS:
        hold(archive, day, *lines)
    # Between the meetings, from the list of actions.
    archive.follow_up(
        "2026-06-11-or", "/uitstel A-2026-06-01 10 jan 2027", AT.replace(month=11, day=25), date(2026, 11, 25)
    )
    archive.index.refresh()
    found = archive.index.of_kinds((Kind.ACTION, Kind.UNDERTAKING), only_open=True)
    listed = [
        (
            one.entry.reference,
            one.entry.text,
            one.entry.owners,
            one.entry.due and one.entry.due.day,
            one.entry.postponed,
        )
        for one in sort(found, Order.DUE)
    ]
    assert listed == BY_HAND
