"""Python: which calls name a model, and how the name reaches them."""

import ast
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.references.lexicon import lexicon
from openness.references.python import references
from openness.references.reference import Reference
from openness.references.scan import distinct
from openness.vocabulary.references import Sort, Sure


def found(text: str) -> list[Reference]:
    """The references in a module, each thing once a line."""
    return distinct(one for one in references(dedent(text), "a.py", lexicon()) if isinstance(one, Reference))


def named(text: str) -> list[tuple[str, int, str]]:
    """Name, line and how sure."""
    return [(one.name, one.source.line, one.sure.value) for one in found(text)]


@pytest.mark.parametrize(
    ("call", "name", "sort"),
    [
        ('AutoModel.from_pretrained("acme-ai/m1")', "acme-ai/m1", Sort.MODEL),
        ('AutoModel.from_pretrained("bert-base-uncased")', "google-bert/bert-base-uncased", Sort.MODEL),
        ('pipeline("text-generation", model="acme-ai/m1")', "acme-ai/m1", Sort.MODEL),
        ('pipeline("text-generation", "gpt2")', "openai-community/gpt2", Sort.MODEL),
        ('hf_hub_download("acme-ai/m1", "x.bin")', "acme-ai/m1", Sort.MODEL),
        ('hf_hub_download(repo_id="acme-ai/m1", filename="x.bin")', "acme-ai/m1", Sort.MODEL),
        ('load_dataset("imdb")', "stanfordnlp/imdb", Sort.DATASET),
        ('load_dataset(path="acme-ai/d1", split="train")', "acme-ai/d1", Sort.DATASET),
        ('SentenceTransformer("all-MiniLM-L6-v2")', "sentence-transformers/all-MiniLM-L6-v2", Sort.MODEL),
        ('LLM(model="acme-ai/m1")', "acme-ai/m1", Sort.MODEL),
        ('timm.create_model("hf_hub:acme-ai/m1")', "acme-ai/m1", Sort.MODEL),
        ('spacy.load("en_core_web_sm")', "spacy/en_core_web_sm", Sort.MODEL),
        ('whisper.load_model("large-v3")', "openai/whisper-large-v3", Sort.MODEL),
        ('client.chat.completions.create(model="gpt-4o")', "openai/gpt-4o", Sort.SERVICE),
        ('client.messages.create(model="claude-3-opus-20240229")', "anthropic/claude-3-opus-20240229", Sort.SERVICE),
        ('litellm.completion(model="huggingface/acme-ai/m1")', "acme-ai/m1", Sort.MODEL),
        ('litellm.completion(model="anthropic/claude-3-opus")', "anthropic/claude-3-opus", Sort.SERVICE),
        ('init_chat_model("openai:gpt-4o")', "openai/gpt-4o", Sort.SERVICE),
        ('ChatOllama(model="llama3.1:8b")', "ollama/llama3.1:8b", Sort.MODEL),
        ('get("https://huggingface.co/acme-ai/m1/resolve/main/x.bin")', "acme-ai/m1", Sort.MODEL),
    ],
)
def test_a_call_names_what_it_loads(call: str, name: str, sort: Sort) -> None:
    libraries = "import anthropic, litellm, spacy, timm, transformers, vllm, whisper\n"
    assert [(one.name, one.sort, one.source.line) for one in found(f"{libraries}{call}\n")] == [(name, sort, 2)]


