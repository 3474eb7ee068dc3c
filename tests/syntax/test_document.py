"""A file as text, read within bounds."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from openness.errors import OpennessError
from openness.syntax.document import Document, decoded, document_of, open_document


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\rc", "a\nb\nc"),
        (b"\xef\xbb\xbfa", "a"),
        ("é".encode(), "é"),
        (b"", ""),
    ],
    ids=["plain", "CRLF and CR", "BOM", "UTF-8", "empty"],
)
def test_text_is_utf_8_with_lf(data: bytes, text: str) -> None:
    document = document_of("x", data)
    assert (document.text, document.replaced) == (text, False)


def test_bytes_that_are_no_utf_8_are_replaced_and_said() -> None:
    document = document_of("x", b"caf\xe9")
    assert (document.text, document.replaced) == ("caf\ufffd", True)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\0b", "a binary file"),
        ("ab".encode("utf-16-le"), "a binary file"),
        ("a\0b".encode("utf-16"), "a binary file"),
        (b"12345", "larger than 4 bytes"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(OpennessError, match=message):
        document_of("x", data, limit=4 if data == b"12345" else 100)


def test_a_file_at_its_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"1234")
    assert open_document(str(tmp_path / "x"), limit=4).text == "1234"


@pytest.mark.parametrize(("name", "message"), [("gone", "there is no such file"), (".", "it is a folder")])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(OpennessError, match=message):
        open_document(str(tmp_path / name))


def test_a_folder_is_called_one_where_the_system_opens_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does, which denies permission."""

    def denied(*arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "file").touch()
    monkeypatch.setattr("openness.syntax.document.os.open", denied)
    for name, words in ((".", "it is a folder"), ("file", "it cannot be read: Permission denied")):
        with pytest.raises(OpennessError, match=words):
            open_document(str(tmp_path / name))


def test_a_path_with_a_null_is_refused() -> None:
    with pytest.raises(OpennessError, match="cannot be"):
        open_document("a\0b")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 1\r\n")))
    document = open_document("-")
    assert (document.name, document.text) == ("standard input", "a: 1\n")


@pytest.mark.parametrize("name", ["a/b/README.md", "a\\b\\README.md", "README.md"])
def test_the_base_is_the_last_part_of_the_name(name: str) -> None:
    assert Document(name, "").base == "README.md"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_bytes_are_decoded_by_the_mark_they_begin_with(code: str) -> None:
    data = "licence: Ünïcode\r\n".encode(code)
    for document in (document_of("x", data), decoded(Document("x", "", data=data))):
        assert (document.text, document.replaced, document.data) == ("licence: Ünïcode\n", False, b"")


@pytest.mark.parametrize("code", ["utf-16", "utf-32"])
def test_half_a_character_of_a_wide_text_is_replaced_and_said(code: str) -> None:
    document = document_of("x", "ab".encode(code) + b"\xd8")
    assert (document.text, document.replaced) == ("ab\ufffd", True)


def test_bytes_that_fill_the_limit_are_too_many() -> None:
    with pytest.raises(OpennessError, match="larger than 3 bytes"):
        decoded(Document("x", "", data=b"1234"), 4)
    assert decoded(Document("x", "", data=b"123"), 4).text == "123"


def test_wide_bytes_may_still_be_binary() -> None:
    with pytest.raises(OpennessError, match="binary"):
        decoded(Document("x", "", data="a\0b".encode("utf-16")))


def test_a_file_is_opened_in_binary_where_the_system_tells_the_two_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows would end a text at the byte 0x1A and take CR from CR LF, so that a size and a hash were another's."""
    path = tmp_path / "x"
    path.write_bytes(b"a\r\n\x1ab")
    binary, asked = 0x8000, []
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    opened = os.open

    def asking(name: str, flags: int) -> int:
        asked.append(flags)
        return opened(name, flags & ~binary)

    monkeypatch.setattr(os, "open", asking)
    assert open_document(str(path), 100, head=True).data == b"a\r\n\x1ab"
    assert [flags & binary for flags in asked] == [binary]
