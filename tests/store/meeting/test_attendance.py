"""The roll: who is there, comes, goes, stands aside, or is a guest."""

from __future__ import annotations

from msgspec.structs import replace

from store.model import Absence, Person, Role
from tests.helpers.council import OPENING, VOTERS, Sitting, opened, refuses
from tests.helpers.tables import each_row


def test_who_answers_the_roll_was_there_from_the_opening() -> None:
    sitting = opened(present=("RvdL", "BvdB"))
    assert [presence.start for presence in sitting.who("BvdB").presence] == [OPENING]
    assert sitting.who("MdA").presence == ()
    assert sitting.type("/present bvdb") is None


def test_present_before_the_opening() -> None:
    sitting = Sitting()
    sitting.type("/present rvdl", "/open")
    assert sitting.who("RvdL").presence[0].start == OPENING


def test_absent_with_and_without_notice() -> None:
    sitting = opened(present=("RvdL",))
    sitting.type("/absent bvdb m.k. op cursus", "/afwezig mia z.k.", "/absent eva")
    assert sitting.who("BvdB").absence == Absence(notice=True, reason="op cursus")
    assert sitting.who("MdA").absence == Absence(notice=False)
    assert sitting.who("EM").absence == Absence()


def test_all_are_there_but_guests_and_whoever_was_reported_absent() -> None:
    sitting = Sitting()
    sitting.type("/open", "/absent bvdb m.k.", "/present all")
    assert {who.handle for who in sitting.record.attendance.values() if who.presence} == {*VOTERS, "NV"} - {"BvdB"}
    sitting.type("/in bvdb")
    assert (sitting.who("BvdB").absence, len(sitting.who("BvdB").presence)) == (None, 1)


def test_all_but_one_are_there() -> None:
    sitting = Sitting()
    sitting.type("/open", "/aanwezig allen behalve bvdb")
    assert {who.handle for who in sitting.record.attendance.values() if who.presence} == {*VOTERS, "NV"} - {"BvdB"}


@each_row(
    "line",
    [
        "/aanwezig allen -bvdb",
        "/aanwezig iedereen, -bvdb",
        "/present all -BvdB",
        "/present all minus bvdb",
        "/aanwezig allen zonder bvdb",
        "/present everyone except for bart",
    ],
)
def test_a_minus_in_the_roll_is_all_but_one(line: str) -> None:
    sitting = Sitting()
    sitting.type("/open", line)
    assert {who.handle for who in sitting.record.attendance.values() if who.presence} == {*VOTERS, "NV"} - {"BvdB"}


@each_row(
    "line",
    ["/aanwezig allen -xx", "/aanwezig allen behalve xx", "/aanwezig mia xx", "/present all, xx", "/online mia xx"],
)
def test_nothing_is_done_of_a_roll_of_which_a_part_was_not_understood(line: str) -> None:
    sitting = Sitting()
    sitting.type("/open")
    assert refuses(sitting, line) == "nobody here is called “xx”"
    assert not any(who.presence for who in sitting.record.attendance.values())


HP = Person(handle="HP", name="Hans Prins", role=Role.GUEST, function="bestuurder", vote=False)


def with_known_guest() -> Sitting:
    """A meeting of a body that knows a guest who is not on its roll."""
    sitting = opened()
    sitting.record.put(replace(sitting.meeting, body=replace(sitting.meeting.body, people=(HP,))))
    return sitting


@each_row(
    "line",
    [
        "/aanwezig hp",
        "/in Prins",
        "/gast hp",
        "/gast Hans Prins",
        "hp: goedemorgen",
        "toezegging hp: stukken sturen > 1 apr",
    ],
)
def test_a_guest_of_the_body_is_known_at_once(line: str) -> None:
    sitting = with_known_guest()
    assert sitting.understand(line).remarks == ()
    sitting.type(line)
    who = sitting.who("HP")
    assert (who.name, who.role, who.function, who.vote) == ("Hans Prins", Role.GUEST, "bestuurder", False)
    assert bool(who.presence) is line.startswith(("/aanwezig", "/in"))
    assert "HP" not in (sitting.running.context().voters or ())
    sitting.type("/undo")
    assert all(each.handle != "HP" for each in sitting.record.attendance.values())
    # Still known, and not among all.
    sitting.type("/aanwezig allen")
    assert all(each.handle != "HP" for each in sitting.record.attendance.values())


@each_row(
    "typed, handle, name, function",
    [
        ("/gast Hans Prins, bestuurder", "HP", "Hans Prins", "bestuurder"),
        ("/gast HP Hans Prins, bestuurder", "HP", "Hans Prins", "bestuurder"),
        ("/gast hvl: Hans van Loon", "hvl", "Hans van Loon", ""),
        ("/gast H. van Loon", "HvL", "H. van Loon", ""),
        ("/gast mevr. B. op de Laak", "BodL", "mevr. B. op de Laak", ""),
        ("/guest Anne-Marie Bos", "AMB", "Anne-Marie Bos", ""),
        ("/guest Kim Kim Bos", "Kim", "Kim Bos", ""),
        ("/guest Nora Vink", "NV2", "Nora Vink", ""),
    ],
)
def test_a_new_guest_may_be_typed_by_name(typed: str, handle: str, name: str, function: str) -> None:
    sitting = opened()
    sitting.type(typed)
    assert (sitting.who(handle).name, sitting.who(handle).function) == (name, function)


