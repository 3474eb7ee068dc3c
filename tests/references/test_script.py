"""TypeScript and JavaScript."""

import pytest

from openness.references.lexicon import lexicon
from openness.references.scan import distinct
from openness.references.script import references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('openai.chat.completions.create({model: "gpt-4o"})', [("openai/gpt-4o", 1, "literal")]),
        ('import {openai} from "@ai-sdk/openai"\nopenai("gpt-4o")', [("openai/gpt-4o", 2, "literal")]),
        (
            'import {pipeline} from "@huggingface/transformers"\npipeline("x", "acme-ai/m1")',
            [("acme-ai/m1", 2, "literal")],
        ),
        ("AutoModel.from_pretrained('acme-ai/m1')", [("acme-ai/m1", 1, "literal")]),
        ('const M = "acme-ai/m1";\nAutoModel.from_pretrained(M)', [("acme-ai/m1", 1, "constant")]),
        ('const DEFAULT_MODEL = "acme-ai/m1"', [("acme-ai/m1", 1, "guess")]),
        ('export const models = [{id: "openai/gpt-4o", label: "x/y"}]', [("openai/gpt-4o", 1, "guess")]),
        ('// from_pretrained("acme-ai/m1")', []),
        ('/* model: "acme-ai/m1" */', []),
        ('import x from "acme-ai/m1"', []),
        ('const path = "acme-ai/m1"', []),
        ('f({type: "text/html"})', []),
        ('constructor({model = "acme-ai/m1"}) {}', [("acme-ai/m1", 1, "guess")]),
        ('enum EmbeddingModel { A = "acme-ai/m1", B = "x" }', [("acme-ai/m1", 1, "guess")]),
        ('if (this.model === "acme-ai/m1") {}', []),
    ],
)
def test_a_script_names_models_in_calls_keys_and_constants(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [
        (one.name, one.source.line, one.sure.value) for one in distinct(references(text, "a.ts", lexicon()))
    ] == expected


@pytest.mark.parametrize("text", ["\\'" * 100_000, "a." * 100_000, "(" * 200_000, "`${" * 60_000, "/*" * 100_000])
def test_a_script_of_any_kind_is_read_in_time_that_grows_with_it(text: str) -> None:
    found = list(references('f.from_pretrained("acme-ai/m1")\n' + text, "a.ts", lexicon()))
    assert [one.name for one in found] == ["acme-ai/m1"]
