"""Inputs that are crossed, not listed: every word in every place of every format, and every fault in every format.

A form is a valid document with places for a text, a licence and an address. It says by itself whether it alone shows that
anybody may download and use a model's weights: under MIT it is then open, whatever a text in it says.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from attrs import frozen
from tests.support.documents import Pairs, Sample, pairs
from tests.support.hostile.attacks import Attack, Must
from tests.support.hostile_words import WORDS
from tests.support.releases import gguf, onnx

HUB = "https://huggingface.co/acme/heron"
NC = "CC-BY-NC-4.0"


@frozen
class Words:
    """The words that are written into a form; a value may be anything that JSON has."""

    text: Any = "Heron"
    licence: Any = "MIT"
    place: Any = HUB


@frozen
class Form:
    """A format.

    Args:
        file: the name of a file of it.
        written: the document as bytes, with some words in it.
        is_open: True where it alone reaches `open-weights` under MIT.
        syntax: how it is written; `bytes` where that is not a text.
        has: the places that it has.
    """

    file: str
    written: Callable[[Words], bytes]
    is_open: bool
    syntax: str
    has: tuple[str, ...] = ("text", "licence", "place")

    def takes(self, word: str) -> bool:
        """True where a word can stand in it and changes no verdict: its syntax has it, and it names no repository."""
        if "place" in self.has and word.count("/") == 1:
            return False
        if self.syntax == "json":
            return True
        wide = any("\ud800" <= letter <= "\udfff" or letter >= "\ufffe" for letter in word)
        return not wide and (self.syntax in ("yaml", "card", "toml") or word.isprintable())


def filled(tree: Any, words: Words) -> Any:
    """A tree with words in the place of `TEXT`, `LICENCE` and `PLACE`; a list of them may stand where one stands."""
    if isinstance(tree, Pairs):
        return Pairs((key, filled(child, words)) for key, child in tree)
    if isinstance(tree, list):
        return [filled(child, words) for child in tree]
    put = {"TEXT": words.text, "LICENCE": words.licence, "PLACE": words.place}
    return put.get(tree, tree) if isinstance(tree, str) else tree


def of_tree(file: str, tree: Any, syntax: str, is_open: bool = False) -> Form:
    """A form whose document is a tree."""
    sample = Sample(file, pairs(tree), syntax)
    has = tuple(place.lower() for place in ("TEXT", "LICENCE", "PLACE") if place in json.dumps(tree))
    return Form(file, lambda words: sample.with_tree(filled(sample.tree, words)).data(), is_open, syntax, has)


def of_text(file: str, text: str, is_open: bool = False, write: Callable[[Any], str] = str) -> Form:
    """A form whose document is a text; `write` makes a word fit into it."""

    def written(words: Words) -> bytes:
        whole = text
        for name in ("text", "licence", "place"):
            whole = whole.replace(name.upper(), write(getattr(words, name)))
        return whole.encode("utf-8", "surrogatepass")

    has = tuple(name for name in ("text", "licence", "place") if name.upper() in text)
    return Form(file, written, is_open, "text", has)


_WEIGHTS = {"model-parameters-final": {"availability": "public", "licence": "LICENCE"}}
_NATIVE = {"openness": 1, "name": "TEXT", "version": "TEXT", "producer": "TEXT", "components": _WEIGHTS}
_PARTS = [{"name": "Model parameters (Final)", "license": "LICENCE", "component_path": "PLACE"}]
_SPDX2 = {
    "spdxVersion": "SPDX-2.3",
    "SPDXID": "SPDXRef-DOCUMENT",
    "documentDescribes": ["SPDXRef-m"],
    "packages": [
        {
            "SPDXID": "SPDXRef-m",
            "name": "TEXT",
            "versionInfo": "TEXT",
            "supplier": "Organization: Acme",
            "downloadLocation": "PLACE",
            "licenseDeclared": "LICENCE",
        }
    ],
}
_SPDX3 = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"},
        {"type": "ai_AIPackage", "spdxId": "urn:m", "name": "TEXT", "software_downloadLocation": "PLACE"},
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "urn:l",
            "simplelicensing_licenseExpression": "LICENCE",
        },
        {
            "type": "Relationship",
            "spdxId": "urn:r",
            "relationshipType": "hasDeclaredLicense",
            "from": "urn:m",
            "to": ["urn:l"],
        },
    ],
}
_MODEL = {
    "type": "machine-learning-model",
    "name": "TEXT",
    "version": "TEXT",
    "publisher": "TEXT",
    "licenses": [{"license": {"name": "LICENCE"}}],
    "externalReferences": [{"type": "distribution", "url": "PLACE"}],
}
_XML_MODEL = {
    "@type": "machine-learning-model",
    "publisher": "TEXT",
    "name": "TEXT",
    "version": "TEXT",
    "licenses": {"license": {"name": "LICENCE"}},
    "externalReferences": {"reference": {"@type": "distribution", "url": "PLACE"}},
}
_INDEX = {
    "system": {"endmodelname": "TEXT", "endmodellicense": "LICENCE"},
    "org": {"name": "TEXT"},
    "weights_endmodel": {"class": "open", "link": "PLACE", "notes": "TEXT"},
    "preprint": {"class": "open"},
    "paper": {"class": "open"},
    "modelcard": {"class": "open"},
    "datasheet": {"class": "open"},
}
_HUB = {
    "id": "acme/heron",
    "gated": False,
    "private": False,
    "tags": ["TEXT"],
    "siblings": [{"rfilename": "model.safetensors"}, {"rfilename": "TEXT"}],
    "cardData": {"license": "LICENCE", "model_name": "TEXT"},
}
_CATALOGUE = {
    "models": [
        {"name": "TEXT", "provider": "TEXT", "license": "LICENCE", "artifacts": [{"uri": "PLACE"}], "readme": "TEXT"}
    ]
}
_TAGS = (
    "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\n"
    "DocumentNamespace: https://acme.example/d\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n"
    "PackageName: TEXT\nSPDXID: SPDXRef-m\nPackageDownloadLocation: PLACE\nPackageLicenseDeclared: LICENCE\n"
    "PackageComment: <text>TEXT</text>\n"
)
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#">'
    '<SpdxDocument rdf:about="https://acme.example/d#SPDXRef-DOCUMENT"><specVersion>SPDX-2.3</specVersion>'
    "<creationInfo><CreationInfo><creator>Tool: t</creator><created>2026-01-01T00:00:00Z</created></CreationInfo>"
    '</creationInfo><relationship><Relationship><relationshipType rdf:resource="http://spdx.org/rdf/terms#'
    'relationshipType_describes"/><relatedSpdxElement><Package rdf:about="https://acme.example/d#SPDXRef-m">'
    "<name>TEXT</name><downloadLocation>PLACE</downloadLocation>"
    '<licenseDeclared rdf:resource="http://spdx.org/licenses/LICENCE"/></Package>'
    "</relatedSpdxElement></Relationship></relationship><dataLicense rdf:resource="
    '"http://spdx.org/licenses/CC0-1.0"/><name>d</name></SpdxDocument></rdf:RDF>'
)
_CROISSANT = {
    "@context": {"sc": "https://schema.org/"},
    "@type": "sc:Dataset",
    "name": "TEXT",
    "creator": {"@type": "sc:Organization", "name": "TEXT"},
    "license": "LICENCE",
    "distribution": [{"@type": "cr:FileObject", "@id": "z", "contentUrl": "PLACE"}],
}
_CODEMETA = {"@context": "https://w3id.org/codemeta/3.0", "@type": "SoftwareSourceCode", "name": "TEXT"}
_ROW = {"id": "TEXT", "license": "LICENCE", "tags": ["TEXT"], "base_model": [], "library_name": "TEXT"}


def _gguf(words: Words) -> bytes:
    keys = [("general.name", words.text), ("general.license", words.licence), ("general.repo_url", words.place)]
    return gguf([(key, value.encode("utf-8", "replace").decode()) for key, value in keys])


def _onnx(words: Words) -> bytes:
    keys = [("license", words.licence), ("base_model", words.place)]
    return onnx(
        [(key, value.encode("utf-8", "replace").decode()) for key, value in keys],
        words.text.encode("utf-8", "replace").decode(),
    )


def _csv(word: Any) -> str:
    return '"' + str(word).replace('"', '""') + '"'


FORMS: tuple[Form, ...] = (
    of_tree(
        "README.md", {"license": "LICENCE", "pipeline_tag": "x", "model_name": "TEXT", "more": "TEXT"}, "card", True
    ),
    of_tree("openness.yaml", _NATIVE, "yaml", True),
    of_tree("openness.json", _NATIVE, "json", True),
    of_tree("openness.toml", _NATIVE, "toml", True),
    of_tree(
        "mof.yaml",
        {
            "framework": {"name": "Model Openness Framework", "version": "1.0"},
            "release": {"name": "TEXT", "version": "TEXT", "producer": "TEXT", "components": _PARTS},
        },
        "yaml",
        True,
    ),
    of_tree("x.spdx.json", _SPDX2, "json", True),
    of_tree("x.spdx.yaml", _SPDX2, "yaml", True),
    of_text("x.spdx", _TAGS, True),
    of_text("x.spdx.rdf", _RDF, True, lambda word: escape(str(word), {'"': "&quot;"})),
    of_tree("x.spdx3.json", _SPDX3, "json", True),
    of_tree(
        "x.cdx.json", {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": _MODEL}}, "json", True
    ),
    of_tree("x.cdx.xml", {"metadata": {"component": _XML_MODEL}}, "xml", True),
    of_tree("info.json", _HUB, "json", True),
    of_tree("heron.yaml", _INDEX, "yaml", True),
    of_tree("catalogue.json", _CATALOGUE, "json"),
    of_tree(
        "Kitfile",
        {
            "manifestVersion": "1.0.0",
            "package": {"name": "TEXT", "authors": ["TEXT"]},
            "model": {"name": "TEXT", "path": "PLACE", "license": "LICENCE"},
        },
        "yaml",
    ),
    of_tree(
        "x.modelpack.json",
        {"descriptor": {"name": "TEXT", "vendor": "TEXT", "licenses": ["LICENCE"]}, "modelfs": {"type": "layers"}},
        "json",
    ),
    of_tree(
        "MLmodel",
        {"flavors": {"transformers": {"source_model_name": "PLACE"}}, "metadata": {"license": "LICENCE", "x": "TEXT"}},
        "yaml",
    ),
    of_tree("x.croissant.json", _CROISSANT, "json"),
    of_tree("CITATION.cff", {"cff-version": "1.2.0", "title": "TEXT", "message": "TEXT", "license": "LICENCE"}, "yaml"),
    of_tree("codemeta.json", {**_CODEMETA, "license": "LICENCE"}, "json"),
    of_tree("dataset_info.json", {"description": "TEXT", "homepage": "PLACE", "license": "LICENCE"}, "json"),
    of_tree("pyproject.toml", {"project": {"name": "TEXT", "license": "LICENCE", "classifiers": ["TEXT"]}}, "toml"),
    of_tree(
        "REUSE.toml", {"version": 1, "annotations": [{"path": "PLACE", "SPDX-License-Identifier": "LICENCE"}]}, "toml"
    ),
    of_tree("adapter_config.json", {"peft_type": "TEXT", "base_model_name_or_path": "PLACE"}, "json"),
    of_tree("config.json", {"architectures": ["TEXT"], "model_type": "TEXT", "_name_or_path": "PLACE"}, "json"),
    of_tree("x.safetensors", {"modelspec.title": "TEXT", "license": "LICENCE", "base_model": "PLACE"}, "safetensors"),
    Form("x.gguf", _gguf, False, "bytes"),
    Form("x.onnx", _onnx, False, "bytes"),
    of_text("Modelfile", 'FROM PLACE\nLICENSE """LICENCE"""\nSYSTEM """TEXT"""\n'),
    of_text("LICENSE", "TEXT\n\nSPDX-License-Identifier: LICENCE\n"),
    of_tree("rows.jsonl", _ROW, "json"),
    of_text("rows.csv", "id,license,tags,library_name\r\nTEXT,LICENCE,TEXT,PLACE\r\n", False, _csv),
    of_text("use.py", "from transformers import AutoModel\nAutoModel.from_pretrained(TEXT)\n", False, repr),
    of_text("use.yaml", "model: TEXT\nmodel_name_or_path: PLACE\n", False, json.dumps),
)

#: Words that act in one place or another, and words that a spreadsheet would work out.
TEXTS: dict[str, str] = {name: word for name, word in WORDS.items() if not name.startswith("a command after")} | {
    "a formula": '=HYPERLINK("https://a.example","x")',
    "a formula of another sort": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula in full width": "\uff1dHYPERLINK(0)",
    "a template": "{{7*7}} ${{ secrets.X }} <%= 7 %> {0.__class__} %s",
    "a script's end": "</script></title></style><svg/onload=alert(1)>\" onmouseover='alert(1)'",
    "quotes": "\"'`\\\"'`",
}
#: Addresses that nobody may follow.
PLACES = {
    "a path upwards": "../../secret",
    "a path of this machine": "/etc/passwd",
    "a file's address": "file:///etc/passwd",
    "a server's share": "\\\\127.0.0.1\\share\\x",
    "this machine": "http://127.0.0.1:9/x.safetensors",
    "the cloud's own address": "http://169.254.169.254/latest/meta-data/",
    "a scheme that acts": "javascript:alert(1)//https://huggingface.co/acme/heron",
    "a repository that runs": "ext::sh -c touch% pwned",
}
#: Licences of no sort, or of more than one.
ODD_LICENCES: dict[str, Any] = {
    "true": True,
    "a number": 7,
    "a number of 4,000 digits": 10**3999,
    "an object": Pairs((("id", "MIT"), ("id", NC))),
    "nothing": None,
    "a list in a list": [["MIT"]],
    "a list with another": ["MIT", NC],
    "blanks": "   ",
}


def _broken(data: bytes) -> bytes:
    return data.replace(b"Heron", b"He\xff\xferon")


#: The damage that can happen to a file, whatever its format.
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut before its last byte": lambda data: data[:-1],
    "twice": lambda data: data * 2,
    "behind a byte of nothing": lambda data: b"\0" + data,
    "with bytes of nothing behind it": lambda data: data + b"\0" * 9,
    "in UTF-16": lambda data: b"\xff\xfe" + data.decode("latin-1").encode("utf-16-le"),
    "behind a million blanks": lambda data: b" " * 1_000_000 + data,
    "with every bit turned": lambda data: bytes(255 - byte for byte in data),
    "backwards": lambda data: data[::-1],
    "in a list": lambda data: b"[" + data + b"]",
}
#: Changes that change nothing in a text.
HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "with the line ends of Windows": lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    "behind a mark of byte order": lambda data: b"\xef\xbb\xbf" + data,
}


def crosses() -> Iterator[Attack]:
    """Every input."""
    for at, form in enumerate(FORMS):
        yield from _words(form, at)
        yield from _faults(form, FORMS[at - 1].file)


def _words(form: Form, at: int) -> Iterator[Attack]:
    """Every word as a text; as a licence in every other format, and beside a text where nothing is open anyhow."""
    for turn, (name, word) in enumerate(TEXTS.items(), at):
        licence = Words(word, word) if not form.is_open else Words(licence=word)
        if form.is_open:
            must = Must.BE_READ if form.takes(word) else Must.END
            yield Attack(f"{form.file}: a text: {name}", form.file, form.written(Words(word)), must)
        if turn % 2 or form.file.startswith(("rows.", "use.")):
            yield Attack(f"{form.file}: a licence: {name}", form.file, form.written(licence), Must.NOT_BE_OPEN)
    for name, place in PLACES.items() if "place" in form.has else ():
        yield Attack(f"{form.file}: a place: {name}", form.file, form.written(Words(place=place)), Must.END)


def _faults(form: Form, other: str) -> Iterator[Attack]:
    """A document that something has happened to; one that says two things is never the more open of the two."""
    plain, closed = form.written(Words()), form.written(Words(licence=NC))
    control = Must.BE_READ if form.is_open else Must.END
    yield Attack(f"{form.file}: as it is", form.file, plain, control)
    for name, change in DAMAGE.items():
        yield Attack(f"{form.file}: {name}", form.file, change(closed), Must.NOT_BE_OPEN)
    for name, change in HARMLESS.items() if form.syntax != "bytes" else ():
        yield Attack(f"{form.file}: {name}", form.file, change(plain), control)
    yield Attack(f"{form.file} called {other}", other, plain, Must.END)
    if "licence" in form.has:
        yield Attack(f"{form.file}: one licence behind another", form.file, closed + b"\n" + plain, Must.NOT_BE_OPEN)
        for name, value in ODD_LICENCES.items() if form.syntax not in ("text", "bytes", "xml") else ():
            data = form.written(Words(licence=value))
            yield Attack(f"{form.file}: a licence that is {name}", form.file, data, Must.NOT_BE_OPEN)
    if "text" in form.has:
        must = Must.SAY_SO if form.syntax in ("json", "yaml", "toml", "card", "xml") else Must.END
        yield Attack(f"{form.file}: bytes that are not UTF-8", form.file, _broken(plain), must)
