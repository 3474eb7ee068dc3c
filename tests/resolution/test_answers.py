"""The answers that names, texts, hints and bases give beside each other: tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.releases import card, native

from openness.formats import licence_file
from openness.licensing import texts
from openness.release.claim import Fact
from openness.release.release import Found, Release, join
from openness.resolution.resolve import resolve
from openness.resolution.siblings import related
from openness.shelf.shelf import shipped
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind

TABLES = Path(__file__).parent / "answers"
KNOWN = texts.shipped().texts
MIT, APACHE = KNOWN["MIT"], KNOWN["Apache-2.0"]
LLAMA_NOTICE = (
    "Llama 3.1 is licensed under the Llama 3.1 Community License, © Meta Platforms, Inc. All Rights Reserved.\n"
)
MANY = (
    "Gemma Terms of Use",
    "CC BY-NC 4.0",
    "CC BY-ND 4.0",
    "CC BY-NC-SA 4.0",
    "CC BY-NC-ND 4.0",
    "Llama 2 Community License",
)
#: Files beside a card, by name and text.
FILES: dict[str, tuple[str, str]] = {
    "mit": ("LICENSE", MIT), "mit on one line": ("LICENSE", " ".join(MIT.split())),
    "mit, changed": ("LICENSE", MIT.replace("without restriction", "with restriction")), "mit, a part": ("LICENSE", MIT[:500]),
    "apache": ("LICENSE.txt", APACHE),
    "apache, another version": ("LICENSE", APACHE.replace("Version 2.0", "Version 3.0").replace(" any ", " ")),
    "both": ("LICENSE", f"{MIT}\n\n{APACHE}"), "gpl 2": ("COPYING", KNOWN["GPL-2.0-only"]),
    "unknown": ("LICENSE", "You may use it on Tuesdays, and on Thursdays when it rains, provided that you wave at us."),
    "pointing": ("LICENSE", "See LICENSE-CODE and LICENSE-DATA."),
    "pointing away": ("LICENSE", "See the terms on our page, please, and the file elsewhere."), "empty": ("LICENSE", ""),
    "rider": ("USE_POLICY.md", "You may not use it for war."), "policy": ("acceptable-use.txt", "No weapons."),
    "rider with a licence": ("USE_POLICY.md", MIT), "notice": ("NOTICE", LLAMA_NOTICE),
    "notice of others": ("NOTICE.txt", "It uses the dataset Maps, licensed under CC BY-NC 4.0.\nThe weights are under it too."),
    "notice of mit": ("THIRD_PARTY_NOTICES.txt", MIT),
    "notice of many": ("NOTICE", "".join(f"The model weights are licensed under {name}.\n" for name in MANY)),
    "notice, not": ("NOTICE", "The model is not licensed under CC BY-NC 4.0."), "cc by nc": ("LICENSE", KNOWN["CC-BY-NC-4.0"]),
    "bsd 3": ("LICENSE", KNOWN["BSD-3-Clause"]),
}  # fmt: skip
NAMED = (
    "",
    "mit",
    "apache-2.0",
    "bsd",
    "gpl-2.0",
    "gpl",
    "other",
    "other\nlicense_name: kite",
    "cc-by-nc-4.0",
    "llama3.1",
    "[mit, apache-2.0]",
    "kite",
    "openrail",
)


def in_words(fact: Fact) -> str:
    parts = []
    for claim in fact.claims:
        because = f" {claim.because}" if claim.because and claim.basis is not Basis.INFERRED else ""
        parts.append(f"{claim.value}:{claim.basis[:3]}{f'({claim.rule})' if claim.rule else ''}{because}")
    return " & ".join(parts)


def shown(release: Release) -> str:
    parts = [
        f"{part.kind}{f'/{item.name}' if item.name else ''}={in_words(item.licence)}"
        for part in release.components
        for item in part.items
        if item.licence.claims
    ]
    for base in release.base_models:
        sure = "" if base.certain else "?"
        parts.append(
            f"base {base.name or '-'} {base.relation} {base.basis[:3]}{sure} {base.producer} {in_words(base.licence)}"
        )
    parts += [
        f"{finding.code.value} {' '.join(filter(None, finding.subject.key))}: {finding.message[:110]}"
        for finding in release.oddities
    ]
    return "; ".join(parts)


def with_text(release: Release, *files: str) -> Release:
    return join([release, *(licence_file.read(Document(*FILES[file])) for file in files)])


@pytest.mark.parametrize("file", FILES)
def test_a_text_beside_a_card_comes_to_what_the_table_says(file: str) -> None:
    def rows() -> Iterator[str]:
        for named in NAMED:
            release = card(f"license: {named}\npipeline_tag: x" if named else "pipeline_tag: x")
            yield f"{named!r} → {shown(resolve(with_text(release, file), shipped()))}"
        based = card("license: mit\nbase_model: meta-llama/Llama-3.1-8B")
        yield f"mit on llama → {shown(resolve(with_text(based, file), shipped()))}"
        for other in ("mit", "notice", "unknown"):
            yield f"apache, and {other} → {shown(resolve(with_text(card('license: apache-2.0'), file, other), shipped()))}"
        data = native(
            "name: a/b\ncomponents:\n  datasets:\n    - {name: one, availability: public, licence: MIT}\n    - {name: two}\n"
            "  training-code: public\n  model-parameters-final: public\n"
        )
        yield f"parts → {shown(resolve(with_text(data, file), shipped()))}"
        yield f"a data set → {shown(resolve(with_text(card('license: mit' + chr(10) + 'pretty_name: x'), file), shipped()))}"

    agrees(TABLES / f"text-{file.replace(',', '').replace(' ', '-')}.txt", rows())


PROSE = (
    "The model is for research use only.", "License: MIT", "License: CC BY-NC 4.0", "## License\n\nThe Kite Agreement",
    "This model is released under the Llama 3.1 Community License.", "License: gpl",
    "This model is released under the Kite License.",
    "The model is released under the MIT License and the data under CC BY-NC 4.0.",
    "License: see [here](https://creativecommons.org/licenses/by-nc/4.0/)",
    "License: [MIT](https://opensource.org/licenses/MIT)", "License: Apache License 2.0 (code), CC-BY-NC-4.0 (weights)",
    "License: [terms](LICENSE)",
)  # fmt: skip
LINKS = (
    "",
    "https://creativecommons.org/licenses/by-nc/4.0/",
    "https://opensource.org/licenses/MIT",
    "https://example.org/terms",
    "LICENSE",
)


def test_prose_and_links_come_to_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for prose in PROSE:
            for named in NAMED[:-2]:
                release = card(
                    f"license: {named}\npipeline_tag: x" if named else "pipeline_tag: x", f"# Heron\n\n{prose}"
                )
                yield f"{named!r} {prose!r} → {shown(resolve(release, shipped()))}"
        for link in LINKS[1:]:
            for named in NAMED[1:]:
                yield f"{named!r} {link} → {shown(resolve(card(f'license: {named}{chr(10)}license_link: {link}'), shipped()))}"

    agrees(TABLES / "hints.txt", rows())


BASES = (
    "", "base_model: meta-llama/Llama-3.1-8B", "base_model: kite/kite-7b",
    "base_model: [meta-llama/Llama-3.1-8B, google/gemma-2-2b]", "base_model: a/b\nbase_model_relation: adapter",
    "library_name: peft", "tags: [mergekit]", "base_model: TheBloke/Llama-2-7B-GGUF", "model_name: TheBloke/Llama-2-7B-GGUF",
    "model_name: TheBloke/kite-GGUF", "base_model: Qwen/Qwen2.5-7B\ntags: ['base_model:quantized:Qwen/Qwen2.5-7B']",
    "base_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: quantized", "base_model: llama-3.1-8b",
    "base_model: null\ntags: ['base_model:adapter:meta-llama/Llama-2-7b']",
)  # fmt: skip


def test_bases_come_to_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for fields in BASES:
            for prose in (
                "",
                "This model is a fine-tuned version of Llama 3.1 8B.",
                "Fine-tuned from [g](https://huggingface.co/google/gemma-2-9b).",
            ):
                yield f"{fields!r} {prose!r} → {shown(resolve(card(f'license: mit{chr(10)}{fields}', prose), shipped()))}"
        for producer in ("Meta", "meta", "Meta AI", "Someone"):
            for stated in (
                "",
                ", producer: Meta",
                ", producer: Someone",
                ", licence: mit",
                ", licence: llama3.1",
                ", licence: llama3.1, producer: Kite",
            ):
                for name in ("meta-llama/Llama-3.1-8B", "kite/kite-7b"):
                    release = native(
                        f"name: x/y\nproducer: {producer}\nbase-models:\n  - {{name: {name}, relation: fine-tune{stated}}}\n"
                    )
                    yield f"{producer}{stated} on {name} → {shown(resolve(release, shipped()))}"

    agrees(TABLES / "bases.txt", rows())


MEMBERS = {
    "a/one": "license: llama3.1", "a/two": "license: mit\nbase_model: a/one",
    "a/three": "license: mit\nbase_model: a/two\nbase_model_relation: quantized",
    "a/four": "license: mit\nbase_model: [a/two, b/far]", "a/five": "license: mit\nbase_model: a/six",
    "a/six": "license: mit\nbase_model: a/five", "a/self": "license: mit\nbase_model: a/self", "a/seven": "base_model: a/none",
    "a/none": "pipeline_tag: x", "one": "license: gpl-3.0", "a/eight": "license: mit\nbase_model: one",
}  # fmt: skip


def test_releases_that_are_each_other_s_bases_come_to_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        every = [
            Found(name, card(f"{fields}\nmodel_name: {name}", name=f"{name.replace('/', '-')}/README.md"))
            for name, fields in MEMBERS.items()
        ]
        for found in (every, every[:3], every[1:4], every[::-1], every[::2]):
            for one in related(found, shipped()):
                yield f"{len(found)} {one.source} → {shown(resolve(one.release, shipped()))}"

    agrees(TABLES / "related.txt", rows())


def test_conclusions_and_channels_come_to_what_the_table_says() -> None:
    public = "availability: public, licence: "

    def rows() -> Iterator[str]:
        for licence in ("MIT", "openrail", "kite", "MIT OR ISC", "NONE"):
            for concluded in ("MIT", "CC-BY-NC-4.0", "kite", "openrail"):
                for kind in ("model-parameters-final", "datasets"):
                    release = native(
                        f"name: x/y\ncomponents:\n  model-parameters-final: {{{public}{licence}}}\n"
                        f"  datasets:\n    - {{name: a, {public}{licence}}}\n    - {{name: b, {public}ISC}}\n"
                        f"concluded:\n  - {{component: {kind}, licence: {concluded}, by: A, on: 2026-11-24, because: seen}}\n"
                    )
                    yield f"{licence}, {concluded} for {kind} → {shown(resolve(release, shipped()))}"
        for channels in ("[download]", "[first-party-api]", "[product, third-party-api]", "[download, product]"):
            for weights in ("", "components:\n  model-parameters-final: withheld\n"):
                release = resolve(native(f"name: x/y\n{weights}channels: {channels}\n"), shipped())
                yield f"{channels} {weights!r} → {in_words(release.component(Kind.MODEL_PARAMETERS_FINAL).availability)}"

    agrees(TABLES / "conclusions.txt", rows())
