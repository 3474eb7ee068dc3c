"""Nothing that nobody sees, and nothing that nobody can read, hides a limit: letters of no width, and other encodings."""

import sys
import unicodedata
from pathlib import Path

import pytest

import openness
from openness.formats import card, licence_file
from openness.syntax.document import document_of

CARD = "---\nlicense: mit\npipeline_tag: x\n---\n# Heron\n"
#: Signs of no width that are letters or marks to Unicode, the first and the last of each row of them.
MARKS = (
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180d\u180f\u3164\uffa0\ufe00\ufe0f",
    *"\U000e0100\U000e01ef\ufff0\U000e0080\U000e0fff",
)
#: Signs of form that show: those before an Arabic number, and those that join hieroglyphs.
_SHOWN: tuple[str, ...] = (
    "ARABIC NUMBER",
    "ARABIC SIGN",
    "ARABIC FOOTNOTE",
    "ARABIC END",
    "ARABIC DISPUTED",
    "ARABIC POUND",
    "SYRIAC",
)
_SHOWN += ("ARABIC PIASTRE", "KAITHI", "EGYPTIAN", "ARABIC MARK", "ARABIC DOTLESS", "ARABIC SAFHA", "ARABIC SAMVAT")


def unseen() -> list[str]:
    """Every sign that shows nothing."""
    forms = (sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) == "Cf")
    return [*MARKS, *(sign for sign in forms if not unicodedata.name(sign, "").startswith(_SHOWN))]


def reached(text: bytes) -> str | None:
    return openness.classify(card.read(document_of("README.md", text)), under=[]).spectrum.reached


def test_a_sign_that_nobody_sees_parts_no_word_of_a_limit() -> None:
    open_ones = [
        hex(ord(sign))
        for sign in unseen()
        if reached(f"{CARD}It is for re{sign}search pur{sign}poses on{sign}ly.\n".encode()) == "open-weights"
    ]
    assert not open_ones


def test_a_sign_that_nobody_sees_makes_no_other_name_of_a_licences_file() -> None:
    assert not [hex(ord(sign)) for sign in unseen() if not licence_file.matches_name(f"LIC{sign}ENSE")]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("このモデルの商用利用は禁止されています。研究目的のみ。", "shift_jis"),
        ("このモデルの商用利用は禁止されています。", "euc_jp"),
        ("本模型仅限非商业用途，禁止商业使用。", "gb18030"),
        ("本模型僅限非商業用途。", "big5"),
        ("이 모델은 비상업적 용도로만 사용할 수 있습니다.", "euc_kr"),
        ("Модель только для некоммерческого использования.", "cp1251"),
        ("Модель только для некоммерческого использования.", "koi8_r"),
        ("Το μοντέλο είναι μόνο για μη εμπορική χρήση.", "cp1253"),
    ],
)
def test_words_of_another_encoding_may_be_a_limit(words: str, encoding: str) -> None:
    assert reached(CARD.encode() + words.encode(encoding)) == "weights-available"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Un modèle très léger, naïvement entraîné à Orléans.", "latin-1"),
        ("Größe und Maß über alles.", "latin-1"),
        ("Heron’s “own” — model…", "cp1252"),
        ("The token \ufffd\ufffd\ufffd\ufffd is none.", "utf-8"),
    ],
)
def test_a_letter_of_another_encoding_hides_no_word(words: str, encoding: str) -> None:
    assert reached(CARD.encode() + words.encode(encoding)) == "open-weights"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "OPENNESS.YAML",
            "openness: 1\nname: x\ncomponents: {model-parameters-final: {availability: public, licence: CC-BY-NC-4.0}}\n",
        ),
        (
            "Openness.TOML",
            'openness = 1\nname = "x"\n[components.model-parameters-final]\nlicence = "CC-BY-NC-4.0"\n',
        ),
        ("Adapter_Config.json", '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B"}'),
        ("Mergekit_Config.yml", "merge_method: linear\nmodels: [{model: meta-llama/Llama-3.1-8B}]\n"),
        ("Config.json", '{"model_type": "x", "license": "cc-by-nc-4.0"}'),
    ],
)
def test_a_file_is_known_by_its_name_in_any_case(name: str, text: str, tmp_path: Path) -> None:
    """A system that takes two cases for one loads it by its usual name."""
    (tmp_path / "README.md").write_text(CARD)
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "open-weights"
    (tmp_path / name).write_text(text)
    found = openness.classify(tmp_path, under=[])
    assert found.spectrum.reached != "open-weights"
    assert not found.release.unread


@pytest.mark.parametrize("name", ["NOTICE", "NOTICE.txt", "COPYRIGHT"])
def test_a_text_of_credits_that_cannot_be_read_may_limit_the_use(name: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / name).write_bytes(b"For research only.\0")
    found = openness.classify(tmp_path, under=[])
    assert (found.spectrum.reached, found.release.unread) == ("weights-available", (f"{tmp_path}/{name}",))
    (tmp_path / name).write_text("It uses a tokenizer by Acme.\n")
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "open-weights"
