"""Attacking inputs, made here and never stored: each with what must happen to it."""

import struct
from collections.abc import Iterator
from enum import Enum

from attrs import frozen
from tests.support.releases import gguf, safetensors

CARD = "---\nlicense: {}\npipeline_tag: x\n---\n{}"
NATIVE = "openness: 1\nname: x\ncomponents: {{model-parameters-final: {{availability: public, licence: {}}}}}\n{}"
OPEN = NATIVE.format("MIT", "")
PARAMETERS = (
    "preprint: {{class: open}}\npaper: {{class: open}}\nmodelcard: {{class: open}}\ndatasheet: {{class: open}}\n"
)
INDEX = (
    "system: {{endmodelname: x, endmodellicense: {}}}\norg: {{name: y}}\nweights_endmodel: {{class: open}}\n"
    + PARAMETERS
)


class Must(Enum):
    """The outcome that an attack must have; in every case there is no crash, and nothing acts on a terminal."""

    FAIL = "a clear error: exit 2, path and what is wrong, no result"
    NOT_BE_OPEN = "no open rung is reached on it"
    END = "it is read or refused, and that soon"
    SAY_SO = "it is refused, or a finding names what is odd"
    BE_READ = "a control: it looks odd and is in order, so it reaches `open-weights`"


@frozen
class Attack:
    """One input: what it is called, the file's name and bytes, and what must happen."""

    name: str
    file: str
    data: bytes
    must: Must


def attacks() -> Iterator[Attack]:
    """Every attack."""
    for name, file, text, must in (
        *_yaml(),
        *_names(),
        *_json(),
        *_toml(),
        *_expressions(),
        *_output(),
        *_slow(),
        *_lent(),
        *_hub(),
        *_headers(),
        *_model_files(),
        *_spdx2(),
        *_spdx3(),
        *_cyclonedx(),
        *_beside(),
        *_hidden(),
        *_further(),
        *_qualified(),
        *_misplaced(),
    ):
        yield Attack(name, file, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), must)


Made = Iterator[tuple[str, str, str | bytes, Must]]


def _yaml() -> Made:
    nine = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    bomb = nine + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    merge = "m0: &m0 {k: v}\n"
    merge += "".join(f"m{i}: &m{i} {{<<: [{','.join([f'*m{i - 1}'] * 9)}]}}\n" for i in range(1, 12))
    for file, start, end in (("openness.yaml", OPEN, ""), ("README.md", "---\nlicense: mit\n", "---\n")):
        yield f"alias bomb in {file}", file, start + bomb + end, Must.FAIL
        yield f"merge bomb in {file}", file, start + merge + end, Must.FAIL
        yield f"alias to itself in {file}", file, start + "a: &a [*a]\n" + end, Must.FAIL
        yield f"alias to its own key in {file}", file, start + "a: &a {b: *a}\n" + end, Must.FAIL
        yield f"alias to nothing in {file}", file, start + "a: *nothing\n" + end, Must.FAIL
        yield f"100,000 open brackets in {file}", file, start + "a: " + "[" * 100_000 + "\n" + end, Must.FAIL
        yield f"100,000 open braces in {file}", file, start + "a: " + "{b: " * 100_000 + "\n" + end, Must.FAIL
        yield f"100,000 nested lists in {file}", file, start + "a:\n  " + "- " * 100_000 + "\n" + end, Must.FAIL
        yield f"a key of 100,000 letters in {file}", file, start + "k" * 100_000 + ": x\n" + end, Must.FAIL
        yield f"a control character in {file}", file, start + "a: \x1b[31m\n" + end, Must.FAIL
        yield f"a key that is a list in {file}", file, start + "? [a]\n: b\n" + end, Must.FAIL
    yield "NUL", "README.md", CARD.format("mit", "\0"), Must.FAIL
    yield "UTF-16", "README.md", CARD.format("mit", "").encode("utf-16"), Must.BE_READ
    yield "UTF-16, other end first", "openness.yaml", b"\xfe\xff" + OPEN.encode("utf-16-be"), Must.BE_READ
    yield "UTF-32", "openness.yaml", OPEN.encode("utf-32"), Must.BE_READ
    yield "another directive", "openness.yaml", f"%YAML 9.9\n---\n{OPEN}", Must.FAIL
    yield "a second document", "openness.yaml", f"{OPEN}---\n{OPEN}", Must.FAIL
    for tag in ("python/object/apply:os.system ['touch pwned']", "python/name:os.system x", "python/object:x.Y {}"):
        yield f"the tag {tag[:20]}", "openness.yaml", f"{OPEN}producer: !!{tag}\n", Must.BE_READ
    yield "a version of 100,000 digits", "openness.yaml", f"{OPEN}version: {'9' * 100_000}\n", Must.BE_READ
    yield (
        "FLOP of 100,000 digits",
        "openness.yaml",
        f"{OPEN}circumstances: {{training-compute: {'9' * 100_000}}}\n",
        (Must.BE_READ),
    )
    yield "few aliases", "openness.yaml", NATIVE.format("&l MIT", "producer: *l\n"), Must.BE_READ
    yield (
        "a sexagesimal, a date and an octal",
        "openness.yaml",
        f"{OPEN}version: 1:30\nproducer: 2026-13-45\n",
        (Must.BE_READ),
    )
    yield "no UTF-8", "README.md", CARD.format("mit", "").encode() + b"\xff\xfe\xfd", Must.BE_READ
    yield "an overlong slash", "README.md", CARD.format("mit", "").encode() + b"\xc0\xaf", Must.BE_READ


def _names() -> Made:
    """Licences that only look open, and keys that only a parser sees."""
    lookalikes = {
        "Greek": "\N{GREEK CAPITAL LETTER MU}IT",
        "Cyrillic": "M\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}T",
        "fullwidth": "\uff2d\uff29\uff34",
        "mathematical": "\U0001d40c\U0001d408\U0001d413",
        "a soft hyphen in it": "apache\u00ad-2.0",
        "a zero-width space in it": "MI\u200bT",
        "turned round": "\u202eTIM",
        "a combining mark on it": "MIT\u0301",
        "a no-break hyphen in it": "apache\u20112.0",
        "a superscript in it": "apache-\u00b2.0",
        "an Arabic digit in it": "apache-\u0662.0",
        "a Kelvin sign in it": "\N{KELVIN SIGN}imi K2 License",
        "a dotless i in it": "m\u0131t",
    }
    for how, name in lookalikes.items():
        yield f"a licence with letters that are {how}", "README.md", CARD.format(name, ""), Must.NOT_BE_OPEN
        yield (
            f"a native licence with letters that are {how}",
            "openness.yaml",
            NATIVE.format(name, ""),
            (Must.NOT_BE_OPEN),
        )
    for name, written in {
        "modified": "modified-mit",
        "with a limit": "MIT (research only)",
        "with a suffix": "Apache-2.0-modified",
        "negated": "not MIT",
        "of a list": "MIT, CC-BY-NC-4.0",
        "with a slash": "MIT/CC-BY-NC-4.0",
        "with a non-commercial one": "MIT AND CC-BY-NC-4.0",
        "of a tag": "!!python/name:MIT",
        "false": "no",
    }.items():
        yield f"a licence {name}", "README.md", CARD.format(written, ""), Must.NOT_BE_OPEN
    for how, mark in {"NEL": "\u0085", "LS": "\u2028", "PS": "\u2029"}.items():
        hidden = f"---\npipeline_tag: x{mark}license: mit\n---\n"
        yield f"a licence hidden behind {how}", "README.md", hidden, Must.NOT_BE_OPEN
        two = f"---\npipeline_tag: x\nlicense: cc-by-nc-4.0{mark}license: mit\n---\n"
        yield f"a second licence behind {how}", "README.md", two, Must.NOT_BE_OPEN
        native = f"openness: 1\nname: x{mark}components: {{model-parameters-final: {{availability: public, licence: MIT}}}}\n"
        yield f"components hidden behind {how}", "openness.yaml", native, Must.NOT_BE_OPEN
    yield (
        "a licence outside the block",
        "README.md",
        "---\npipeline_tag: x\n---\n---\nlicense: mit\n---\n",
        (Must.NOT_BE_OPEN),
    )
    yield "a licence in a comment", "README.md", "---\npipeline_tag: x # license: mit\n---\n", Must.NOT_BE_OPEN
    yield "a licence in a block of text", "README.md", "---\npipeline_tag: |\n  license: mit\n---\n", Must.NOT_BE_OPEN
    yield (
        "a licence twice",
        "README.md",
        "---\nlicense: cc-by-nc-4.0\npipeline_tag: x\nlicense: mit\n---\n",
        (Must.NOT_BE_OPEN),
    )
    yield (
        "a licence merged in",
        "README.md",
        "---\npipeline_tag: x\nb: &b {license: mit}\n<<: *b\n---\n",
        (Must.NOT_BE_OPEN),
    )
    for quoted in (
        "'mit'",
        '"mit"',
        "MIT",
        "  mit  ",
        "[mit]",
        "mit # ours",
        "Apache License 2.0",
        "isc",
    ):
        yield f"the licence {quoted!r}", "README.md", CARD.format(quoted, ""), Must.BE_READ


