"""How near one word is to another, where a slip of the pen is forgiven."""


def is_near(word: str, other: str) -> bool:
    """True where one word is the other with a slip or two."""
    from difflib import SequenceMatcher  # few cards have a field of their own

    return SequenceMatcher(None, word, other).ratio() >= 0.88


def is_one_slip(word: str, other: str) -> bool:
    """True where one word is the other with a letter left out, put in or changed, or two that have changed places.

    >>> [is_one_slip(word, "license") for word in ("licence", "liscense", "licens", "licesne", "lichens", "licxxse", "license")]
    [True, True, True, True, False, False, True]
    """
    shorter, longer = sorted((word, other), key=len)
    same = next((at for at, (one, two) in enumerate(zip(shorter, longer, strict=False)) if one != two), len(shorter))
    if len(longer) > len(shorter):
        return shorter[same:] == longer[same + 1 :]
    swapped = shorter[same : same + 2] == longer[same : same + 2][::-1]
    return shorter[same + 1 :] == longer[same + 1 :] or (swapped and shorter[same + 2 :] == longer[same + 2 :])
