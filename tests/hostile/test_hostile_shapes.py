"""A reader says what it skips: nothing that stands in a field it reads is passed over in silence, and no last value wins.

One valid document of each format is changed in every place. A change must be refused, reported, or seen in the release.
"""

import json
import struct
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.support.documents import SAMPLES, Pairs, Path, Sample, changed, key_at, pairs, places, value_at
from tests.support.hostile.crosses import FORMS, Form, Words
from tests.support.releases import gguf, native, safetensors

import openness
from openness.errors import NotThisFormat, OpennessError
from openness.release.release import Release
from openness.shelf.shelf import shipped

OPEN = ("open-weights", "open-source-ai", "open-source-ai-with-open-data")

#: Values of every type that JSON has, by what a field may be instead.
VALUES: dict[str, Any] = {
    "true": True,
    "a number": 7,
    "a fraction": 1.5,
    "a list of numbers": [7],
    "an object": pairs({"x": "y"}),
    "a list in a list": [["z"]],
    "a list of objects": [pairs({"x": "y"})],
}
#: Fields whose value is one of a closed or an open list of words, so that one that is not known means nothing.
OPEN_LISTS = ("library_name", "@type")


def read(sample: Sample) -> tuple[Release, ...] | None:
    """The releases of a document; None where it is refused."""
    try:
        return sample.read()
    except (OpennessError, NotThisFormat):
        return None


def faults(releases: tuple[Release, ...]) -> int:
    """How much is reported."""
    return sum(len(release.oddities) + len(release.problems) for release in releases)


def content(releases: tuple[Release, ...]) -> list[str]:
    """Everything that is said, without places and reports."""
    return sorted(
        json.dumps(
            [
                placeless(release.to_dict()),
                [text.text for text in release.texts],
                [repr(sign) for sign in release.signs],
                [placeless(terms.claim.to_dict()) for terms in release.terms],
                release.links,
            ]
        )
        for release in releases
    )


def placeless(value: Any) -> Any:
    """A value of JSON without lines and columns."""
    if isinstance(value, dict):
        return {key: placeless(child) for key, child in value.items() if key not in ("line", "columns")}
    return [placeless(child) for child in value] if isinstance(value, (list, tuple)) else value


def fields() -> Iterator[tuple[Sample, Path]]:
    """Every field of every document that its reader reads: without it the release says something else."""
    for sample in SAMPLES:
        whole = read(sample)
        assert whole is not None, sample.label
        for path in places(sample.tree):
            without = read(sample.with_tree(changed(sample.tree, path, lambda key, value: [])))
            if without is None or content(without) != content(whole):
                yield sample, path


FIELDS = list(fields())
IDS = [f"{sample.label}: {key_at(sample.tree, path)}" for sample, path in FIELDS]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.label)
def test_a_document_in_order_is_read_and_nothing_is_reported(sample: Sample) -> None:
    releases = read(sample)
    assert releases
    assert not faults(releases)


def suits(value: Any, old: Any, sample: Sample) -> bool:
    """True where a value is of the sort that the field asks for, or a word where the syntax does not tell words."""
    shape = old[0] if isinstance(old, list) and old else old
    is_object = isinstance(value, Pairs) or (isinstance(value, list) and isinstance(value[0], Pairs))
    return (is_object and isinstance(shape, Pairs)) or (
        sample.syntax != "json" and not isinstance(value, (list, Pairs))
    )


@pytest.mark.parametrize(("sample", "path"), FIELDS, ids=IDS)
def test_a_value_of_the_wrong_type_is_not_passed_over_in_silence(sample: Sample, path: Path) -> None:
    old = value_at(sample.tree, path)
    without = read(sample.with_tree(changed(sample.tree, path, lambda key, value: [])))
    if key_at(sample.tree, path).rpartition(".")[2] in OPEN_LISTS:
        return
    for what, value in VALUES.items():
        releases = read(sample.with_tree(changed(sample.tree, path, lambda key, _, value=value: [(key, value)])))
        if releases is not None and without is not None and not suits(value, old, sample) and not refers(old, value):
            assert faults(releases) or content(releases) != content(without), what


def refers(old: Any, value: Any) -> bool:
    """True where a field that refers to something by its id holds an object, as linked data may."""
    first = old[0] if isinstance(old, list) and old else old
    return isinstance(first, str) and first.startswith(("urn:", "a/b")) and "x" in repr(value)


def differing(value: Any) -> Any:
    """The same with other words."""
    if isinstance(value, Pairs):
        return Pairs((key, differing(child)) for key, child in value)
    if isinstance(value, list):
        return [differing(child) for child in value]
    return "cc-by-nc-4.0" if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("sample", "path"),
    [(sample, path) for sample, path in FIELDS if sample.syntax != "xml"],
    ids=[label for (sample, _), label in zip(FIELDS, IDS, strict=True) if sample.syntax != "xml"],
)
def test_a_key_that_stands_twice_is_reported_and_the_last_does_not_win(sample: Sample, path: Path) -> None:
    def twice(change: Callable[[Any], Any], other: Callable[[Any], Any]) -> tuple[Release, ...] | None:
        both = changed(sample.tree, path, lambda key, value: [(key, change(value)), (key, other(value))])
        return read(sample.with_tree(both))

    orders = [twice(differing, lambda value: value), twice(lambda value: value, differing)]
    assert [order is None for order in orders] in ([True, True], [False, False])
    for releases in orders:
        assert releases is None or faults(releases)
    levels = [[level(release) for release in found] for found in orders if found is not None]
    assert len(set(map(str, levels))) < 2


