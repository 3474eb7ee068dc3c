"""Files of a size in the formats that a release seldom has: by what there is much of, a label, a name and the content."""

from collections.abc import Iterator
from pathlib import Path

SUMMARY = Path(__file__).parents[1] / "corpus/training_summary/heron-training-summary.md"


def files(count: int) -> Iterator[tuple[str, str, str]]:
    """Every such file, with so many of something."""
    yield from _of_settings(count)
    yield from _of_forms(count)
    yield from _of_lists(count)


def _listed(form: str, count: int, between: str = ",") -> str:
    return between.join(form.replace("~", str(number)) for number in range(count))


def _of_settings(count: int) -> Iterator[tuple[str, str, str]]:
    fields = _listed('"f~_name_or_path": "a/b~"', count)
    yield "adapter: fields", "adapter_config.json", f'{{"base_model_name_or_path": "a/b", {fields}}}'
    models = _listed('{"model": "a/b~", "parameters": {"weight": 0.5}}', count)
    yield "mergekit: models", "mergekit_config.yml", f"merge_method: linear\nmodels: [{models}]\n"
    sources = _listed('{"sources": [{"model": "a/b~+a/c~", "layer_range": [0, 8]}]}', count)
    yield "mergekit: slices", "mergekit_config.yml", f"merge_method: slerp\nslices: [{sources}]\n"
    yield (
        "mergekit: a sum",
        "mergekit_config.yml",
        f"merge_method: slerp\nmodels: [{{model: {_listed('a/b~', count, '+')}}}]\n",
    )
    licences = _listed('"odd~"', count)
    yield "modelpack: licences", "x.modelpack.json", f'{{"descriptor": {{"name": "x", "licenses": [{licences}]}}}}'
    links = _listed('"https://a.example/~"', count)
    yield "modelpack: data sets", "x.modelpack.json", f'{{"descriptor": {{"name": "x", "datasetsURL": [{links}]}}}}'


def _of_forms(count: int) -> Iterator[tuple[str, str, str]]:
    summary = SUMMARY.read_text(encoding="utf-8")
    lists = _listed("List of large publicly available datasets: a/d~, https://a.example/~", count, "\n")
    yield "training summary: data sets", "EU_Public_Summary.md", f"{summary}\n{lists}\n"
    headings = _listed("### 2.~. Publicly available datasets", count, "\n\n")
    yield "training summary: headings", "EU_Public_Summary.md", f"{summary}\n{headings}\n"
    form = "# Documentation of training data\n\n## System\n\n**Name of the generative AI system or service:** X\n\n"
    sets = _listed("- a/d~: public, licence odd~", count, "\n")
    yield "filled form: data sets", "ab-2013.md", f"{form}**(1) Sources or owners of the datasets:**\n\n{sets}\n"
    yield "explanation: limits", "USAGE.md", _listed("For research use only, says clause ~.", count, "\n\n")
    lines = _listed('<p>The weights are under <a href="https://a.example/~">odd~</a>.</p>', count, "\n")
    yield "explanation: a page", "model_card.html", f"<html><body>{lines}</body></html>"
    heads = _listed('<script type="application/ld+json">{"@type": "Dataset", "license": "odd~"}</script>', count, "\n")
    yield "explanation: heads of a page", "model_card.html", f"<html><head>{heads}</head></html>"


def _of_lists(count: int) -> Iterator[tuple[str, str, str]]:
    parts = _listed('{"name": "Training code", "license": "odd~"}', count)
    framework = 'framework: {"name": "Model Openness Framework", "version": "1.0"}\n'
    yield "MOF: components", "mof.yaml", f'{framework}release: {{"name": "x", "components": [{parts}]}}\n'
    entries = _listed('{"name": "a/m~", "license": "odd~", "artifacts": [{"uri": "oci://a.example/~"}]}', count)
    yield "catalogue: models", "catalogue.json", f'{{"models": [{entries}]}}'
    artifacts = _listed('{"uri": "oci://a.example/~"}', count)
    yield (
        "catalogue: artefacts",
        "catalogue.json",
        f'{{"models": [{{"name": "a/m", "license": "mit", "artifacts": [{artifacts}]}}]}}',
    )
    documents = _listed('{"class": "open", "link": "", "notes": "n"}', 1)
    fields = "".join(
        f"{name}: {documents}\n" for name in ("preprint", "paper", "modelcard", "datasheet", "weights_endmodel")
    )
    system = 'system: {"endmodelname": "X", "endmodellicense": "MIT", "basemodelname": "a/b"}\norg: {"name": "A"}\n'
    yield "index: unknown fields", "heron.yaml", system + fields + _listed("odd~: {class: open}\n", count, "")
    licences = _listed("odd~", count, ", ")
    yield "index: licences", "heron.yaml", system.replace("MIT", licences) + fields
    for key, item in {
        "tags": '"license:odd~"',
        "siblings": '{"rfilename": "m~.safetensors"}',
        "baseModels": '{"id": "a/b~"}',
    }.items():
        many = f"[{_listed(item, count)}]"
        value = f'{{"relation": "merge", "models": {many}}}' if key == "baseModels" else many
        rest = "" if key == "siblings" else ', "siblings": [{"rfilename": "m.safetensors"}]'
        yield f"record of the Hub: {key}", "info.json", f'{{"id": "a/m", "private": false{rest}, "{key}": {value}}}'
