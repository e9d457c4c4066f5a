"""What is typed of a step: which one, which answer, what it lacked. What is not known for certain is refused."""

from __future__ import annotations

from store.desk.requests.steps import find_step
from store.desk.requests.wording import answer
from store.errors import CannotDo
from store.i18n import LANGUAGES, _, spoken
from store.language.answers import answer_in
from store.procedures.model import Procedure, Step, say
from store.text import fold


def read_step(words: str, procedure: Procedure) -> Step:
    """The step that `words` call. Raises CannotDo with those there are."""
    step = find_step(words, procedure)
    if step is None:
        known = ", ".join(say(each.name, spoken()) for each in procedure.step)
        raise CannotDo(_("There is no step “{words}”; there are: {known}.").format(words=words, known=known))
    return step


def read_answer(words: str, step: Step) -> str:
    """The answer that `words` give in the step: its key, its name, or plain words. Raises CannotDo."""
    wanted = " ".join(fold(words).replace("_", " ").split())
    for key in step.answers:
        names = {key.replace("_", " "), *(fold(answer(key, language)) for language in LANGUAGES)}
        if wanted in {name.replace(",", "") for name in names} | names:
            return key
    if plain := answer_in(words, step.answers):
        return plain
    known = ", ".join(answer(key, spoken()) for key in step.answers) or _("none")
    raise CannotDo(_("“{words}” is no answer of this step; there are: {known}.").format(words=words, known=known))


def read_lacks(words: str, step: Step) -> tuple[str, ...]:
    """The keys of what is named, with commas between. Raises CannotDo."""
    keys = {need.key for need in step.need}
    found = [" ".join(fold(part).split()) for part in words.split(",") if part.strip()]
    for each in found:
        if each not in keys:
            known = ", ".join(sorted(keys)) or _("none")
            raise CannotDo(_("This step cannot lack “{words}”; it can lack: {known}.").format(words=each, known=known))
    return tuple(found)
