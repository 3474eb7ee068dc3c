"""Inputs of a size, and how much work is done on one: events of the interpreter, which are the same on every machine."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from tests.support import growth_of_formats
from tests.support.releases import gguf, onnx, safetensors

from openness.formats import format_of, format_told_by
from openness.release.release import Release
from openness.syntax.document import Document

Run = Callable[[], object]

FEW = 50  # of the smallest size
SLACK = 3_000  # events that a size may add whatever it is
BUDGET = 20_000_000  # events; what needs more is stopped, so that a test fails and does not hang


class TooMuch(BaseException):
    """Work goes on beyond the budget; no `except Exception` may swallow this."""


def work(run: Run) -> int:
    """The number of calls, lines and calls of built-in functions that running it takes.

    Args:
        run: what is measured.

    Raises:
        TooMuch: when it takes more than the budget.
    """
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        if count > BUDGET:
            raise TooMuch(f"more than {BUDGET:,} steps")
        return step

    def call(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        if event == "c_call":
            count += 1

    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(call)
    sys.settrace(step)
    try:
        run()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def grows(prepare: Callable[[int], Run], few: int = FEW) -> None:
    """Count the work on three sizes, each twice the one before, and compare what each adds.

    From the second to the third at most three times as much is added as from the first to the second: n log n adds a
    little more than twice as much, n² four times.

    Args:
        prepare: what is run on an input of a size.
        few: the smallest size.
    """
    prepare(4 * few + 1)()  # what is loaded once is loaded
    small, middle, large = (work(prepare(few * times)) for times in (1, 2, 4))
    assert large - middle <= 3 * max(0, middle - small) + SLACK, (small, middle, large)


@contextmanager
def ending(seconds: int = 300) -> Iterator[None]:
    """Fail when what stands inside does not end.

    Regular expressions work without an event of the interpreter. So an input is so large that trying again what was passed
    takes hours, while passing it once takes a second: no machine is slow enough to confuse the two.

    Args:
        seconds: when to give up.
    """
    if sys.platform == "win32":  # it has no alarm: what does not end stops the whole run
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooMuch(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# What is read


def read(name: str, text: str | bytes) -> Release | tuple[Release, ...]:
    """The release, or the releases, that a reader makes of a file with this name and content."""
    data = text.encode() if isinstance(text, str) else text
    kind = format_of(name) or format_told_by(name, data.decode("utf-8", "replace"))
    assert kind is not None
    return kind.read(Document(name, data.decode("utf-8", "replace"), data=data))


def text_of(data: str | bytes) -> str:
    """The content of a file as a text."""
    return data if isinstance(data, str) else data.decode("utf-8", "replace")


def lines(form: str, count: int, first: int = 0) -> str:
    """A line for each number, which stands in the place of `~`."""
    return repeated(form + "\n", count, first)


def listed(form: str, count: int) -> str:
    """The same with commas between them."""
    return repeated(form + ",", count)[:-1]


def repeated(form: str, count: int, first: int = 0) -> str:
    """The same with nothing between them."""
    return "".join(form.replace("~", str(number)) for number in range(first, first + count))


def card(fields: str, prose: str = "") -> str:
    """A card with further fields."""
    return f"---\nlicense: mit\npipeline_tag: x\n{fields}---\n{prose}"


def _card_fields(count: int) -> Iterator[tuple[str, str]]:
    for word in ("base_model", "license", "datasets", "license_name", "license_link", "language", "library_name"):
        yield f"{word} as a list", f"{word}:\n{lines('- a/b~', count)}"
        yield f"{word} again and again", lines(f"{word}: a/b~", count)
    for tag in ("license:odd~", "base_model:a/b~", "base_model:merge:a/b~", "dataset:a/b~", "arxiv:~", "other~"):
        yield f"tags {tag}", f"tags:\n{lines('- ' + tag, count)}"
    yield "unknown fields", lines("field~: x", count)
    yield "questions of a gate", lines("extra_gated_field~: agree not to sell it", count)
    yield "results", "model-index:\n- results:\n" + lines("  - {task: {type: t~}}", count)
    yield "a list of lists", "base_model:\n" + lines("- [a/b~]", count)
    yield "aliases", "x: &x a/b\nbase_model:\n" + lines("- *x", count)
    yield "comments", lines("# license: odd~", count)
    yield "names joined by AND", f"license_name: {' AND '.join(f'odd{n}' for n in range(count))}\n"
    yield "names joined by /", f"license_name: {'/'.join(f'odd{n}' for n in range(count))}\n"


PROSE = {
    "sentences": "This model is number ~ of many. ",
    "licences": "It is released under the Odd License ~. ",
    "known licences": "The code is under MIT and the weights ~ are under CC-BY-NC-4.0. ",
    "limits": "Version ~ may only be used for research. ",
    "bases": "This model is a fine-tuned version of org/x-~. ",
    "headings": "\n\n## License ~\n\nMIT\n\n",
    "tables": "| License ~ | MIT |\n",
    "list items": "- license: odd~\n",
    "links": "[the licence ~](https://huggingface.co/a/b~/blob/main/LICENSE) ",
    "code": "`code ~` ```block``` ",
    "comments": "<!-- license ~ --> ",
    "tags": "<b>open source ~</b> ",
    "brackets": "((( [[[ ~ ]]] ))) ",
    "quotes": "> license ~\n",
    "one word": "word~",
    "words of Chinese": "本模型~仅限研究用途。",
    "labels": "Model ~ is open source. ",
    "merges": "The following models were included in the merge:\n* org/x-~\n",
    "blanks": "                ~",
    "dashes": "-----~",
    "figures": "~.~.~ ",
    "dots": ". . . ~ ",
    "clauses": "and the model ~, but not the data, ",
    "the word not": "not not ~ ",
    "weights not there": "The weights ~ will be released soon. ",
}


def _cards(count: int) -> Iterator[tuple[str, str | bytes]]:
    for name, fields in _card_fields(count):
        yield f"card: {name}", card(fields)
    for name, form in PROSE.items():
        yield f"prose: {name}", card("", repeated(form, count))


START = "openness: 1\nname: x\n"
WEIGHTS = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"


def native_files(count: int) -> Iterator[tuple[str, str]]:
    """Native files by what there is much of."""
    items = "components:\n  datasets:\n"
    yield "data sets", START + items + lines("  - {name: d~, availability: public, licence: MIT}", count)
    yield "licences unknown", START + items + lines("  - {name: d~, availability: public, licence: odd~}", count, 1_000)
    yield "data sets of one name", START + items + lines("  - {name: d, licence: odd~}", count)
    yield "data sets without a name", START + items + lines("  - {licence: odd~}", count)
    yield "names", START + lines("name: x~", count)
    many = f"[{listed('odd~', count)}]"
    yield "one licence of many", f"{START}components: {{datasets: {{availability: public, licence: {many}}}}}\n"
    weights = "{availability: public, " + listed("licence: odd~", count) + "}"
    yield "licences of the weights", f"{START}components: {{model-parameters-final: {weights}}}\n"
    bases = START + WEIGHTS + "base-models:\n"
    yield "bases", bases + lines("- {name: a/b~, relation: fine-tune}", count)
    yield "bases with licences", bases + lines("- {name: a/b~, licence: odd~, relation: merge}", count)
    yield "known bases", bases + lines("- {name: meta-llama/Llama-3.~, relation: merge}", count)
    yield "one base again and again", bases + lines("- {name: a/b, licence: odd~, producer: p~}", count)
    yield "channels", START + WEIGHTS + f"channels: [{listed('download~', count)}]\n"
    yield "circumstances", START + WEIGHTS + "circumstances:\n" + lines("  monetised: 'x~'", count)
    yield (
        "conclusions",
        START
        + WEIGHTS
        + "concluded:\n"
        + lines("- {criterion: osaid-1.0/data-information, verdict: met, by: p~, on: 2026-11-24, because: x}", count),
    )
    yield "unknown fields", START + WEIGHTS + lines("field~: x", count)
    yield "components", START + "components:\n" + lines("  training-code: {licence: odd~}", count)
    yield "unknown components", START + "components:\n" + lines("  part~: public", count)


def _spdx2(packages: str, relationships: str = "", more: str = "") -> str:
    return (
        '{"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "documentDescribes": ["SPDXRef-0"], '
        f'"packages": [{packages}], "relationships": [{relationships}]{more}}}'
    )


def _purl(number: str, licence: str = "MIT") -> str:
    return (
        f'{{"SPDXID": "SPDXRef-{number}", "name": "m{number}", "licenseDeclared": "{licence}", "externalRefs": '
        f'[{{"referenceLocator": "pkg:huggingface/a/m{number}"}}]}}'
    )


def _spdx2_files(count: int) -> Iterator[tuple[str, str]]:
    model, few = _purl("0"), min(count, 900)
    plain = listed('{"SPDXID": "SPDXRef-p~", "name": "p~", "licenseDeclared": "MIT"}', count)
    yield "packages", _spdx2(f"{model}, {plain}")
    yield "models", _spdx2(listed(_purl("~"), few))
    yield "one id", _spdx2(f"{model}, " + listed(_purl("0", "odd~"), count))
    chain = (
        f'"SPDXRef-{n}", "relationshipType": "DESCENDANT_OF", "relatedSpdxElement": "SPDXRef-{n + 1}"'
        for n in range(few)
    )
    yield (
        "a chain of models",
        _spdx2(listed(_purl("~"), few), ", ".join(f'{{"spdxElementId": {one}}}' for one in chain)),
    )
    bases = (
        f'"SPDXRef-0", "relationshipType": "DESCENDANT_OF", "relatedSpdxElement": "SPDXRef-o{n}"' for n in range(count)
    )
    yield "bases", _spdx2(model, ", ".join(f'{{"spdxElementId": {base}}}' for base in bases))
    holds = (
        f'"SPDXRef-{n}", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-{n + 1}"' for n in range(count)
    )
    yield "things in things", _spdx2(f"{model}, {plain}", ", ".join(f'{{"spdxElementId": {hold}}}' for hold in holds))
    own = listed('{"licenseId": "LicenseRef-~", "extractedText": "text ~"}', count)
    names = " AND ".join(f"LicenseRef-{n}" for n in range(count))
    yield "its own licences", _spdx2(_purl("0", names), "", f', "hasExtractedLicensingInfos": [{own}]')
    files = listed('{"SPDXID": "SPDXRef-f~", "fileName": "f~.safetensors"}', count)
    yield "files", _spdx2(model, "", f', "files": [{files}]')
    notes = listed('{"comment": "a language model ~ under a licence"}', count)
    yield "annotations", _spdx2(model.replace("}]}", f'}}], "annotations": [{notes}]}}'))


def _spdx3(elements: str) -> str:
    start = '{"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"}'
    return f'{{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [{start}, {elements}]}}'


def _spdx3_files(count: int) -> Iterator[tuple[str, str]]:
    few = min(count, 900)
    model = '{"type": "ai_AIPackage", "spdxId": "urn:m~", "name": "m~"}'
    tie = '{"type": "Relationship", "spdxId": "urn:r~", "relationshipType": "%s", "from": "urn:m~", "to": ["urn:x~"]}'
    yield "models", _spdx3(listed(model, few))
    yield "one id", _spdx3(listed('{"type": "ai_AIPackage", "spdxId": "urn:m", "name": "m~"}', count))
    yield (
        "packages",
        _spdx3(model + "," + listed('{"type": "software_Package", "spdxId": "urn:p~", "name": "p~"}', count)),
    )
    bases = (tie % "descendantOf").replace("urn:m~", "urn:m0")
    yield "bases", _spdx3(f"{model.replace('~', '0')}, {listed(bases, count)}")
    chain = (tie % "descendantOf").replace('"urn:x~"', '"urn:m$"')
    chained = ",".join(chain.replace("~", str(n)).replace("$", str(n + 1)) for n in range(few))
    yield "a chain of models", _spdx3(f"{listed(model, few)}, {chained}")
    licence = (
        '{"type": "simplelicensing_LicenseExpression", "spdxId": "urn:x~", "simplelicensing_licenseExpression": "MIT"}'
    )
    declared = (tie % "hasDeclaredLicense").replace("urn:m~", "urn:m0")
    yield "licences", _spdx3(f"{model.replace('~', '0')}, {listed(licence, count)}, {listed(declared, count)}")
    members = listed('"urn:x~"', count)
    kind = "expandedlicensing_ConjunctiveLicenseSet"
    one = f'{{"type": "{kind}", "spdxId": "urn:s", "expandedlicensing_member": [{members}]}}'
    of = '{"type": "Relationship", "relationshipType": "hasDeclaredLicense", "from": "urn:m0", "to": ["urn:s"]}'
    yield "a set of licences", _spdx3(f"{model.replace('~', '0')}, {listed(licence, count)}, {one}, {of}")
    inner = f'{{"type": "{kind}", "spdxId": "urn:s~", "expandedlicensing_member": ["urn:s$", "urn:s$"]}}'
    sets = (inner.replace("~", str(n)).replace("$", str(n + 1)) for n in range(count))
    yield "sets in sets", _spdx3(f"{model.replace('~', '0')}, {', '.join(sets)}, {of.replace('urn:s', 'urn:s0')}")
    data = '{"type": "dataset_DatasetPackage", "spdxId": "urn:x~", "name": "d~"}'
    trained = (tie % "trainedOn").replace("urn:m~", "urn:m0")
    yield "data sets", _spdx3(f"{model.replace('~', '0')}, {listed(data, count)}, {listed(trained, count)}")


_FROM_AND_TO = (
    "descendantOf", "ancestorOf", "contains", "trainedOn", "testedOn", "generates", "hasInput", "dependsOn",
    "hasDeclaredLicense", "hasDataFile", "hasDocumentation", "hasVariant", "describes", "distilledFrom",
)  # fmt: skip


def spdx3_ties(count: int) -> Iterator[tuple[str, str]]:
    """SPDX 3 documents with many relationships of a type: from many things to a model, and from each to the next."""
    things = listed('{"type": "dataset_DatasetPackage", "spdxId": "urn:x~", "name": "x~"}', count + 1)
    model = '{"type": "ai_AIPackage", "spdxId": "urn:m", "name": "m"}'
    form = '{"type": "Relationship", "spdxId": "urn:r~", "relationshipType": "%s", "from": "%s", "to": ["%s"]}'
    for word in _FROM_AND_TO:
        to_model = listed(form % (word, "urn:x~", "urn:m"), count)
        yield f"{word} from many to one", _spdx3(f"{model}, {things}, {to_model}")
        chain = ",".join(
            (form % (word, f"urn:x{n}", f"urn:x{n + 1}")).replace("~", str(n)) for n in range(min(count, 900))
        )
        yield f"{word} from each to the next", _spdx3(f"{model}, {things}, {chain}, {form % (word, 'urn:m', 'urn:x0')}")


TAGS = (
    "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\n"
    "DocumentNamespace: https://acme.example/d\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n"
)
_MODEL = "PackageName: m\nSPDXID: SPDXRef-m\nPackageDownloadLocation: https://huggingface.co/acme/m\n"


def _tag_values(count: int) -> Iterator[tuple[str, str]]:
    package = "PackageName: p~\nSPDXID: SPDXRef-p~\nPackageDownloadLocation: NONE\nPackageLicenseDeclared: odd~\n\n"
    yield "packages", TAGS + _MODEL + repeated(package, count)
    yield "packages of one id", TAGS + repeated(package.replace("SPDXRef-p~", "SPDXRef-p"), count)
    yield "licences of one package", TAGS + _MODEL + lines("PackageLicenseDeclared: odd~", count)
    yield "relationships", TAGS + _MODEL + lines("Relationship: SPDXRef-m DESCENDANT_OF SPDXRef-p~", count)
    yield "licences", TAGS + _MODEL + lines("LicenseID: LicenseRef-~\nExtractedText: <text>a\nb ~</text>", count)
    yield "lines of a text", TAGS + _MODEL + f"PackageComment: <text>{lines('word ~', count)}</text>\n"
    yield "texts that do not end", TAGS + _MODEL + lines("PackageComment: <text>word ~", count)
    yield "tags nobody knows", TAGS + _MODEL + lines("Odd~: x", count)
    yield "comments", TAGS + _MODEL + lines("# ~", count)


def _xml_files(count: int) -> Iterator[tuple[str, str, str]]:
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#">{}</rdf:RDF>'
    about = "https://acme.example/d#SPDXRef"
    document = f'<SpdxDocument rdf:about="{about}-DOCUMENT"><specVersion>SPDX-2.3</specVersion>{{}}</SpdxDocument>'
    package = (
        f'<Package rdf:about="{about}-~"><name>p~</name><licenseDeclared rdf:resource="http://spdx.org/licenses/MIT"/>'
    )
    package += "</Package>"
    related = f"<relatedSpdxElement>{package}</relatedSpdxElement>"
    word = '<relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_describes"/>'
    tie = f"<relationship><Relationship>{word}{related}</Relationship></relationship>"
    yield "RDF: packages", "x.spdx.rdf", rdf.format(document.format(repeated(tie, count)))
    yield (
        "RDF: packages of one id",
        "x.spdx.rdf",
        rdf.format(document.format(repeated(tie.replace("SPDXRef-~", "SPDXRef-p"), count))),
    )
    member = '<member rdf:resource="http://spdx.org/licenses/odd~"/>'
    several = (
        f"<licenseDeclared><ConjunctiveLicenseSet>{repeated(member, count)}</ConjunctiveLicenseSet></licenseDeclared>"
    )
    inner = f'<Package rdf:about="{about}-m"><name>m</name>{several}</Package>'
    one = f"<relationship><Relationship>{word}<relatedSpdxElement>{inner}</relatedSpdxElement></Relationship></relationship>"
    yield "RDF: members of a licence", "x.spdx.rdf", rdf.format(document.format(one))
    yield "RDF: elements nobody knows", "x.spdx.rdf", rdf.format(document.format(repeated("<odd~>x</odd~>", count)))
    bom = '<bom xmlns="http://cyclonedx.org/schema/bom/1.6">{}</bom>'
    model = '<component type="machine-learning-model" bom-ref="m~"><name>m~</name>{}</component>'
    some = repeated(model.format(""), min(count, 900))
    yield "CycloneDX XML: models", "x.cdx.xml", bom.format(f"<components>{some}</components>")
    licences = repeated("<license><name>odd~</name></license>", count)
    whole = model.replace("~", "").format(f"<licenses>{licences}</licenses>")
    yield "CycloneDX XML: licences", "x.cdx.xml", bom.format(f"<metadata>{whole}</metadata>")
    foreign = '<x:a xmlns:x="urn:x">for research only ~<x:b>and ~</x:b></x:a>'
    whole = model.replace("~", "").format(repeated(foreign, count))
    yield "CycloneDX XML: elements of another namespace", "x.cdx.xml", bom.format(f"<metadata>{whole}</metadata>")
    nested = model.replace("~", "").format(repeated("<publisher>p~</publisher>", count))
    yield "CycloneDX XML: an element again and again", "x.cdx.xml", bom.format(f"<metadata>{nested}</metadata>")


#: Globs of files, each of which says something of other parts, or takes back what another says.
GLOBS = ("**/*.py", "a~/*.safetensors", "*~.gguf", "a~/b.safetensors", "weights/**", "**", "data~/**", "src/**/*.py")


def _reuse_files(count: int) -> Iterator[tuple[str, str]]:
    form = '[[annotations]]\npath = "{}"\nSPDX-License-Identifier = "odd~"\n'
    for glob in GLOBS:
        yield glob, "version = 1\n" + repeated(form.format(glob), count)
        yield f"{glob} and all", "version = 1\n" + repeated(form.format(glob) + form.format("**"), count)
    paths = listed('"a~/*.safetensors"', count)
    yield (
        "globs of one annotation",
        f'version = 1\n[[annotations]]\npath = [{paths}]\nSPDX-License-Identifier = "MIT"\n',
    )


def _cyclonedx(components: str, more: str = "", inner: str = "") -> str:
    whole = f'{{"type": "machine-learning-model", "bom-ref": "m", "name": "m"{inner}}}'
    return (
        f'{{"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {{"component": {whole}}}, '
        f'"components": [{components}]{more}}}'
    )


def _cyclonedx_files(count: int) -> Iterator[tuple[str, str]]:
    few = min(count, 900)
    yield "models", _cyclonedx(listed('{"type": "machine-learning-model", "bom-ref": "m~", "name": "m~"}', few))
    yield "one reference", _cyclonedx(listed('{"type": "machine-learning-model", "bom-ref": "m", "name": "m~"}', count))
    yield "libraries", _cyclonedx(listed('{"type": "library", "bom-ref": "l~", "name": "l~"}', count))
    yield "components without a reference", _cyclonedx(listed('{"type": "data", "name": "l~"}', count))
    needed = listed('"d~"', count)
    ties = f', "dependencies": [{{"ref": "m", "dependsOn": [{needed}]}}]'
    yield "data sets", _cyclonedx(listed('{"type": "data", "bom-ref": "d~", "name": "d~"}', count), ties)
    some = listed('{"type": "machine-learning-model", "bom-ref": "m~", "name": "m~"}', few)
    strange = listed('{"ref": "gone~", "dependsOn": ["m~", "m1"]}', few)
    yield "dependencies of what nothing describes", _cyclonedx(some, f', "dependencies": [{strange}]')
    provided = listed('{"ref": "m~", "provides": ["m1"]}', few)
    yield "models that provide a model", _cyclonedx(some, f', "dependencies": [{provided}]')
    limits = listed('"for research only ~"', count)
    yield "texts where objects belong", _cyclonedx(some, f', "properties": [{limits}]')
    own = listed('{"licenseIdentifier": "odd~", "text": {"content": "for research only"}}', count)
    names = " OR ".join(f"odd{number}" for number in range(count))
    choice = f', "licenses": [{{"expression": "{names}", "expressionDetails": [{own}]}}]'
    yield "a choice of licences in words of its own", _cyclonedx("", "", choice)
    licences = listed('{"license": {"name": "odd~"}}', count)
    yield "licences", _cyclonedx("", "", f', "licenses": [{licences}]')
    properties = listed('{"name": "ai-openness:channel", "value": "odd~"}', count)
    yield "properties", _cyclonedx("", "", f', "properties": [{properties}]')
    ancestors = listed('{"type": "machine-learning-model", "name": "a~"}', count)
    yield "ancestors", _cyclonedx("", "", f', "pedigree": {{"ancestors": [{ancestors}]}}')
    datasets = listed('{"ref": "d~"}', count)
    yield (
        "data sets of a card",
        _cyclonedx("", "", f', "modelCard": {{"modelParameters": {{"datasets": [{datasets}]}}}}'),
    )


def files(count: int) -> Iterator[tuple[str, str, str | bytes]]:
    """Files by what there is much of: a label, a name and the content."""
    for name, text in _cards(count):
        yield name, "README.md", text
    for name, text in native_files(count):
        yield f"native: {name}", "openness.yaml", text
    for name, text in _spdx2_files(count):
        yield f"SPDX 2: {name}", "x.spdx.json", text
    for name, text in _spdx3_files(count):
        yield f"SPDX 3: {name}", "x.spdx3.json", text
    for name, text in spdx3_ties(count):
        yield f"SPDX 3: {name}", "x.spdx3.json", text
    for name, text in _tag_values(count):
        yield f"tag-value: {name}", "x.spdx", text
    yield from _xml_files(count)
    for name, text in _cyclonedx_files(count):
        yield f"CycloneDX: {name}", "x.cdx.json", text
    for key in ("general.license", "general.base_model.~.name", "general.dataset.~.name", "other.~", "general.name"):
        yield f"GGUF: {key}", "x.gguf", gguf([(key.replace("~", str(n)), f"odd{n}") for n in range(count)])
    yield "GGUF: data sets", "x.gguf", gguf([("general.datasets", [f"d{n}" for n in range(count)])])
    for key in ("license", "base_model", "other~", "modelspec.merged_from"):
        words = listed(f'"{key}": "odd~"', count)
        yield f"safetensors: {key}", "x.safetensors", safetensors(f"{{{words}}}")
    tensors = "," + listed('"t~": {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}', count)
    yield "safetensors: tensors", "x.safetensors", safetensors('{"license": "mit"}', tensors=tensors)
    for key in ("license", "base_model", "other~"):
        yield f"ONNX: {key}", "x.onnx", onnx([(key.replace("~", str(n)), f"odd{n}") for n in range(count)])
    paths = listed('"_name_or_path": "a/b~"', count)
    yield "settings that are no JSON", "config.json", f'{{"model_type": NaN, {paths}}}'
    datasets = lines("  - {name: d~, path: p~, license: odd~}", count)
    yield "kitfile: data sets", "Kitfile", f"manifestVersion: 1.0.0\nmodel: {{name: x, path: y}}\ndatasets:\n{datasets}"
    yield "modelfile: lines", "Modelfile", "FROM a/b\n" + lines('LICENSE """odd ~"""', count)
    yield "modelfile: bases", "Modelfile", lines("FROM a/b~", count)
    yield "mlmodel: flavours", "MLmodel", "flavors:\n" + lines("  f~: {source_model_name: a/b~}", count)
    parts = listed('{"@type": "cr:FileObject", "contentUrl": "https://a.example/~", "license": "odd~"}', count)
    yield "croissant: files", "croissant.json", f'{{"@type": "sc:Dataset", "name": "x", "distribution": [{parts}]}}'
    licences = listed('"odd~"', count)
    yield "croissant: licences", "croissant.json", f'{{"@type": "sc:Dataset", "name": "x", "license": [{licences}]}}'
    yield (
        "codemeta: licences",
        "codemeta.json",
        f'{{"@type": "SoftwareSourceCode", "name": "x", "license": [{licences}]}}',
    )
    yield "metadata of a data set: licences", "datapackage.json", f'{{"name": "x", "licenses": [{licences}]}}'
    resources = listed('{"path": "~.csv", "licenses": [{"name": "odd~"}]}', count)
    yield "metadata of a data set: resources", "datapackage.json", f'{{"name": "x", "resources": [{resources}]}}'
    infos = ", ".join(f'"c{number}": {{"license": "odd{number}"}}' for number in range(count))
    yield "metadata of a data set: configurations", "dataset_infos.json", f"{{{infos}}}"
    yield (
        "citation: licences",
        "CITATION.cff",
        "cff-version: 1.2.0\ntitle: x\nmessage: x\nlicense:\n" + lines("- odd~", count),
    )
    classifiers = listed('"License :: OSI Approved :: odd~"', count)
    yield "pyproject: classifiers", "pyproject.toml", f'[project]\nname = "x"\nclassifiers = [{classifiers}]\n'
    yield from growth_of_formats.files(count)
    for name, text in _reuse_files(count):
        yield f"REUSE: {name}", "REUSE.toml", text
    for name, text in {
        "words": "word~ ",
        "lines": "line ~\n",
        "copyrights": "Copyright (c) 20~ Acme\n",
        "permissions": "Permission is hereby granted, free of charge, to any person ~ obtaining a copy\n",
        "numbered clauses": "~. Redistributions of source code must retain the above copyright notice\n",
    }.items():
        yield f"licence text: {name}", "LICENSE", repeated(text, count)
