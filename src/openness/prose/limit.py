"""Whether a card's prose limits the use of the model."""

import re
from collections.abc import Iterator

from openness.prose.passage import MOST, UNDONE, finds, occurs, paragraphs, sentence_around
from openness.prose.subject import name_of, tells_of_another, title_of

_LIMIT_HINTS = (
    *("commercial", "research", "academic", "use policy", "kommerziell", "comercial", "商", "研究"),
    *("연구", "상업", "исследовательск", "научных", "коммерческ"),
)
_LIMIT_HINTS_OF_TWO = (
    "commercial",
    "research purpose",
    "research use",
    "research only",
    "for research",
    "academic use",
    "academic purpose",
    "academic research",
    "research-only",
    "academic-only",
    "use policy",
    "kommerziell",
    "comercial",
    "商",
    "研究",
    "licensed for",
    "licenced for",
    "연구",
    "상업",
    "исследовательск",
    "научных",
    "коммерческ",
)
# Three short expressions compile in a tenth of the time of one that spells every combination out.
_KIND = r"\b(?:non-?\s?commercial|academic|research|educational|scientific)\b"
_USE = r"\b(?:use|usage|purposes?|research)\b"
_LIMIT = (  # what must occur for each to be worth compiling, and the expression
    ((" only",), rf"{_KIND}[\w ,/&-]{{0,60}}?{_USE} +only\b"),
    (
        ("only ", "solely ", "exclusively ", "strictly "),
        rf"\b(?:only|solely|exclusively|strictly)\b[\w ]{{0,30}}?\bfor +{_KIND}[\w ,/&-]{{0,40}}?{_USE}"
        r"|\bonly +(?:be +used +)?for +research(?= *(?:[.,;)]|$))|\bonly +non-? ?commercial +(?:use|usage|purposes?)\b",
    ),
    (
        ("commercial",),
        r"\b(?:(?:limited|restricted) +to +non-? ?commercial +(?:use|usage|purpose)"
        r"|commercial +(?:use|usage|applications?)[^.\n]{0,40}? +(?:is|are) +(?:strictly +)?"
        r"(?:prohibited|forbidden|not +allowed|not +permitted)|commercial +use +(?:strictly +)?(?:prohibited|forbidden)"
        r"|(?:can)?not +be +used +(?:for|in) +(?:any +)?commercial|no +commercial +use"
        r"|not +(?:licensed +|permitted +|allowed +|available +|to +be +used +)?for +(?:any +)?commercial +"
        r"(?:use|usage|purposes?|applications?))\b",
    ),
    (
        ("commercial",),
        r"\b(?:(?:may|can|must|shall|should|do) ?not +(?:be +)?used?\b[^.\n]{0,60}? +(?:commercially|for +(?:any +)?commercial +"
        r"(?:use|purposes?|applications?))"
        r"|commercial +(?:use|usage|purposes?|applications?|deployments?)\b[^.\n]{0,60}?(?<!not)(?<!n't) +"
        r"(?:requires?|needs?|must +(?:obtain|have|request))\b(?! +no\b)[^.\n]{0,60}?"
        r"\b(?:licen[cs](?:es?|ing)|permission|agreement|consent|approval))\b",
    ),
    (
        ("-only",),
        r"\b(?:academic|research|non-?commercial)-only +(?:licen[cs]e|use|purposes?)|"
        r"\blicen[cs]e\b[^.\n]{0,40}?\b(?:academic|research|non-?commercial)-only\b",
    ),
    (
        ("use policy",),
        r"\b(?:subject +to|(?:comply|complies) +with|governed +by|adheres? +to)\b[^.\n]{0,60}?"
        r"\b(?:acceptable|prohibited) +use +policy\b",
    ),
    (
        ("commercial", "licensed for", "licenced for", "only "),
        rf"\blicen[cs]ed +(?:only +)?for +(?![^.\n]{{0,60}}?(?<!non) commercial){_KIND}[\w ,/&-]{{0,40}}?{_USE}"
        r"|\b(?:this|the|our) +(?:models?|weights|licen[cs]e|checkpoints?) +(?:is|are|remains?) +(?:strictly +|only +)?"
        r"(?:(?:(?:licen[cs]ed|available|released|provided|free|intended) +)?(?:to +use +)?for +)?"
        r"non-? ?commercial\b(?! +(?:and|or)\b)"
        r"|\b(?:this|our|the) +(?:[\w-]+ +)?(?:models?|weights|checkpoints?|release) +(?:is|are) +(?:[\w-]+ +){0,3}?under +"
        r"an? +(?:[\w-]+ +)?non-? ?commercial +(?:[\w-]+ +)?licen[cs]e",
    ),
    (  # the same in other languages of many cards
        ("商", "研究"),
        r"(?<!不)(?:仅限|仅供|只能|只用于|仅用于|僅供|僅限)[^。\n]{0,12}?(?:非商|学术|學術|研究)"
        r"|(?:禁止|不得|不可(?!再?授权|再?许可|转让|撤销)|不能|不允许)[^。\n]{0,8}?(?:商用|商业|商業)|商用利用[^。\n]{0,4}?禁止|非商用[^。\n]{0,6}?(?:限|のみ)"
        r"|(?:研究|学術)(?:目的|用途|利用)?(?:のみ|に限|だけに|にのみ)|商用(?:での)?(?:利用|使用)(?:は|を)?(?:でき(?:ません|ない)|不可|禁じ|認め(?:ません|ない|られ(?:ません|ない)))",
    ),
    (
        ("연구", "상업"),
        r"(?:비상업적?|연구) ?(?:목적|용도|용)?(?:으로|로)?만\b|(?<!비)(?:상업적?|영리) ?(?:목적|용도)?(?:으로|의|인)? ?"
        r"(?:이용|사용|활용)(?:은|이|을|를)? ?(?:절대 ?)?(?:금지|불가|허용되지|할 수 없)",
    ),
    (
        ("исследовательск", "научных", "коммерческ"),
        r"только +(?:для|в) +(?:[а-яё-]+ +){0,2}?(?:некоммерческ|исследовательск|научных)[а-яё]*"
        r"|(?<![а-яё])коммерческо[ем]у? +использовани[ея] +(?:[а-яё]+ +){0,2}?(?:запрещ[её]н|не +допускается|не +разреш)",
    ),
    (
        ("kommerziell", "commercial", "comercial"),
        r"\bnur +für +nicht-? ?kommerzielle|\bnicht +kommerziell +(?:genutzt|verwendet)"
        r"|\b(?:usage|utilisation|fins) +(?:strictement +)?non-? ?commerciale?s?\b"
        r"|\b(?:uso|fines|fins) +(?:estrictamente +|solo +)?(?:no|não) +comercia(?:l|les|is)\b",
    ),
)
# What takes a limit back in its own clause: it is denied, or commerce is named beside it as allowed.
_NO_LIMIT = (
    r"(?i)\b(?:not|isn't|never|nor)\s+(?:\w+\s+){0,2}?(?:limited|restricted|confined|under\s+an?\s+(?:non|research)"
    r"|subject\s+to)|\bno\s+commercial\s+use\s+(?:restriction|limitation)"
    r"|(?<!non)(?<!non-)(?<!non )\bcommercial\s+use\s+is\s+(?:(?:also|fully|freely)\s+)?(?:allowed|permitted|welcome|free)"
    r"(?!\s+(?:only|with|upon|under|after|if|when|subject|by|through|for|once|provided)\b)"
    r"|\bnon-?\s?commercial(?:\s+use)?(?:\s+as\s+well\s+as|\s+and)(?:\s+for)?\s+commercial(?!\s+(?:\w+\s+)?"
    r"(?:requires?|needs?|must|is|are)\b)|\b(?:chose|choose|prefer\w*)\b.{0,40}?\bover\s+an?\s+[a-z]+-only"
    r"|-only\s+(?:[\w.]+\s+){0,4}?is\s+replaced|のみならず|に限らず|限定されず|禁止ではありません|不同于|와 ?달리"
    r"|nicht\s+nur|n['’]est\s+pas\s+limité|no\s+se\s+limita|non\s+commercial\s+et\s+commercial|не\s+только"
)
_CLAUSE = ",;:；，、\n"  # what ends one
_ABOUT_ELSE = (  # a sentence that begins with it is about it
    r"(?i)\W*(?:the|our|all|your|its|we\s+keep\s+your)?\s*(?:[\w-]+\s+){0,3}?"
    r"(?:data|recordings?|name(?:\s+and\s+logo)?|logo|results|logs|compute|prompts)\s+(?:is|are|was|were|may|solely|removed)\b"
)
_OF_SOMETHING_ELSE = (
    r"\b(?:data\s?sets?|corpus|corpora|training data|images?|samples?|paper|demo|space|benchmarks?|code|software"
    r"|outputs?)\b|数据|數據|资料|语料|データ|コーパス|データ|데이터|말뭉치|датасет|данны|корпус|代码|代碼|コード|코드"
)
_OF_THE_MODEL = (
    r"\b(?:models?|weights|checkpoints?|parameters|release|repository|licen[cs]e)\b"
    r"|模型|权重|モデル|重み|모델|가중치|модел|веса"
)
_ABOUT_ANOTHER = r"(?i)\W*(?:the|our)\s+(reward|teacher|draft|judge|critic)\s+models?\s+(?:is|are|was|were)\b"
_OF_ANOTHER_DAY = r"(?i)\b(?:no\s+longer|instead\s+of|unlike|rather\s+than|previous(?:ly)?|originally)\b"
#: What lists more and denies nothing, though it holds a “not limited”.
_AND_MORE = r"(?i)\b(?:but|and)\s+(?:is\s+|are\s+)?not\s+limited\s+to\b"


