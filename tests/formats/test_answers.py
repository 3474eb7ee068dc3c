"""The facts in a card's fields, alone and beside each other, whatever stands in them: tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness.errors import NotThisFormat, OpennessError
from openness.formats import card
from openness.release.claim import Fact
from openness.release.release import Release
from openness.syntax.document import Document

TABLES = Path(__file__).parent / "answers"

FIELDS = (
    "license", "license_name", "license_link", "licence", "base_model", "base_models", "base_model_relation", "datasets",
    "library_name", "pipeline_tag", "tags", "language", "model_name", "pretty_name", "gated", "extra_gated_prompt",
    "quantized_by", "task_categories", "name", "layout", "kite", "private",
)  # fmt: skip
VALUES = (
    "mit", "", "null", "true", "false", "5", "''", "' '", "[]", "[mit]", "[mit, apache-2.0]", "[a/b, c/d]", "[mit, {a: b}]",
    "[true, mit]", "{a: b}", "other", "unknown", "a/b", "c/d-gguf", "adapter", "finetune", "merge", "peft", "transformers",
    "GGUF", "image-to-text", "text-generation", "en", "[en, de, kite kite kite]", "manual",
    "[license:mit, 'base_model:a/b', lora]", "['license:apache-2.0', 'base_model:quantized:a/b', mergekit]", "LICENSE",
    "https://huggingface.co/a/b/blob/main/LICENSE.md", "https://example.org/license", "../LICENSE", "mit  # for research only",
)  # fmt: skip
#: The fields beside which a field stands.
BESIDE = {
    "alone": "",
    "model": "library_name: transformers\n",
    "licensed": "license: mit\nlibrary_name: peft\n",
    "other": "license: other\nlicense_name: kite\nbase_model: x/y\n",
    "data": "pretty_name: x\n",
}
PROSE = (
    "",
    "The model is for research use only.",
    "The weights will be released soon.",
    "A fine-tuned version of [e](https://huggingface.co/e/f-7b).",
    "# License\n\nApache-2.0",
    "This is an open-source model.",
)


def claims_of(fact: Fact) -> str:
    """The claims with their bases, lines and rules."""
    return " & ".join(
        f"{claim.value}:{claim.basis[:3]}@{claim.source.line}{f'({claim.rule})' if claim.rule else ''}"
        for claim in fact.claims
    )


def shown(release: Release) -> str:
    """A release in one line."""
    facts = [("name", release.name), ("version", release.version), *release.circumstances, *release.details]
    parts = [f"{name}={claims_of(fact)}" for name, fact in facts if fact.claims]
    for component in release.components:
        for item in component.items:
            under = f" under {claims_of(item.licence)}" if item.licence.claims else ""
            parts.append(
                f"{component.kind}{f'/{item.name}' if item.name else ''}={claims_of(item.availability)}{under}"
            )
    parts += [
        f"base {base.name or '-'} {base.relation} {base.basis[:3]}@{base.source.line}" for base in release.base_models
    ]
    parts += [f"called {claim.value}@{claim.source.line}" for claim in release.labels]
    parts += [f"hint {hint!r}" for hint in (*release.limits, *release.signs)]
    parts += [f"link {link}" for link in release.links]
    parts += [f"odd@{finding.source.line if finding.source else ''} {finding.message}" for finding in release.oddities]
    return f"{release.subject}: {'; '.join(parts)}"


def answer(text: str, subject: str = "", name: str = "README.md") -> str:
    try:
        return " ".join(shown(card.read(Document(name, text), subject)).split())
    except (OpennessError, NotThisFormat) as error:
        return f"refused: {error.problems[0].message if isinstance(error, OpennessError) else error}"


PLAIN = "; model-card=public:inf@0"


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_says_what_the_table_says(field: str) -> None:
    def rows() -> Iterator[str]:
        for number, value in enumerate(VALUES):
            beside = list(BESIDE)[(number + FIELDS.index(field)) % len(BESIDE)]
            text = f"---\n{BESIDE[beside]}{field}: {value}\n---\n"
            yield f"{beside}, {field}: {value} → {answer(text).replace(PLAIN, '')}"
        for first, second in (("mit", "apache-2.0"), ("a/b", "c/d"), ("x", "[]"), ("true", "false")):
            text = f"---\nlicense: mit\n{field}: {first}\n{field}: {second}\n---\n"
            yield f"{first} and {second} → {answer(text)}"

    agrees(TABLES / f"card-{field}.txt", rows())


def test_fields_and_prose_together_say_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for fields in (
            "",
            "license: mit",
            "license: mit\ngated: auto",
            "pretty_name: x\nlicense: mit",
            "base_model: a/b",
            "kite: x",
            "license: mit\nbase_model_relation: adapter",
        ):
            for prose in PROSE:
                for subject in ("", "model", "dataset"):
                    text = f"---\n{fields}\n---\n{prose}"
                    yield f"{fields!r} {prose!r} {subject} → {answer(text, subject)}"
        for text in (
            "",
            "# M",
            "---\n---\n",
            "---\nlicense: mit",
            "--- \nlicense: mit\n---\n",
            "\n\n---\nlicense: mit\n---\n",
            "---\n- a\n---\n",
            "---\nlicense: [\n---\n",
            "---\nlicense: mit\n...\n",
            "a\n---\nlicense: mit\n---\n",
        ):
            for name in ("README.md", "notes.md"):
                yield f"{text!r} in {name} → {answer(text, name=name)}"
        for keys in (
            "sdk: x\nemoji: y",
            "name: x\ndescription: y",
            "layout: x",
            "layout: x\nlicense: mit",
            "title: x",
            "tags: [a]",
            "colorFrom: x",
            "extra_gated_x: y",
            "slug: a\nlicence: mit",
        ):
            text = f"---\n{keys}\n---\n"
            yield f"{keys!r} → {answer(text)}"

    agrees(TABLES / "card-and-prose.txt", rows())