def _hub() -> Made:
    listed = '{"rfilename": "model.bin"}'
    record = '{{"id": "acme/wren", "gated": false, "tags": ["license:mit"{}], "siblings": [{}], {}"private": false}}'
    base = ', "base_model:meta-llama/Llama-3.1-8B"'
    texts = ', {"rfilename": "LICENSE-a"}' * 20_000
    nc = '"cardData": {"license": "cc-by-nc-4.0"}, "cardData": {"license": "mit"}, '
    for name, text, must in (
        ("in order", record.format("", listed, ""), Must.BE_READ),
        ("paths that lead out", record.format("", '{"rfilename": "../../model.bin"}', ""), Must.BE_READ),
        ("control characters", record.format("", r'{"rfilename": "\u001b[2K\u202emodel.bin"}', ""), Must.BE_READ),
        ("a lone surrogate", record.format("", r'{"rfilename": "\ud800.bin"}', ""), Must.BE_READ),
        ("a key twice", record.format("", listed, nc), Must.FAIL),
        ("70,000 files", record.format("", ",".join([listed] * 70_000), ""), Must.FAIL),
        ("100,000 open brackets", record.format("", "[" * 100_000, ""), Must.FAIL),
        ("an owner that lies", record.format(base, listed, '"author": "meta-llama", '), Must.NOT_BE_OPEN),
        ("a licence field twice", record.format("", listed, nc.replace('}, "cardData": {', ", ")), Must.NOT_BE_OPEN),
        ("no file of weights", record.format("", '{"rfilename": "model.bin.txt"}', ""), Must.NOT_BE_OPEN),
        ("files that are not a list", record.format("", "", "").replace("[]", '"model.bin"'), Must.NOT_BE_OPEN),
        ("a licence text not read", record.format("", f'{listed}, {{"rfilename": "LICENSE"}}', ""), Must.NOT_BE_OPEN),
        ("20,000 licence texts", record.format("", listed + texts, ""), Must.END),
        ("a name of 100,000 letters", record.format("", listed, "").replace("wren", "w" * 100_000), Must.BE_READ),
    ):
        yield f"API: {name}", "info.json", text, must
    yield "an adapter's settings of nothing but brackets", "adapter_config.json", "[" * 100_000, Must.FAIL
    yield "a model's settings of nothing but brackets", "config.json", "[" * 100_000, Must.FAIL


def _json() -> Made:
    start = '{"openness": 1, "name": "x", '
    weights = '"components": {"model-parameters-final": {"availability": "public", "licence": "MIT"}}'
    for name, text in {
        "NaN": f'{start}"version": NaN}}',
        "infinity": f'{start}"version": -Infinity}}',
        "5,000 digits": f'{start}"version": {"1" * 5_000}}}',
        "100,000 open brackets": f'{start}"version": {"[" * 100_000}',
        "100,000 open braces": f'{start}"version": ' + '{"a":' * 100_000,
        "1,000 levels, closed": f'{start}"version": {"[" * 1_000}{"]" * 1_000}}}',
        "210,000 values": f'{start}"version": [{"1," * 210_000}1]}}',
        "single quotes": "{'openness': 1}",
        "a comment": f"{start}{weights} /* why */ }}",
        "a trailing comma": f"{start}{weights},}}",
        "something after the end": f"{start}{weights}}}}}",
        "a newline in a string": f'{start}"version": "a\nb"}}',
        "a key of 100,000 letters": f'{start}"{"k" * 100_000}": 1}}',
        "an open string": f'{start}"version": "{"x" * 100_000}',
    }.items():
        yield f"JSON: {name}", "openness.json", text, Must.FAIL
    yield "JSON: a lone surrogate", "openness.json", f'{start}"producer": "\\ud800", {weights}}}', Must.BE_READ
    yield "JSON: an escaped NUL", "openness.json", f'{start}"producer": "\\u0000", {weights}}}', Must.BE_READ
    yield "JSON: in order", "openness.json", f"{start}{weights}}}", Must.BE_READ
    other = weights.replace("MIT", "CC-BY-NC-4.0")
    yield "JSON: components twice", "openness.json", f"{start}{other}, {weights}}}", Must.NOT_BE_OPEN
    doubled = '"components": {"model-parameters-final": {"licence": "CC-BY-NC-4.0", "availability": "public", '
    yield "JSON: a licence twice", "openness.json", f'{start}{doubled}"licence": "MIT"}}}}}}', Must.NOT_BE_OPEN


def _toml() -> Made:
    start = 'openness = 1\nname = "x"\n'
    weights = '[components]\nmodel-parameters-final = {availability = "public", licence = "MIT"}\n'
    for name, text in {
        "100,000 open brackets": f"{start}a = {'[' * 100_000}",
        "100,000 open braces": f"{start}a = {'{b = ' * 100_000}",
        "1,000 levels, closed": f"{start}a = {'[' * 100}{']' * 100}\n",
        "a table 2,000 deep": f"{start}[a{'.a' * 2_000}]\n",
        "5,000 digits": f"{start}version = {'9' * 5_000}\n",
        "no value": f"{start}version =\n",
        "a day that is none": f"{start}version = 2026-13-45\n",
        "a key twice": f"{start}{start}",
        "a string that is not closed": f'{start}version = """{"x" * 100_000}',
        "a table twice": f"{start}{weights}{weights}",
        "bare words": f"{start}version = one\n",
        "a control character": f'{start}version = "\x1b"\n',
    }.items():
        yield f"TOML: {name}", "openness.toml", text, Must.FAIL
    yield "TOML: in order", "openness.toml", start + weights, Must.BE_READ
    yield "TOML: dates and floats", "openness.toml", f"{start}version = 1979-05-27T07:32:00Z\n{weights}", Must.BE_READ
    yield (
        "TOML: not a number",
        "openness.toml",
        f"{start}circumstances = {{training-compute = nan}}\n{weights}",
        (Must.BE_READ),
    )


def _expressions() -> Made:
    ids = "MIT ISC Apache-2.0 0BSD Zlib BSD-2-Clause BSD-3-Clause MPL-2.0".split()
    closed = "CC-BY-NC-4.0 llama3.1 CC-BY-ND-4.0 llama3.2 CC-BY-NC-SA-4.0 llama3.3 BUSL-1.1 SSPL-1.0".split()
    pairs = " AND ".join(f"({one} OR {other})" for one, other in zip(ids * 2, closed * 2, strict=True))
    both = " AND ".join(f"({one} OR {other})" for one, other in zip(closed * 2, reversed(closed * 2), strict=True))
    yield "16 pairs, each with an open one", "README.md", CARD.format(pairs, ""), Must.BE_READ
    yield "16 pairs, none of them open", "README.md", CARD.format(both, ""), Must.NOT_BE_OPEN
    yield "10,000 licences, all open", "README.md", CARD.format(" AND ".join(["MIT"] * 9_000), ""), Must.BE_READ
    yield "20,000 words", "README.md", CARD.format(" AND ".join(["MIT"] * 20_000), ""), Must.NOT_BE_OPEN
    deep = "(" * 2_000 + "MIT" + ")" * 2_000
    yield "2,000 parentheses", "README.md", CARD.format(f"'{deep}'", ""), Must.NOT_BE_OPEN
    yield "60 parentheses", "README.md", CARD.format("(" * 60 + "MIT" + ")" * 60, ""), Must.BE_READ
    yield "a parenthesis that is not closed", "README.md", CARD.format("(MIT OR ISC", ""), Must.NOT_BE_OPEN
    yield "words that are not an expression", "README.md", CARD.format("MIT " * 5_000, ""), Must.NOT_BE_OPEN
    yield "an exception nobody knows", "README.md", CARD.format("MIT WITH all-strings-attached", ""), Must.NOT_BE_OPEN
    yield "an unknown one beside an open one", "README.md", CARD.format("MIT AND nobody-knows", ""), Must.NOT_BE_OPEN
    many = " AND ".join(["gpl-3.0", "cc", "bsd", "gpl", "lgpl", "apache", "gemma"] * 40)
    yield "280 ambiguous names", "README.md", CARD.format(many, ""), Must.NOT_BE_OPEN
    choice = " OR ".join(ids + closed)
    kinds = "training-code inference-code datasets data-information model-parameters-final evaluation-code".split()
    parts = "".join(f"  {kind}: {{availability: public, licence: {choice}}}\n" for kind in kinds)
    yield "16 choices for each of six parts", "openness.yaml", f"openness: 1\nname: x\ncomponents:\n{parts}", Must.END


