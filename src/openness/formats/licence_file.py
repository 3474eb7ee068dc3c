"""A licence text beside a release: LICENSE, COPYING, MODEL_LICENSE, TERMS, NOTICE, LICENSES/MIT.txt and the like.

The name of the file tells which parts it is about (rule 2): one that tells none is about what the release is of, a model's
weights or a data set's data, and about the code found there. What the text says is not this module's business.
"""

import re
from itertools import takewhile

from openness.recent import remembered
from openness.release.claim import Claim, unordered
from openness.release.location import Source
from openness.release.names import is_credit
from openness.release.release import LicenceText, Release, TermsElsewhere
from openness.syntax.document import LICENCE_LIMIT, Document
from openness.vocabulary import DATASET, MODEL, Basis, Content, Kind
from openness.vocabulary.characters import FORMS, is_seen
from openness.vocabulary.patterns import pattern

NAME = "licence text"
HOLDS = "beside"
LIMIT = LICENCE_LIMIT
BYTES = False

#: The word for a licence, or for terms of use, in languages in which repositories have such files.
_IN_OTHER_LANGUAGES = (
    r"lizenz(?:text|bedingungen|vertrag)?|nutzungsbedingungen|licen[cç]ia|licen[cç]a|licenza|licencja|licentie"
    r"|licens|lisens|lisenssi|lisans|lisensi|licenc|licenta|лицензия|ліцензія|ліцэнзія|лиценз|лиценца|άδεια|αδεια"
    r"|giấy[ ._-]phép|giay[ ._-]phep|رخصة|ترخيص|پروانه|مجوز|רישיון|लाइसेंस|ใบอนุญาต|สัญญาอนุญาต"
    r"|\w*(?:许可|許可|授权|授權|使用条款|使用條款|ライセンス|利用規約|라이선스|라이센스|이용약관)\w*"
)
_NAME = (
    rf"(?:(?:[\w .()-]*?[ ._-])?(?P<word>licen[cs]e|{_IN_OTHER_LANGUAGES}|copying|unlicense|eula"
    r"|us(?:e|age)[ ._-]policy|commons[ ._-]clause|(?:models?|weights?)[ ._-]licensing"
    r"|non[ ._-]?commercial|research[ ._-](?:use[ ._-])?only"
    r"|addendum|(?:acceptable|prohibited)[ ._-](?:use|usage)|terms[ ._-]of[ ._-](?:use|service))s?"
    r"|(?:(?:model|use|usage|user|legal|licen[cs]e)[ ._-])?(?P<terms>terms|restrictions|conditions|agreement|tos|aup|rail))"
    r"(?:[ ._-]+(?P<about>[\w .()-]+))?$"
)
#: One of them stands in each name.
_WORDS = (
    *(
        "licen",
        "commercial",
        "research",
        "copying",
        "eula",
        "policy",
        "clause",
        "addendum",
        "acceptable",
        "prohibited",
        "terms",
        "restrictions",
    ),
    *(
        "conditions",
        "agreement",
        "tos",
        "aup",
        "rail",
        "lizenz",
        "nutzungs",
        "licenç",
        "lisens",
        "lisans",
        "лиценз",
        "ліценз",
    ),
    *("лиценц", "ліцэнз", "δεια", "giấy", "giay", "رخصة", "ترخيص", "پروانه", "مجوز", "רישיון", "लाइसेंस", "อนุญาต"),
    *("许可", "許可", "授权", "授權", "条款", "條款", "ライセンス", "利用規約", "라이선스", "라이센스", "이용약관"),
)
#: Every text in a folder of this name is a licence, as in `LICENSES/MIT.txt`; and the words that may stand beside that.
_FOLDERS = frozenset(("license", "licenses", "licence", "licences"))
_OF_FOLDERS = _FOLDERS | frozenset("model models weight weights checkpoint checkpoints file files text texts".split())
#: Endings of documents that hold a licence and that nothing here reads.
UNREADABLE = tuple(
    f".{ending}"
    for ending in (
        "pdf doc docx docm dotx odt ott rtf wpd wps pages hwp hwpx ppt pptx xls xlsx epub djvu ps xps msg "
        "html htm xhtml mht mhtml png jpg jpeg gif webp tif tiff bmp heic "
        "tar.gz tar.bz2 tar.xz tar.zst tgz tar zip gz bz2 xz zst 7z rar url webloc lnk"
    ).split()
)
_SUFFIXES = (".txt", ".md", ".rst", ".adoc", ".asciidoc", ".org", ".tex", ".textile", ".eml", *UNREADABLE)
_OTHER_SUFFIXES = frozenset(
    "py pyi ipynb json jsonl yaml yml toml ini cfg lock js ts tsx css rs go c h cc cpp java rb sh xml csv svg".split()
)
#: A licence in a file of data (`LICENSE.json`): its words are no licence text, and say something of the licence.
_AS_DATA = (
    r"(?:(?:(?:model|weights?)[ ._-])?licen[cs]e(?:[ ._-](?:model|weights?|terms))?|terms[ ._-]of[ ._-](?:use|service)|eula"
    r"|(?:us(?:e|age)|model)[ ._-](?:policy|terms|restrictions))\.(?:jsonl?|ya?ml|toml|ini|cfg|xml|csv|svg|ipynb)"
)
#: Words that may follow one in lower case in the name of a licence's file; after capitals (`LICENSE-SDXL1.0`) any may.
_QUALIFIERS = frozenset(
    "model weights code data dataset datasets docs agreement terms and conditions of use policy service "
    "apache mit bsd gpl lgpl cc by sa nc nd for models checkpoints parameters software text community research academic "
    "commercial non noncommercial only old orig bak txt md rst backup copy final draft modele modelo modell poids pesos gewichte "
    "en zh cn hans hant ja jp ko kr de fr es pt it ru".split()
)
#: One of these is in each word that is `license` or `copying` but for a slip.
_LIKE_ONE = ("lic", "ens", "enc", "nse", "nce", "cop", "pyi", "ying")
#: A word for a licence behind a letter: words of a name may be written as one.
_TOGETHER = r"[a-z0-9](?:licen[cs]e|terms|agreement|eula)"
_OF_TERMS = ("licen", "terms", "agreement", "eula")  # one of them is in each such word
_SHORT = ("lic", "lic.txt", "lic.md", "legalcode", "legalcode.txt", "legalcode.html")
#: A text called by the licence of Creative Commons that it is.
_CALLED_CC = (
    r"cc[-_ .]?(?:by(?:[-_ ](?:nc|nd|sa))*|0)(?:[-_ .]?v?[\d.]+)?(?:[-_ ]legal[-_ ]?code)?"
    r"(?:\.(?:txt|md|rst|pdf|html?))?"
)
_FAMILIES = frozenset("llama gemma qwen falcon deepseek mistral openrail rail".split())
#: Words of a phrase about licences, as in `choosing-a-license.md`; the name of a licence has none of them.
_ABOUT_LICENCES = frozenset(
    "a an the how to why which what your our my about choosing choose select selecting change changing add adding check "
    "checking pick compare understanding explaining faq guide notes drivers driver new no without".split()
)
_ABOUT = {
    "model": (Kind.MODEL_PARAMETERS_FINAL,),
    "weights": (Kind.MODEL_PARAMETERS_FINAL,),
    "code": tuple(kind for kind in Kind if kind.content is Content.CODE),
    "data": (Kind.DATASETS,),
    "dataset": (Kind.DATASETS,),
    "datasets": (Kind.DATASETS,),
    "docs": tuple(kind for kind in Kind if kind.content is Content.DOCUMENT),
}
#: A line of a file of tags: one of REUSE's, or of copyright, maybe in a comment.
_TAG = (
    r"(?:(?:[#;%*/]+|--|<!--)[ \t]*)?(?:SPDX-License-Identifier:.{1,200}|SPDX-FileType:.{1,40}"
    r"|(?:SPDX-FileCopyrightText:|SPDX-FileContributor:|Copyright\b|\N{COPYRIGHT SIGN})(?P<holder>.{1,150})|-->|\*/)?"
)
_MORE_THAN_A_HOLDER = r"(?i)\b(?:only|no[nt]?|may|must|without|permi|restrict|prohibit|use|licen)"
#: A file of checksums (`LICENSE.sha256`): each line is the digest of a file, and maybe its name.
_DIGEST = r"[0-9a-fA-F]{32,128}(?:[ \t]+\*?[\w./-]{1,80})?"
_CHECKSUMS = pattern(r"(?i)\.(?:sha\d*|md5|b2|sums?|checksums?)(?:\.txt)?$")
_TAGS_LIMIT = 4_096  # characters of a file of tags