@pytest.mark.parametrize(
    "text",
    [
        'x = "acme-ai/m1"',
        'print("acme-ai/m1")',
        'open("data/file")',
        'AutoModel.from_pretrained("./outputs/m1")',
        'AutoModel.from_pretrained("outputs/m1")',
        'AutoModel.from_pretrained("your-org/m1")',
        'AutoModel.from_pretrained("acme-ai/config.json")',
        "AutoModel.from_pretrained(path)",
        'AutoModel.from_pretrained(f"acme-ai/{size}")',
        'load_dataset("json", data_files="a.json")',
        'LLM(model="acme-ai/m1".replace("a", b))',
        'requests.get("https://huggingface.co/docs/transformers")',
        'response(content_type="text/plain", model="application/json")',
        '"""AutoModel.from_pretrained("acme-ai/m1")"""',
        '# AutoModel.from_pretrained("acme-ai/m1")',
        'pipeline("acme-ai", "acme-ai/m1")',  # somebody else's pipeline
    ],
)
def test_what_only_looks_like_a_name_is_no_reference(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('M = "acme-ai/m1"\nf.from_pretrained(M)', [("acme-ai/m1", 1, "constant")]),
        ('def f(m="acme-ai/m1"):\n    g.from_pretrained(m)', [("acme-ai/m1", 1, "constant")]),
        ('def f(m):\n    g.from_pretrained(m)\nf("acme-ai/m1")', [("acme-ai/m1", 3, "constant")]),
        ('M = {"a": "acme-ai/m1", "b": "acme-ai/m2"}\nf.from_pretrained(M["b"])', [("acme-ai/m2", 1, "constant")]),
        (
            'M = {"a": "acme-ai/m1", "b": "acme-ai/m2"}\nf.from_pretrained(M[key])',
            [("acme-ai/m1", 1, "guess"), ("acme-ai/m2", 1, "guess")],
        ),
        ('p.add_argument("--m", default="acme-ai/m1")\nf.from_pretrained(args.m)', [("acme-ai/m1", 1, "constant")]),
        (
            '@click.option("--m", default="acme-ai/m1")\ndef f(m):\n    g.from_pretrained(m)',
            [("acme-ai/m1", 1, "constant")],
        ),
        (
            'class C:\n    m: str = field(default="acme-ai/m1")\nf.from_pretrained(C().m)',
            [("acme-ai/m1", 2, "constant")],
        ),
        (
            'class C(BaseModel):\n    m: str = Field("acme-ai/m1")\nf.from_pretrained(c.m)',
            [("acme-ai/m1", 2, "constant")],
        ),
        (
            'class C:\n    def __init__(self):\n        self.m = "acme-ai/m1"\n        f.from_pretrained(self.m)',
            [("acme-ai/m1", 3, "constant")],
        ),
        ('f.from_pretrained(os.getenv("M", "acme-ai/m1"))', [("acme-ai/m1", 1, "constant")]),
        ('f.from_pretrained(m or "acme-ai/m1")', [("acme-ai/m1", 1, "literal")]),
        ('O = "acme-ai"\nf.from_pretrained(f"{O}/m1")', [("acme-ai/m1", 2, "literal")]),
        (
            'for m in ["acme-ai/m1", "acme-ai/m2"]:\n    f.from_pretrained(m)',
            [("acme-ai/m1", 1, "constant"), ("acme-ai/m2", 1, "constant")],
        ),
        (
            'k = {"pretrained_model_name_or_path": "acme-ai/m1"}\nf.from_pretrained(**k)',
            [("acme-ai/m1", 1, "constant")],
        ),
        ('embedding_model = "acme-ai/m1"', [("acme-ai/m1", 1, "guess")]),
        ('train(model_name_or_path="acme-ai/m1")', [("acme-ai/m1", 1, "guess")]),
        ('run(["vllm", "serve", "acme-ai/m1"])', [("acme-ai/m1", 1, "literal")]),
    ],
)
def test_a_name_is_followed_within_the_module(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("call", "revision", "pinned"),
    [
        ('f.from_pretrained("acme-ai/m1")', "", False),
        ('f.from_pretrained("acme-ai/m1", revision="main")', "", False),
        ('f.from_pretrained("acme-ai/m1", revision="v1.0")', "v1.0", False),
        ('f.from_pretrained("acme-ai/m1", revision="0123abc4")', "0123abc4", True),
        ('R = "0123abc4"\nf.from_pretrained("acme-ai/m1", revision=R)', "0123abc4", True),
    ],
)
def test_only_a_commit_pins(call: str, revision: str, pinned: bool) -> None:
    assert [(one.revision, one.pinned) for one in found(call)] == [(revision, pinned)]


@pytest.mark.parametrize("text", ["a = " + "(" * 90_000, "a=" + "-" * 900_000 + "1", "print 'x'"])
def test_what_is_no_python_or_too_deep_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(OpennessError) as error:
        list(references(text, "a.py", lexicon()))
    assert "nothing in it is read" in str(error.value)


