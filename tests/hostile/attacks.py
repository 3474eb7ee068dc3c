"""Attacking inputs, made here and never stored: each with what must happen to it."""

from collections.abc import Iterator
from enum import Enum

from attrs import frozen

CARD = "---\nlicense: {}\npipeline_tag: x\n---\n{}"
NATIVE = "openness: 1\nname: x\ncomponents: {{model-parameters-final: {{availability: public, licence: {}}}}}\n{}"
OPEN = NATIVE.format("MIT", "")


class Must(Enum):
    """What must happen to an attack; in every case there is no crash, and nothing acts on a terminal."""

    FAIL = "a clear error: exit 2, path and what is wrong, no result"
    NOT_BE_OPEN = "no open rung is reached on it"
    END = "it is read or refused, and that soon"
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
    yield "UTF-16", "README.md", CARD.format("mit", "").encode("utf-16"), Must.FAIL
    yield "UTF-16, other end first", "openness.yaml", b"\xfe\xff" + OPEN.encode("utf-16-be"), Must.FAIL
    yield "UTF-32", "openness.yaml", OPEN.encode("utf-32"), Must.FAIL
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
        ("files that are no list", record.format("", "", "").replace("[]", '"model.bin"'), Must.NOT_BE_OPEN),
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
    yield "words that are no expression", "README.md", CARD.format("MIT " * 5_000, ""), Must.NOT_BE_OPEN
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
    """What a careless reader needs for ever for."""
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
        "10,000 unknown fields",
        "openness.yaml",
        ("openness: 1\n" + "".join(f"n{i}ame: d\n" for i in range(10_000))),
        Must.END,
    )
    yield (
        "TOML: 60,000 keys",
        "openness.toml",
        ("openness = 1\n" + "".join(f"a{i} = 1\n" for i in range(60_000))),
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
        "bases": "".join(f"This model is a fine-tuned version of org/x-{number}. " for number in range(40_000)),
        "half a name": ("This model is a fine-tuned version of " + "a" * 90 + "/" + "-" * 90 + ". ") * 8_000,
        "half a link": ("This model is a fine-tuned version of [" + "a" * 190 + ". ") * 8_000,
        "blanks about a base": ("This model was merged using " + " " * 700 + " as a base. ") * 2_500,
        "bases of a merge that is none": ("merged using " * 50 + "x as a base. ") * 2_500,
        "merges": "The following models were included in the merge.\n\n" * 35_000,
        "a merge of all": "The following models were included in the merge:\n" + "* org/x-1\n" * 150_000,
    }.items():
        yield f"prose of {name}", "README.md", CARD.format("cc-by-nc-4.0", prose), Must.END


def _lent() -> Made:
    """What would borrow an answer: a list read as a choice, a base in another shape, a part that lends to another."""
    lists = {
        "a choice beside a limit": '["MIT OR Apache-2.0", cc-by-nc-4.0]',
        "tabs around OR": '["MIT\\tOR\\tMIT", CC-BY-NC-4.0]',
        "closing a parenthesis": '["MIT) OR (MIT", CC-BY-NC-4.0]',
        "something that is no word": "[MIT, {}]",
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