@remembered(4_096)  # repositories have files of the same names
def matches_name(base: str, folder: str = "") -> bool:
    """True where a file of this name is a licence text.

    Args:
        base: the file's name.
        folder: the name of the folder it lies in, where that may tell.

    >>> [matches_name(name) for name in ("LICENSE", "MODEL_LICENSE.md", "licence-code.txt", "README.md", "licensing.py")]
    [True, True, True, False, False]
    >>> matches_name("MIT.txt", "LICENSES"), matches_name("choosing-a-license.md")
    (True, False)
    """
    seen = _as_seen(base)
    if _is_name(seen, folder):
        return True
    meant = _as_meant(seen)
    parted = _parted(meant)
    return any(name != seen and _is_name(name, folder) for name in dict.fromkeys((meant, parted)))


def _is_name(base: str, folder: str) -> bool:
    """True where a licence text may have a name that is spelt as it should be."""
    lower = base.lower()
    if lower[-4:-1] == ".sw" and "a" <= lower[-1] <= "p":  # what an editor keeps of an open file
        return False
    if lower.rpartition(".")[2] in _OTHER_SUFFIXES:
        drawn = lower.endswith((".svg", ".ipynb"))  # in small letters it is a badge's, or about licences
        return re.fullmatch(_AS_DATA, lower) is not None and (base[:1].isupper() or not drawn)
    if holds_texts(folder) and not lower.startswith((".", "readme")):
        return True
    if is_credit(_stem(base)) and "." not in _stem(base):
        return not lower.endswith((".html", ".htm"))  # of a page the words are read
    if lower in _SHORT or (lower.startswith("cc") and re.fullmatch(_CALLED_CC, lower)):
        return True
    if not any(word in lower for word in _WORDS):
        return False
    found = re.match(_NAME, _stem(base), re.IGNORECASE)
    if found is not None and _tells_about(_stem(base)[: found.start("word") if found["word"] else 0]):
        return False
    if found is None or found["about"] is None or (found["word"] or found["terms"]).isupper():
        return found is not None
    return all(
        part in _QUALIFIERS or part.rstrip("0123456789") in _FAMILIES or re.fullmatch(r"v?\d+", part)
        for part in _words(found["about"])
    )


