"""Sentences below the heading of a licence that state no term of their own, and sentences that state one besides."""

from openness import prose

#: Each asks what an open licence asks as well, or undoes what binds.
HARMLESS = [
    "The changed files are listed, as section 4 of it requires.",
    "You must retain the copyright notice and give credit to the authors.",
    "Attribution is required.",
    "If you use Heron, please cite our paper.",
    "You may not use this file except in compliance with the License.",
    "It comes without warranty of any kind, express or implied.",
    "In no event shall the authors be liable for any claim, whether in an action of contract or otherwise.",
    "Unless required by applicable law, it is distributed on an “as is” basis.",
    "You must comply with all applicable laws.",
    "Our trademarks must not be used to endorse what you make.",
    "If you have questions, contact us.",
    "No permission, no fee and no registration is needed.",
    "You do not need to register or to pay.",
    "You may use it for any purpose without asking.",
    "It is not limited to research.",
    "Only attribution is required.",
    "By contributing you agree that your contribution is under this licence.",
    "Vous devez citer l'article.",
    "Die Nutzung ist ohne Einschränkungen erlaubt.",
    "使用时请注明出处。",
    "Permission to use it for any purpose, with or without fee, is hereby granted.",
    "The condition is that licence headers are retained.",
    "“Source” shall mean the form that is preferred for changes.",
    "The notice is for informational purposes only and does not modify the License.",
    "You must not misrepresent where it comes from.",
    "You do not need to give anybody your written permission.",
    "For help or issues using Heron, please open an issue.",
    "The base model is MIT. Not redistributed here.",
    "Heron must not be used for a diagnosis without further validation.",
    "出典を明記してください。",
]

#: Each has a harmless thing, and something that binds besides.
BESIDES = [
    "You must retain the copyright notice and must feed our cat.",
    "Attribution is required, and guests must leave by noon.",
    "You must keep this notice unless our board decides otherwise.",
    "You must not pass it on without our permission.",
    "It is forbidden to use Heron to break the law or for surveillance.",
    "You are prohibited from using Heron for surveillance or to break the law.",
    "No fee is needed for members; others must wear a hat.",
    "If you have questions, contact us; if you are a guest, leave by noon.",
    "You must comply with the law and have to ask our board.",
    "Permission to use it is granted, and guests must leave by noon.",
    "Users are not permitted to use Heron for regulatory reports.",
    "You do not need to pay but must ask us for permission.",
]


def limits(body: str) -> list[tuple[int, str]]:
    """The terms of a text that a rule understands: the line of each, and its words."""
    return [(term.line, term.sentence) for term in prose.terms(body) if term.understood]
