"""Days as people write them, and sentences that the record itself says, in the language of the meeting."""

from __future__ import annotations

from datetime import date

from store.i18n import documents, known


def long_date(day: date, language: str) -> str:
    """`17 september 2026`, `17 September 2026`."""
    import pendulum

    return pendulum.date(day.year, day.month, day.day).format("D MMMM YYYY", locale=known(language))


def short_date(day: date, language: str, *, year: bool = True) -> str:
    """`vr 25 sep 2026`, `Fri 25 Sep 2026`.

    Without the date library, whose loading would be seen when a meeting is opened.
    """
    _ = documents(language).gettext
    weekdays = _("Mon Tue Wed Thu Fri Sat Sun").split()
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    text = f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]}"
    return f"{text} {day.year}" if year else text


def approved(day: date | None, corrections: int, language: str) -> str:
    """That the minutes of `day` (None: the previous ones) were approved, amended where there are corrections."""
    _ = documents(language).gettext
    if day is None:
        text = _("The minutes of the previous meeting are approved as amended.")
        return text if corrections else _("The minutes of the previous meeting are approved.")
    text = (
        _("The minutes of {date} are approved as amended.") if corrections else _("The minutes of {date} are approved.")
    )
    return text.format(date=long_date(day, language))


def as_amended(text: str, change: str, language: str) -> str:
    """The text of a proposal with the words of an adopted amendment to it."""
    return documents(language).gettext("{text} (as amended: {changes})").format(text=text, changes=change)


def tied(language: str) -> str:
    """Why an item is held over on which the votes were tied."""
    return documents(language).gettext("the votes were tied")


def erased(language: str) -> str:
    """What stands in the log in the place of words that were taken out of it."""
    return documents(language).gettext("[erased]")


def removed(language: str) -> str:
    """What stands in the place of a name that was removed for privacy."""
    return documents(language).gettext("[removed]")


def withdrawn(reference: str, reason: str, language: str) -> str:
    """That an earlier decision is withdrawn, and why where that was said."""
    _ = documents(language).gettext
    if not reason:
        return _("Decision {reference} is withdrawn.").format(reference=reference)
    return _("Decision {reference} is withdrawn: {reason}").format(reference=reference, reason=reason)