def _output() -> Made:
    """Words that would act where a report is shown: what they may do is checked for every attack."""
    weights = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"
    for name, word in {
        "an escape code": "\\e[31mred\\e[0m",
        "a title of a terminal": "\\e]0;owned\\a",
        "a C1 code": "\\x9b31m",
        "a bell and backspaces": "\\a\\b\\b\\b",
        "a carriage return": "harmless\\rrm -rf",
        "newlines": "a\\n\\nopenness: all is well",
        "bidi": "\\u202eTIM\\u202c \\u2066x\\u2069",
        "zero width": "a\\u200bb\\u200db\\ufeff",
        "tags": "\\U000e0041\\U000e0042",
        "line separators": "a\\u2028b\\u2029c\\u0085d",
        "a workflow command": "::error file=x,line=1::owned",
        "a workflow command further on": "a\\n::set-output name=x::y",
        "a command of another CI": "##vso[task.setvariable variable=x]y",
        "HTML": "<script>alert(1)</script><!-- & -->",
        "Markdown": "[x](javascript:alert(1)) | `code`",
        "a formula": "=HYPERLINK(0)",
        "braces": "{0.__class__} %s %(x)s ${HOME} $(id)",
    }.items():
        yield f"a name with {name}", "openness.yaml", f'openness: 1\nname: "{word}"\n{weights}', Must.BE_READ
        licence = NATIVE.format(f'"{word}"', f'producer: "{word}"\nversion: "{word}"\n')
        yield f"a licence with {name}", "openness.yaml", licence, Must.NOT_BE_OPEN
        field = f'openness: 1\n"{word}": 1\ncomponents: {{"{word}": public}}\nbase-models: [{{name: "{word}"}}]\n'
        yield f"fields with {name}", "openness.yaml", field, Must.NOT_BE_OPEN


def _slow() -> Made:
    """Inputs for which a careless reader needs for ever."""
    for words in (
        "is released ",
        "released under ",
        "the weights are under ",
        "(licensed ",
        "a ",
        "commercial use ",
        "仅限",
    ):
        prose = f"License: x\n{words * (400_000 // len(words))} under d"
        yield f"prose of nothing but {words!r}", "README.md", CARD.format("cc-by-nc-4.0", prose), Must.NOT_BE_OPEN
    yield (
        "5,000 licences in one card",
        "README.md",
        ("---\npipeline_tag: x\n" + "".join(f"license: x{i}\n" for i in range(5_000)) + "---\n"),
        Must.END,
    )
    yield (
        "4,000 licences of one data set",
        "openness.yaml",
        (
            "openness: 1\ncomponents:\n  datasets:\n"
            + "".join(f"  - {{name: d, licence: x{i}}}\n" for i in range(4_000))
        ),
        Must.END,
    )
    yield (
        "5,000 data sets under unknown licences",
        "openness.yaml",
        (
            "openness: 1\ncomponents:\n  datasets:\n"
            + "".join(f"  - {{name: d{i}, availability: public, licence: x{i}}}\n" for i in range(5_000))
        ),
        Must.END,
    )
    yield (
        "5,000 base models",
        "openness.yaml",
        ("openness: 1\nbase-models:\n" + "".join(f"- {{name: d{i}, licence: x{i}}}\n" for i in range(5_000))),
        Must.END,
    )
    yield (
        "5,000 unknown fields",
        "openness.yaml",
        ("openness: 1\n" + "".join(f"n{i}ame: d\n" for i in range(5_000))),
        Must.END,
    )
    yield (
        "TOML: 10,000 keys",
        "openness.toml",
        ("openness = 1\n" + "".join(f"a{i} = 1\n" for i in range(10_000))),
        Must.END,
    )
    yield "TOML: a key 20,000 deep", "openness.toml", f"openness = 1\na{'.a' * 20_000} = 1\n", Must.END
    blank = "\n[" + " " * 2_000
    yield "TOML: open tables in a text", "openness.toml", f'openness = 1\nname = """{blank * 200}"""\n', Must.END
    yield "blank lines of no known format", "notes.txt", "\n" * 200_000, Must.END
    yield "blank lines", "README.md", "\n" * 1_000_000 + "---", Must.END
    yield "lines of dashes", "README.md", "---\n" + "---x\n" * 400_000, Must.END
    for name, prose in {
        "limits": "no commercial use " * 100_000,
        "half a limit": "for research and " * 100_000,
        "models that are nowhere": "weights will be made publicly " * 50_000 + "request",
        "blanks": ("model are" + " " * 3_000) * 300 + "request",
        "brackets": "[" * 200_000,
        "labels": "This model is open source. " * 70_000,
        "half a label": ("This model, " * 60 + "open source. ") * 2_500,
        "a label behind brackets": ("(" * 700 + " open source. ") * 2_500,
        "a title of brackets": "# " + " (-" * 600_000 + "\n\nopen source",
        "comments that never end": "<!-- " * 350_000 + "open source merge",
        "tags that never end": "<a " * 600_000 + "open source merge",
        "bases": "".join(f"This model is a fine-tuned version of org/x-{number}. " for number in range(10_000)),
        "half a name": ("This model is a fine-tuned version of " + "a" * 90 + "/" + "-" * 90 + ". ") * 8_000,
        "half a link": ("This model is a fine-tuned version of [" + "a" * 190 + ". ") * 8_000,
        "blanks about a base": ("This model was merged using " + " " * 700 + " as a base. ") * 2_500,
        "bases of a merge that is none": ("merged using " * 50 + "x as a base. ") * 2_500,
        "merges": "The following models were included in the merge.\n\n" * 35_000,
        "a merge of all": "The following models were included in the merge:\n" + "* org/x-1\n" * 40_000,
    }.items():
        yield f"prose of {name}", "README.md", CARD.format("cc-by-nc-4.0", prose), Must.END


def _lent() -> Made:
    """Inputs that would borrow an answer: a list read as a choice, an odd base, a part that lends to another."""
    lists = {
        "a choice beside a limit": '["MIT OR Apache-2.0", cc-by-nc-4.0]',
        "tabs around OR": '["MIT\\tOR\\tMIT", CC-BY-NC-4.0]',
        "closing a parenthesis": '["MIT) OR (MIT", CC-BY-NC-4.0]',
        "something that is not a word": "[MIT, {}]",
        "a list in a list": "[[MIT]]",
    }
    for name, licence in lists.items():
        yield f"a list of licences: {name}, in a card", "README.md", CARD.format(licence, ""), Must.NOT_BE_OPEN
        yield f"a list of licences: {name}", "openness.yaml", NATIVE.format(licence, ""), Must.NOT_BE_OPEN
    many = "gpl-2.0 AND gpl-3.0 AND lgpl-2.0 AND lgpl-2.1 AND lgpl-3.0 AND agpl-3.0 AND gplv2 AND gplv3 AND cc"
    for name in ("cc OR creative-commons", "cc OR bsd", many, "agpl", "MIT WITH Commons-Clause"):
        yield f"the licence {name}", "README.md", CARD.format(name, ""), Must.NOT_BE_OPEN
    llama = "meta-llama/Llama-3.1-8B"
    for field in (
        f"base_model: {{name: {llama}}}",
        f"base_model: [[{llama}]]",
        f"base_model: [model: {llama}]",
        f"base_models: {llama}",
        f"base-model: {llama}",
        f"Base_model: {llama}",
        f"tags: ['base_model:{llama}']",
        f"tags: ['base_model:finetune:{llama}']",
        "base_model: deepseek-ai/DeepSeek-R1-Distill-Llama-8B",
        "license_name: my-nc-licence",
        "licence: cc-by-nc-4.0",
    ):
        yield f"a card with {field}", "README.md", CARD.format(f"mit\n{field}", ""), Must.NOT_BE_OPEN
    yield "[mit] under another name", "README.md", CARD.format("[mit]\nlicense_name: my-nc", ""), Must.NOT_BE_OPEN
    for field in (
        f"base-models: [{llama}]",
        f"base-models: {llama}",
        f"base_models: [{{name: {llama}}}]",
        f"base-models: []\nbase-models: [{{name: {llama}}}]",
        f"base-models: [{{name: {llama}, relation: same-architecture, relation: fine-tune}}]",
        f"base-models: [{{name: {llama}, relation: same-architecure}}]",
        f"base-models: [{{name: {llama}, licence: MIT}}]",
        "producer: unsloth\nbase-models: [{name: unsloth/llama-3-8b, licence: llama3, producer: Meta}]",
        "producer: unsloth\nbase-models: [{name: unsloth/llama-3-8b}]",
        "producer: '-'\nbase-models: [{name: x, licence: llama3, producer: '?'}]",
    ):
        yield f"a native file with {field}", "openness.yaml", NATIVE.format("MIT", field), Must.NOT_BE_OPEN
    for item in (
        "[{availability: public}, {licence: MIT}]",
        "[{availability: public, licence: MIT}, {availability: public}]",
        "[{availability: public, licence: MIT}, {name: other}]",
        "[{name: a/b, availability: public, licence: MIT}, {name: c/B}]",
        "{availability: public, licence: MIT, licence: CC-BY-NC-4.0}",
        "{availability: public, licence: MIT, license: CC-BY-NC-4.0}",
        "{availability: public, availability: withheld, licence: MIT}",
        "{availability: public, extent: most, licence: MIT}",
        "{availability: public, extents: part, licence: MIT}",
    ):
        text = f"openness: 1\nname: x\ncomponents:\n  model-parameters-final: {item}\n"
        yield f"weights that are {item}", "openness.yaml", text, Must.NOT_BE_OPEN


