"""The words that only a definition has: the result that its criteria give, and whose part one asks for."""

from openness.vocabulary.words import Word


class Ending(Word):
    """The result that the criteria of a text give."""

    GRADES = (
        "grades",
        "levels",
        "a release reaches a level when it meets the criteria of that level and of every level below",
    )
    COUNT = (
        "count",
        "count of criteria",
        "a release reaches the first level when it meets one criterion, the second when it meets two, and so on",
    )
    POINTS = "points", "points", "an index: the share of the criteria that are met, and no verdict"
    COMPONENTS = (
        "each-component",
        "an answer for each part",
        "each part has an answer of its own, and the release as a whole has none",
    )


class Owner(Word):
    """The models whose part a criterion asks for: this one, its base model, or both."""

    BOTH = "both", "both models'", "the part of this model and, where it has a base model, that of the base"
    OWN = "own", "this model's own", "the part of this model alone"
    BASE = "base", "the base model's", "the part of the base model alone"