def _as_seen(base: str) -> str:
    """A file's name as people see it: no wide letter, no blank at its end and nothing invisible makes it another.

    Whatever is neither a letter nor stands within names, a line end, a bracket or the mark of an editor's copy, parts its
    words as a blank does.
    """
    if not base.isascii():
        import unicodedata  # few names need it

        base = "".join(filter(_is_seen_or_acts, unicodedata.normalize("NFKC", re.sub(f"[{FORMS}]", "", base))))
    return re.sub(r"[^\w .()-]", " ", base).strip()


def _is_seen_or_acts(character: str) -> bool:
    return is_seen(character) or character < " "


def _as_meant(base: str) -> str:
    """A name without accents, lookalikes and slips; of most names a glance tells that they have none."""
    if base.isascii() and not _has_one(base, _LIKE_ONE):
        return base
    from openness.formats._file_spelling import as_meant  # few names need it

    return as_meant(base)


def _has_one(base: str, parts: tuple[str, ...]) -> bool:
    """True where a name has one of some parts, in any case."""
    lower = base.lower()
    return any(part in lower for part in parts)


def _parted(base: str) -> str:
    """A name whose words are written as one, with a blank between them.

    >>> _parted("HeronLicense.txt"), _parted("modellicense"), _parted("LICENSE")
    ('Heron License.txt', 'model license', 'LICENSE')
    """
    if base.isascii() and not _has_one(base, _OF_TERMS):
        return base  # most names: a pattern takes longer to compile than a plain card to read
    if re.search(_TOGETHER, base, re.IGNORECASE) is None:
        return base
    base = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", base)
    return re.sub(r"(?i)(?<![^\W\d_])(models?|weights?)(?=licen[cs])", r"\1 ", base)


def _tells_about(before: str) -> bool:
    """True where the words before that for a licence make a phrase about licences, and no name of one."""
    return not _ABOUT_LICENCES.isdisjoint(_words(before))


def holds_texts(folder: str) -> bool:
    """True where a folder of this name holds nothing but licence texts: one is called as a text of a licence is.

    >>> [holds_texts(name) for name in ("LICENSES", "MODEL-LICENSE", "license_files", "license-checker", "terms", "weights")]
    [True, True, True, False, False, False]
    """
    lower = folder.lower()
    if lower in _FOLDERS:
        return True
    words = _words(lower)
    return not _FOLDERS.isdisjoint(words) and _OF_FOLDERS.issuperset(words)


def matches_content(base: str, text: str) -> bool:
    """True where a text is one: only the name tells."""
    return False