def _headers() -> Made:
    """Headers that name what is not there, or hide what is."""

    def number(form: str, value: int) -> bytes:
        return struct.pack("<" + form, value)

    words = [("general.name", "x"), ("general.license", "mit")]
    whole = gguf(words)
    huge = 1 << 63
    text, array = number("I", 8), number("I", 9)
    for name, value in {
        "a text of 2^63 bytes": text + number("Q", huge),
        "a text of all but 8 of 2^64 bytes": text + number("Q", (1 << 64) - 8),
        "a text of 2^39 bytes": text + number("Q", 1 << 39),
        "an array of 2^60 texts": array + text + number("Q", 1 << 60),
        "an array of 2^60 numbers": array + number("I", 10) + number("Q", 1 << 60),
        "an array of 2^60 arrays": array + array + number("Q", 1 << 60),
        "arrays in arrays in arrays": (array + number("Q", 1)) * 60 + array,
        "an array of a type there is not": array + number("I", 99) + number("Q", 1),
        "a type there is not": number("I", 99),
        "an array of texts one of which is 2^63 bytes": array
        + text
        + number("Q", 2)
        + number("Q", 0)
        + number("Q", huge),
    }.items():
        yield f"GGUF with {name}", "x.gguf", gguf([("x", value), *words]), Must.FAIL
        yield f"GGUF with {name} as its licence", "x.gguf", gguf([("general.license", value), *words]), Must.FAIL
    yield "GGUF with 2^60 keys", "x.gguf", gguf(words, count=1 << 60), Must.FAIL
    yield "GGUF with 2^63 keys and no more", "x.gguf", gguf([], count=huge), Must.FAIL
    yield "GGUF with a key of 2^63 bytes", "x.gguf", whole[:24] + number("Q", huge) + whole[32:], Must.FAIL
    yield "GGUF with a million keys", "x.gguf", gguf([("", 0)] * 1_000_000), Must.FAIL
    yield (
        "GGUF with a million arrays in one",
        "x.gguf",
        gguf([("a", array + array + number("Q", 1_000_000))]),
        Must.FAIL,
    )
    yield "GGUF of version 4", "x.gguf", gguf(words, 4), Must.FAIL
    yield "GGUF of version 0", "x.gguf", gguf(words, 0), Must.FAIL
    yield "GGUF of 4 bytes", "x.gguf", b"GGUF", Must.FAIL
    yield "GGUF of no bytes", "x.gguf", b"", Must.FAIL
    yield "GGUF that ends in its licence", "x.gguf", whole[:-1], Must.FAIL
    yield "GGUF that is a card", "x.gguf", CARD.format("mit", "").encode(), Must.FAIL
    yield "GGUF with a million empty texts", "x.gguf", gguf([("t", [""] * 1_000_000), *words]), Must.NOT_BE_OPEN
    shown = gguf([("general.name", "\x1b[31m\u202e\0::error::x"), ("general.license", "MI\x1b[2KT\n::error::x")])
    yield "GGUF with control characters", "x.gguf", shown, Must.NOT_BE_OPEN
    for length, name in ((huge, "2^63"), (200_000_000, "200,000,000"), (99_000_000, "99,000,000"), (0, "no")):
        yield f"safetensors with a header of {name} bytes", "x.safetensors", safetensors("{}", length), Must.FAIL
    for name, header in {
        "nested lists": "[" * 100_000 + "]" * 100_000,
        "nested objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
        "a number of 100,000 digits": f'{{"license":"mit","n":{"9" * 100_000}}} x',
        "no end": '{"license":"mit"',
        "a control character": '{"license":"m\x01it"}',
    }.items():
        yield f"safetensors with {name}", "x.safetensors", safetensors(header), Must.FAIL
    yield "safetensors of 8 bytes", "x.safetensors", number("Q", 2), Must.FAIL
    yield "safetensors that is a card", "x.safetensors", CARD.format("mit", "").encode(), Must.FAIL
    for name, header in {
        "two licences": '{"license":"mit","license":"gemma"}',
        "a lone surrogate": '{"license":"\\ud800mit"}',
        "a licence that is a list": '{"license":["mit"]}',
        "NaN": '{"license":"mit","n":NaN}',
    }.items():
        yield f"safetensors with {name}", "x.safetensors", safetensors(header), Must.NOT_BE_OPEN


def _model_files() -> Made:
    """Files that describe a model: what blows up in their syntax, and what would borrow an answer."""
    context = '{"@context": {"cr": "http://mlcommons.org/croissant/"}, "@type": "sc:Dataset", '
    bombs = {
        "x.Kitfile": "manifestVersion: 1\nmodel: {license: mit}\na: ",
        "CITATION.cff": "license: mit\na: ",
        "MLmodel": "metadata: {license: mit}\na: ",
        "x.yaml": INDEX.format("mit") + "a: ",
        "catalogue.yaml": "models:\n- name: x\n  license: mit\n  artifacts: []\na: ",
    }
    for file, start in bombs.items():
        yield f"100,000 open brackets in {file}", file, start + "[" * 100_000 + "\n", Must.FAIL
        yield f"an alias to itself in {file}", file, start + "&a [*a]\n", Must.FAIL
    for file, start in {
        "x.croissant.json": context + '"license": ',
        "codemeta.json": '{"license": ',
        "datapackage.json": '{"licenses": ',
        "x.modelpack.json": '{"descriptor": {"licenses": ',
    }.items():
        yield f"100,000 open brackets in {file}", file, start + "[" * 100_000, Must.FAIL
        yield f"a long number in {file}", file, start + "9" * 100_000 + "}", Must.FAIL
    for file in ("pyproject.toml", "REUSE.toml"):
        yield f"a key of 100,000 parts in {file}", file, ".".join("a" * 100_000) + " = 1\n", Must.FAIL
        yield f"100,000 open brackets in {file}", file, "a = " + "[" * 100_000, Must.FAIL
    yield "REUSE.toml without a list", "REUSE.toml", "[annotations]\npath = '**'\n", Must.FAIL
    kit = "manifestVersion: 1\nmodel: {license: mit, path: " + "a." * 500_000 + "}\n"
    codes = "".join(f"- {{path: train{i}, license: MIT}}\n" for i in range(20_000))
    yield "a Kitfile of 20,000 codes", "Kitfile", f"manifestVersion: 1\ncode:\n{codes}", Must.END
    yield "a Kitfile with a path of a million letters", "Kitfile", kit, Must.END
    yield "a Modelfile of quotes", "Modelfile", "FROM x\n" + 'LICENSE """\n' * 5_000, Must.END
    yield "a Modelfile of blanks", "Modelfile", "FROM x\n" + " " * 1_000_000 + "\n", Must.END
    yield "a file of tags of blanks", "LICENSE", "SPDX-License-Identifier: MIT\n" + " " * 3_000 + "x\n", Must.END
    yield "an index entry of colons", "x.yaml", INDEX.format("mit") + "a :" * 50_000, Must.END
    for name, licence in {
        "is a mapping": "{name: my-own}",
        "is a list": "[MIT, CC-BY-NC-4.0]",
        "is modified": "modified-mit",
        "is there twice": "MIT, endmodellicense: CC-BY-NC-4.0",
    }.items():
        yield f"an index entry the licence of which {name}", "x.yaml", INDEX.format(licence), Must.NOT_BE_OPEN
    entry = INDEX.format("MIT")
    for name, change in {
        "of a Llama": entry.replace("endmodelname: x", "endmodelname: x, basemodelname: Llama-3.1-8B"),
        "whose weights are of no class": entry.replace(
            "weights_endmodel: {class: open}", "weights_endmodel: {class: Open!}"
        ),
        "whose weights are partial": entry.replace(
            "weights_endmodel: {class: open}", "weights_endmodel: {class: partial}"
        ),
    }.items():
        yield f"an index entry {name}", "x.yaml", change, Must.NOT_BE_OPEN
    for name, read in {
        "plain": entry,
        "with Windows line ends": entry.replace("\n", "\r\n"),
        "with an unknown field": entry + "more: {class: odd}\n",
        "whose base is itself": entry.replace("endmodelname: x", "endmodelname: x, basemodelname: X"),
        "whose licence is an address": INDEX.format("'https://spdx.org/licenses/MIT.html'"),
        "with a name that acts": entry.replace("name: y", 'name: "\\e[31m\u202e::error::x"'),
        "of few aliases": entry.replace("{class: open}", "&o {class: open}", 1).replace(
            "paper: {class: open}", "paper: *o"
        ),
    }.items():
        yield f"an index entry {name}", "x.yaml", read, Must.BE_READ