def limits(body: str) -> Iterator[tuple[int, str]]:
    """Where the prose limits the use of the model: how many lines down, and the sentence."""
    lower = body.lower()
    if not occurs(_LIMIT_HINTS, lower):
        return
    left = MOST
    own: frozenset[str] | None = None
    for at, text, words in paragraphs(body, lower, _LIMIT_HINTS_OF_TWO):
        places = {found.start(): found for hints, pattern in _LIMIT for found in finds(pattern, text, hints, words)}
        told: set[int] = set()
        for _, found in sorted(places.items())[:left]:
            left -= 1
            start, end = sentence_around(text, found)
            sentence = text[start:end]
            clause = re.sub(_AND_MORE, "", _clause(text, found))
            if start in told or re.search(_NO_LIMIT, clause) or re.search(UNDONE, clause, re.IGNORECASE):
                continue
            told.add(start)
            own = name_of(body) if own is None else own
            if _is_of_another(sentence, body) or tells_of_another(sentence, own):
                continue
            written = body[at + start : at + end].lstrip(". |-*#。").rstrip(" .\n")
            yield body.count("\n", 0, at + found.start()), " ".join(written.split())[:160]


def _clause(text: str, found: re.Match[str]) -> str:
    """The clause that a find stands in: what is said in another takes nothing back."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (*_CLAUSE, ". ")) + 1
    ends = (text.find(mark, found.end()) for mark in (*_CLAUSE, ". ", ".\n"))
    return text[start : min((end for end in ends if end != -1), default=len(text))]


def _is_of_another(sentence: str, body: str) -> bool:
    """Whether a sentence tells of what was before, or of something else than the card's model."""
    if re.search(_OF_ANOTHER_DAY, sentence):
        return True
    begins = sentence.lstrip(". ")
    if other := re.match(_ABOUT_ANOTHER, begins):
        return other[1].lower() not in title_of(body).lower()  # the card of a reward model is about one
    about = re.search(_OF_SOMETHING_ELSE, sentence, re.IGNORECASE) or re.match(_ABOUT_ELSE, begins)
    return about is not None and re.search(_OF_THE_MODEL, sentence, re.IGNORECASE) is None
