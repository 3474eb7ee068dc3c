"""Licences by their names in sentences of other languages than English: “veröffentlicht unter der Reiher-Lizenz”.

What such a sentence binds to is what the card's model is under where nothing but the model stands before it, as in English
(`licence_bound.py`). A name that no record knows leaves an open tag in doubt.
"""

from collections.abc import Iterator
from itertools import islice

from openness.prose.reader import Sentence, token_at
from openness.prose.rule import of_own_section
from openness.prose.subject import is_own
from openness.vocabulary.patterns import pattern

_LOOKED_AT = 3  # places of one sentence
_WORD = r"(?:(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ]|v?\d)[\w.+]*(?:-[\w.+]+)*)"
_NAME = rf"(?:[«„“\"'‘]\s?)?(?P<name>{_WORD}(?: (?:{_WORD}|de|du|da|of|for|für|per)){{0,6}})"
_CAPITALS = r"(?P<name>(?<![A-Za-z0-9.+-])[A-Z][A-Za-z0-9.+-]*(?: (?:[A-Z]|v?\d)[A-Za-z0-9.+-]*){0,5})"
#: Each finds the name of a licence beside the words that bind to it.
_BINDING = tuple(
    map(
        pattern,
        (
            r"(?i:\b(?:sous|bajo|sotto|sob|под|по|na|theo|di bawah|selon)\s+(?:[\w']+\s+){0,3}?"
            rf"(?:licences?|licencias?|licenza|licença|лицензи\w+|licencj\w+|lisensi|giấy phép))\s+{_NAME}",
            rf"(?i:\b(?:unter|gemäß|under|onder)\s+(?:den bedingungen\s+)?(?:der|einer|de|den)?)\s*\b{_NAME}?"
            r"(?:[- ](?i:lizenz|licentie|licensen|lisensen)\b)",
            rf"(?i:\b(?:unter|onder)\s+(?:der|einer|de)\s+(?:lizenz|licentie))\s+{_NAME}",
            rf"(?<![\w.+-]){_NAME}\s+(?i:lisansı)\s+(?i:altında|ile)\b",
            rf"(?:(?:使用|在)\s?(?=[A-Z]|[《“「])|(?:采用|採用|遵循|遵守|基于|依据|根据|适用|依照|按照)(?:了)?\s?)"
            rf"[《“「]?(?:{_CAPITALS}|(?P<bare>[\u4e00-\u9fff]{{1,10}}?))"
            r"\s?[》”」]?\s?(?:开源|開源)?\s?(?:许可证|許可證|许可协议|許可協議|授权协议|开源协议|许可|許可|协议|協議)",
            rf"(?:{_CAPITALS}|(?P<bare>[\u30a1-\u30fa\u30fc・]{{2,16}}|[\u4e00-\u9fff]{{2,10}}))\s?(?:オープンソース)?ライセンス"
            r"(?:の下|のもと|の元|に基づ|に従|に準|で公開|で配布|で提供|を適用|を採用|が適用)",
            rf"(?:{_CAPITALS}|(?P<bare>(?<![가-힣])[가-힣]{{2,10}}))\s?(?:라이선스|라이센스)"
            r"(?:로 |에 따라|\s?하에|\s?아래|를 따|가 적용)",
            r"(?:بموجب|تحت)\s(?:رخصة|ترخيص)\s"
            r"(?:(?P<name>[A-Z][\w.+-]*(?: [A-Z\d][\w.+-]*){0,5})|(?P<bare>[\u0621-\u064a]{2,16}))",
        ),
    )
)
#: A word for a licence in one of these languages.
_NAMED = pattern(
    r"(?i)li[zs]enz|licen[cz]i?a|licença|licence\b|лиценз|licencj|lisensi|licenti|licensen|lisensen|lisansı|giấy phép"
    r"|许可|許可|协议|協議|ライセンス|라이선스|라이센스|رخصة|ترخيص"
)
#: Words where a name stands that are none: a kind of licence, or one told of elsewhere.
_NAMELESS = pattern(
    r"(?i)(?:open[- ]?source|opensource|libre|ouverte|abierta|aperta|aberta|открыт|свободн|freie|offene)\b.*"
    r"|.*(?:的|原|该|本|此|其|相|对应|同|以下|上述|下述|下列|如下|开源|開源|宽松|开放|自由|标准|公共|软件|用户|使用|各|双|多|自己|何|哪|任何|知识共享|木兰"
    r"|オープン|フリー|クリエイティブ|ソフト|以下|元|各|同|独立|別).*"
    r"|(?:오픈소스|동일한|해당|원본|원래|같은|자유|다음|아래|관련|공개|각각의?|모든|다른|어떤|이러한|본|소프트웨어|크리에이티브)"
    r"|(?:مفتوحة?|حرة?|المشاع|مفتوح)"
)
_ANDS = frozenset("und et y e и en och og i ve dan và و 和 及 与 と 및 와 과".split())
#: Words before what binds that name nothing else than the model.
_PLAIN = frozenset(
    "veröffentlicht lizenziert verfügbar bereitgestellt freigegeben steht stehen wird werden ist sind wurde wurden "
    "das die der dieses diese dieser unser unsere es alles und hier publié publiée publiés publiées "
    "distribué distribuée distribués diffusé diffusée disponible disponibles est sont ce ces cette le la les notre "
    "nos et sa ses mis mise à disposition placé placée sous dépôt publicado publicada publicados liberado liberada "
    "distribuido distribuidos se distribuye distribuyen publica publican está están son este estos esta nuestro el "
    "los las y libera disponíveis disponível distribuído licenciado licenciada licenciados o os é são a nosso e "
    "liberados estão lançado rilasciato rilasciata rilasciati distribuito distribuiti è sono questo il i gli nostro "
    "pubblicato pubblicati viene vengono опубликовано опубликована опубликованы распространяется распространяются "
    "выпущена выпущено выпущены доступна доступны доступно лицензирована эта этот эти наша наши и het uitgebracht "
    "vrijgegeven beschikbaar gesteld is zijn dit ons deze valt vallen släppt släpps publicerad publiceras "
    "tillgänglig är denna vår utgitt utgivet udgivet frigivet tilgængelig er udostępniony udostępniona jest są ten "
    "nasz wydany dostępny dilisensikan dirilis ini yayınlanmıştır bu được phát hành này النموذج هذا تم إصدار نشر "
    "متاح نشره منشور مرخص يتم توزيع".split()
) | frozenset(
    "本该該此的将已均也及和与與由现全所有我们以发布開开源并都为為完项目仓库はがのとも"
    "を、こ当リポジトプロェクて用公이은는가의및과와우리모든저장소프로젝트본해당"
)


