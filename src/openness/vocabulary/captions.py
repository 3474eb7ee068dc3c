"""The headings and labels of a report on a release; `openness explain` explains each."""

from openness.vocabulary.words import Word


class Caption(Word):
    """The words that stand above or before a part of a report on a release."""

    WHAT_YOU_MAY_DO = (
        "what-you-may-do",
        "What you may do",
        "the uses that people ask about, each with yes, no or unknown; `openness may` has the whole answer",
    )
    LICENCE = (
        "licence",
        "Licence",
        "the licence of the weights, or of a data set, with who states it where that leaves a doubt, and its base models' terms",
    )
    HELD_BACK = "held-back", "Held back", "the first reason why the release does not reach the highest level"
    IF_IT_IS_YOURS = (
        "if-it-is-yours",
        "If it is yours",
        "advice to the maker: the change that raises most for the least effort",
    )
    NEXT_STEP = (
        "next-step",
        "Next",
        "what a reader can do where our description of a system leaves out what its maker may say",
    )
    LOOK_OUT = "look-out", "Look out", "the findings, which a person should look at; `--full` shows each with its place"
    YOU_MUST = "you-must", "You must", "what the licences ask of whoever uses it or passes it on"
    HOW_OPEN_IT_IS = "how-open-it-is", "How open it is", "the level on the spectrum, with the criteria it rests on"
    WHAT_HOLDS_IT_BACK = (
        "what-holds-it-back",
        "What holds it back",
        "each reason why the result under a definition is not a better one, with the definitions that it concerns",
    )
    PARTS = "parts", "Parts", "the parts that a source states, with how people can get them"
    WHAT_WOULD_RAISE_IT = (
        "what-would-raise-it",
        "What would raise it",
        "the changes that raise most for the least effort",
    )
    WHAT_YOU_CAN_DO = (
        "what-you-can-do-with-it",
        "What you can do with it",
        "the consequences for a user, as far as the facts decide them",
    )
    FILES = "files", "Files", "the files that were read, and those that were found and not read"
    SIDE_BY_SIDE = "side-by-side", "Side by side", "several releases in one table"
    FIX = "fix", "Fix", "what to do about it"
    BECAUSE = "because", "Because", "the claims that an answer rests on, each with its place and its basis"