def level(release: Release) -> str | None:
    """The rung that a release reaches."""
    return openness.classify(release, under=[], shelf=shipped()).spectrum.reached


#: Words in a field that make its release less open, or more.
WORDS_THAT_COUNT = (
    "mit", "cc-by-nc-4.0", "other", "meta-llama/Llama-3.1-8B", "a/c", "quantized", "merge", "finetune", "peft", "manual",
    "true", "false", "closed", "open", "gated", "public", "withheld", "dataset", "image-text-to-text", "2.0",
)  # fmt: skip
ORDER = {None: 0} | {rung: at for at, rung in enumerate(("closed", "service-only", "weights-available", *OPEN), 1)}
#: A card that is open, so that a second value can close it.
OPEN_CARD = Sample(
    "README.md",
    pairs(
        {
            "license": "mit",
            "gated": "false",
            "pipeline_tag": "text-generation",
            "library_name": "transformers",
            "model_name": "Heron",
            "base_model": "mistralai/Mistral-7B-v0.1",
            "base_model_relation": "finetune",
            "datasets": "a/pond",
            "tags": "x",
        }
    ),
    "card",
)
#: One format of a kind, and each field of it that holds one word.
SPOKEN = [
    (sample, path)
    for sample in (OPEN_CARD, *SAMPLES)
    if sample.name in ("README.md", "openness.yaml", "info.json", "x.spdx.json", "x.cdx.json", "heron.yaml", "mof.yaml")
    for path in places(sample.tree)
    if not isinstance(value_at(sample.tree, path), (Pairs, list))
]


def opened(sample: Sample, path: Path, *values: Any) -> list[int]:
    """How open each release is when a field holds a value, or stands with each of several; nothing where it is refused."""
    pairs_of = changed(sample.tree, path, lambda key, _: [(key, value) for value in values])
    return [ORDER[level(release)] for release in read(sample.with_tree(pairs_of)) or ()]


@pytest.mark.parametrize(
    ("sample", "path"), SPOKEN, ids=[f"{sample.label}: {key_at(sample.tree, path)}" for sample, path in SPOKEN]
)
def test_of_two_values_the_more_open_never_holds(sample: Sample, path: Path) -> None:
    old = value_at(sample.tree, path)
    for word in WORDS_THAT_COUNT:
        alone = [opened(sample, path, old), opened(sample, path, word)]
        for both in (opened(sample, path, old, word), opened(sample, path, word, old)):
            for now, *each in zip(both, *filter(None, alone), strict=False):
                assert now <= min(each), (word, both, alone)


def test_the_open_card_is_open() -> None:
    assert [level(release) for release in read(OPEN_CARD) or ()] == ["open-weights"]


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.syntax == "xml"], ids=lambda sample: sample.label)
def test_an_attribute_that_stands_twice_is_refused(sample: Sample) -> None:
    data = sample.data().replace(b"<component ", b'<component type="data" ')
    assert data != sample.data()
    with pytest.raises(OpennessError, match="duplicate attribute"):
        openness.formats.format_of(sample.name).read(openness.syntax.document.Document(sample.name, data.decode()))  # type: ignore[union-attr]  # its name tells a format


WORDS = [("general.name", "x"), ("general.license", "mit")]
ODD: dict[str, tuple[str, bytes]] = {
    "a GGUF licence that is a number": ("x.gguf", gguf([("general.license", 7)])),
    "a GGUF licence that is not UTF-8": ("x.gguf", gguf(WORDS).replace(b"mit", b"m\xfft")),
    "a GGUF key that is not ASCII": ("x.gguf", gguf(WORDS).replace(b".license", b".l\xffcense")),
    "a GGUF key with a byte of nothing": ("x.gguf", gguf(WORDS).replace(b".license", b".l\0cense")),
    "a safetensors header with NaN": ("x.safetensors", safetensors('{"license": "mit"}', tensors=',"t":NaN')),
}


