"""The words by which a card tells what its model was made from; `origin` reads by this table.

Each row is the relation, what must occur for the row to be worth compiling, the expression, and what it tells:

- `a name`, `names` or `items`: what stands directly after it, one or several or each item of the list below;
- `its base`, in looser words: one name after it, said of the model that must stand before it;
- `a base`: the same where the words hold their subject;
- `before it`: the name that stands before it.
"""

from openness.prose.subject import FORMATS
from openness.vocabulary import Relation

_TUNED = (
    r"(?:[\w-]*tuned|(?:(?:post|pre|continu(?:al|ous)ly|further)[ -])(?:pre-?)?trained|aligned|abliterated|uncensored"
    r"|pruned|adapted)"
)
PHRASES = (
    (
        Relation.FINE_TUNE,
        (
            *("version of", "variant of", "checkpoint of", "derivative of", "tune of", "tuning of", "tuned from"),
            "tuned on top of",
        ),
        rf"{_TUNED} +(?:[\w-]+ +){{0,2}}?(?:version|variant|checkpoint|derivative) +of|fine-? ?tun(?:e|ing) +of"
        r"|fine-? ?tuned +(?:from|on +top +of)(?:(?: +model(?: +optional)?)? *:)?",
        "a name",
    ),
    (
        Relation.FINE_TUNE,
        ("base model", "base llm", "base lm", "base checkpoint", "parent model", "foundation model", "backbone"),
        r"(?<![\w-])(?:base +(?:language +)?(?:model|ll?m|checkpoint)|parent +model|foundation +model"
        r"|(?:(?:llm|language(?: +model)?) +)?backbone)(?: +name)? *[:|]",
        "a name",
    ),
    (Relation.QUANTISATION, ("original model",), r"(?<![\w-])original +model(?: +name)? *[:|]", "a name"),
    (
        Relation.FINE_TUNE,
        (
            *(
                "based on",
                "based upon",
                "built on",
                "built upon",
                "builds on",
                "builds upon",
                "derived from",
                "trained from",
                "on top of",
            ),
            *("initialized from", "initialised from", "initialized with", "initialised with", "derivative of"),
        ),
        r"\b(?:based +(?:up)?on|(?:buil(?:t|ds) +(?:up)?|trained +|developed +)?on +top +of|buil(?:t|ds) +(?:up)?on"
        r"|(?:derived|trained) +from|derivative +of|initiali[sz]ed +(?:from|with))",
        "its base",
    ),
    (
        Relation.FINE_TUNE,
        (
            *(
                "we fine",
                "we further fine",
                "we then fine",
                "we first fine",
                "we have fine",
                "we instruction",
                "we post",
            ),
            *("by fine", "through fine", "via fine", "by further fine", "by instruction fine"),
        ),
        r"\A\W*we +(?:have +)?(?:further +|then +|first +)?(?:(?:instruction-|fine-? ?)tuned?|post-trained?)(?=\s)"
        r"|\b(?:by|through|via) +(?:further +|instruction +)?fine-? ?tuning(?! +(?:on|with|using)\b)",
        "a base",
    ),
    (
        Relation.FINE_TUNE,
        ("backbone",),
        r"\b(?:the|its|our) +(?:llm +|language(?: +model)? +|text +)?backbone(?: +(?:model|llm))? +(?:is|was)",
        "a base",
    ),
    (
        Relation.FINE_TUNE,
        (
            "as its base",
            "as the base",
            "as a base",
            "as our base",
            "backbone",
            "llm",
            "as its language",
            "as the language",
        ),
        r"\b(?:uses?|adopts?|employs?|takes?)(?= +(?:[^.,;:]|\.(?=\w)){1,120}? as +(?:its|the|our|an?) +(?:[\w-]+ +){0,2}?"
        r"(?:base|backbone|llm|language +model)\b)",
        "its base",
    ),
    (
        Relation.FINE_TUNE,  # the same in other languages of many cards
        ("basiert auf", "version von", "basis von"),
        r"\bbasiert +auf(?: +dem +modell)?|\bist +eine +[\w-]+ +(?:version|variante) +von"
        r"|\bwurde +(?:[\w-]+ +){0,2}?auf +(?:der +)?basis +von",
        "its base",
    ),
    (
        Relation.FINE_TUNE,
        (
            "basé sur",
            "basée sur",
            "version affinée",
            "version fine",
            "versión a",
            "partir d",
            "basado en",
            "baseado ",
            "basato su",
        ),
        r"\best +(?:basée? +sur|une +version +(?:affinée|fine-?tunée) +d[eu]|(?:affiné|fine-?tuné) +à +partir +d[eu])"
        r"(?: +modèle)?|\bes +una +versión +(?:ajustada|afinada) +de"
        r"|\b(?:está|esta|é|è) +(?:basado +en|baseado +(?:em|no)|basato +su)(?: +(?:el|o) +modelo)?",
        "its base",
    ),
    (
        Relation.FINE_TUNE,
        ("基于", "基於", "基础", "基座", "底座"),
        r"\A\W*(?:(?:本|该|此|這個|这个|我们的|我們的)模型(?:主要)?(?:是|系)?|我们|我們) ?(?:(?:基于|基於)(?=[^。]{1,200}?"
        r"(?:微调|微調|训练|訓練|精调|量化|开发|构建))|以(?=[^。]{1,200}?为(?:基座|基础|底座))|在(?=[^。]{1,200}?基础上[^。]{0,30}?(?:微调|微調|训练|訓練|精调)))",
        "a base",
    ),
    (
        Relation.FINE_TUNE,
        ("是基于", "是基於", "系基于"),
        r"(?<=[A-Za-z0-9 ])[是系](?:基于|基於)(?=[^。]{1,200}?(?:微调|微調|训练|訓練|精调|量化|开发|构建))",
        "its base",
    ),
    (
        Relation.FINE_TUNE,
        ("ベース", "基に", "元に", "チューニング", "追加学習", "事前学習", "기반", "튜닝", "미세", "추가"),
        r"(?:を ?(?:ベース|基|元)に|を(?:[^。、\s]{1,20}で)? ?(?:ファイン ?チューニング|追加学習|継続事前学習)"
        r"|(?:을|를|\(을\)를|을\(를\))? ?(?:기반으로|기반의|파인 ?튜닝|미세 ?조정|추가 ?학습))",
        "before it",
    ),
    (
        Relation.FINE_TUNE,
        ("b fine", "instruct fine", "chat fine", "-it fine", "base fine", "dev fine"),
        r"(?<=\S) +fine-? ?tuned?\b(?! +(?:version|variant|checkpoint|derivative|from)\b)",
        "before it",
    ),
    (
        Relation.QUANTISATION,
        (
            *("version of", "versions of", "variant of", "variants of", "conversion of", "conversions of", "files for"),
            *("zation of", "zations of", "sation of", "sations of", "quants of", "quant of", "converted to"),
        ),
        rf"(?:quanti[sz]ed|{FORMATS})(?: +[\w-]+){{0,3}}? +(?:version|variant|conversion)s? +of"
        rf"|{FORMATS}(?: +[\w-]+){{0,3}}? +files +for|quanti[sz]ations? +of|quants? +of"
        rf"|converted +to +(?:the +)?{FORMATS}(?: +format)? +from",
        "a name",
    ),
    (
        Relation.ADAPTER,
        (
            *("adapter for", "adapters for", "adapter of", "adapters of", "adaption weights", "adaptation weights"),
            *("lora weights", "lora for", "loras for", "lora model", "lora checkpoint", "peft model"),
        ),
        r"(?:q?lora|peft|dora)s?(?: +(?:adapters?|adapta?tion|adaption|weights|model|checkpoint)){1,2} +(?:for|of)"
        r"|(?<![\w-])(?:adapters?|loras?) +for",
        "a name",
    ),
    (
        Relation.ADAPTER,
        (
            "lora trained",
            "lora was",
            "lora is",
            "lora has",
            "adapter trained",
            "adapter was",
            "adapter is",
            "adapter has",
        ),
        r"(?:\b(?:the|this|our|my) +)?(?:[\w-]+ +)?\b(?:lora|adapter)(?: +(?:was|is|has +been))? +"
        r"trained +(?:on|for|with|using)(?: +top +of)?",
        "a base",
    ),
    (
        Relation.MERGE,
        ("as a base", "as the base", "as its base"),
        r"\bmerged\b[^.]{0,200}?\busing(?= +\S{1,200} +as +(?:a|the|its) +base\b)",
        "a name",
    ),
    (Relation.MERGE, ("merge of",), r"merge +of", "names"),
    (
        Relation.MERGE,
        ("in the merge", "merge of the following", "with the following models"),
        r"the +following +models +were +included +in +the +merge\b|merge +of +the +following\b"
        r"|(?:mixture +of +experts +(?:\(moe\) +)?|\bmoe +)made +with +the +following +models\b",
        "items",
    ),
)
