"""The words of an inventory: the kinds of things that code and settings name, and how sure a reader of them is."""

from openness.vocabulary.words import Word


class Sort(Word):
    """The kinds of things that a reference names."""

    MODEL = "model", "model", "a model that people can download or use as a service"
    DATASET = "dataset", "data set", "a data set, for training or for tests"
    SERVICE = "service", "service", "a model that its maker offers as a service, by the name it has there"


class Sure(Word):
    """How sure a reader is that the name is used, the surest first."""

    LITERAL = "literal", "literal", "the name stands where a model, a data set or a service is named"
    CONSTANT = (
        "constant",
        "constant",
        "the name reaches that place through a constant, a default or an entry of a dictionary",
    )
    GUESS = "guess", "guess", "the name may reach that place, or stands under a name that speaks of one"
