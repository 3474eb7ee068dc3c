"""Territories as licences and callers name them: the codes of ISO 3166-1, the European Union and the EEA."""

from openness.errors import OpennessError, Problem, nearest
from openness.vocabulary.patterns import pattern

#: ISO 3166-1 alpha-2, the officially assigned codes.
COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD "
    "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF "
    "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI "
    "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW".split()
)
_EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
#: English names that follow an article.
_WITH_ARTICLE = pattern(
    r"^(United|European|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros)"
    r"|\bRepublic\b|(Islands|Territory|Territories)$"
)
#: Codes that ISO 3166-1 keeps for a country that has another one.
_RESERVED = {"UK": "GB"}
#: The unions, by their members: the EU since 2020-02-01; the EEA is the EU with Iceland, Liechtenstein and Norway.
UNIONS = {"EU": _EU, "EEA": _EU | {"IS", "LI", "NO"}}


def countries(territory: str) -> frozenset[str]:
    """The countries of a territory: those of a union, or the one of that code."""
    return UNIONS.get(territory, frozenset([territory]))


def territory_of(written: str) -> str:
    """A territory as its code, in capitals.

    Args:
        written: a code of ISO 3166-1, EU or EEA, or the name of a country in English or its own languages, in any case.

    Raises:
        OpennessError: with the nearest names, when it is none of them.

    >>> territory_of("de"), territory_of("EEA"), territory_of("Germany"), territory_of("Deutschland"), territory_of("UK")
    ('DE', 'EEA', 'DE', 'DE', 'GB')
    """
    code = written.strip().upper()
    code = _RESERVED.get(code, code)
    if code in UNIONS or code in COUNTRIES:
        return code
    from openness.vocabulary.countries import fold, names  # few write a name

    known = names()
    if (name := fold(written)) in known:
        return known[name][1]
    hint = nearest(written, (name for name, _ in known.values() if len(name) > 3), 1) if len(name) > 2 else ""
    help = hint or "write a country or two letters of ISO 3166-1, such as DE, or EU or EEA"
    raise OpennessError(Problem("", None, f"{written!r} is not a territory", help))


def spelt_out(territory: str) -> str:
    """A territory by its English name, as it follows “in”.

    >>> spelt_out("DE"), spelt_out("US"), spelt_out("EU")
    ('Germany', 'the United States', 'the European Union')
    """
    from openness.vocabulary.countries import english  # few state one

    name = next((name for name, code in english().values() if code == territory), territory)
    return f"the {name}" if _WITH_ARTICLE.search(name) else name
