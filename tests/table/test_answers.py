"""The forms of cells, fields and parts of rows: cells on one line are one to all that comes after, so that it is judged once."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees

from openness.formats import hub_record
from openness.shelf.shelf import shipped

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.table.bases import BaseForms, base_words, several_bases
from openness.table.card_fields import card_fields
from openness.table.cells import Fields, column_of
from openness.table.form import cells_of
from openness.table.licences import Licences
from openness.table.memory import Memory
from openness.table.part import ODD, once
from openness.table.shares import Reader
from openness.table.tags import of_text, other_tags, part_of

TABLES = Path(__file__).parent / "answers"
BAN = "for research only, no commercial use"
TEXT = f"Heron Terms\n\n{'Whoever feeds herons may keep them. ' * 10}"
#: Values as JSON has them; a text in a table is such a value, or the JSON of one.
VALUES: tuple[Any, ...] = (
    None, "", " \t", "x", "mit", "MIT ", " Merge", "auto", "manual", "true", True, False, 0, 7, "7", [], [""], [" "], [None],
    ["x"], ["mit", "x"], ["x", "mit"], ["x", None], ["peft", "x"], [True], [7], [["x"]], {}, {"k": "x"}, [{"k": "x"}],
    [{"k": None}], BAN, [BAN], {"k": BAN}, {"terms": "x"}, {BAN: "x"}, [{"name": "x", "use": BAN}],
    [{"name": "x", "kite": "x"}], "a fine-tune of meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B", "a/b", ["a/b", "x/y"],
    "no restrictions", TEXT, "peft", "Diffusers", "transformers", "text-generation", "any-to-any", "image-to-text", "README.md",
    ["README.md"], ["LICENSE", "model.bin"], ["model.bin", "b.bin", "LICENSE", "train.py"], [{"rfilename": "LICENSE"}, "x", 3],
    ["adapter_config.json", "a/adapter_model.bin", "data.csv"],
)  # fmt: skip
SETTINGS: tuple[Any, ...] = (
    {"model_type": "x"}, {"model_type": "x", "architectures": ["LlamaForCausalLM"]},
    {"peft": {"base_model_name_or_path": "a/b"}}, {"peft": {"base_model_name_or_path": None}},
    {"peft": {"base_model_name_or_path": ["a/b"]}}, {"peft": {}}, {"peft": "a/b"}, {"_name_or_path": "a/b"},
    {"_name_or_path": "./out"}, {"_name_or_path": ["./out", "a/b"]}, {"text_config": {"_name_or_path": "a/b"}},
    {"parts": [{"_name_or_path": "a/b"}]}, {"parts": [[{"_name_or_path": "./out"}, [{"_name_or_path": "a/b"}]]]},
    {"base_model": "a/b"}, {"peft": {"base_model": "a/b"}}, {"license": "mit"}, {"tokenizer_config": {"chat_template": BAN}},
    {"tokenizer_config": {"license_note": BAN}}, {"x": [{"y": {"terms.of_use": BAN}}]}, {"x": {"comment": BAN}},
    {"commercial_use": False}, {"base_models": {"models": [{"id": "a/b"}]}}, {"models": ["a/b"]},
    {"models": [{"id": "a/b"}, {"id": "x/y"}]}, {"models": []}, {"models": [], "relation": "merge"},
    {"models": [{"id": "a/b"}], "relation": "merge"}, {"models": [{"id": None}]}, {"models": "a/b"},
    {"models": [{"id": ["a/b"]}]}, {"relation": "merge"}, {"license": "mit", "datasets": ["x"]}, {"description": BAN},
)  # fmt: skip
NAMES = [
    *sorted(hub_record.FIELDS),
    "colour",
    "notes",
    "usage_terms",
    "commercial_use",
    "LicenseText",
    "datasheet.license",
]
NAMES += ["training-code.availability", "datasets.licence"]


def cell(value: Any) -> Any:
    """A value as the cell that a table has for it."""
    import pyarrow

    if isinstance(value, list):
        return tuple(map(cell, value))
    if isinstance(value, dict):
        return Fields(tuple((name, cell(content)) for name, content in value.items() if content is not None))
    return column_of(pyarrow.array([value])).cells[0]


def shown(value: Any) -> str:
    """A cell in one line."""
    if isinstance(value, Fields):
        return f"{{{', '.join(f'{name}: {shown(content)}' for name, content in value.pairs)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    return "odd" if value is ODD else repr(value)[:60] if isinstance(value, str) else str(value)


def alike(form: Callable[[Any], Any], values: Iterable[Any]) -> tuple[str, ...]:
    """Values that have one form, a line for each form; on a line of their own those that keep one of their own."""
    lines: dict[Any, list[str]] = {ODD: []}
    for value in values:
        lines.setdefault(form(cell(value)), []).append(shown(cell(value)))
    apart = [cells[0] for kind, cells in lines.items() if cells == [shown(kind)]]
    several = {kind: cells for kind, cells in lines.items() if cells and cells != [shown(kind)]}
    return (
        f"  as they are: {' | '.join(apart)}",
        *(f"  {shown(kind)}: {' | '.join(cells)}" for kind, cells in several.items()),
    )


def test_cells_that_say_the_same_for_a_column_have_one_form() -> None:
    texts = [json.dumps(value) for value in VALUES if isinstance(value, (dict, list))]
    values = [
        *VALUES,
        *texts,
        *SETTINGS,
        *map(json.dumps, SETTINGS),
        "{",
        '{"peft": {}, "peft": {}}',
        '[{"a": 1, "a": 2}]',
    ]
    reader = Reader(Memory(shipped()), members=False)
    forms: dict[tuple[str, ...], list[str]] = {}
    for name in NAMES:
        forms.setdefault(alike(reader._form(name), values), []).append(name)

    def rows() -> Iterator[str]:
        for lines, names in forms.items():
            yield ", ".join(names)
            yield from lines

    agrees(TABLES / "cells.txt", rows())


CARDS: tuple[Any, ...] = (
    {}, {"license": "mit"}, {"license": "other", "license_name": "x", "license_link": "LICENSE"}, {"licence": "mit"},
    {"License": "mit"}, {"licenses": ["mit"]}, {"base_model": "a/b"}, {"base_model": ["a/b", None]}, {"base_modle": "a/b"},
    {"base_models": "a/b"}, {"base_model_relation": "Merge"},
    {"tags": ["x", "license:mit", "base_model:a/b", "lora", "dataset:x"]}, {"tags": []}, {"tags": [None]}, {"tags": "x"},
    {"tags": [""]}, {"tags": ["License:mit"]}, {"tags": ["x", "y", None]}, {"tags": [BAN]}, {"datasets": ["a", "b"]},
    {"datasets": ""}, {"datasets": []}, {"datasets": None}, {"library_name": "peft"}, {"library": "peft"},
    {"library_name": ["x", "Peft"]}, {"pipeline_tag": "x"}, {"pipeline_tag": "any-to-any"}, {"pipeline_tag": ""},
    {"pipeline_tag": ["x"]}, {"gated": "auto"}, {"private": True}, {"disabled": None},
    {"extra_gated_prompt": "Say who you are."}, {"extra_gated_x": ["x"]}, {"language": "en"}, {"language": {"a": "b"}},
    {"metrics": ["x"]}, {"metrics": [{"terms": BAN}]}, {"model-index": [{"name": "x", "results": []}]},
    {"model-index": [{"name": "x", "kite": BAN}]}, {"model-index": [{"kite": "x"}]}, {"task_ids": "x"}, {"task_ids": ""},
    {"quantized_by": "x"}, {"quantized_by": " "}, {"kite": "x"}, {"kite": BAN}, {"kite": [BAN]}, {"kite": {"terms": BAN}},
    {BAN: "x"}, {"commercial_use": False}, {"license_text": TEXT}, {"license_text": "MIT"}, {"sdk": "gradio"}, {"name": "x"},
    {"license": "mit", "base_model": "a/b", "tags": ["license:llama2", "base_model:x/y"], "datasets": ["x"], "kite": 1},
    {"x": {"y": [[[]]]}}, {"license": True}, {"license": {"mit": None}}, {"license": ["mit", 3]}, {"pretty_name": 7},
)  # fmt: skip
TEXTS = (
    "", "x", "[]", "null", "3", '{"license": "mit", "license": "mit"}', '{"license": NaN}', '{"license": "mit"}\r',
    '{"a": 1}, ', '{"x": ' + "1" * 5_000 + "}", '{"' + "x" * 70_000 + '": 1}', "[" * 40 + "]" * 40,
    '{"x": ' + "[" * 30 + "]" * 30 + "}", '{"x": ' + "[" * 40 + "]" * 40 + "}",
    '{"x": ' + "[], " * 0 + "[" + "[]," * 40 + "[]]}", '{"x": "' + "{" * 40 + '"}',
)  # fmt: skip


def test_the_fields_of_a_card_are_told_apart_by_what_they_are_about() -> None:
    def fields(value: Any) -> str:
        found = card_fields(value)
        return " + ".join(map(shown, found)) if isinstance(found, tuple) else shown(found)

    def rows() -> Iterator[str]:
        for card in CARDS:
            mapping, text = fields(cell(card)), fields(json.dumps(card))
            yield f"{json.dumps(card)[:90]} → {mapping}{'' if text == mapping else f'; as text {text}'}"
        for text in TEXTS:
            yield f"{text[:60]!r}, {len(text)} → {fields(text)}"

    agrees(TABLES / "cards.txt", rows())


TAGS: tuple[Any, ...] = (
    None, 3, "", " ", "x", "license:mit", "license:", "License:mit", "base_model:a/b", "base_model:adapter:a/b", "base_model:",
    "Base_model:a/b", "dataset:x", "dataset: ", "dataset:\u00a0", "dataset:", "task_categories:x", "size_categories:x",
    "lora", " LoRA", "merge", "mergekit", "peft", "region:us", "arxiv:1234.5678", "x, y", "['x', 'license:mit']", BAN,
    "research only", f"x:{BAN}",
)  # fmt: skip


def test_tags_that_tell_the_same_are_one() -> None:
    def rows() -> Iterator[str]:
        for tag in TAGS:
            part, word = part_of(tag)
            alone = " + ".join(map(shown, of_text(tag)))
            yield f"{shown(tag)} → {'nothing' if part is None else f'{part}: {shown(word)}'}; in the place of a list {alone}"
        for tags in ((), ("lora", "merge", "lora"), ("lora", ODD)):
            yield f"{shown(tags)} → {shown(other_tags(tags))}"

    agrees(TABLES / "tags.txt", rows())


LICENCES: tuple[dict[str, Any], ...] = (
    {}, {"license": "mit"}, {"license": "MIT"}, {"license": "expat"}, {"license": ["mit"]}, {"license": ["mit", "kite"]},
    {"license": "kite"}, {"license": " Kite "}, {"license": "other"}, {"license": "none"}, {"license": "NOASSERTION"},
    {"license": "gpl"}, {"license": "https://kite.example/terms"}, {"license": "apache 2.0 or mit"}, {"license": True},
    {"license": {"mit": "x"}}, {"license": "other", "license_name": "kite"}, {"license": "other", "license_name": "Kite"},
    {"license": "Kite", "license_name": "kite"}, {"license": "kite", "license_name": "heron"},
    {"license": "https://opensource.org/license/mit"}, {"license": "gpl-3"},
    {"license": "other", "license_name": "mit"}, {"license": "mit", "license_name": "MIT"},
    {"license": "other", "license_name": "any licence nobody knows"}, {"license": "other", "license_name": " "},
    {"license": "other", "license_name": 3}, {"license": "other", "license_name": "kite", "license_link": "LICENSE"},
    {"license": "x", "license_link": "https://opensource.org/license/mit"},
    {"license_link": " https://opensource.org/licenses/MIT"}, {"license_link": "https://example.org/terms"},
    {"license_link": "https://huggingface.co/google/gemma-2-2b/blob/main/LICENSE"},
    {"tags": ["license:mit", "license:kite", "license:"]}, {"tags": ["license:kite"], "license": "Kite"}, {"tags": None},
    {"cardData": {"license": "mit"}}, {"cardData": {"license": "kite"}, "license": "kite"},
    {"cardData": {"license": "Kite"}, "license": "kite"},
    {"cardData": {"license": "other", "license_name": "kite"}, "license_name": "kite"}, {"cardData": None, "license": "mit"},
    {"cardData": {"license": "other", "license_name": "heron"}, "license": "other"},
    {"cardData": {"tags": ["license:mit"]}, "tags": ["license:kite"]}, {"cardData": {"tags": ["license:kite"]}, "tags": None},
)  # fmt: skip


def part(fields: dict[str, Any]) -> Any:
    """The part of a row with such fields."""
    return tuple((name, cell(value)) for name, value in fields.items())


def test_licences_that_stand_for_the_same_have_one_form() -> None:
    licences = Licences(shipped())

    def rows() -> Iterator[str]:
        for fields in LICENCES:
            form, own = licences.licence(part(fields))
            yield f"{json.dumps(fields)} → {shown(form)}{f', not known: {shown(own)}' if own else ''}"

    agrees(TABLES / "licences.txt", rows())


LLAMA, TUNE, GEMMA = "meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct", "google/gemma-2-2b"
KNOWN = (LLAMA, TUNE, "unsloth/Meta-Llama-3.1-8B", "gpt2", "a/b", "none")
BASES: tuple[dict[str, Any], ...] = (
    {}, {"base_model": None}, {"base_model": ""}, {"base_model": "a/b"}, {"base_model": " a/b"}, {"base_model": "x/y"},
    {"base_model": LLAMA}, {"base_model": TUNE}, {"base_model": "unsloth/Meta-Llama-3.1-8B"},
    {"base_model": f"finetune:{LLAMA}"}, {"base_model": f"https://huggingface.co/{LLAMA}"}, {"base_model": "gpt2"},
    {"base_model": "none"}, {"base_model": "no name"}, {"base_model": ["a/b", "x/y"]}, {"base_model": ["x/y", "a/b", "a/b"]},
    {"base_model": ["a/b", ""]}, {"base_model": [LLAMA, GEMMA]}, {"base_model": [GEMMA, LLAMA]}, {"base_model": [LLAMA, TUNE]},
    {"base_model": [LLAMA, "a/b", "x/y"]}, {"base_model": ["a/b", "A/B"]}, {"base_model": [["a/b"]]},
    {"base_model": {"a": "b"}}, {"base_model": True}, {"tags": ["base_model:a/b"]}, {"tags": []},
    {"tags": ["base_model:a/b", "base_model:adapter:a/b"]}, {"tags": [f"base_model:{LLAMA}"], "base_model": LLAMA},
    {"tags": ["base_model:"]}, {"tags": ["base_model:x/y"], "base_model": "a/b"},
    {"tags": ["base_model:x/y", f"base_model:{LLAMA}"]}, {"baseModels": {"models": [LLAMA]}},
    {"baseModels": {"models": ["a/b", "x/y"]}}, {"baseModels": {"models": [None]}},
    {"baseModels": {"models": [LLAMA]}, "base_model": TUNE}, {"baseModels": {"models": []}},
    {"baseModels": None, "base_model": "a/b"}, {"config": {"peft": "a/b"}}, {"config": {"peft": LLAMA}, "base_model": LLAMA},
    {"config": {}}, {"config": {}, "base_model": "a/b"}, {"cardData": {"base_model": "a/b"}},
    {"cardData": {"base_model": "a/b"}, "base_model": "a/b"}, {"cardData": {"base_modle": "a/b"}},
    {"cardData": {"base_model": LLAMA}, "base_model": "a/b"},
    {"cardData": {"tags": ["base_model:a/b"]}, "tags": ["base_model:x/y"]},
    {"cardData": {"base_model": ["a/b", LLAMA], "tags": ["base_model:x/y"]}}, {"cardData": None}, {"cardData": {}},
    {"cardData": {"base_model": ["x/y"]}, "tags": None}, {"base_model": "a/b", "name_of_base": "x/y"},
)  # fmt: skip


def together(several: Any) -> str:
    """What bases that are answered apart have in common."""
    (shapes, counts), _ = several
    return f"{shown(shapes)}, {sorted(counts)}"


def test_bases_of_which_the_same_is_known_have_one_form() -> None:
    forms = BaseForms(shipped())

    def rows() -> Iterator[str]:
        for fields in BASES:
            own = part(fields)
            based, several = forms.bases(own), several_bases(own)
            words = " ".join(f"{field}={word!r}" for field, word in base_words(once(own)))
            as_is = "as it is" if based.form is based.part else shown(based.form)
            yield f"{json.dumps(fields)} → {as_is}; {words or 'none'}{f'; several: {together(several)}' if several else ''}"
        for base in (*KNOWN, "openai-community/gpt2", "", " a/b", f"adapter:{LLAMA}"):
            member, made = forms.member(base)
            asks = made.account is not None and forms.asks_for_a_name(forms.base(base))
            found = "nothing" if made.account is None else f"{made.account}, {sorted(made.makers)}, asks {asks}"
            yield f"{base!r} → {member!r}: {found}, a copy {forms.is_copy(base)}"
        for base, owner, name in product(KNOWN[2:], ("a", "meta", ""), ("a/b", "a/c", "b")):
            form, called = forms.own_bases(forms.bases(part({"base_model": base})), owner, name, "llama-x")
            yield f"{name} by {owner or 'nobody'} on {base} → {called} on {shown(form)}"

    agrees(TABLES / "bases.txt", rows())


#: Of a row its licence, its bases, the rest, and its name.
PARTS: tuple[tuple[dict[str, Any], ...], ...] = (
    ({}, {"license": "mit", "cardData": {"license": "mit", "tags": ["license:mit"]}, "tags": ["license:mit"]}),
    ({}, {"cardData": {"tags": ["base_model:a/b"]}, "config": {"peft": "a/b"}}, {"tags": ["base_model:x/y"]}),
    ({}, {"tags": ["lora"], "gated": "auto", "cardData": {"tags": ["x"], "language": "x"}}, {"tags": "x", "cardData": None}),
    ({}, {"id": "_/_"}),
)  # fmt: skip


def test_parts_are_put_together_as_the_cells_of_a_row() -> None:
    def rows() -> Iterator[str]:
        for chosen in product(*PARTS):
            yield f"{json.dumps(chosen)} → {shown(Fields(tuple(cells_of(tuple(map(part, chosen))))))}"
        yield shown(Fields(tuple(cells_of(part({"license": "mit", "id": "a/b"})))))

    agrees(TABLES / "rows.txt", rows())