BY_FILE = {form.file: form.written(Words()) for form in FORMS}
TAGS, RDF, BOM = BY_FILE["x.spdx"], BY_FILE["x.spdx.rdf"], BY_FILE["x.cdx.xml"]
ODD |= {
    "a licence twice as tag-value": ("x.spdx", TAGS + b"PackageLicenseDeclared: CC-BY-NC-4.0\n"),
    "a tag that there is not": ("x.spdx", TAGS + b"PackageLicenceDeclared: CC-BY-NC-4.0\n"),
    "a name twice as RDF": ("x.spdx.rdf", RDF.replace(b"<name>Heron", b"<name>Other</name><name>Heron")),
    "a licence twice as RDF": (
        "x.spdx.rdf",
        RDF.replace(
            b"</Package>", b'<licenseDeclared rdf:resource="http://spdx.org/licenses/CC-BY-NC-4.0"/></Package>'
        ),
    ),
    "a name twice in XML": ("x.cdx.xml", BOM.replace(b"<name>Heron", b"<name>Other</name><name>Heron")),
    "an id of a licence twice in XML": (
        "x.cdx.xml",
        BOM.replace(b"<name>MIT</name>", b"<id>CC-BY-NC-4.0</id><id>MIT</id>"),
    ),
    "two names of an element of SPDX 3": (
        "x.spdx3.json",
        BY_FILE["x.spdx3.json"].replace(b'"name": "Heron"', b'"name": ["Heron", "Other"]'),
    ),
    "two licence expressions of SPDX 3 in one": (
        "x.spdx3.json",
        BY_FILE["x.spdx3.json"].replace(b'"MIT"', b'["CC-BY-NC-4.0", "MIT"]'),
    ),
    "a licence expression of SPDX 3 under two prefixes": (
        "x.spdx3.json",
        BY_FILE["x.spdx3.json"].replace(b'"MIT"', b'"CC-BY-NC-4.0", "core_licenseExpression": "MIT"'),
    ),
    "a Modelfile with an instruction that there is not": ("Modelfile", b"FROM a/b\nLICENCE MIT\n"),
    "safetensors words that are a list": ("x.safetensors", safetensors('["mit"]')),
    "a safetensors licence that is a number": ("x.safetensors", safetensors('{"license": 7}')),
    "more GGUF bases than are named": ("x.gguf", gguf([*WORDS, ("general.base_model.count", 5)])),
    "a number of GGUF bases that is none": ("x.gguf", gguf([*WORDS, ("general.base_model.count", "five")])),
    "GGUF data sets that are numbers": (
        "x.gguf",
        gguf([*WORDS, ("general.datasets", struct.pack("<IIQI", 9, 4, 1, 7))]),
    ),
}


@pytest.mark.parametrize(("name", "data"), ODD.values(), ids=ODD)
def test_what_is_odd_is_refused_or_reported(name: str, data: bytes, tmp_path: Any) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        releases = openness.formats.read(str(path))
    except (OpennessError, NotThisFormat) as error:
        assert str(error).startswith(str(path))
        return
    assert faults(releases)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.file)
def test_a_form_in_order_is_read_and_nothing_is_reported(form: Form, tmp_path: Any) -> None:
    if form.file.startswith(("rows.", "use.")):
        pytest.skip("it is no file that describes a model")
    path = tmp_path / form.file
    path.write_bytes(form.written(Words()))
    releases = openness.formats.read(str(path))
    assert releases
    assert not faults(releases)


def test_one_document_in_eight_is_in_order() -> None:
    assert (len(SAMPLES) + len(FORMS)) * 8 >= len(ODD)


def test_bytes_of_a_licence_text_that_are_no_utf8_are_reported_wherever_it_lies(tmp_path: Any) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    (tmp_path / "LICENSE").write_bytes((shipped().text("MIT") or "").encode() + b"\xff\n")
    for path in (tmp_path, tmp_path / "README.md", tmp_path / "LICENSE"):
        messages = [finding.message for finding in openness.classify(path, under=[]).findings]
        assert "some bytes are not UTF-8 and were replaced" in messages


@pytest.mark.parametrize("name", ["[meta-llama/Llama-3.1-8B]", "{a: meta-llama/Llama-3.1-8B}", "[a/b, c/d]"])
def test_a_base_whose_name_cannot_be_read_may_be_under_other_terms(name: str) -> None:
    weights = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    release = native(f"name: x\n{weights}base-models: [{{name: {name}, relation: merge, licence: MIT}}]\n")
    assert level(release) == ("open-weights" if "/d" in name else "weights-available")


def test_a_gguf_file_that_counts_bases_and_names_none_has_one_that_may_be_anything(tmp_path: Any) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    (tmp_path / "x.gguf").write_bytes(gguf([*WORDS, ("general.base_model.count", 0)]))
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "open-weights"
    (tmp_path / "x.gguf").write_bytes(gguf([*WORDS, ("general.base_model.count", 1)]))
    assert openness.classify(tmp_path, under=[]).spectrum.reached == "weights-available"


@pytest.mark.parametrize("first", ["mit", "cc-by-nc-4.0"])
def test_a_second_licence_name_does_not_take_the_place_of_the_first(first: str) -> None:
    second = {"mit": "cc-by-nc-4.0", "cc-by-nc-4.0": "mit"}[first]
    fields = f"license: other\nlicense_name: {first}\nlicense_name: {second}\npipeline_tag: x\n"
    from tests.support.releases import card

    assert level(card(fields)) not in OPEN
