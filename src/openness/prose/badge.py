"""Licences that pictures show by their addresses alone: badges of shields.io, buttons of Creative Commons."""

from openness.vocabulary.patterns import pattern

_CODE = r"(?P<code>by(?:-nc)?(?:-sa|-nd)?|by-nd-nc)"
_SHIELD = pattern(
    r"(?i)img\.shields\.io/(?:badge|static/v1)/"
    r"(?P<parts>(?:[^-()\s?/\"']|--){1,80}(?:-(?:[^-()\s?/\"']|--){1,60})?)-[\w#]{1,20}"
)
_SHIELD_BY_QUERY = pattern(r"(?i)img\.shields\.io/(?:badge|static/v1)/?\?(?P<query>[^\s\"'<>()]{1,200})")
_BADGEN = pattern(r"(?i)badgen\.net/(?:badge|static)/(?P<label>[^/\s\"'()]{1,40})/(?P<value>[^/\s\"'()?]{1,60})")
#: The label of a badge that tells of the licence of what the card is about.
_LABEL = pattern(r"(?i)(?:[a-z]|[ _]){0,20}(?:licen[cs]e|weights|checkpoints?)")
_NOT_OURS = pattern(r"(?i)\b(?:data|dataset|code|docs?|documentation|paper|text|corpus)\b")
_COMMONS = pattern(r"(?i)CC[ -]?(?:0|BY)\b.{0,24}")
#: A button of Creative Commons, on their sites or under its usual name.
_BUTTON = pattern(
    rf"(?i)(?:licensebuttons\.net|creativecommons\.org)/(?:i/)?l/{_CODE}/(?:(?P<version>\d\.\d)\b)?"
    rf"|creativecommons\.org/(?:presskit|images)/[\w/-]{{1,40}}/{_CODE.replace('code', 'plain')}(?:\.eu)?\.(?:svg|png)"
    rf"|(?:\A|/)(?:\d{{1,5}}px-)?cc[-_]{_CODE.replace('code', 'named')}(?:[-_.](?P<number>\d\.\d))?"
    r"(?:[-_][\w.-]{1,24})?\.(?:svg|png|jpe?g|gif|webp)"
)
_TELLS = pattern(r"(?i)licen[cs]|\bcc\b|creative commons|copyright")
_TAGS = pattern(r"<[^<>]*>|!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_MARKS = pattern(r"[\[\]()*_>|#!-]")
_LICENCE = "License"  # the label of a picture that has none
_SHOWN = 80  # characters of an address


def badge_of(address: str, before: str) -> str:
    """The words of a picture that shows a licence, as a line of their own or as the end of the sentence before it; else none.

    Args:
        address: of the picture.
        before: what stands before it on its line.
    """
    shown = _label_and_value(address)
    if shown is None:
        return ""
    label, value = shown
    words = _MARKS.sub(" ", _TAGS.sub(" ", _TAGS.sub(" ", before))).strip()
    if not words or ("licen" in label.lower() and label != _LICENCE):
        return f"\n{label}: {value}\n"
    if words[-1] not in ".!?":
        return f" {value} "
    return " " if _TELLS.search(words) else f"\n{label}: {value}\n"


def _label_and_value(address: str) -> tuple[str, str] | None:
    """The label and the value of a badge for a licence, with where it lies if its address alone names it."""
    if (shield := _SHIELD.search(address)) is not None:
        return _of_shield(*_parts(shield["parts"]))
    if (asked := _SHIELD_BY_QUERY.search(address)) is not None:
        from urllib.parse import parse_qs

        fields = {key: value for key, (value, *_) in parse_qs(asked["query"]).items()}
        return _of_shield(fields.get("label", ""), fields.get("message", ""))
    if (badge := _BADGEN.search(address)) is not None:
        from urllib.parse import unquote

        return _of_shield(unquote(badge["label"]), unquote(badge["value"]))
    if (button := _BUTTON.search(address)) is None:
        return None
    code = button["code"] or button["plain"] or button["named"]
    number = button["version"] or button["number"]
    _, _, place = address.rpartition("://")
    return _LICENCE, f"CC {code.upper()}{' ' if number else ''}{number or ''} ({place.lstrip('/')[:_SHOWN]})"


def _parts(parts: str) -> tuple[str, str]:
    """The label and the value of a badge; a badge of one word has a value alone."""
    from urllib.parse import unquote

    label, parted, value = parts.replace("--", "\0").partition("-")
    label, value = (unquote(part).replace("\0", "-").replace("_", " ").strip() for part in (label, value))
    return (label, value) if parted else ("", label)


def _of_shield(label: str, value: str) -> tuple[str, str] | None:
    """The same of a badge of shields.io: behind a label for a licence, or the name of one of Creative Commons."""
    if value and _LABEL.fullmatch(label):
        return label, value
    whole = f"{label} {value}".strip()
    if not _NOT_OURS.search(label) and (_COMMONS.fullmatch(whole) or (not label and _COMMONS.fullmatch(value))):
        return _LICENCE, whole
    return None