@each_row(
    "line, notice, reason",
    [
        ("/absent bvdb apologies", True, ""),
        ("/absent bvdb no apologies", False, ""),
        ("/absent bvdb apologies received 26 January", True, "received 26 January"),
        ("/afwezig bvdb met kennisgeving, ziek", True, "ziek"),
        ("/afwezig bvdb zonder bericht", False, ""),
    ],
)
def test_apologies_are_notice(line: str, *, notice: bool, reason: str) -> None:
    sitting = opened(present=("RvdL",))
    sitting.type(line)
    assert sitting.who("BvdB").absence == Absence(notice=notice, reason=reason)


def test_coming_late_and_leaving_early() -> None:
    sitting = opened(present=("RvdL", "BvdB"))
    sitting.type("/in mia", "/out bvdb", "/in bvdb", "/weg mia", "/close")
    mia, bart = sitting.who("MdA").presence, sitting.who("BvdB").presence
    assert [(one.start.minute, one.end and one.end.minute) for one in mia] == [(2, 5)]
    assert [(one.start.minute, one.end and one.end.minute) for one in bart] == [(0, 3), (4, 6)]
    assert refuses(opened(), "/out kh") == "Karel Holt is not here."


def test_online() -> None:
    sitting = opened(present=("RvdL", "BvdB"))
    sitting.type("/online bvdb", "/online mia", "/in mia")
    assert [one.remote for one in sitting.who("BvdB").presence] == [False, True]
    assert [one.remote for one in sitting.who("MdA").presence] == [True, False]


def test_who_turns_out_to_be_online_at_the_roll_was_never_in_the_room() -> None:
    sitting = Sitting()
    sitting.type("/open")
    sitting.now = OPENING
    sitting.type("/present all")
    sitting.now = OPENING
    sitting.type("/online mia")
    assert [one.remote for one in sitting.who("MdA").presence] == [True]


def test_a_meeting_online_altogether() -> None:
    sitting = Sitting()
    sitting.type("/open", "/online allen")
    assert all(who.presence[0].remote for who in sitting.record.attendance.values() if who.role is not Role.GUEST)


def test_quorum_counts_who_is_in_the_room_and_may_vote() -> None:
    sitting = opened(present=("RvdL", "BvdB", "MdA", "NV"))
    assert (sitting.running.context().present, sitting.running.context().quorum) == (3, 6)
    sitting.type("/in kh", "/online eva")
    assert sitting.running.context().present == 4
    sitting.type("/out rvdl")
    assert sitting.running.context().present == 3


def test_standing_aside_for_one_item_only() -> None:
    sitting = opened()
    sitting.type("/go 3", "/onthoudt mia")
    context = sitting.running.context()
    assert (context.recused, context.present) == (("MdA",), 11)
    assert context.voters == tuple(who for who in VOTERS if who != "MdA")
    assert sitting.type("/recuse mia") is None
    sitting.type("/next")
    assert (sitting.running.context().recused, sitting.running.context().voters) == ((), VOTERS)
    sitting.type("/go 3")
    assert sitting.running.context().recused == ("MdA",)


def test_names_that_nobody_has_change_nothing() -> None:
    sitting = opened()
    assert refuses(sitting, "/in piet") == "nobody here is called “piet”"
    assert refuses(sitting, "/out Smith") == "“Smith” can be Tom Smith or Tess Smith"
    assert refuses(sitting, "/out all") == "Name each of them; all will not do here."
    # Nothing is done of a line of which a part was not understood.
    assert refuses(sitting, "/out mia Smith") == "“Smith” can be Tom Smith or Tess Smith"
    assert sitting.who("MdA").presence[-1].end is None
    assert sitting.who("TS").presence[-1].end is None
    assert "No item" in refuses(Sitting(), "/recuse mia")


def test_guests() -> None:
    sitting = opened()
    sitting.type("/guest HPL H.-P. Lang, adviseur", "/in hpl", "hpl: goedemiddag")
    guest = sitting.who("HPL")
    assert (guest.name, guest.function, guest.role, guest.vote) == ("H.-P. Lang", "adviseur", Role.GUEST, False)
    assert sitting.last().speaker == "HPL"
    assert len(sitting.running.context().voters or ()) == 11
    assert refuses(sitting, "/guest hpl Iemand anders") == "hpl is on the roll already."
    assert refuses(sitting, "/gast allen Iedereen") == "allen is on the roll already."


def test_a_guest_who_was_taken_back_is_known_by_the_new_handle() -> None:
    sitting = opened()
    sitting.type("/guest XX Jan Jansen", "/undo", "/guest JJ Jan Jansen")
    assert sitting.understand("Jan Jansen: hallo").speaker == "JJ"
    assert sitting.understand("xx: hallo").speaker == ""


def test_of_several_people_either_all_leave_or_none() -> None:
    sitting = opened()
    sitting.running.do_all(["/out mia kh"], sitting.now)
    assert sitting.who("MdA").presence[-1].end is None
    assert sitting.last().text == "/out mia kh"
