"""Any byte that a terminal may send: read as what it can be, and what is left of a paste is thrown away."""

from __future__ import annotations

import os
import threading
import tty

from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser

from tests.helpers.tables import each_row
from tui.terminal.typed_bytes import TypedBytes, throw_away_rest

READ = {
    "UTF-8": ("café – €".encode(), "café – €"),
    "a Latin-1 terminal": (b"caf\xe9 en cr\xe8me", "café en crème"),
    "two such letters": (b"\xe9\xe9n \xdf.", "één ß."),
    "such a letter before Enter": (b"caf\xe9\r", "café\r"),
    "Alt as the eighth bit": (b"\xe1\xf1\xb0", "áñ°"),
    "controls of eight bits": (b"a\x80\x9b\x9fb", "ab"),
    "half a letter": (b"\xe2\x82X", "âX"),
    "a surrogate in UTF-8": (b"\xed\xa0\x80x", "í\xa0x"),
    "bytes that are in no encoding": (b"\xff\xfe\xc0\xc1", "ÿþÀÁ"),
    "the mouse far to the right": (b"\x1b[M \xff\xff", "\x1b[<0;223;223M"),
    "the mouse with all bits": (b"\x1b[M\xff\xff\xff", "\x1b[<223;223;223M"),
    "places that look like a letter of UTF-8": (b"\x1b[M \xc3\xa9x", "\x1b[<0;163;137Mx"),
    "a button that is let go": (b"\x1b[M#!!", "\x1b[<0;1;1m"),
    "a mouse that moves": (b"\x1b[MC!!", "\x1b[<35;1;1M"),
    "the same in a paste": (b"\x1b[200~\x1b[Mabc\x1b[201~", "\x1b[200~\x1b[Mabc\x1b[201~"),
    "Latin-1 in a paste": (b"\x1b[200~caf\xe9\x1b[201~", "\x1b[200~café\x1b[201~"),
    "a key of no letter": (b"\x1b[99999999u\x1b[1114112ua", "a"),
    "a key of a letter": (b"\x1b[128512u", "\x1b[128512u"),
}


@each_row("content, text", READ.values())
def test_each_byte_is_read_as_what_it_can_be(content: bytes, text: str) -> None:
    typed = TypedBytes()
    assert typed.text(content) + typed.waiting() == text


@each_row("text", ["é", "€", "😀", "café €"])
def test_a_letter_that_comes_in_pieces_is_whole(text: str) -> None:
    typed = TypedBytes()
    assert "".join(typed.text(bytes([byte])) for byte in text.encode()) == text


def test_the_mouse_in_two_pieces_is_one() -> None:
    typed = TypedBytes()
    assert typed.text(b"a\x1b[M \xff") == "a"
    assert typed.text(b"\xffb") == "\x1b[<0;223;223Mb"


def test_a_letter_after_which_nothing_comes_is_read_when_it_is_asked_for() -> None:
    typed = TypedBytes()
    assert typed.text(b"caf\xe9") == "caf"
    assert typed.waiting() == "é"
    assert typed.text("één".encode()) == "één"


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_whatever_comes_is_text_and_keys(pieces: list[bytes]) -> None:
    typed, parser = TypedBytes(), XTermParser()
    for text in [*map(typed.text, pieces), typed.waiting()]:
        text.encode("utf-8")
        for event in parser.feed(text) if text else ():
            assert event is not None


@each_row("cut", range(1, 12))
def test_a_paste_is_known_wherever_it_is_cut(cut: int) -> None:
    typed, content = TypedBytes(), b"\x1b[200~abc\x1b[201~"
    typed.see(content[:cut])
    assert typed.in_paste is (cut >= 6)
    typed.see(content[cut:])
    assert not typed.in_paste


def thrown_away(typed: TypedBytes, pieces: list[bytes]) -> bytes:
    """What is still there to read, after all `pieces` were sent while what comes was thrown away."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)

    def send() -> None:
        content = b"".join(pieces)
        while content:
            content = content[os.write(ours, content) :]

    sending = threading.Thread(target=send, daemon=True)
    sending.start()
    throw_away_rest(theirs, typed)
    sending.join(20)
    assert not sending.is_alive()
    os.set_blocking(theirs, False)
    try:
        return os.read(theirs, 1 << 16)
    except BlockingIOError:
        return b""
    finally:
        os.close(ours)
        os.close(theirs)


def test_the_rest_of_a_paste_is_thrown_away() -> None:
    typed = TypedBytes()
    typed.see(b"\x1b[200~begin")
    assert thrown_away(typed, [b"touch pwned\r" * 20_000, b"\x1b[201~"]) == b""
    assert not typed.in_paste


def test_keys_that_came_together_are_thrown_away() -> None:
    assert thrown_away(TypedBytes(), [b"touch pwned\r" * 5_000]) == b""


def test_a_terminal_that_is_gone_is_no_error() -> None:
    ours, theirs = os.openpty()
    os.close(ours)
    throw_away_rest(theirs, TypedBytes())
    os.close(theirs)
