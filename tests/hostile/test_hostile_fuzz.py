"""Any text for any reader: what it says, or what is wrong with it; nothing else."""

import json
import struct
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.releases import gguf, safetensors

import openness
from openness.errors import NotThisFormat, OpennessError
from openness.formats import FORMATS, card, native
from openness.licensing import expression
from openness.release.release import Release
from openness.reports import json as json_report
from openness.reports import text as text_report
from openness.shelf.shelf import shipped
from openness.sources import ignore
from openness.syntax.document import Document, document_of
from openness.syntax.json import json_tree
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Scalar, Sequence
from openness.syntax.yaml import yaml_tree

WORDS = (
    "openness: 1\n,name: ,license: ,licence: ,components:\n,  datasets: ,public,gated,MIT, OR , AND ,mit,no,~,null,- ,"
    "---\n,\n,  ,[,],{,},: ,&a ,*a,!!python/name:x ,|\n,>\n,',\",#,<<: ,? ,\t,\\,%,\u0085,\u2028,\ufeff,\u202e,\0,é,"
    'openness = 1\n,[components]\n,= ,"openness": 1,framework,release,base_model: ,extra_gated_prompt: ,gated: ,1e999,'
    "coming soon,on request,weights,non-commercial use only,concluded:\n,pipeline_tag: x\n"
)
TEXTS = st.text() | st.lists(st.sampled_from([*WORDS.split(","), ","]), max_size=40).map("".join)
FILES = ["README.md", "openness.yaml", "openness.json", "openness.toml", "LICENSE", "mof.yaml", "mof.json"]


@pytest.mark.parametrize("name", FORMATS)
@given(text=TEXTS, file=st.sampled_from(FILES))
def test_a_reader_gives_a_release_or_an_error(name: str, text: str, file: str) -> None:
    check(name, Document(file, text, data=text.encode("utf-8", "surrogatepass")))


def check(name: str, document: Document) -> None:
    """Read a document as a format and see that it gives releases, or an error."""
    try:
        found = import_module(f"openness.formats.{name}").read(document)
    except (OpennessError, NotThisFormat):
        return
    for release in found if isinstance(found, tuple) else (found,):
        assert isinstance(release, Release)
        assert release.join(release) == release
        classification = openness.classify(release, under=[], shelf=shipped())
        assert json.loads(json_report.write(classification.to_dict())) == classification.to_dict()


FIELDS = (
    "name version license licenses license-url licenseLink type package model models datasets code parts path authors "
    "descriptor annotations vendor modelfs datasetsURL metadata flavors source_model_name base_model @type @graph "
    "sc:license distribution contentUrl containedIn isAccessibleForFree creator system project org link class notes "
    "endmodelname basemodelname endmodellicense llmbase weights_endmodel rlweights modelcard artifacts uri readme id raw "
    "text file tool poetry classifiers SPDX-License-Identifier description"
).split()
WORDS_OF_FIELDS = st.sampled_from("MIT other open closed partial Dataset dataset ** *.gguf https://a.example/x".split())
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | WORDS_OF_FIELDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=12,
)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("licence_file", "card", "native", "mof")])
@settings(max_examples=80)
@given(fields=st.dictionaries(st.sampled_from(FIELDS), SHAPES, max_size=6))
def test_any_shape_of_the_fields_is_read_or_refused(name: str, fields: dict[str, object]) -> None:
    text = json.dumps(fields)
    check(name, Document("x.json", text, data=struct.pack("<Q", len(text)) + text.encode()))


@pytest.mark.parametrize("name", ["gguf", "safetensors"])
@given(st.data())
def test_any_bytes_in_a_header_are_read_or_refused(name: str, data: st.DataObject) -> None:
    pairs = [("general.name", "x"), ("t", ["a", "b"]), ("general.datasets", ["d"]), ("general.license", "mit")]
    whole = gguf(pairs) if name == "gguf" else safetensors('{"license":"mit","base_model":"a/b"}')
    at = data.draw(st.integers(0, len(whole)))
    put = data.draw(st.binary(max_size=12))
    check(name, Document(f"x.{name}", "", data=whole[:at] + put + whole[at + len(put) :]))
    check(name, Document(f"x.{name}", "", data=whole[:at]))


@pytest.mark.parametrize("reader", [yaml_tree, json_tree, toml_tree], ids=["YAML", "JSON", "TOML"])
@given(text=TEXTS)
def test_a_tree_or_an_error(reader: object, text: str) -> None:
    assert callable(reader)
    try:
        tree = reader(text, "x")
    except OpennessError as error:
        assert error.problems[0].document == "x"
        return
    assert tree is None or isinstance(tree, Scalar | Sequence | Mapping)


@given(st.binary() | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_document_or_an_error(data: bytes) -> None:
    try:
        document = document_of("x", data)
    except OpennessError:
        return
    assert "\r" not in document.text and "\0" not in document.text
    document.text.encode()


@given(TEXTS)
def test_any_text_is_an_expression_or_an_error(text: str) -> None:
    try:
        tree = expression.parse(text)
    except OpennessError:
        return
    assert expression.parse(str(tree)) == tree


@given(TEXTS)
def test_any_text_is_a_name_of_something_or_of_nothing(text: str) -> None:
    naming = shipped().naming(text)
    assert naming.candidates
    assert naming.written == text


@given(TEXTS, TEXTS)
def test_any_text_is_a_pattern(text: str, path: str) -> None:
    assert ignore.ignored(path, False, ignore.patterns(text.splitlines())) in (True, False)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "name version producer channels claims components base-models circumstances concluded datasets training-code "
    "model-parameters-final availability licence extent monetised criterion verdict by on because relation".split()
)
NATIVES = st.dictionaries(
    KEYS, VALUES | st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, max_size=4), max_size=4), max_size=5
)


@given(NATIVES)
def test_any_native_file_is_classified_and_reported(fields: dict[str, object]) -> None:
    text = json.dumps({"openness": 1, **fields})
    try:
        release = native.read(Document("openness.json", text))
    except OpennessError:
        return
    classification = openness.classify(release, shelf=shipped())
    assert json.loads(json_report.write(classification.to_dict())) == classification.to_dict()
    shown = text_report.write([classification], 40)
    assert shown.replace("\n", "").isprintable()


@given(TEXTS)
def test_any_card_is_classified_and_reported(text: str) -> None:
    try:
        release = card.read(Document("README.md", f"---\nlicense: {text}\npipeline_tag: x\n---\n{text}"))
    except (OpennessError, NotThisFormat):
        return
    classification = openness.classify(release, under=[], shelf=shipped())
    assert json.loads(json_report.write(classification.to_dict())) == classification.to_dict()
    assert text_report.write([classification], 40)
