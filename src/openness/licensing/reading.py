"""The extent to which the text of a licence was read, as its record states it."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from openness.value import Value


@frozen(eq=False, repr=False)
class ReadDocument(Value):
    """One document that a reader read: the agreement, a policy, another language.

    Args:
        name: which document.
        source: where it was read; empty for a document that was not at hand.
        whole: it was read from end to end.
    """

    name: str
    source: str = ""
    whole: bool = False


@frozen(eq=False, repr=False)
class Reading(Value):
    """When, where and how far a text was read.

    Args:
        on: the day.
        source: where.
        whole: every document of it was read from end to end.
        note: what a reader of the record should know.
        documents: each document apart; empty where the record does not tell them apart.
    """

    on: str = ""
    source: str = ""
    whole: bool = False
    note: str = ""
    documents: tuple[ReadDocument, ...] = ()


def reading(record: Mapping[str, Any]) -> Reading:
    """A reading; whole only where each of its documents is.

    >>> agreement = {"name": "agreement", "from": "LICENSE", "whole": True}
    >>> reading({"on": "2026-11-29", "document": [agreement, {"name": "policy", "whole": False}]}).whole
    False
    """
    documents = tuple(
        ReadDocument(document.get("name", ""), document.get("from", ""), document.get("whole", False))
        for document in record.get("document", ())
    )
    return Reading(
        str(record.get("on", "")),
        record.get("from", "") or "; ".join(filter(None, (document.source for document in documents))),
        all(document.whole for document in documents) if documents else record.get("whole", False),
        record.get("note", ""),
        documents,
    )