def about(base: str) -> tuple[Kind, ...]:
    """The kinds of component a licence text of this name is about: those of every word beside `licence` that tells, or none.

    A word further off may be a part of a product's name.

    >>> [kind.value for kind in about("LICENSE-DATA")]
    ['datasets']
    >>> about("CODE-LLAMA-LICENSE"), about("LICENSE")
    ((), ())
    """
    words = _words(_stem(_as_meant(_as_seen(base))))
    at = next((place for place, word in enumerate(words) if any(part in word for part in _WORDS)), 0)
    beside = (
        *takewhile(_QUALIFIERS.__contains__, words[at::-1][1:]),
        *takewhile(_QUALIFIERS.__contains__, words[at + 1 :]),
    )
    kinds = [kind for word in beside for kind in _ABOUT.get(word, ())]
    return tuple(dict.fromkeys(kinds))


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[ ._()-]+", name.lower()) if word]


def _stem(base: str) -> str:
    """A name without its ending, and without what parts words where no word follows."""
    stem = next((base[: -len(suffix)] for suffix in _SUFFIXES if base.lower().endswith(suffix)), base)
    return stem.rstrip(" ._-")


def read(document: Document) -> Release:
    """The text, and the parts it is about; what holds nothing but SPDX tags names a licence, and is not a text.

    What credits or explains is prose besides: it may limit the use of the model.
    """
    if _CHECKSUMS.search(document.base) and len(document.text) < _TAGS_LIMIT and _holds_digests(document.text):
        return Release(read=(document.name,))
    if len(document.text) < _TAGS_LIMIT and "SPDX-License-Identifier:" in document.text:
        lines = [re.fullmatch(_TAG, line.strip()) for line in document.text.split("\n")]
        if all(line and not re.search(_MORE_THAN_A_HOLDER, line["holder"] or "") for line in lines):
            return _named(document)
    text = LicenceText(Source(document.name), about(document.base), document.text)
    if not is_credit(document.base):
        return Release(texts=(text,), read=(document.name,))
    from openness.formats._prose import hints, lost_words
    from openness.release.hints import LimitInProse

    def place(line: int) -> Source:
        return Source(document.name, line + 1)

    subjects = (MODEL, DATASET)  # it may lie beside either
    found = [hint for subject in subjects for hint in hints(document.text, place, subject)]
    lost = [hint for subject in subjects for hint in lost_words(document.text, document.replaced, place, subject)]
    limits = unordered((*(hint for hint in found if isinstance(hint, LimitInProse)), *lost))
    return Release(texts=(text,), limits=limits, read=(document.name,))


def _holds_digests(text: str) -> bool:
    """True where a text holds nothing but checksums."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    return bool(lines) and all(re.fullmatch(_DIGEST, line) for line in lines)


def unread(name: str) -> Release:
    """A release with a text that cannot be read, so that the licence of the parts it is about is not certain."""
    base = Document(name, "").base
    text = LicenceText(Source(name), about(base), "")
    if not is_credit(base):
        return Release(texts=(text,), unread=(name,))
    from openness.release.hints import LicenceInProse

    words = "a text that may limit the use cannot be read"
    limits = unordered(LicenceInProse(Source(name), words, (), True, False, subject=kind) for kind in (MODEL, DATASET))
    return Release(texts=(text,), limits=limits, unread=(name,))


def _named(document: Document) -> Release:
    """The licences of a file of tags: of the file it stands beside (`small.gguf.license`), or as of a text.

    One file of code says nothing of the rest, so only that of weights counts, and of a data set that of data.
    """
    from openness.formats.file_endings import DESCRIBED, kinds_of
    from openness.licensing.expression import all_of  # seldom met

    kinds = about(document.base)
    if document.base.lower().endswith(".license"):
        kinds = tuple(kind for kind in kinds_of(document.name[: -len(".license")], 1) if kind in DESCRIBED)
        if not kinds:
            return Release(read=(document.name,))
    found = [
        (number, match[1])
        for number, line in enumerate(document.text.split("\n"), 1)
        if (match := re.search(r"SPDX-License-Identifier:[ \t]*(\S.*?)[ \t]*(?:\*/|-->)?[ \t]*$", line))
    ]
    value = all_of([written for _, written in found])
    written = ", ".join(written for _, written in found)
    claim = Claim(value, Basis.DECLARED, Source(document.name, found[0][0]), written, "the tag of its file")
    of_data = document.base.lower().endswith(".license") and kinds == (Kind.DATASETS,)
    return Release(terms=(TermsElsewhere(claim, kinds, of_data, of_data),), read=(document.name,))
