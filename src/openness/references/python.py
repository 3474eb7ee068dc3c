"""Python read as a syntax tree: the calls that name models, and the names that reach them within the module.

Nothing is imported or run. `bindings` keeps what names are bound to, `following` what an expression may be; here stands which
calls, fields and commands name something.
"""

import ast
from collections.abc import Iterator

from attrs import evolve

from openness.references import commands, names
from openness.references.bindings import PUBLISHES, Bindings, Scope
from openness.references.following import Follower
from openness.references.lexicon import Call, Lexicon
from openness.references.nodes import keyword_of, last_of, text_of, texts_in
from openness.references.reference import Reference, UnnamedCall
from openness.references.unnamed import Outside, arguments, shown
from openness.release.location import Source
from openness.syntax.python import python_tree
from openness.vocabulary.references import Sort, Sure

_WORDS_LIMIT = 400  # words of a command that a list may be


def references(text: str, document: str, lexicon: Lexicon, first: int = 1) -> Iterator[Reference | UnnamedCall]:
    """List the references in a module, and the calls that ask for a model or a data set and do not show which.

    Args:
        text: the module.
        document: its name in the result.
        lexicon: the words by which models are named.
        first: the line of the document on which the text begins.

    Raises:
        OpennessError: when it is not Python that this interpreter can read.
    """
    yield from _Module(python_tree(text, document), document, lexicon, first - 1).references()


class _Module:
    """One module.

    Args:
        tree: its syntax tree.
        document: its name in the result.
        lexicon: the words by which models are named.
        offset: how many lines of the document stand before it.
    """

    def __init__(self, tree: ast.Module, document: str, lexicon: Lexicon, offset: int) -> None:
        self.document = document
        self.lexicon = lexicon
        self.offset = offset
        self.bindings = Bindings(tree)
        self.follower = Follower(self.bindings)
        self.outside = Outside(self.bindings)

    def references(self) -> Iterator[Reference | UnnamedCall]:
        """Every reference, those that are surest first."""
        for node, scope in self.bindings.calls:
            calls = [*self.calls_named(node)]
            named = [reference for call in calls for reference in self.of_call(node, scope, call)]
            yield from named or self.unnamed(node, scope, calls)
        for address, text in self.bindings.addresses:
            if found := names.address(text):
                yield self.reference(address, text, found, Sure.LITERAL)
        for list_ in self.bindings.lists:
            yield from self.command(list_)
        published = self.published()
        for key, around, holder in self.bindings.telling:
            if (field := self.lexicon.field(key, around)) is not None:
                for part in texts_in(holder, field.names_many):
                    if id(part) not in published:
                        yield from self.named(part, field, Sure.GUESS, "")
        for (key, _, scope), name in self.bindings.handed.items():
            if (field := self.lexicon.field(key)) is not None:
                self.follower.begin()
                for value in self.follower.values(name, scope, Sure.GUESS):
                    if text_of(value.node):
                        yield from self.named(value.node, field, Sure.GUESS, "")

    def published(self) -> set[int]:
        """The identities of the texts that name what the module publishes, and does not use."""
        texts: set[int] = set()
        for name in PUBLISHES:
            for call, scope in self.bindings.calls_of.get(name, ()):
                self.follower.begin()
                for argument in self.follower.argument(call, scope, (0, "repo_id")):
                    texts.update(id(value.node) for value in self.follower.values(argument.node, argument.scope))
        return texts

    def calls_named(self, node: ast.Call) -> Iterator[Call]:
        """The records that this call is one of."""
        found = self.lexicon.calls.get(
            self.bindings.imports.get(last_of(node.func), "").rpartition(".")[2] or last_of(node.func), ()
        )
        if not found:
            return
        dotted = f".{self.dotted(node.func)}"
        for call in found:
            if dotted.endswith(f".{call.name}") and (not call.of or self.bindings.libraries & set(call.of)):
                yield call

    def dotted(self, node: ast.expr) -> str:
        """The whole name of what is called, with what the module imported it as put in full."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name):
            parts.append(self.bindings.imports.get(node.id, node.id))
        return ".".join(reversed(parts))

    def of_call(self, node: ast.Call, scope: Scope, call: Call) -> Iterator[Reference]:
        self.follower.begin()
        revision = self.asked(node, scope, "revision")
        sort = self.asked(node, scope, "repo_type")
        if sort == "space":
            return
        if sort == "dataset":
            call = evolve(call, sort=Sort.DATASET)
        for value in self.follower.argument(node, scope, call.at):
            for found in self.follower.values(value.node, value.scope, value.sure):
                if (text := self.follower.text(found)) is not None:
                    yield from self.named(found.node, call, found.sure, revision, text)

    def unnamed(self, node: ast.Call, scope: Scope, calls: list[Call]) -> Iterator[UnnamedCall]:
        """The call itself, where a name that is unknown, or stands for no real one, is what it asks for."""
        if not calls or self.asked(node, scope, "repo_type") == "space":
            return
        for call in calls:
            for value in arguments(node, call.at):
                sort = Sort.DATASET if self.asked(node, scope, "repo_type") == "dataset" else call.sort
                self.follower.begin()
                texts = {self.follower.text(found) for found in self.follower.values(value, scope)}
                placeholder = any(text and names.is_placeholder(text, self.lexicon) for text in texts)
                if placeholder or self.outside.gives(value, scope, call):
                    yield UnnamedCall(shown(value), sort, Source(self.document, node.lineno + self.offset), placeholder)
                    return

    def asked(self, node: ast.Call, scope: Scope, keyword: str) -> str:
        """The one text under a keyword of a call; empty where there is none, or the module does not show which."""
        value = keyword_of(node, keyword)
        texts = [self.follower.text(found) for found in self.follower.values(value, scope)] if value is not None else []
        return texts[0] or "" if len(texts) == 1 else ""

    def named(
        self, node: ast.expr, call: Call, sure: Sure, revision: str, text: str | None = None
    ) -> Iterator[Reference]:
        if text is None:
            assert isinstance(node, ast.Constant)
            text = str(node.value)
        found = names.named(text, call, self.lexicon) if len(text) < 300 else None
        if found is not None and not (sure is Sure.GUESS and not found.hub and found.sort is not Sort.SERVICE):
            yield self.reference(node, text, found, sure, revision)

    def reference(self, node: ast.expr, text: str, found: names.Named, sure: Sure, revision: str = "") -> Reference:
        columns = (0, 0)
        if node.lineno == node.end_lineno and not self.offset and node.end_col_offset is not None:
            columns = (node.col_offset + 1, node.end_col_offset + 1)
        place = Source(self.document, node.lineno + self.offset, columns)
        asked = "" if revision == "main" else revision
        return Reference(found.name, found.sort, text, place, asked or found.revision, sure, found.hub)

    def command(self, node: ast.List) -> Iterator[Reference]:
        """A list of words that is handed to a program."""
        if len(node.elts) < 2 or not isinstance(node.elts[0], ast.Constant):
            return
        tokens = [commands.Token(text_of(part), part.lineno) for part in node.elts[:_WORDS_LIMIT]]
        yield from commands.of_tokens(tokens, self.document, self.lexicon)
