"""Layouts of one's own: what ships makes what is made without; mistakes are named; nothing typed is markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.document import Boxed, Bullets, Document, Heading, Paragraph, Table, plain, strong
from exports.formats.markdown import write_markdown
from exports.formats.registry import DATA, TABLES, Format
from exports.kinds import DocumentKind
from exports.layouts.parse_markdown import parse_markdown
from exports.layouts.render import NAMES, laid_out, render, template_text
from exports.publish import Job
from store.archive.archive import Archive
from store.errors import NotulistError
from store.model import Audience
from store.paths import templates_folder
from store.record.record import Record
from tests.helpers.documents import sitting_of_all_kinds
from tests.helpers.markdown import RENDERERS, TEXTS, Reader
from tests.helpers.reading import english
from tests.helpers.sample import both

__all__ = ["both"]


def shipped(folder: Path) -> Path:
    for what in NAMES:
        (folder / f"{what}.md").write_text(template_text(what), "utf-8")
    return folder


@pytest.mark.parametrize("what", NAMES)
@pytest.mark.parametrize("audience", [Audience.FULL, Audience.EMPLOYER])
def test_the_layout_that_ships_is_the_document(
    what: DocumentKind, audience: Audience, both: Record, tmp_path: Path
) -> None:
    for record in (both, sitting_of_all_kinds().record, english().record):
        built_in = make_document([redacted(record, audience)], what)
        document, markdown = laid_out([redacted(record, audience)], what, shipped(tmp_path))
        assert markdown == write_markdown(built_in)
        assert document == built_in


def test_without_a_layout_of_ones_own_nothing_is_laid_out(tmp_path: Path) -> None:
    record = english().record
    assert laid_out([redacted(record, Audience.FULL)], DocumentKind.MINUTES, tmp_path) == (
        make_document([redacted(record, Audience.FULL)], DocumentKind.MINUTES),
        "",
    )


def written(template: str, tmp_path: Path, **data: object) -> str:
    file = tmp_path / "minutes.md"
    file.write_text(template, "utf-8")
    return render(file, data, "nl")


def test_a_list_over_many_meetings(tmp_path: Path) -> None:
    records = [sitting_of_all_kinds().record, english().record]
    shown = [redacted(record, Audience.FULL) for record in records]
    built_in = make_document(shown, DocumentKind.ACTIONS)
    assert laid_out(shown, DocumentKind.ACTIONS, shipped(tmp_path))[0] == built_in
    (tmp_path / "actions.md").write_text(
        "# x\n{% for row in actions %}\n- {{ row.meeting }} {{ row.who }}\n{% endfor %}\n"
    )
    assert "- 2027-03-11 BvdB, Smith (?)" in laid_out(shown, DocumentKind.ACTIONS, tmp_path)[1]


@pytest.mark.parametrize(
    ("template", "where", "reason"),
    [
        ("een\n{{ niets }}\n", "line 2", "'niets' is undefined"),
        ("een\n\n{% if %}\n", "line 3", "Expected an expression"),
        ("{{ a.b.c }}", "line 1", "has no attribute"),
        ("een\n{% for x in 3 %}{% endfor %}", "line 2", "not iterable"),
        ("{{ ''.__class__ }}", "line 1", "unsafe"),
        ("{{ 1 / 0 }}", "line 1", "division"),
        ("{% include 'elders.md' %}", "line 1", "elders.md"),
        ("{% include '../../etc/passwd' %}", "line 1", "passwd"),
        ("{{ a.update({'b': 1}) }}", "line 1", "unsafe"),
        ("{{ open('x') }}", "line 1", "undefined"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(template: str, where: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(NotulistError) as error:
        written(template, tmp_path, a={})
    assert f"{tmp_path / 'minutes.md'}, {where}" in str(error.value) or "include" in template
    assert reason in str(error.value)
    assert "Nothing was written" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_layout_writes_no_file(tmp_path: Path) -> None:
    templates_folder().mkdir(parents=True)
    (templates_folder() / "minutes.md").write_text("# {{ titel }}")
    for format in Format:
        if format not in (*DATA, *TABLES):
            with pytest.raises(NotulistError, match="'titel' is undefined"):
                Job(format=format, archive=Archive(tmp_path / "archive")).make([english().record])


def test_a_layout_of_ones_own_in_every_format(tmp_path: Path) -> None:
    templates_folder().mkdir(parents=True)
    (templates_folder() / "minutes.md").write_text("# Verslag {{ meeting.number }}\n\nWij van {{ meeting.body }}.\n")
    for format in (Format.MARKDOWN, Format.HTML, Format.TEXT):
        content = Job(format=format, archive=Archive(tmp_path / "archive")).make([english().record]).decode()
        assert "Wij van OR De Linde." in content
        assert "Presentie" not in content


@given(TEXTS)
def test_what_was_typed_reads_to_the_letter_in_a_layout(text: str) -> None:
    import tempfile

    template = "# {{ t }}\n\n{{ t }}\n\n- {{ t }}\n\n> {{ t }}\n\nna: {{ t }}\n\n| a |\n| --- |\n| {{ t }} |\n"
    with tempfile.TemporaryDirectory() as folder:
        markdown = written(template, Path(folder), t=text)
    for name, render_html in RENDERERS.items():
        if name != "commonmark":
            reader = Reader()
            reader.feed(render_html(markdown))
            reader.close()
            found = [words.removesuffix("\n") for tag, words in reader.places if words.strip("\n")]
            assert found == [text, text, text, text, f"na: {text}", "a", text], name


@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
def test_markdown_reads_back_into_the_document_it_was_written_from(texts: list[str], text: str) -> None:
    document = Document(
        "nl",
        (
            Heading(2, text),
            Paragraph((plain("a "), strong(text), plain(": b"))),
            Bullets(tuple((plain(each),) for each in texts)),
            Boxed(tuple((plain(each),) for each in texts)),
            Table(("a", text), tuple((each, text) for each in texts)),
        ),
    )
    assert parse_markdown(write_markdown(document), document) == document


def test_what_a_layout_may_hold_besides(tmp_path: Path) -> None:
    like = Document("nl", ())
    read = parse_markdown(
        "1. een\n2. twee\n   - drie\n\n---\n\n[hier](https://a.b) `x`\n\n    code\n\n<b>y</b>\n", like
    )
    shown = write_markdown(read)
    for word in ("1. een", "2. twee", "drie", "hier (https://a.b) x", "code", "<b>y"):
        assert word.replace("1. ", "1\\. ").replace("2. ", "2\\. ") in shown or word in shown


def test_a_layout_sees_nothing_that_its_readers_may_not(tmp_path: Path) -> None:
    (tmp_path / "minutes.md").write_text(
        "{{ items }}{{ decisions }}{{ actions }}{{ roll }}{{ head }}{{ undertakings }}{{ meeting }}"
        "{{ before }}{{ after }}"
    )
    sitting = sitting_of_all_kinds()
    for audience, seen in ((Audience.FULL, True), (Audience.EMPLOYER, False), (Audience.PUBLIC, False)):
        markdown = laid_out([redacted(sitting.record, audience)], DocumentKind.MINUTES, tmp_path)[1]
        assert ("zwaluw" in markdown) is seen
        assert ("buizerd" in markdown) is seen