def test_a_chain_of_any_length_is_read_or_too_deep() -> None:
    """Python 3.14 reads what older ones find too deep."""
    try:
        assert list(references("a=" + "a." * 90_000 + "b", "a.py", lexicon())) == []
    except OpennessError as error:
        assert "nothing in it is read" in str(error)


def test_a_download_may_be_of_data_and_a_space_is_neither() -> None:
    call = 'snapshot_download("acme-ai/x1", repo_type="{}")'
    assert [one.sort for one in found(call.format("dataset"))] == [Sort.DATASET]
    assert found(call.format("space")) == []


def test_names_that_lead_to_each_other_end() -> None:
    assert named("a = b\nb = a\nf.from_pretrained(a)") == []
    assert named("def f(m):\n    f(m)\n    g.from_pretrained(m)") == []
    assert named("M = [M, M]\nf.from_pretrained(M)") == []


#: Programs of assignments and one call; an oracle runs them.
_NAMES = st.sampled_from(["a", "b", "c", "d"])
_LINES = st.lists(st.tuples(_NAMES, st.one_of(_NAMES, st.integers(0, 9))), min_size=1, max_size=8)


@given(_LINES, _NAMES)
def test_what_running_the_module_would_load_is_always_among_what_is_found(
    lines: list[tuple[str, str | int]], asked: str
) -> None:
    """The simple oracle: run the assignments, and see what the call gets."""
    known: dict[str, str] = {}
    text = []
    for name, value in lines:
        if isinstance(value, int):
            known[name] = f"acme-ai/m{value}x"
            text.append(f'{name} = "acme-ai/m{value}x"')
        elif value in known:
            known[name] = known[value]
            text.append(f"{name} = {value}")
    text.append(f"f.from_pretrained({asked})")
    module = "\n".join(text)
    ast.parse(module)
    results = {one.name for one in found(module)}
    assert ({known[asked]} if asked in known else set()) <= results
    assert results <= set(known.values()) | {f"acme-ai/m{value}x" for _, value in lines if isinstance(value, int)}


def test_a_name_that_nothing_sets_names_no_model() -> None:
    assert not [one.name for one in found('a = "acme-ai/m1x"\nf.from_pretrained(b)') if one.name]


def test_the_surest_of_two_readings_counts() -> None:
    assert [one.sure for one in found('f.from_pretrained(model_name="acme-ai/m1")')] == [Sure.LITERAL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('class EmbeddingModel(Enum):\n    A = "acme-ai/m1"\n    B = "x"', [("acme-ai/m1", 2, "guess")]),
        ('class Model(Base):\n    a = "acme-ai/m1"', []),
        ('MODELS = {"acme-ai/m1": {"size": 7}}', [("acme-ai/m1", 1, "guess")]),
        ('SIZES = {"acme-ai/m1": 7}', []),
        (
            '@pytest.mark.parametrize("n, m", [(1, "acme-ai/m1"), pytest.param(2, "acme-ai/m2", id="x")])\n'
            "def test(n, m):\n    f.from_pretrained(m)",
            [("acme-ai/m1", 1, "constant"), ("acme-ai/m2", 1, "constant")],
        ),
        (
            'ALL = ["acme-ai/m1"]\n@pytest.mark.parametrize("m", ALL)\ndef test(m):\n    f.from_pretrained(m)',
            [("acme-ai/m1", 1, "constant")],
        ),
        ('def f():\n    m = "acme-ai/m1"\n    Trainer(model=m)', [("acme-ai/m1", 2, "guess")]),
        ('x = InputConfig(value="a", values=["acme-ai/m1"])\nmodel = x', []),
        ('c = {"Model": InputConfig(value="a", values=["acme-ai/m1"])}', [("acme-ai/m1", 1, "guess")]),
        ('model["path"] = "acme-ai/m1"', [("acme-ai/m1", 1, "guess")]),
    ],
)
def test_lists_tables_and_tests_tell_what_they_name(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'model.push_to_hub(repo_id="acme-ai/m1")',
        'TrainingArguments(hub_model_id="acme-ai/m1")',
        'class A:\n    repo_id: str = field(default="acme-ai/d1")\ndataset.push_to_hub(args.repo_id)',
    ],
)
def test_a_repository_that_the_code_publishes_is_none_that_it_uses(text: str) -> None:
    assert named(text) == []