HUB = "https://huggingface.co/acme/m"
SPDX2 = '{{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","documentDescribes":["SPDXRef-m"],{1}"packages":[{{'
SPDX2 += '"SPDXID":"SPDXRef-m","name":"m","downloadLocation":"https://huggingface.co/acme/m",{0}}}]}}'
TAGS = "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\n"
TAGS += "DocumentNamespace: https://acme.example/d\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n"
TAGS += f"PackageName: m\nSPDXID: SPDXRef-m\nPackageDownloadLocation: {HUB}\n"
SPDX3 = (
    '{{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{{"type":"ai_AIPackage","spdxId":"urn:m",'
)
SPDX3 += '"name":"m","software_downloadLocation":"https://huggingface.co/acme/m"{0}}},{{"type":"Relationship",'
SPDX3 += '"spdxId":"urn:r","relationshipType":"hasDeclaredLicense","from":"urn:m","to":["{1}"]}}{2}]}}'
BOM = '{{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{"type":"machine-learning-model","name":"m",'
BOM += '"externalReferences":[{{"type":"distribution","url":"https://huggingface.co/acme/m"}}],"licenses":[{0}]{1}}}]}}'
BOM_XML = '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model">'
BOM_XML += f'<name>m</name>{{}}<externalReferences><reference type="distribution"><url>{HUB}</url></reference>'
BOM_XML += "</externalReferences></component></components></bom>"
MIT_XML = "<licenses><license><id>MIT</id></license></licenses>"
BOMB = "<!DOCTYPE bom [<!ENTITY a0 'MIT'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 9}'>" for i in range(1, 12))


def _spdx2() -> Made:
    own = '"hasExtractedLicensingInfos":[{{"licenseId":"{}","name":"{}","extractedText":"{}"}}],'
    long = "Use of the weights is for research only, and only by those whom Acme has approved in writing. " * 3
    mit = '"licenseDeclared":"MIT"'
    yield "SPDX 2: a control", "m.spdx.json", SPDX2.format(mit, ""), Must.BE_READ
    yield "SPDX 2: a control in UTF-16", "m.spdx.json", SPDX2.format(mit, "").encode("utf-16"), Must.BE_READ
    yield "SPDX 2: a control as tag-value", "m.spdx", f"{TAGS}PackageLicenseDeclared: MIT\n", Must.BE_READ
    yield (
        "SPDX 2: a control that spdx-tools does not know",
        "m.spdx",
        TAGS + "PackageLicenseDeclared: MIT OR x y\n",
        (Must.NOT_BE_OPEN),
    )
    yield (
        "SPDX 2: a licence within a text",
        "m.spdx",
        (f"{TAGS}PackageComment: <text>\nPackageLicenseDeclared: MIT\n</text>\n"),
        Must.NOT_BE_OPEN,
    )
    for id in ("LicenseRef-Llama-3.1-Community", "LicenseRef-MIT", "MIT", "DocumentRef-a:MIT"):
        declared = f'"licenseDeclared":"{id}"'
        if id != "MIT":
            yield f"SPDX 2: {id} that is defined nowhere", "m.spdx.json", SPDX2.format(declared, ""), Must.NOT_BE_OPEN
        licence = own.format(id, "MIT License", long)
        yield f"SPDX 2: {id} whose text is another", "m.spdx.json", SPDX2.format(declared, licence), Must.NOT_BE_OPEN
    named = own.format("LicenseRef-1", "MIT License", "NOASSERTION")
    ref = '"licenseDeclared":"LicenseRef-1"'
    yield "SPDX 2: a licence that is only called MIT", "m.spdx.json", SPDX2.format(ref, named), Must.NOT_BE_OPEN
    twice = f'"hasExtractedLicensingInfos":[{own.format("LicenseRef-1", "MIT", "MIT License")[31:-2]},'
    twice += own.format("LicenseRef-1", "x", long)[31:]
    yield "SPDX 2: a licence defined twice", "m.spdx.json", SPDX2.format(ref, twice), Must.NOT_BE_OPEN
    for other in ('"licenseDeclared":"NONE"', '"licenseConcluded":"CC-BY-NC-4.0"', '"licenseConcluded":"NONE"'):
        yield f"SPDX 2: MIT and {other}", "m.spdx.json", SPDX2.format(f"{mit},{other}", ""), Must.NOT_BE_OPEN
    for word in ("[", "{", "null", "7", "NaN", '["MIT",', '{"MIT":"MIT"}', "1" * 41):
        yield (
            f"SPDX 2: {word[:9]} for a licence",
            "m.spdx.json",
            SPDX2.format(f'"licenseDeclared":{word}', ""),
            (Must.NOT_BE_OPEN),
        )
    yield "SPDX 2: 600,000 packages", "m.spdx.json", SPDX2.format(mit, "")[:-2] + ",{}" * 600_000 + "]}", Must.FAIL
    yield "SPDX 2: too long", "m.spdx.json", b" " * (1 << 25), Must.FAIL
    yield "SPDX 2: 100,000 brackets", "m.spdx.json", SPDX2.format('"comment":' + "[" * 100_000, ""), Must.FAIL
    yield (
        "SPDX 2: an alias bomb",
        "m.spdx.yaml",
        "spdxVersion: SPDX-2.3\n"
        + "a0: &a0 [x,x,x,x,x,x,x,x]\n"
        + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)),
        Must.FAIL,
    )
    ties = ",".join(
        f'{{"spdxElementId":"SPDXRef-m","relationshipType":"{sort}","relatedSpdxElement":"SPDXRef-m"}}'
        for sort in ("DESCENDANT_OF", "CONTAINS", "CONTAINED_BY", "DEPENDS_ON")
    )
    yield "SPDX 2: its own ancestor", "m.spdx.json", SPDX2.format(mit, f'"relationships":[{ties}],'), Must.NOT_BE_OPEN
    odd = (
        SPDX2.format(mit, "")
        .replace("SPDXRef-m", "\\u001b[31m\\u0007::error::")
        .replace('"m"', '"\\u001b]0;\\u0007<b>"')
    )
    yield "SPDX 2: control characters", "m.spdx.json", odd, Must.BE_READ
    yield (
        "SPDX 2: a name of 1,000,000 letters",
        "m.spdx.json",
        SPDX2.format(mit, "").replace('"m"', f'"{"m" * 1_000_000}"'),
        Must.END,
    )
    yield "SPDX 2: 100,000 lines for spdx-tools", "m.spdx", TAGS + "PackageComment: x\n" * 100_000, Must.FAIL
    yield (
        "SPDX 2: a text that does not end",
        "m.spdx",
        f"{TAGS}PackageComment: <text>\n" + "x\n" * 1_000,
        Must.NOT_BE_OPEN,
    )
    yield "SPDX 2: entities in RDF", "m.spdx.rdf", BOMB + "]><rdf:RDF>&a11;</rdf:RDF>", Must.FAIL
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#">'
    yield "SPDX 2: RDF of nothing", "m.spdx.rdf", rdf + "</rdf:RDF>", Must.FAIL
    yield "SPDX 2: 100,000 elements of RDF", "m.spdx.rdf", rdf + "<Package/>" * 100_000 + "</rdf:RDF>", Must.FAIL
    yield "SPDX 2: another version", "m.spdx.json", SPDX2.format(mit, "").replace("2.3", "2.2"), Must.BE_READ
    yield "SPDX 2: no such version", "m.spdx.json", SPDX2.format(mit, "").replace("SPDX-2.3", "SPDX-7"), Must.FAIL


