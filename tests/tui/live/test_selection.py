"""After the fact, on the live screen: walking the entries, speakers, the unfinished list, ending on time."""

from __future__ import annotations

from pathlib import Path

from textual import events

from store.model import Entry, Kind
from tests.helpers.screens import Sitting, sitting
from tui.live.screen import LiveScreen


def line(room: Sitting) -> str:
    screen = room.pilot.app.screen
    assert isinstance(screen, LiveScreen)
    return screen.capture.value


def entries(room: Sitting) -> list[Entry]:
    return list(room.record.entries.values())


async def test_one_key_makes_an_entry_something_else(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("bp: een")
        await room.type("twee")
        for key, kind in (
            ("exclamation_mark", Kind.DECISION),
            ("exclamation_mark", Kind.PROPOSAL),
            ("at", Kind.ACTION),
            ("question_mark", Kind.QUESTION),
            ("minus", Kind.NOTE),
        ):
            await room.pilot.press("up", "up", key)
            await room.pilot.pause()
            assert entries(room)[0].kind is kind, key
            await room.pilot.press("escape")
        assert entries(room)[0].speaker == "BP"
        assert entries(room)[1].kind is Kind.NOTE


async def test_an_entry_is_edited_in_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("@bp brief sturen > 1 apr")
        await room.type("later")
        await room.pilot.press("up", "up", "enter")
        assert line(room) == "@BP brief sturen > 1 apr"
        assert "Editing" in room.seen()
        await room.pilot.press("ctrl+u")
        await room.type("@cr,bp brief schrijven en sturen > 8 apr")
        [action, note] = entries(room)
        assert (action.text, action.owners, action.reference) == (
            "brief schrijven en sturen",
            ("CR", "BP"),
            "A 2026-03-01",
        )
        assert note.text == "later"
        assert line(room) == ""
        await room.pilot.press("up", "enter", "escape")
        assert line(room) == ""
        assert entries(room)[1].text == "later"


async def test_filed_hidden_and_taken_out_with_a_key(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een")
        await room.type("twee")
        await room.pilot.press("up", "f4")
        await room.pilot.pause()
        assert "File under item" in room.seen()
        await room.type("3")
        await room.pilot.pause()
        assert entries(room)[1].item == room.record.meeting.agenda[2]
        await room.pilot.press("escape", "up", "asterisk")
        await room.pilot.pause()
        assert entries(room)[0].confidential is not None
        await room.pilot.press("asterisk")
        assert entries(room)[0].confidential is None
        await room.pilot.press("delete")
        await room.pilot.pause()
        assert [entry.text for entry in entries(room)] == ["twee"]
        await room.pilot.press("f6")
        assert [entry.text for entry in entries(room)] == ["een", "twee"]


async def test_walking_never_eats_what_is_typed(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een")
        await room.pilot.press("up")
        await room.type("nieuwe notitie")
        assert [entry.text for entry in entries(room)] == ["een", "nieuwe notitie"]
        await room.pilot.press("up", "up", "up", "down", "down", "down", "escape", "down")
        await room.pilot.press("escape")
        await room.type("! besluit")
        assert [entry.kind for entry in entries(room)] == [Kind.NOTE, Kind.NOTE, Kind.DECISION]


async def test_a_line_can_be_about_the_chosen_entry(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("de brief moet weg")
        await room.type("iets anders")
        await room.pilot.press("up", "up")
        await room.type("@cr > vrijdag")
        [action, _note] = entries(room)
        assert (action.kind, action.owners) == (Kind.ACTION, ("CR",))


async def test_a_chord_and_a_digit_begin_the_line_with_a_speaker(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/aanwezig AdB BP CR FT")
        assert "1 AdB" in room.seen()
        await room.pilot.press("ctrl+o")
        await room.pilot.pause()
        assert "Who speaks?" in room.seen()
        await room.pilot.press("3")
        await room.type("akkoord met dit")
        assert (entries(room)[0].speaker, entries(room)[0].text) == ("CR", "akkoord met dit")
        await room.type("eerst de tekst", enter=False)
        await room.pilot.press("ctrl+o", "2", "enter")
        assert (entries(room)[1].speaker, entries(room)[1].text) == ("BP", "eerst de tekst")


async def test_the_unfinished_list_goes_there_and_back(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/aanwezig allen")
        await room.type("@? navragen > vrijdag")
        assert "unfinished 1" in room.seen()
        await room.type("/naar 3")
        await room.pilot.press("f9")
        await room.pilot.pause()
        assert "no owner" in room.seen()
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert "navragen" in room.seen()
        await room.type("@cr")
        assert entries(room)[0].owners == ("CR",)
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert "navragen" not in room.seen()
        assert "Begroting" in room.seen()
        current = room.record.current()
        assert current is not None
        assert current.number == "3"


async def test_ending_on_time_is_one_key_and_one_undo(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.tick(10)
        assert "5 min over. ^T:" in room.seen()
        await room.pilot.press("ctrl+t")
        await room.pilot.pause()
        assert "min over." not in room.seen()
        await room.pilot.press("f6")
        await room.pilot.pause()
        assert "5 min over." in room.seen()


async def test_a_paste_is_undone_as_one(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.pilot.app.screen.post_message(events.Paste("een\ntwee\n! drie"))
        await room.pilot.pause()
        assert len(entries(room)) == 3
        await room.pilot.press("f6")
        assert not entries(room)


async def test_no_key_leaves_an_entry_that_is_edited_in_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("@bp brief sturen > 1 apr")
        await room.pilot.press("up", "enter")
        for key in ("f2", "f3", "f4", "f6", "f7", "f9", "f10", "ctrl+l", "ctrl+r", "ctrl+t"):
            await room.pilot.press(key)
            await room.pilot.pause()
            assert line(room) == "@BP brief sturen > 1 apr", key
            assert "Enter keeps it, Esc leaves it as it was." in room.seen(), key
            # The palette offers no way around.
            offered = {command.help for command in room.pilot.app.get_system_commands(room.pilot.app.screen)}
            assert not {words for words in offered if key.upper() in words.split()}, key
        await room.type(", kort")
        assert [entry.text for entry in entries(room)] == ["brief sturen"]
        assert len(room.record.log) == 3


async def test_a_paste_of_lines_into_an_entry_that_is_edited_becomes_its_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("eerste notitie")
        for pasted in (" a\nb\nc", "\n".join(f"regel {number}" for number in range(30))):
            await room.pilot.press("up", "enter")
            before = line(room)
            room.pilot.app.screen.post_message(events.Paste(pasted))
            await room.pilot.pause()
            assert line(room) == f"{before}{' '.join(pasted.splitlines())}"
            assert [entry.text for entry in entries(room)] == [before]
            await room.pilot.press("enter")
            assert [entry.text for entry in entries(room)] == [f"{before}{' '.join(pasted.splitlines())}"]


async def test_tab_takes_what_is_offered_and_the_next(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("@smi", enter=False)
        assert "Daan Smit" in room.seen()
        assert "Els Smit" in room.seen()
        await room.pilot.press("tab")
        first = line(room)
        await room.pilot.press("tab")
        assert {first, line(room)} == {"@DS ", "@ES "}
        await room.type("bellen > vrijdag")
        assert entries(room)[0].owners in (("DS",), ("ES",))
        await room.pilot.press("tab")
        assert line(room) == ""
        await room.type("/aanh", enter=False)
        await room.pilot.press("tab")
        assert line(room).startswith("/aanhouden")


async def test_what_is_offered_never_hides_a_warning_that_typing_on_will_not_mend(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("= 9-0-0", enter=False)
        assert "more votes than" in room.seen()


async def test_tab_completes_a_name_in_a_vote(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/present adb bp cr ds es")
        await room.type("!? wij stemmen in")
        await room.type("= unaniem -s", enter=False)
        assert "DS  Daan Smit" in room.seen()
        assert "ES  Els Smit" in room.seen()
        await room.pilot.press("tab")
        assert line(room) == "= unaniem -DS "
        await room.type("-e", enter=False)
        await room.pilot.press("tab", "enter")
        [entry] = entries(room)
        assert entry.vote is not None
        assert (entry.vote.in_favour, entry.vote.names_against) == (3, ("DS", "ES"))


async def test_a_day_that_has_just_been_is_said_while_typing_and_after(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("@bp brief > 1 mrt", enter=False)
        assert "that has just been; the next one is Mon 1 Mar 2027" in room.seen()
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert "that has just been; the next one is Mon 1 Mar 2027" in room.seen()
        assert entries(room)[0].text == "brief"


async def test_a_proposal_as_amended_is_confirmed_in_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("!? De OR koopt een apparaat van 1000 euro.")
        await room.type("/amendement 1000 wordt 800")
        await room.type("= aangenomen")
        assert line(room) == "!? De OR koopt een apparaat van 800 euro."
        assert "as amended" in room.seen()
        await room.type(" Dit jaar nog.")
        assert line(room) == ""
        await room.type("= aangenomen")
        decision, amendment = entries(room)
        assert (decision.kind, decision.reference, decision.text) == (
            Kind.DECISION,
            "B 2026-03-01",
            "De OR koopt een apparaat van 800 euro. Dit jaar nog.",
        )
        assert (amendment.kind, amendment.reference) == (Kind.PROPOSAL, "")
