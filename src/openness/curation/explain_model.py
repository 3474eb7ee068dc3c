"""Explains a well-known model by its name on the Hub: the terms that its weights are under, and how the name tells them."""

from collections.abc import Iterator

from openness.curation.explanation import Explanation
from openness.shelf.shelf import Shelf
from openness.vocabulary import hub


def models(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A model that the table of well-known models knows; a name without an account only where it is the whole name of one."""
    name = hub.repository(word.removeprefix(hub.SOURCE))
    known = shelf.known_base(name)
    if known is None or not (known.certain or "/" in name):
        return
    licences = [licence.name if (licence := shelf.licence(id)) else id for id in known.stands_for]
    if not known.certain:
        first = "it is called by the name of a family: what is made from one of that family is bound by these terms"
    elif len(licences) > 1:
        first = "its weights are under one of these, and its name does not say which"
    else:
        first = "its weights are under this licence"
    lines = [("", first), *(("licence", f"{id}: {name}") for id, name in zip(known.stands_for, licences, strict=True))]
    if not known.certain:
        lines.append(("besides", "whoever changed the model may have added terms that nobody here knows"))
    lines += [("licensor", known.licensor)] if known.licensor else []
    lines += [("because", f"{known.rule.says}; {known.because}")]
    record = {
        "id": name,
        "sort": "model",
        "licences": list(known.stands_for),
        "certain": known.certain,
        "licensor": known.licensor,
        "rule": known.rule.value,
        "because": known.because,
    }
    yield Explanation(name, "model", tuple(lines), record)