def _spdx3() -> Made:
    mit = "https://spdx.org/licenses/MIT"
    member = ',{{"type":"expandedlicensing_{}LicenseSet","spdxId":"urn:s{}","expandedlicensing_member":[{}]}}'
    text = ',{{"type":"simplelicensing_SimpleLicensingText","spdxId":"urn:t","name":"{}","simplelicensing_licenseText":"{}"}}'
    yield "SPDX 3: a control", "m.spdx3.json", SPDX3.format("", mit, ""), Must.BE_READ
    yield "SPDX 3: another version", "m.spdx3.json", SPDX3.format("", mit, "").replace("3.0.1", "3.1"), Must.BE_READ
    yield (
        "SPDX 3: a choice",
        "m.spdx3.json",
        (SPDX3.format("", "urn:s1", member.format("Disjunctive", 1, f'"{mit}","urn:nothing"'))),
        Must.BE_READ,
    )
    yield (
        "SPDX 3: all of it, and one is nothing",
        "m.spdx3.json",
        (SPDX3.format("", "urn:s1", member.format("Conjunctive", 1, f'"{mit}","urn:nothing"'))),
        Must.NOT_BE_OPEN,
    )
    yield (
        "SPDX 3: a set within itself",
        "m.spdx3.json",
        (SPDX3.format("", "urn:s1", member.format("Conjunctive", 1, '"urn:s1","urn:s1"'))),
        Must.NOT_BE_OPEN,
    )
    doubling = "".join(member.format("Conjunctive", i, f'"urn:s{i + 1}","urn:s{i + 1}"') for i in range(60))
    yield "SPDX 3: sets that double", "m.spdx3.json", SPDX3.format("", "urn:s0", doubling), Must.NOT_BE_OPEN
    deep = "".join(member.format("Conjunctive", i, f'"urn:s{i + 1}"') for i in range(5_000))
    yield "SPDX 3: sets within sets", "m.spdx3.json", SPDX3.format("", "urn:s0", deep), Must.NOT_BE_OPEN
    for to in ("urn:nothing", "", "https://spdx.org/licenses/MIT/../x", "MIT", "https://evil.example/licenses/MIT"):
        yield f"SPDX 3: {to!r} for a licence", "m.spdx3.json", SPDX3.format("", to, ""), Must.NOT_BE_OPEN
    licence = text.format("MIT License", "Research only, and never for commerce. " * 5)
    yield "SPDX 3: a text that is only called MIT", "m.spdx3.json", SPDX3.format("", "urn:t", licence), Must.NOT_BE_OPEN
    chain = "".join(
        f',{{"type":"ai_AIPackage","spdxId":"urn:{i}","name":"m{i}"}},{{"type":"Relationship","spdxId":"urn:r{i}",'
        f'"relationshipType":"descendantOf","from":"urn:{i - 1 if i else "m"}","to":["urn:{i}"]}}'
        for i in range(3_000)
    )
    yield "SPDX 3: 3,000 ancestors", "m.spdx3.json", SPDX3.format("", mit, chain), Must.NOT_BE_OPEN
    holds = "".join(
        f',{{"type":"Relationship","spdxId":"urn:c{i}","relationshipType":"contains","from":"urn:{i}","to":["urn:{i + 1}",'
        f'"urn:0"]}},{{"type":"Relationship","spdxId":"urn:d{i}","relationshipType":"trainedOn","from":"urn:m",'
        f'"to":["urn:{i}"]}}'
        for i in range(300)
    )
    yield "SPDX 3: folders within each other", "m.spdx3.json", SPDX3.format("", mit, holds), Must.END
    yield (
        "SPDX 3: a context of somewhere else",
        "m.spdx3.json",
        (SPDX3.format("", mit, "").replace("https://spdx.org", "file:///etc/passwd#https://spdx.org")),
        Must.END,
    )
    yield "SPDX 3: no graph", "m.spdx3.json", '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}', Must.FAIL


def _cyclonedx() -> Made:
    mit = '{"license":{"id":"MIT"}}'
    yield "CycloneDX: a control", "bom.json", BOM.format(mit, ""), Must.BE_READ
    yield "CycloneDX: a control in XML", "bom.xml", BOM_XML.format(MIT_XML), Must.BE_READ
    for version in ("1.4", "1.8"):
        yield f"CycloneDX: version {version}", "bom.json", BOM.format(mit, "").replace("1.6", version), Must.BE_READ
    for version in ('"2.0"', '"x"', "{}", "null"):
        yield f"CycloneDX: version {version}", "bom.json", BOM.format(mit, "").replace('"1.6"', version), Must.FAIL
    for other in (
        '{"license":{"id":"CC-BY-NC-4.0"}}',
        '{"expression":"LicenseRef-Llama-3.1-Community"}',
        '{"license":{"name":"MIT","text":{"content":"' + "Only for research. " * 20 + '"}}}',
        '{"license":{"id":"MIT","text":{"content":"!!!","encoding":"base64"}}}',
        '{"license":{"id":"CC-BY-NC-4.0","acknowledgement":"concluded"}}',
    ):
        yield f"CycloneDX: MIT and {other[:44]}", "bom.json", BOM.format(f"{mit},{other}", ""), Must.NOT_BE_OPEN
    yield (
        "CycloneDX: evidence of another licence",
        "bom.json",
        (BOM.format(mit, ',"evidence":{"licenses":[{"license":{"id":"CC-BY-NC-4.0"}}]}')),
        Must.NOT_BE_OPEN,
    )
    yield (
        "CycloneDX: an id that is there twice",
        "bom.json",
        (BOM.format('{"license":{"id":"CC-BY-NC-4.0","id":"MIT"}}', "")),
        Must.NOT_BE_OPEN,
    )
    for ancestor in ('{"name":"meta-llama/Llama-3.1-8B"}', "{}", '{"type":"machine-learning-model","name":"?"}'):
        yield (
            f"CycloneDX: descends from {ancestor}",
            "bom.json",
            (BOM.format(mit, ',"pedigree":{"ancestors":[' + ancestor + "]}")),
            Must.NOT_BE_OPEN,
        )
    for reference in (
        "http://localhost/m.gguf",
        "https://10.0.0.1/m.gguf",
        "https://u:p@acme.example/m.gguf",
        "https://github.com/acme/m",
        "https://huggingface.co/spaces/acme/m",
        "file:///m.gguf",
    ):
        yield (
            f"CycloneDX: distributed at {reference}",
            "bom.json",
            BOM.format(mit, "").replace(HUB, reference),
            (Must.NOT_BE_OPEN),
        )
    yield (
        "CycloneDX: its prose says it is not there",
        "bom.json",
        (BOM.format(mit, ',"description":"The weights will be released soon."')),
        Must.NOT_BE_OPEN,
    )
    yield (
        "CycloneDX: its prose limits it",
        "bom.json",
        (BOM.format(mit, ',"description":"This model may only be used for non-commercial research purposes."')),
        Must.NOT_BE_OPEN,
    )
    deep = ',"components":[{"type":"machine-learning-model","name":"m"'
    yield "CycloneDX: components within components", "bom.json", BOM.format(mit, deep * 9_000 + "}]" * 9_000), Must.FAIL
    yield "CycloneDX: entities", "bom.xml", BOMB + "]>" + BOM_XML.format("<version>&a11;</version>"), Must.FAIL
    for entity in ("SYSTEM 'file:///etc/passwd'", "PUBLIC 'x' 'http://acme.example/'", "'MIT'"):
        start = f"<!DOCTYPE bom [<!ENTITY e {entity}>]>"
        licence = "<licenses><license><id>&e;</id></license></licenses>"
        yield f"CycloneDX: an entity {entity[:8]}", "bom.xml", start + BOM_XML.format(licence), Must.FAIL
    yield (
        "CycloneDX: a document type elsewhere",
        "bom.xml",
        ("<!DOCTYPE bom SYSTEM 'http://acme.example/x.dtd'>" + BOM_XML.format(MIT_XML)),
        Must.FAIL,
    )
    yield "CycloneDX: 100,000 nested elements", "bom.xml", BOM_XML.format("<a>" * 100_000), Must.FAIL
    yield "CycloneDX: 600,000 elements", "bom.xml", BOM_XML.format("<a/>" * 600_000), Must.FAIL
    yield (
        "CycloneDX: a licence of another namespace",
        "bom.xml",
        (BOM_XML.format(MIT_XML.replace("<licenses>", "<licenses xmlns='urn:x'>"))),
        Must.NOT_BE_OPEN,
    )
    yield (
        "CycloneDX: XML that says it is UTF-7",
        "bom.xml",
        (b"<?xml version='1.0' encoding='UTF-7'?>+ADw-" + BOM_XML.format(MIT_XML).encode()),
        Must.FAIL,
    )
    yield "CycloneDX: cut short", "bom.xml", BOM_XML.format(MIT_XML)[:-20], Must.FAIL
    yield (
        "CycloneDX: an application",
        "bom.json",
        (BOM.format(mit, "").replace("machine-learning-model", "application")),
        Must.FAIL,
    )