def licences_abroad(sentence: Sentence, own: frozenset[str]) -> Iterator[str]:
    """The names of the licences that a sentence in another language says the card's model is under.

    Args:
        sentence: what says it.
        own: the names of the card's model.
    """
    if sentence.lead or not _NAMED.search(sentence.text) or not of_own_section(sentence):
        return
    for binding in _BINDING:
        for found in islice(binding.finditer(sentence.text), _LOOKED_AT):
            name = (found["name"] or found.groupdict().get("bare") or "").strip(" .")
            if name and not _NAMELESS.fullmatch(name) and _is_of_model(sentence, found.start(), own):
                yield name


def _is_of_model(sentence: Sentence, place: int, own: frozenset[str]) -> bool:
    """True where what stands before a place names the card's model, with what is joined to it, or nothing at all."""
    clause, at = token_at(sentence, place)
    if clause is None:
        return False
    ours = [find for find in clause.finds.get("own", ()) if find.end <= at]
    others = [find for find in clause.finds.get("other", ()) if find.end <= at]
    if others and not (ours and not _ANDS.isdisjoint(clause.words[:at])):
        return False
    named = {word for find in (*ours, *others) for word in range(find.start, find.end)}
    rest = [clause.words[word] for word in range(at) if word not in named and clause.words[word] not in _PLAIN]
    return not rest or is_own(" ".join(rest), own, bare=True)
