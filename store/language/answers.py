"""What a decision answers to a request, where its words say so plainly; else it has to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.language.day_phrases import compiled
from store.language.vocabulary import ANSWERS, PROVIDED, UNLESS, any_of
from store.text import fold


def answer_in(text: str, answers: Iterable[str]) -> str:
    """The one of `answers` (`consent`, `negative_unless`) that `text` gives plainly; empty where it is not certain."""
    among = set(answers)
    words = " ".join(fold(text[:_MOST]).split())
    left, found = words, set()
    # The refusals go first: “stemt niet in” has the words of a consent in it.
    for answer in ("refuse", "negative", "none", "consent", "positive"):
        for phrase in ANSWERS[answer]:
            pattern = compiled(rf"\b{phrase}\b")
            if pattern.search(left):
                found.add(answer)
                left = pattern.sub(" ", left)
    if len(found) != 1:
        return ""
    answer = found.pop()
    provided, unless = (bool(re.search(rf"\b{any_of(each)}\b", words)) for each in (PROVIDED, UNLESS))
    if provided and unless:
        return ""
    if provided:
        answer += "_provided" if answer in ("consent", "positive") else "?"
    if unless:
        answer += "_unless" if answer in ("refuse", "negative") else "?"
    return answer if answer in among else ""


_MOST = 2000
