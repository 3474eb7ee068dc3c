"""Cost grows no faster than n log n in any size an input can choose: work is counted, and never timed."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from tests.support import growth
from tests.support.growth import FEW, Run, grows, listed, repeated

import openness
from openness.errors import NotThisFormat, OpennessError
from openness.evaluation import cause
from openness.evaluation.batch import classify_release
from openness.export.writers import WRITERS
from openness.formats import FORMATS, card, format_of, format_told_by
from openness.licensing import expression
from openness.policy.exceptions import Baseline
from openness.policy.gate import checked, policy_at
from openness.policy.result import Outcome
from openness.references import lock
from openness.references.scan import reader_of
from openness.release.release import BASES, Found, Release, join
from openness.reports import html, markdown, text
from openness.reports import outcome as report
from openness.reports.detail import Detail
from openness.resolution import bounds, siblings
from openness.shelf.shelf import shipped
from openness.site.publish import publish
from openness.sources.file import Gathered
from openness.sources.gather import gather
from openness.sources.ignore import ignored, patterns
from openness.syntax.document import PROSE_LIMIT, Document
from openness.table import classify_table

UNDER = ("osaid-1.0",)


def test_a_loop_in_a_loop_is_found() -> None:
    grows(lambda count: lambda: [number + 1 for number in range(count)])
    with pytest.raises(AssertionError):
        grows(lambda count: lambda: [number for number in range(count) for _ in range(count)])
    with pytest.raises(AssertionError):
        grows(lambda count: lambda: [number for number in range(count) if any(one < 0 for one in range(count))])


def outcome(run: Run) -> Run:
    """The same, where an input may be refused."""

    def whole() -> object:
        try:
            return run()
        except (OpennessError, NotThisFormat) as error:
            return error

    return whole


@pytest.mark.parametrize("label", [label for label, _, _ in growth.files(1)])
def test_a_reader(label: str) -> None:
    def prepare(count: int) -> Run:
        name, data = next((name, data) for kind, name, data in growth.files(count) if kind == label)
        return outcome(partial(growth.read, name, data))

    grows(prepare)


def test_every_reader_is_given_much() -> None:
    """A reader without a file of a size is one whose cost nobody counts."""
    readers = {import_module(f"openness.formats.{name}"): name for name in FORMATS}
    asked = {
        readers[kind]
        for _, name, data in growth.files(3)
        if (kind := format_of(name) or format_told_by(name, growth.text_of(data))) in readers
    }
    assert asked == set(FORMATS)


# Releases


def release(label: str, count: int) -> Release:
    """A release with so many of something."""
    name, data = next((name, data) for kind, name, data in growth.files(count) if kind == label)
    found = growth.read(name, data)
    return join(found) if isinstance(found, tuple) else found


RELEASES = (
    "native: data sets",
    "native: licences unknown",
    "native: licences of the weights",
    "native: one licence of many",
    "native: known bases",
    "native: bases with licences",
    "native: conclusions",
    "native: unknown fields",
    "card: base_model as a list",
    "card: license again and again",
    "prose: limits",
    "prose: known licences",
)


def classified(
    label: str, count: int, under: tuple[str, ...] = UNDER
) -> openness.evaluation.classification.Classification:
    """A release with so many of something, under a definition."""
    return classify_release(release(label, count), "x", under, shipped())


CONSUMERS: dict[str, Callable[[openness.evaluation.classification.Classification], object]] = {
    "findings": lambda one: one.findings,
    "JSON": lambda one: json.dumps(one.to_dict()),
    "openings": lambda one: one.openings,
    "duties": lambda one: one.duties,
    "permissions": lambda one: one.permissions,
    "text": lambda one: text.write([one], detail=Detail.FULL),
    "Markdown": lambda one: markdown.write([one], detail=Detail.FULL),
    "HTML": lambda one: html.write([one], (), Detail.REPORT),
    "site": lambda one: list(publish([one], shipped())),
    "difference": lambda one: openness.diff(one.release, Release()),
}


SCREENS = ("text", "Markdown", "HTML", "site")

SHOWN = ("native: data sets", "native: licences of the weights", "native: bases with licences", "prose: limits")


@pytest.mark.parametrize(
    ("label", "consumer"),
    [
        (label, consumer)
        for label in RELEASES
        for consumer in CONSUMERS
        if label in SHOWN or consumer in ("findings", "JSON")
    ],
)
def test_a_classification(label: str, consumer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cause, "TRIED_ALONE", 20)  # so that the smallest size is past it
    few = FEW if consumer in ("findings", "JSON") else 25

    def prepare(count: int) -> Run:
        one = classified(label, count)
        if consumer in SCREENS:
            one.to_dict()  # what a screen shows is counted where it is asked for: here only the showing
        return partial(CONSUMERS[consumer], one)

    grows(prepare, few)


@pytest.mark.parametrize("label", RELEASES)
def test_resolving(label: str) -> None:
    def prepare(count: int) -> Run:
        found = release(label, count)
        return partial(classify_release, found, "x", UNDER, shipped())

    grows(prepare)


@pytest.mark.parametrize(
    "label", [label for label, _, _ in growth.files(1) if label.startswith(("SPDX 3", "tag-value"))]
)
def test_an_sbom_from_its_text_to_its_json(label: str) -> None:
    def prepare(count: int) -> Run:
        name, data = next((name, data) for kind, name, data in growth.files(count) if kind == label)

        def run() -> object:
            read = growth.read(name, data)
            releases = read if isinstance(read, tuple) else (read,)
            return [json.dumps(classify_release(release, "x", UNDER, shipped()).to_dict()) for release in releases[:5]]

        return outcome(run)

    grows(prepare)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "label", ["native: data sets", "native: bases with licences", "native: licences of the weights"]
)
def test_a_writer(label: str, form: str) -> None:
    def prepare(count: int) -> Run:
        return partial(openness.convert, release(label, count), to=form)

    grows(prepare, 25)


@pytest.mark.parametrize("label", ["native: data sets", "native: known bases", "native: licences of the weights"])
def test_a_notice(label: str) -> None:
    grows(lambda count: partial(openness.notice, release(label, count)), 25)


# Several releases


def chained(count: int) -> list[Found]:
    """Releases each of which is made from the one before."""
    form = "openness: 1\nname: a/m{}\nbase-models: [{{name: a/m{}, relation: fine-tune, licence: MIT}}]\n"
    texts = (form.format(number, number - 1) for number in range(count))
    found = (growth.read("openness.yaml", written) for written in texts)
    return [Found(f"m{number}", one) for number, one in enumerate(found) if isinstance(one, Release)]


def merged(count: int) -> list[Found]:
    """Releases made from all of ten others, which are made from all of ten others, and so on."""
    found = []
    for number in range(count):
        layer = number // 10 * 10
        bases = listed(f"{{name: a/m{'{}'}}}".replace("{}", "~"), 10).replace("a/m", f"a/m{layer // 10 - 1}")
        written = f"openness: 1\nname: a/m{layer // 10}{number % 10}\nbase-models: [{bases}]\n"
        one = growth.read("openness.yaml", written)
        assert isinstance(one, Release)
        found.append(Found(f"m{number}", one))
    return found


@pytest.mark.parametrize("family", [chained, merged])
def test_releases_that_are_each_others_bases(
    family: Callable[[int], list[Found]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(siblings, "_MOST", 10)
    grows(lambda count: partial(siblings.related, family(count), shipped()), 30)


def test_a_report_of_releases_each_made_from_the_one_before() -> None:
    """Each names what it inherits once, so that a release costs the same at the end of a chain and at its beginning."""

    def prepare(count: int) -> Run:
        found = chained(count)

        def run() -> object:
            whole = siblings.related(found, shipped())
            return [classify_release(one.release, one.source, UNDER, shipped()).to_dict() for one in whole]

        return run

    grows(prepare, 15)
    sizes = [len(str(one)) for one in prepare(120)()[-100:]]  # type: ignore[index]  # it gives a list
    assert max(sizes) - min(sizes) < 1_000


def many_releases(count: int) -> Callable[[], Outcome]:
    """A check of so many releases, by a policy of as many exceptions."""
    exceptions = repeated(
        '[[exception]]\nsource = "m~"\nrule = "spectrum"\nbecause = "x"\nowner = "y"\nuntil = 2099-01-01\n', count
    )
    Path("openness-policy.toml").write_text(f'[check]\nrequire = {{ spectrum = "open-weights" }}\n{exceptions}')
    policy = policy_at("openness-policy.toml", shipped())
    cards = (growth.card("license_name: odd\n") for _ in range(count))
    found = [Found(f"m{number}", card.read(Document("README.md", one))) for number, one in enumerate(cards)]
    gathered = Gathered(tuple(found), (), ("m",))
    return lambda: checked(gathered, policy, Baseline("known.json", Counter()), shipped(), under=UNDER)


def test_a_check_of_many_releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    grows(many_releases, 20)


@pytest.mark.parametrize("form", report.FORMATS)
def test_the_report_of_a_check_of_many_releases(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    grows(lambda count: partial(report.write, many_releases(count)(), form), 20)


# Folders


CARD = growth.card("")
FOLDERS: dict[str, Callable[[int], dict[str, str]]] = {
    "cards": lambda count: {f"m{n}/README.md": CARD for n in range(count)},
    "files that say nothing": lambda count: {"README.md": CARD} | {f"f{n}.txt": "x" for n in range(count)},
    "files of code": lambda count: {"README.md": CARD} | {f"src/f{n}.py": "x = 1\n" for n in range(count)},
    "licence texts": lambda count: {"README.md": CARD} | {f"LICENSES/odd-{n}.txt": f"text {n}" for n in range(count)},
    "folders in folders": lambda count: {f"{'d/' * (n + 1)}x.txt": "x" for n in range(count)} | {"README.md": CARD},
    "files of weights": lambda count: {"README.md": CARD} | {f"w{n}.safetensors": "" for n in range(count)},
    "cards that are not read": lambda count: {"README.md": CARD} | {f"README-{n}.md": CARD for n in range(count)},
    "native files": lambda count: {f"{n}.openness.yaml": f"openness: 1\nname: m{n}\n" for n in range(count)},
    "settings of adapters": lambda count: (
        {"README.md": CARD} | {f"a{n}/adapter_config.json": '{"base_model_name_or_path": "a/b"}' for n in range(count)}
    ),
    "settings of adapters to other models": lambda count: (
        {"README.md": CARD}
        | {f"a{n}/adapter_config.json": f'{{"base_model_name_or_path": "a/b{n}"}}' for n in range(count)}
    ),
    "bills": lambda count: (
        {"README.md": CARD}
        | {
            f"a{n}/bom.json": f'{{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": '
            f'[{{"type": "machine-learning-model", "name": "m{n}", "licenses": [{{"license": {{"id": "MIT"}}}}]}}]}}'
            for n in range(count)
        }
    ),
    "data sets": lambda count: (
        {"README.md": CARD}
        | {f"d{n}/croissant.json": f'{{"@type": "sc:Dataset", "name": "d{n}", "license": "odd"}}' for n in range(count)}
    ),
    "models beside a card": lambda count: (
        {"a/README.md": CARD} | {f"m{n}/{'d/' * (n % 8)}Modelfile": f"FROM x{n}\n" for n in range(count)}
    ),
    "a .gitignore beside each": lambda count: {
        f"m{n}/{name}": text for n in range(count) for name, text in (("README.md", CARD), (".gitignore", "*.x\n"))
    },
    "globs of a .gitignore and files": lambda count: (
        {".gitignore": repeated("a~/**/*.x\n", count), "README.md": CARD} | {f"f{n}.txt": "x" for n in range(8)}
    ),
    "globs of a REUSE.toml and files": lambda count: (
        {
            "README.md": CARD,
            "REUSE.toml": "version = 1\n"
            + repeated('[[annotations]]\npath = "a~/*.gguf"\nSPDX-License-Identifier = "odd~"\n', count),
        }
        | {f"a{n}/x.gguf": "" for n in range(8)}
    ),
}


@pytest.mark.parametrize("what", FOLDERS)
def test_a_folder(what: str, tmp_path: Path) -> None:
    def prepare(count: int) -> Run:
        top = tmp_path / str(count)
        for name, data in FOLDERS[what](count).items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(data)
        return outcome(lambda: gather(str(top)))

    grows(prepare, 20)


# Locks


def lock_text(count: int, other: str = "") -> str:
    """A lock of so many models."""
    form = '[[used]]\nkind = "model"\nname = "a/m~"\nlicence = "odd~{}"\nlevel = "closed"\n'.replace("{}", other)
    return 'version = "1"\n' + repeated(form, count)


LOCKS: dict[str, Callable[[Path, Path], object]] = {
    "read": lambda one, other: lock.read(str(one)),
    "written": lambda one, other: lock.read(str(one)).text(),
    "compared": lambda one, other: lock.changes(lock.read(str(one)), lock.read(str(other))),
    "renewed": lambda one, other: lock.read(str(one)).after(lock.read(str(other))).text(),
}


@pytest.mark.parametrize("how", LOCKS)
def test_a_lock(how: str, tmp_path: Path) -> None:
    def prepare(count: int) -> Run:
        places = [tmp_path / f"{count}{other}.lock" for other in ("", "new")]
        for place, other in zip(places, ("", "-new"), strict=True):
            place.write_text(lock_text(count, other))
        assert len(lock.read(str(places[0])).entries) == count
        return partial(LOCKS[how], *places)

    grows(prepare)


def test_a_lock_that_is_none(tmp_path: Path) -> None:
    def prepare(count: int) -> Run:
        place = tmp_path / str(count)
        place.write_text(lock_text(count).replace("name", "nom"))
        return outcome(partial(lock.read, str(place)))

    grows(prepare)


# Tables


def test_a_table() -> None:
    pyarrow = pytest.importorskip("pyarrow")

    def prepare(count: int) -> Run:
        rows = [{"id": f"a/m{number}", "license": f"odd{number}", "tags": ["x"]} for number in range(count)]
        return partial(classify_table, pyarrow.Table.from_pylist(rows), under=[])

    grows(prepare)


def columns_of_csv(count: int, place: Path) -> None:
    names = [f"c{number}" for number in range(count)]
    place.write_text(f"id,license,{','.join(names)}\na/m,mit,{','.join(names)}\n")


def columns_of_jsonl(count: int, place: Path) -> None:
    row = {"id": "a/m", "license": "mit"} | {f"c{number}": number for number in range(count)}
    place.write_text(f"{json.dumps(row)}\n")


def fields_of_jsonl(count: int, place: Path) -> None:
    row = {"id": "a/m", "license": "mit", "usage": {f"c{number}": number for number in range(count)}}
    place.write_text(f"{json.dumps(row)}\n")


def columns_of_parquet(count: int, place: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    row = {"id": "a/m", "license": "mit"} | {f"c{number}": number for number in range(count)}
    parquet.write_table(pyarrow.Table.from_pylist([row]), place)


def components_of_parquet(count: int, place: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    row = {"id": "a/m", "license": "mit"} | {f"license_{number}": "mit" for number in range(count)}
    parquet.write_table(pyarrow.Table.from_pylist([row]), place)


WIDE: dict[str, Callable[[int, Path], None]] = {
    "columns.csv": columns_of_csv,
    "columns.jsonl": columns_of_jsonl,
    "fields.jsonl": fields_of_jsonl,
    "columns.parquet": columns_of_parquet,
    "licences.parquet": components_of_parquet,
}


@pytest.mark.parametrize("name", WIDE)
def test_a_table_of_many_columns(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")

    def prepare(count: int) -> Run:
        place = tmp_path / f"{count}-{name}"
        WIDE[name](count, place)
        return lambda: openness.scan(place, under=[])

    grows(prepare, 100)


# Expressions, names, texts, patterns, code


#: Names of one size are of no other: what was remembered of another test would cost less.
EXPRESSIONS: dict[str, Callable[[int], str]] = {
    "OR": lambda count: " OR ".join(["MIT"] * count),
    "AND of different": lambda count: " AND ".join(f"LicenseRef-{count}-{n}" for n in range(count)),
    "OR of pairs": lambda count: " AND ".join(["(MIT OR CC-BY-NC-4.0)"] * count),
    "AND of pairs": lambda count: " OR ".join(["(MIT AND CC-BY-NC-4.0)"] * count),
    "exceptions": lambda count: " AND ".join(["GPL-2.0-only WITH Classpath-exception-2.0"] * count),
    "names unknown": lambda count: " AND ".join(f"odd{count}x{n}" for n in range(count)),
    "ambiguous names": lambda count: " AND ".join(["gpl", "bsd", "cc"] * count),
    "words": lambda count: " ".join(f"word{count}x{n}" for n in range(count)),
    "slashes": lambda count: "/".join(f"odd{count}x{n}" for n in range(count)),
    "commas": lambda count: ", ".join(f"odd{count}x{n}" for n in range(count)),
    "licences and": lambda count: " and ".join(["Apache License 2.0", "MIT License"] * count),
    "digits": lambda count: "GPL " + "2." * count,
    "hyphens": lambda count: "cc-" * count,
}


@pytest.mark.parametrize("sort", EXPRESSIONS)
@pytest.mark.parametrize("asked", ["parse", "naming", "classify"])
def test_an_expression(sort: str, asked: str) -> None:
    def prepare(count: int) -> Run:
        written = EXPRESSIONS[sort](count)
        if asked == "parse":
            return outcome(partial(expression.parse, written))
        if asked == "naming":
            return partial(openness.Shelf()._names.naming, written)
        shelf = openness.Shelf()
        return lambda: openness.classify({"license": written}, under=[], shelf=shelf).findings

    grows(prepare)


IDS = sorted(id for id in shipped().licences() if not id.startswith("LicenseRef-"))
WAYS: dict[str, Callable[[int], tuple[tuple[str, ...], str]]] = {
    "many inbound": lambda count: (tuple(IDS[n % len(IDS)] for n in range(count)), "GPL-3.0-only"),
    "the same inbound": lambda count: (("Apache-2.0",) * count, "MIT"),
    "inbound OR": lambda count: ((" OR ".join(IDS[n % len(IDS)] for n in range(count)),), "MIT"),
    "inbound AND": lambda count: ((" AND ".join(IDS[n % len(IDS)] for n in range(count)),), "MIT"),
    "inbound AND of OR": lambda count: ((" AND ".join(["(MIT OR GPL-2.0-only)"] * count),), "Apache-2.0"),
    "outbound OR": lambda count: (("MIT",), " OR ".join(IDS[n % len(IDS)] for n in range(count))),
    "outbound AND": lambda count: (("GPL-2.0-only",), " AND ".join(IDS[n % len(IDS)] for n in range(count))),
    "licences of one's own": lambda count: (tuple(f"LicenseRef-{n}" for n in range(count)), "MIT"),
    "exceptions": lambda count: (("GPL-2.0-only WITH Classpath-exception-2.0",) * count, "GPL-3.0-only"),
}


@pytest.mark.parametrize("way", WAYS)
def test_licences_that_go_together(way: str) -> None:
    def prepare(count: int) -> Run:
        inbound, outbound = WAYS[way](count)
        return outcome(lambda: openness.compatible(*inbound, outbound=outbound))

    grows(prepare, 40)


def test_an_outbound_licence_that_is_looked_for() -> None:
    def prepare(count: int) -> Run:
        inbound = IDS[:4]
        return outcome(lambda: openness.outbound(*inbound, among=[IDS[n % len(IDS)] for n in range(count)]))

    grows(prepare, 40)


@pytest.mark.parametrize(
    "form",
    [
        "word~ ",
        "Permission is hereby granted, free of charge, to any person ~ ",
        "Copyright (c) 20~ Acme\n\n",
        "~. Redistributions of source code must retain the above copyright notice\n",
        "THE SOFTWARE IS PROVIDED AS IS ~ ",
    ],
)
def test_identifying_a_text(form: str) -> None:
    def prepare(count: int) -> Run:
        return partial(shipped()._identify, repeated(form, count))

    grows(prepare)


def test_a_licence_text_again_and_again() -> None:
    mit = shipped().text("MIT") or ""
    grows(lambda count: partial(shipped()._identify, "\n\n".join([mit] * count)), 8)


@pytest.mark.parametrize("form", ["a~", "*a~*", "**/a~/**", "!a~", "/a~/*"])
def test_patterns_that_leave_files_out(form: str) -> None:
    def prepare(count: int) -> Run:
        rules = patterns(repeated(f"{form}\n", count).splitlines(), ".")
        return lambda: [ignored(f"b/c{number}", False, rules) for number in range(20)]

    grows(prepare)


CODE = {
    "x.py": (
        'from transformers import AutoModel\nAutoModel.from_pretrained("a/b~")\n',
        'N~ = "a/b~"\nf(N~)\n',
        "x.y(~)\n",
    ),
    "x.yaml": ("m~: {model: a/b~}\n", "- a/b~\n"),
    "x.json": (),
    "x.toml": ('m~ = "a/b~"\n',),
    "x.sh": ("vllm serve a/b~\n", "export A~=a/b~\n"),
    "x.ts": ('const a~ = "a/b~"; pipeline("x", "a/b~");\n',),
    "x.ini": ("model~ = a/b~\n",),
}


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, forms in CODE.items() for form in forms])
def test_code(name: str, form: str) -> None:
    from openness.references.lexicon import lexicon

    reader = reader_of(name)
    assert reader is not None
    grows(lambda count: outcome(lambda: list(reader(repeated(form, count), name, lexicon()))))


# Limits


def over(limit: int) -> Iterator[int]:
    yield limit
    yield limit + 1


@pytest.mark.parametrize(
    ("label", "limit", "what"),
    [
        ("native: bases with licences", BASES, "base models"),
        ("native: data sets", bounds.ITEMS, "items of datasets"),
        ("native: conclusions", bounds.CONCLUSIONS, "conclusions"),
    ],
)
def test_what_is_beyond_a_limit_is_said_and_may_be_anything(label: str, limit: int, what: str) -> None:
    reports = [
        [
            finding.message
            for finding in classified(label, count, ()).findings
            if f"more than {limit:,} {what}" in finding.message
        ]
        for count in over(limit)
    ]
    assert [len(report) for report in reports] == [0, 1]


@pytest.mark.parametrize("limit", [BASES])
def test_a_base_beyond_the_limit_closes_nothing_and_opens_nothing(limit: int) -> None:
    weights = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    form = "- {name: a/b~, relation: fine-tune, licence: MIT}\n"

    def reached(count: int, last: str) -> str | None:
        written = (
            f"openness: 1\nname: x\n{weights}base-models:\n{repeated(form, count)}- {{name: z/z, licence: {last}}}\n"
        )
        model = growth.read("openness.yaml", written)
        assert isinstance(model, Release)
        return classify_release(model, "x", (), shipped()).spectrum.reached

    assert reached(limit - 1, "MIT") == "open-weights"
    assert reached(limit, "MIT") == reached(limit, "CC-BY-NC-4.0") == "weights-available"


def test_prose_behind_the_limit_is_not_read_and_leaves_the_licence_in_doubt() -> None:
    padding = "A word. " * (PROSE_LIMIT // 8 - 20)
    found = card.read(Document("README.md", growth.card("", f"# A model\n\n{padding}\n")))
    assert classify_release(found, "x", (), shipped()).spectrum.reached == "open-weights"
    found = card.read(Document("README.md", growth.card("", f"# A model\n\n{padding}{'A word. ' * 40}\n")))
    one = classify_release(found, "x", (), shipped())
    assert one.spectrum.reached == "weights-available"
    assert "licence-unclear" in [finding.code.value for finding in one.findings]
