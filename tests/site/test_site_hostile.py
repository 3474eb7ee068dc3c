"""Whatever a name, a licence, a place or a reason holds, no page of the site acts on it or breaks."""

import json
import re

import pytest
from tests.support.hostile_words import UNSAFE
from tests.support.hostile_words import WORDS as REPORTED
from tests.support.sites import PLAIN, Built, published

from openness import Release
from openness.blocks.markup import safe, tag
from openness.release.claim import Claim, Fact
from openness.release.component import Component, Item
from openness.release.hints import LimitInProse
from openness.release.location import Origin, Source
from openness.release.release import BaseModel
from openness.vocabulary import Basis, Kind, Label, Relation

MORE = {
    "a script's end": "</script><script>alert(1)</script>",
    "a title's end": "</title></head><body onload=alert(1)>",
    "an SVG": "<svg/onload=alert(1)>",
    "a quote": '" onmouseover="alert(1)" x="',
    "an address that acts": "javascript:alert(1)",
    "an address that acts, in disguise": "JaVaScRiPt\t:alert(1)//https://example.org",
    "data as an address": "data:text/html,<script>alert(1)</script>",
    "an address that breaks out": 'https://example.org/"><img src=x onerror=alert(1)>',
    "GitHub that is none": 'github:a/b@1234567:x"><script>alert(1)</script>',
    "a template": "{{7*7}} ${7*7} <%= 7 %>",
    "a comment": "<!-- <!--> --!>",
    "dots": "../../../../etc/passwd",
    "a name of the site": "index",
    "prototype": "__proto__",
    "only marks": "💥",
    "many letters": "x" * 20_000,
}


def spoken(word: str) -> Built:
    """A site of two releases that say a word in every place there is."""
    source = Source(word[:2_000], 7)
    origin = Origin(word, word, word, word, second_hand=True)

    def fact(value: str) -> Fact:
        return Fact((Claim(value, Basis.DECLARED, source, word, word, origin),))

    item = Item(word, fact("public"), fact(word), location=fact(word))
    release = Release(
        name=fact(word),
        version=fact(word),
        producer=fact(word),
        components=tuple(Component(kind, (item,)) for kind in (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS)),
        base_models=(BaseModel(word, Relation.FINE_TUNE, source, fact(word), word, origin=origin),),
        limits=(LimitInProse(source, word),),
        labels=(Claim(Label.OPEN_SOURCE, Basis.DECLARED, source, word, word),),
        read=(word,),
        unread=(word,),
    )
    return published([(word, release), (f"{word}/README.md", release)])


WORDS = {name: word for name, word in REPORTED.items() if not name.startswith("a command after ")} | MORE


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_word_is_inert_on_every_page(word: str) -> None:
    site = spoken(word)
    for name, text in site.files.items():
        assert re.fullmatch(r"(?:[a-z]+/)?[a-z0-9][a-z0-9.-]*", name), name
        assert ".." not in name
        text.encode("utf-8")
        assert not UNSAFE.search(text), name
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith((".html", ".svg")):
            page = site.page(name)  # well-formed, and no comment
            for one in page.all():
                assert one.name in PLAIN, (name, one.name)
                assert not [key for key in one.attributes if key.startswith("on") or key == "style"], name
                for key in ("href", "src"):
                    assert safe(one.attributes.get(key, "")), (name, one.attributes)
            scripts = [one for one in page.all("script") if "src" not in one.attributes]
            assert [script.attributes["type"] for script in scripts] == ["application/json"] * len(scripts)
            for one in scripts:
                assert "<" not in one.whole
                json.loads(one.whole)
        assert len(text) < 400_000, name  # however long a word is
    assert len(site.slugs) == len(set(site.slugs)) == 2


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "vbscript:x", "data:,x",
        "file:///etc/passwd", "blob:x", "mailto:a@b", "x:y/z", "\x01javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_could_act_is_left_out(address: str) -> None:
    assert not safe(address)
    assert str(tag("a", "x", href=address)) == "<a>x</a>"


@pytest.mark.parametrize(
    "address", ["a.html", "../a/b.html#c", "#c", "https://example.org/a:b", "HTTP://example.org", "a/b:c"]
)
def test_an_address_that_only_leads_somewhere_is_kept(address: str) -> None:
    assert safe(address)


def test_a_piece_of_markup_is_made_by_its_elements_alone() -> None:
    assert str(tag("p", "<b>", tag("b", "&"), title='"<')) == '<p title="&quot;&lt;">&lt;b&gt;<b>&amp;</b></p>\n'