def _beside() -> Made:
    """Limits beside an open licence that are not read as a licence: none of them may be passed over in silence."""
    for name, fields in {
        "its field in capitals": "license: mit\nLicense: cc-by-nc-4.0",
        "its field in capitals, as English": "license: mit\nLICENCE: cc-by-nc-4.0",
        "its link in a list": "license: mit\nlicense_link: [https://creativecommons.org/licenses/by-nc/4.0/]",
        "its link in a mapping": "license: mit\nlicense_link: {en: https://creativecommons.org/licenses/by-nc/4.0/}",
    }.items():
        yield f"a card with {name}", "README.md", f"---\n{fields}\npipeline_tag: x\n---\n", Must.NOT_BE_OPEN
    linked = "license: mit\nlicense_link: [https://opensource.org/licenses/MIT]"
    yield "a card with the link of its own licence", "README.md", f"---\n{linked}\npipeline_tag: x\n---\n", Must.BE_READ
    record = '{{"id":"a/m","pipeline_tag":"x","siblings":[{{"rfilename":"m.safetensors"}}],"license":"mit"{}}}'
    for name, more in {
        "tags that are no list": ',"tags":"license:cc-by-nc-4.0"',
        "the licence in English": ',"licence":"cc-by-nc-4.0"',
        "bases that are a list": ',"baseModels":["meta-llama/Llama-3.1-8B"]',
        "bases that are a word": ',"baseModels":"meta-llama/Llama-3.1-8B"',
        "bases that are a number": ',"baseModels":{"relation":5,"models":5}',
        "a base whose id is a mapping": ',"baseModels":{"models":[{"id":{"x":"y"}}]}',
    }.items():
        yield f"a record with {name}", "m.json", record.format(more), Must.NOT_BE_OPEN
    for name, more in {"nothing more": "", "tags": ',"tags":["license:mit"]', "no bases": ',"baseModels":null'}.items():
        yield f"a record with {name}", "m.json", record.format(more), Must.BE_READ
    mit = '"licenseDeclared":"MIT"'
    tie = '"relationships":[{{"spdxElementId":"SPDXRef-m","relationshipType":{},"relatedSpdxElement":{}}}],'
    for sort, to in (
        ('"GENERATED_FROM"', '"SPDXRef-nothing"'),
        ('"GENERATED_FROM"', '"DocumentRef-a:SPDXRef-b"'),
        ('"GENERATED_FROM"', "null"),
        ('"VARIANT_OF"', '"SPDXRef-nothing"'),
        ('"TUNED_FROM"', '"DocumentRef-a:SPDXRef-b"'),
        ("null", '"DocumentRef-a:SPDXRef-b"'),
    ):
        text = SPDX2.format(mit, tie.format(sort, to))
        yield f"SPDX 2: {sort} {to}", "m.spdx.json", text, Must.NOT_BE_OPEN
    for sort, to in (('"GENERATED_FROM"', '"NOASSERTION"'), ('"DEPENDS_ON"', '"SPDXRef-library"')):
        yield f"SPDX 2: {sort} {to}", "m.spdx.json", SPDX2.format(mit, tie.format(sort, to)), Must.BE_READ
    file = '"files":[{{"SPDXID":"SPDXRef-f","fileName":"./{}","licenseConcluded":"{}"}}],'
    for name, licence, must in (
        ("m.safetensors", "CC-BY-NC-4.0", Must.NOT_BE_OPEN),
        ("m.safetensors", "MIT", Must.BE_READ),
        ("data.py", "CC-BY-NC-4.0", Must.BE_READ),
    ):
        text = SPDX2.format(mit + ',"hasFiles":["SPDXRef-f"]', file.format(name, licence))
        yield f"SPDX 2: {name} within it under {licence}", "m.spdx.json", text, must
    untold = (
        TAGS + "PackageLicenseDeclared: MIT\nPackageName: b\nSPDXID: SPDXRef-b\nPackageDownloadLocation: NOASSERTION\n"
    )
    untold += "Relationship: SPDXRef-m GENERATED_FROM SPDXRef-b\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-m\n"
    yield "SPDX 2: generated from what nothing tells of", "m.spdx", untold, Must.NOT_BE_OPEN
    software = untold.replace("SPDXRef-b\nPackage", "SPDXRef-b\nPrimaryPackagePurpose: SOURCE\nPackage")
    yield "SPDX 2: generated from source code", "m.spdx", software, Must.BE_READ
    unclosed = f"{TAGS}PackageLicenseDeclared: MIT\nPackageComment: <text>x\nPackageLicenseConcluded: CC-BY-NC-4.0\n"
    yield "SPDX 2: a licence behind a text that does not end", "m.spdx", unclosed, Must.FAIL
    listed = "https://spdx.org/licenses/MIT"
    other = ',{{"type":"simplelicensing_LicenseExpression","spdxId":"urn:n","simplelicensing_licenseExpression":"CC-BY-NC-4.0"}}'
    other += ',{{"type":"Relationship","spdxId":"urn:o","relationshipType":"{}","from":"urn:m","to":[{}]}}'
    for sort, to in (
        ("hasdeclaredlicense", '"urn:n"'),
        ("hasLicense", '"urn:n"'),
        ("descendantOf", ""),
        ("tunedFrom", '"urn:b"'),
    ):
        text = SPDX3.format("", listed, other.format(sort, to))
        yield f"SPDX 3: {sort} [{to}]", "m.spdx3.json", text, Must.NOT_BE_OPEN
    for sort in ("hasDocumentation", "hasEvidence"):
        text = SPDX3.format("", listed, other.format(sort, '"urn:b"'))
        yield f"SPDX 3: {sort} of something else", "m.spdx3.json", text, Must.BE_READ
    note = ',{{"type":"Annotation","spdxId":"urn:a","subject":"urn:m","statement":"{}"}}'
    for words, must in (
        ("This model is for non-commercial use only.", Must.NOT_BE_OPEN),
        ("Checked by hand.", Must.BE_READ),
    ):
        yield f"SPDX 3: an annotation: {words}", "m.spdx3.json", SPDX3.format("", listed, note.format(words)), must
    for name, licence, must in (
        ("another name", '{"license":{"id":"MIT","name":"CC-BY-NC-4.0"}}', Must.NOT_BE_OPEN),
        ("its own name", '{"license":{"id":"MIT","name":"MIT License"}}', Must.BE_READ),
        (
            "the address of another",
            '{"license":{"id":"MIT","url":"https://creativecommons.org/licenses/by-nc/4.0/"}}',
            Must.NOT_BE_OPEN,
        ),
        ("its own address", '{"license":{"id":"MIT","url":"https://opensource.org/licenses/MIT"}}', Must.BE_READ),
    ):
        yield f"CycloneDX: an id with {name}", "bom.json", BOM.format(licence, ""), must
    ancestors = ',"pedigree":{{"ancestors":[{}]}}'
    for ancestor, must in (
        ('"meta-llama/Llama-3.1-8B"', Must.NOT_BE_OPEN),
        ("7", Must.NOT_BE_OPEN),
        ('["x"]', Must.NOT_BE_OPEN),
    ):
        text = BOM.format('{"license":{"id":"MIT"}}', ancestors.format(ancestor))
        yield f"CycloneDX: {ancestor} for an ancestor", "bom.json", text, must


def _hidden() -> Made:
    """A limit where readers do not look for one, and words like it that limit nothing."""
    for name, body in {
        "a footnote": "It is free[^1].\n\n[^1]: Non-commercial use only.",
        "the words of a picture": "![This model is for non-commercial use only](x.png)",
        "an entity": "The model is for non&#8209;commercial use only.",
        "a space of no width": "The model is for non-com\u200bmercial use only.",
        "a crossed-out use": "- \u274c Commercial use\n- \u2705 Research",
        "a crossed-out cell": "| Commercial use | \U0001f6ab |",
        "the code below a heading": "## License\n\n```\nAcme Research License: research only.\n```",
        "a title that nobody knows": "## License\n\nAcme Model License v1",
        "who may not": "Commercial entities are not permitted to use the model.",
        "where not": "The model is not available to users in the European Union.",
        "what may not be trained": "The model cannot be used to improve any other large language model.",
        "a paid licence": "For use in production, please contact us for a commercial license.",
        "consent": "You may not deploy it in any paid service without written consent.",
        "its end": "You must delete the weights within 30 days after evaluation.",
        "a difference": "These are delta weights: you need the original LLaMA weights to recover the model.",
        "Greek": "Η εμπορική χρήση του μοντέλου απαγορεύεται.",
        "Hungarian": "A modell kereskedelmi felhasználása tilos.",
        "Finnish": "Mallin kaupallinen käyttö on kielletty.",
        "Hebrew": "שימוש מסחרי במודל אסור.",
        "Persian": "استفاده تجاری از این مدل ممنوع است.",
        "pointed Arabic": "يُمنع الاستخدام التجاري لهذا النموذج.",
    }.items():
        yield f"a limit in {name}", "README.md", CARD.format("mit", f"# Heron\n\n{body}\n"), Must.NOT_BE_OPEN
    for name, body in {
        "a footnote": "It is free[^1].\n\n[^1]: Free for commercial use as well.",
        "the words of a picture": "![How often the model was used](x.png)",
        "an entity": "Research &amp; commercial use are both welcome.",
        "marks of a comparison": "| Feature | Heron | Crane |\n|---|---|---|\n| Commercial use | \u2705 | \u274c |",
        "the code below a heading": "## License\n\n```\nMIT License\n```",
        "a title": "## License\n\nMIT License",
        "who may": "Companies are permitted to use the model.",
        "another's licence": "We compare with LLaMA, whose licence is non-commercial.",
        "a denial": "There is no non-commercial clause in our licence.",
        "its context": "Our model's long-context mode handles 128k tokens.",
        "Hungarian": "A kereskedelmi felhasználás megengedett.",
    }.items():
        yield f"no limit in {name}", "README.md", CARD.format("mit", f"# Heron\n\n{body}\n"), Must.BE_READ


