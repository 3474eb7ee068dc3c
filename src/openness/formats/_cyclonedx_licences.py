"""The licences of a component of a CycloneDX BOM."""

import base64
from collections.abc import Iterator

from openness import prose
from openness.formats._cyclonedx_tree import listed
from openness.formats._licences import Own, licence_said
from openness.formats._sbom import Bill
from openness.release.claim import Fact, joined_facts
from openness.release.release import LicenceText
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, every, source_of, texts_of, word_of
from openness.syntax.xml import CONTENT

_UNREAD = "LicenseRef-unread"
_ACKNOWLEDGED = ("declared", "concluded")
_FOR_GOOD = "perpetual"  # the one type of licence that grants no less than its text


class Licences:
    """Reads the licences of a BOM."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill

    def of(self, node: Mapping) -> tuple[Fact, tuple[LicenceText, ...]]:
        """The licences declared, concluded and found as evidence, with their texts; all of one kind apply."""
        own: dict[str, Own] = {}
        words: dict[str, list[tuple[Node, str]]] = {}
        evidence = [found for shown in every(node, "evidence") for found in every(shown, "licenses")]
        for entry in every(node, "licenses"):
            self.entry(entry, "", own, words)
        for entry in evidence:
            self.entry(entry, "evidence", own, words)
        facts: list[Fact] = []
        texts: dict[LicenceText, None] = {}
        for kind, found in words.items():
            if not found:
                continue
            source = source_of(self.bill.document, found[0][0])
            fact, more = licence_said([word for _, word in found], own, source, kind)
            facts.append(fact)
            texts.update(dict.fromkeys(more))
        return joined_facts(facts), tuple(texts)

    def entry(self, entry: Node, kind: str, own: dict[str, Own], words: dict[str, list[tuple[Node, str]]]) -> None:
        """One licence or expression; in XML the list itself holds them. One that cannot be read may be any licence."""
        if isinstance(entry, Scalar) and entry.null:
            return
        keys = {key.text for key, _ in entry} if isinstance(entry, Mapping) else set()
        if keys.isdisjoint(("license", "expression")) or CONTENT in keys:
            self.unread(entry, kind or "declared", own, words)
        for key, value in entry if isinstance(entry, Mapping) else ():
            outer = entry if key.text == "expression" and isinstance(value, Scalar) else value
            acknowledged = kind or word_of(outer, "acknowledgement") or "declared"
            if not kind and acknowledged not in _ACKNOWLEDGED:
                message = f"a licence is {acknowledged[:80]!r}, and neither declared nor concluded"
                self.unread(outer, acknowledged, own, words, message, "write declared or concluded")
            written: list[Scalar] = []
            if key.text == "expression":
                written = [value] if isinstance(value, Scalar) else [node for node, _ in texts_of(value, "content")]
            elif key.text == "license":
                fields = [[node for node, _ in texts_of(value, word)] for word in ("id", "name", "url")]
                written = next(filter(None, fields), [])
                if fields[0] and fields[1]:  # either is a licence by itself
                    words.setdefault(f"{acknowledged} by name", []).extend((node, node.text) for node in fields[1])
                for node in written:
                    self.define(node.text.strip(), node.text.strip(), value, own)
            elif key.text == "expressionDetails":
                for detail in value.items if isinstance(value, Sequence) else (value,):
                    id = word_of(detail, "licenseIdentifier")
                    self.define(id, "" if id.startswith("LicenseRef-") else id, detail, own)
            words.setdefault(acknowledged, []).extend((node, node.text) for node in written)
            if key.text in ("license", "expression") and not any(node.text.strip() for node in written):
                self.unread(value, acknowledged, own, words)

    def links(self, node: Mapping) -> Iterator[tuple[int, str]]:
        """The addresses that stand beside the id or the name of a licence."""
        evidence = [found for shown in every(node, "evidence") for found in every(shown, "licenses")]
        for entry in (*every(node, "licenses"), *evidence):
            for licence in every(entry, "license"):
                if word_of(licence, "id") or word_of(licence, "name"):
                    yield from ((written.line, text) for written, text in texts_of(licence, "url"))

    def limits(self, node: Mapping) -> Iterator[tuple[int, str]]:
        """The fields by which a licence was granted for a time, an evaluation, some devices or people, and not for good."""
        for licence in (licence for entry in every(node, "licenses") for licence in every(entry, "license")):
            for licensing in every(licence, "licensing"):
                for sort in listed(licensing, "licenseTypes", "licenseType"):
                    word = sort.text.strip() if isinstance(sort, Scalar) else "what is not a word"
                    if word != _FOR_GOOD:
                        yield sort.line, f"licenseTypes: {word}"
                for end, text in texts_of(licensing, "expiration"):
                    yield end.line, f"expiration: {text}"

    def unread(
        self,
        node: Node,
        kind: str,
        own: dict[str, Own],
        words: dict[str, list[tuple[Node, str]]],
        message: str = "a licence has neither an id nor a name",
        help: str = "write its SPDX id",
    ) -> None:
        self.bill.odd(node.line, message, help)
        own[_UNREAD] = Own(written="a licence without a name")
        words.setdefault(kind, []).append((node, _UNREAD))

    def define(self, id: str, name: str, node: Node, own: dict[str, Own]) -> None:
        """A licence with a text of its own."""
        for text in every(node, "text"):
            content = (
                text if isinstance(text, Scalar) else next((written for written, _ in texts_of(text, "content")), None)
            )
            if content is None or not id:
                continue
            words, unread = content.text, False
            if encoding := word_of(text, "encoding").lower():
                try:
                    words = base64.b64decode("".join(words.split()), validate=True).decode("utf-8")
                except ValueError:
                    words, unread = "", True
                unread |= encoding != "base64"  # the format's only one
            own_text = Own(name, words, content.line, unread)
            if not own_text.holds_text and any(prose.terms(words)):  # one line, and it limits what the name grants
                own_text = Own(name, "", content.line, True)
            if own_text.holds_text:
                own[id] = own_text if id not in own or own[id] == own_text else Own(name, "", content.line, True)
