"""Reading a procedure from TOML: what is wrong with one is told with the line and the key."""

from __future__ import annotations

from collections.abc import Mapping

from store.i18n import _
from store.procedures.model import NOT_ASKED, Procedure, Step
from store.procedures.toml import Place, Source, read_toml


def read_procedure(text: str, file: str) -> Procedure:
    """The procedure that `text`, TOML of the file called `file`, tells. Raises BadProcedure."""
    procedure, source = read_toml(Procedure, text, file)
    _check(procedure, source)
    return procedure


# What must fit together


def _check(procedure: Procedure, source: Source) -> None:
    keys: dict[str, Step] = {}
    for at, step in enumerate(procedure.step):
        if step.key in keys:
            raise source.bad(("step", at, "key"), _("“{key}” is there twice").format(key=step.key))
        keys[step.key] = step
    if not procedure.step:
        raise source.bad(("step",), _("there is no step"))
    for at, step in enumerate(procedure.step):
        place: Place = ("step", at)
        for name, key in (("follows", step.follows), ("before", step.before)):
            _known(key, keys, (*place, name), source)
        for number, need in enumerate(step.need):
            _known(need.met_by, keys, (*place, "need", number, "met_by"), source)
        _check_when(step.when, keys, (*place, "when"), source)
        _check_circle(step, keys, place, source)
    for at, term in enumerate(procedure.term):
        place = ("term", at)
        for number, start in enumerate(term.start):
            _known(start.step, keys, (*place, "start", number, "step"), source)
        for key in term.ends:
            _known(key, keys, (*place, "ends"), source)
        _known(term.agreed, keys, (*place, "agreed"), source)
        _check_when(term.when, keys, (*place, "when"), source)
        if term.length is None and not term.agreed:
            raise source.bad((*place, "key"), _("it has neither a length nor a step in which a day is agreed"))
        if not term.start:
            raise source.bad((*place, "key"), _("it has no start"))


def _known(key: str, keys: Mapping[str, Step], place: Place, source: Source) -> None:
    if key and key not in keys:
        raise source.bad(place, _("there is no step “{key}”").format(key=key))


def _check_when(when: Mapping[str, tuple[str, ...]], keys: Mapping[str, Step], place: Place, source: Source) -> None:
    for key, answers in when.items():
        _known(key, keys, (*place, key), source)
        for answer in answers:
            if answer not in (*keys[key].answers, NOT_ASKED):
                words = _("the step “{key}” has no answer “{answer}”").format(key=key, answer=answer)
                raise source.bad((*place, key), words)


def _check_circle(step: Step, keys: Mapping[str, Step], place: Place, source: Source) -> None:
    for name in ("follows", "before"):
        seen, key = {step.key}, getattr(step, name)
        while key:
            if key in seen:
                raise source.bad((*place, name), _("the steps run in a circle"))
            seen.add(key)
            key = getattr(keys[key], name) if key in keys else ""