def _further() -> Made:
    """Terms that go beyond an open licence in plain words, and words like them that do not."""
    for body in (
        "For internal use only.",
        "The right to use it expires on 31 December 2026.",
        "We reserve the right to revoke the licence at any time.",
        "You may not fine-tune or modify this model.",
        "Offering the model as a hosted service is not permitted.",
        "Commercial users pay a royalty of 5 % of revenue.",
        "You must register with us before using the weights.",
        "Only students and teachers may use this model.",
        "Free for organisations with fewer than 10,000 users.",
        "By downloading the model you accept our terms of use.",
        "You may not use the outputs of this model to train other models.",
        "It is released under MIT with the additional restriction that it is not used for surveillance.",
        "The weights are source-available but not open source.",
        "The model can be used by anyone except competitors of Heron.",
        "MIT applies to the code only.",
        "Everything here except the weights is MIT.",
        "## License\n\nNot for production use.",
        "Use of the model is governed by the Heron Model License.",
        "These are delta weights.",
    ):
        yield f"further terms: {body}", "README.md", CARD.format("mit", f"# Heron\n\n{body}\n"), Must.NOT_BE_OPEN
    for body in (
        "The API key expires after a day.",
        "Do not fine-tune the model with a high learning rate.",
        "You need to register an account to use the demo.",
        "The training data is subject to the terms of use of its sources.",
        "The code is released under MIT.",
        "The MIT licence applies to the code and the model.",
        "## Limitations\n\nNot for production use.",
        "The outputs must not be trusted blindly.",
    ):
        yield f"no further terms: {body}", "README.md", CARD.format("mit", f"# Heron\n\n{body}\n"), Must.BE_READ


def _qualified() -> Made:
    """What stands beside a value in a field that nobody reads, and may take it back."""
    for fields, must in (
        ("usage_restrictions: non-commercial use only", Must.NOT_BE_OPEN),
        ("commercial_use: false", Must.NOT_BE_OPEN),
        ("commercial_use: true", Must.BE_READ),
        ("original_model: meta-llama/Llama-3.1-8B", Must.NOT_BE_OPEN),
        ("tags: [non-commercial]", Must.NOT_BE_OPEN),
        ("tags: [code, commercial-use]", Must.BE_READ),
        ("quantized_by: somebody", Must.NOT_BE_OPEN),
        ("base_model: [null]", Must.NOT_BE_OPEN),
        ("base_model: [mistralai/Mistral-7B-v0.1, '']", Must.NOT_BE_OPEN),
        ("base_model:", Must.BE_READ),
        ("base_model: []", Must.BE_READ),
    ):
        yield f"a field: {fields}", "README.md", f"---\nlicense: mit\npipeline_tag: x\n{fields}\n---\n", must
    for licence, must in (
        ("{value: MIT, except: surveillance}", Must.NOT_BE_OPEN),
        ("{value: MIT, licence: CC-BY-NC-4.0}", Must.NOT_BE_OPEN),
        ("{value: MIT, source: 'https://example.org'}", Must.BE_READ),
        ("MIT, restriction: no commercial use", Must.NOT_BE_OPEN),
        ("MIT, note: checked by hand", Must.BE_READ),
    ):
        yield f"a native licence: {licence}", "openness.yaml", NATIVE.format(licence, ""), must
    record = '{{"id":"a/m","pipeline_tag":"x","siblings":[{{"rfilename":"m.safetensors"}}],"license":"mit"{}}}'
    for more, must in (
        (',"baseModels":{"relation":"finetune","models":[{"id":null}]}', Must.NOT_BE_OPEN),
        (',"baseModels":{"relation":"finetune","models":[]}', Must.NOT_BE_OPEN),
        (',"baseModels":{"models":[]}', Must.BE_READ),
    ):
        yield f"a record with {more}", "m.json", record.format(more), must
    mit = '{"license":{"id":"MIT"}}'
    for licence, more, must in (
        ('{"license":{"id":"MIT","licensing":{"licenseTypes":["evaluation"]}}}', "", Must.NOT_BE_OPEN),
        ('{"license":{"id":"MIT","licensing":{"expiration":"2027-01-01T00:00:00Z"}}}', "", Must.NOT_BE_OPEN),
        ('{"license":{"id":"MIT","licensing":{"licenseTypes":["perpetual"]}}}', "", Must.BE_READ),
        (mit, ',"pedigree":{"notes":"Fine-tuned from meta-llama/Llama-3.1-8B."}', Must.NOT_BE_OPEN),
        (mit, ',"pedigree":{"notes":"Trained from scratch."}', Must.BE_READ),
        (mit, ',"tags":["non-commercial"]', Must.NOT_BE_OPEN),
        (mit, ',"properties":[{"name":"x:usage-restriction","value":"research only"}]', Must.NOT_BE_OPEN),
        (mit, ',"properties":[{"name":"x:usage","value":"chat"}]', Must.BE_READ),
        (
            mit,
            ',"components":[{"type":"file","name":"m.gguf","licenses":[{"license":{"id":"CC-BY-NC-4.0"}}]}]',
            Must.NOT_BE_OPEN,
        ),
    ):
        yield f"CycloneDX: {licence}{more}", "bom.json", BOM.format(licence, more), must
    on = '{"bomFormat":"CycloneDX","specVersion":"1.6","dependencies":[{"ref":"m","dependsOn":["%s"]}],'
    for to, must in (("nowhere", Must.NOT_BE_OPEN), ("pkg:pypi/torch@2.4", Must.BE_READ)):
        bom = BOM.format(mit, ',"bom-ref":"m"').partition(",")[2].partition(",")[2]
        yield f"CycloneDX: depends on {to}", "bom.json", on % to + bom, must


def _misplaced() -> Made:
    """Bases, licences and limits that stand in another place, or under another name, than the one for them."""
    base = "meta-llama/Llama-3.1-8B"
    for fields, must in (
        (f"base_model_name: {base}", Must.NOT_BE_OPEN),
        (f"init_from: {base}", Must.NOT_BE_OPEN),
        (f"tags: ['Base_Model:{base}']", Must.NOT_BE_OPEN),
        (f"tags: [base_model: {base}]", Must.NOT_BE_OPEN),
        ("tags: ['License:cc-by-nc-4.0']", Must.NOT_BE_OPEN),
        ("tags: [region:us, 'arxiv:2407.21783']", Must.BE_READ),
        (f"own: &own {{base_model: {base}}}\n<<: *own", Must.NOT_BE_OPEN),
        (f"lineage: {{base_model: {base}}}", Must.NOT_BE_OPEN),
        (f"model-index: [{{name: x, base_model: {base}, results: []}}]", Must.NOT_BE_OPEN),
        ("model-index: [{name: x, results: []}]", Must.BE_READ),
        ("library: peft", Must.NOT_BE_OPEN),
        ("license_details: For non-commercial research use only.", Must.NOT_BE_OPEN),
        ("extra_gated_eu_disallowed: true", Must.NOT_BE_OPEN),
        ("extra_gated_eu_disallowed: false", Must.BE_READ),
        ("status: The weights are not released yet.", Must.NOT_BE_OPEN),
        (f"new_version: {base}", Must.BE_READ),
    ):
        yield f"a card with {fields}", "README.md", f"---\nlicense: mit\npipeline_tag: x\n{fields}\n---\n", must
    record = '{{"id":"a/m","pipeline_tag":"x","siblings":[{{"rfilename":"m.safetensors"}}],"license":"mit"{}}}'
    for more, must in (
        (',"card":"---\\nlicense: mit\\n---\\nFor non-commercial research use only."', Must.NOT_BE_OPEN),
        (',"card":"---\\nlicense: mit\\n---\\nIt writes verse."', Must.BE_READ),
        (',"card":{"text":"It writes verse."}', Must.SAY_SO),
        (',"modelId":"a/m","description":"For non-commercial research use only."', Must.NOT_BE_OPEN),
        (f',"config":{{"_name_or_path":"{base}"}}', Must.NOT_BE_OPEN),
    ):
        yield f"a record that says {more}", "m.json", record.format(more), must
    availability = "openness: 1\nname: x\nchannels: [download]\ncomponents: {{model-parameters-final: {{{}}}}}\n"
    yield "a native file: reached by download", "openness.yaml", availability.format("licence: MIT"), Must.BE_READ
    for stated in ("availability: perhaps", "availability: [public]", "availability: public, availability: perhaps"):
        text = availability.format(f"{stated}, licence: MIT")
        yield f"a native file: reached by download, {stated}", "openness.yaml", text, Must.NOT_BE_OPEN
    weights = f"MIT, base-models: [{{name: {base}, relation: fine-tune}}]"
    yield "a native file: a base among the weights", "openness.yaml", NATIVE.format(weights, ""), Must.NOT_BE_OPEN
    for more in (
        ',"properties":[{"name":"ai-openness:availability","value":"perhaps"}]',
        ',"copyright":"Acme. Non-commercial use only."',
    ):
        yield f"CycloneDX: MIT with {more}", "bom.json", BOM.format('{"license":{"id":"MIT"}}', more), Must.NOT_BE_OPEN
