"""SARIF: each rule leads to the page that explains it."""

import json
import os
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote

import pytest

from openness.api import check
from openness.release.finding import Code
from openness.reports import sarif

TOP = Path(__file__).parents[2]
CARD = "---\nlicense: cc-by-nc-4.0\nlicense_name: mit\npipeline_tag: x\n---\n"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Read the metadata anew."""
    cached = sarif._documentation
    cached.cache_clear()
    yield
    cached.cache_clear()


@pytest.mark.parametrize("code", Code)
def test_every_code_has_its_place_on_the_page(code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_documentation", lambda: ("docs", "md"))
    path, _, anchor = sarif.page("findings", code.value).partition("#")
    assert anchor == code.value
    assert f'<a id="{anchor}"></a>' in (TOP / path).read_text(encoding="utf-8")


class Stated:
    """Metadata that state an address of the documentation."""

    def get_all(self, name: str, default: list[str]) -> list[str]:
        return ["Source, https://example.org/s", "Documentation, https://example.org/docs/"]


@pytest.mark.parametrize("published", [True, False])
def test_a_rule_of_the_report_leads_to_its_page(
    published: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its address where the pages are published, and by its path in the repository where they are not."""
    if published:
        monkeypatch.setattr(metadata, "metadata", lambda name: Stated())
    else:
        monkeypatch.setattr(sarif, "_documentation", lambda: ("docs", "md"))
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "policy.toml").write_text('[check]\nrequire = { spectrum = "open-weights" }\n')
    outcome = check(str(tmp_path), policy=tmp_path / "policy.toml")
    rules = json.loads(sarif.write(outcome))["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= {"licence-disputed", "policy/spectrum"}
    for rule in rules:
        page = f"findings.html#{rule['id']}" if rule["id"] in list(Code) else "policy-file.html"
        if published:
            assert rule["helpUri"] == f"https://example.org/docs/reference/{page}"
            assert rule["helpUri"] in rule["help"]["markdown"]
        else:
            assert "helpUri" not in rule
            assert rule["help"]["text"].endswith(f"docs/reference/{page.replace('html', 'md')}")


@pytest.mark.skipif(os.name == "nt", reason="a colon ends the name of a drive there")
@pytest.mark.parametrize("name", ["::error::x", "a:b", "1:2", "C:"])
def test_a_folder_with_a_colon_is_named_from_here_as_any_other(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colon is escaped, so that none in the first name is taken for the end of a scheme (RFC 3986, 4.2)."""
    for folder in (name, "plain"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "README.md").write_text(CARD)
    monkeypatch.chdir(tmp_path)
    results = json.loads(sarif.write(check(".")))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results]
    assert {place.get("uriBaseId") for place in places} == {"%SRCROOT%"}
    assert {unquote(place["uri"]) for place in places} == {f"{name}/README.md", "plain/README.md"}
    assert not any(":" in place["uri"] for place in places)
