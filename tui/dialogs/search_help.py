"""What can be typed to search: on the search screen while nothing is, and in its help."""

from __future__ import annotations

from textual.content import Content

from store.i18n import _

# The columns of what each means: with what can be typed beside it they fit in 80.
_MEANS = 44


def hints() -> Content:
    """What can be typed to search, a line each: the words, and what they find."""
    rows = [
        (_("location"), _("a word, or a piece of one, in any text; accents do not matter")),
        (_("“open office”"), _("words that stand together")),
        ("@kp  @kees", _("who spoke, acts, moved or voted: a handle, or the beginning of a name")),
        (_("decision"), _("one kind: decision, action, question, vote, note, agenda item … or ! & ? =")),
        (_("since 1 jan  until may 2026"), _("the days of the meetings; also: in 2025, on 19 nov, since last week")),
        ("or:", _("one body")),
        (_("#move"), _("a theme: all that names it, in the order in which it happened; # alone lists them")),
    ]
    indent = max(len(typed) for typed, _means in rows) + 3
    lines = [Content.styled(_("All of it must fit, in any order.") + "\n", "$quiet")]
    for typed, means in rows:
        first, *others = Content.styled(means, "$quiet").wrap(_MEANS)
        lines.append(Content.assemble((f"{typed:<{indent}}", "bold $foreground"), first))
        lines += [Content.assemble(" " * indent, other) for other in others]
    return Content("\n").join(lines)
