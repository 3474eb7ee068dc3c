"""The names of countries by their codes (ISO 3166-1), as people write them; read only where somebody writes one."""

import unicodedata

_NAMES = """\
AD Andorra
AE United Arab Emirates; UAE
AF Afghanistan
AG Antigua and Barbuda
AI Anguilla
AL Albania
AM Armenia
AO Angola
AQ Antarctica
AR Argentina
AS American Samoa
AT Austria
AU Australia
AW Aruba
AX Åland Islands; Aland Islands
AZ Azerbaijan
BA Bosnia and Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BF Burkina Faso
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin
BL Saint Barthélemy
BM Bermuda
BN Brunei; Brunei Darussalam
BO Bolivia; Plurinational State of Bolivia
BQ Caribbean Netherlands
BR Brazil
BS Bahamas
BT Bhutan
BV Bouvet Island
BW Botswana
BY Belarus
BZ Belize
CA Canada
CC Cocos Islands
CD Democratic Republic of the Congo; DR Congo
CF Central African Republic
CG Republic of the Congo
CH Switzerland
CI Côte d'Ivoire; Ivory Coast
CK Cook Islands
CL Chile
CM Cameroon
CN China; Mainland China; People's Republic of China
CO Colombia
CR Costa Rica
CU Cuba
CV Cape Verde; Cabo Verde
CW Curaçao
CX Christmas Island
CY Cyprus
CZ Czech Republic; Czechia
DE Germany
DJ Djibouti
DK Denmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
EH Western Sahara
ER Eritrea
ES Spain
ET Ethiopia
FI Finland
FJ Fiji
FK Falkland Islands
FM Micronesia
FO Faroe Islands
FR France
GA Gabon
GB United Kingdom; Britain; England; Great Britain; Northern Ireland; Scotland; Wales
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia
GN Guinea
GP Guadeloupe
GQ Equatorial Guinea
GR Greece
GS South Georgia and the South Sandwich Islands
GT Guatemala
GU Guam
GW Guinea-Bissau
GY Guyana
HK Hong Kong
HM Heard Island and McDonald Islands
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland
IL Israel
IM Isle of Man
IN India
IO British Indian Ocean Territory
IQ Iraq
IR Iran; Islamic Republic of Iran
IS Iceland
IT Italy
JE Jersey
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KH Cambodia
KI Kiribati
KM Comoros
KN Saint Kitts and Nevis
KP North Korea; Democratic People's Republic of Korea
KR South Korea; Republic of Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LA Laos; Lao People's Democratic Republic
LB Lebanon
LC Saint Lucia
LI Liechtenstein
LK Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova; Republic of Moldova
ME Montenegro
MF Saint Martin
MG Madagascar
MH Marshall Islands
MK North Macedonia
ML Mali
MM Myanmar; Burma
MN Mongolia
MO Macao; Macau
MP Northern Mariana Islands
MQ Martinique
MR Mauritania
MS Montserrat
MT Malta
MU Mauritius
MV Maldives
MW Malawi
MX Mexico
MY Malaysia
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NF Norfolk Island
NG Nigeria
NI Nicaragua
NL Netherlands; Holland; The Netherlands
NO Norway
NP Nepal
NR Nauru
NU Niue
NZ New Zealand
OM Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea
PH Philippines; The Philippines
PK Pakistan
PL Poland
PM Saint Pierre and Miquelon
PN Pitcairn
PR Puerto Rico
PS Palestine; State of Palestine
PT Portugal
PW Palau
PY Paraguay
QA Qatar
RE Réunion
RO Romania
RS Serbia
RU Russia; Russian Federation
RW Rwanda
SA Saudi Arabia
SB Solomon Islands
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SH Saint Helena
SI Slovenia
SJ Svalbard and Jan Mayen
SK Slovakia
SL Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname
SS South Sudan
ST Sao Tome and Principe
SV El Salvador
SX Sint Maarten
SY Syria; Syrian Arab Republic
SZ Eswatini; Swaziland
TC Turks and Caicos Islands
TD Chad
TF French Southern Territories
TG Togo
TH Thailand
TJ Tajikistan
TK Tokelau
TL Timor-Leste; East Timor
TM Turkmenistan
TN Tunisia
TO Tonga
TR Turkey; Türkiye
TT Trinidad and Tobago
TV Tuvalu
TW Taiwan
TZ Tanzania; United Republic of Tanzania
UA Ukraine
UG Uganda
UM United States Minor Outlying Islands
US United States; America; USA; United States of America
UY Uruguay
UZ Uzbekistan
VA Vatican City; Holy See
VC Saint Vincent and the Grenadines
VE Venezuela; Bolivarian Republic of Venezuela
VG British Virgin Islands
VI United States Virgin Islands
VN Vietnam; Viet Nam
VU Vanuatu
WF Wallis and Futuna
WS Samoa
YE Yemen
YT Mayotte
ZA South Africa
ZM Zambia
ZW Zimbabwe
EU European Union
EEA European Economic Area
"""


#: The three letters of ISO 3166-1, and the names that a country has in its own official languages where these are not the
#: English ones: derived from Unicode's CLDR, as Babel 2.19 carries it (`tests/vocabulary/test_territories.py` holds the two
#: against each other).
_OWN_NAMES = """\
AD AND
AE ARE; الإمارات العربية المتحدة
AF AFG; افغانستان
AG ATG
AI AIA
AL ALB; Shqipëri
AM ARM; Հայաստան
AO AGO
AQ ATA
AR ARG
AS ASM
AT AUT; Österreich
AU AUS
AW ABW
AX ALA; Åland
AZ AZE; Azərbaycan; Азәрбајҹан
BA BIH; Босна и Херцеговина; Bosna i Hercegovina
BB BRB
BD BGD; বাংলাদেশ
BE BEL; België; Belgique; Belgien
BF BFA
BG BGR; България
BH BHR; البحرين
BI BDI; Uburundi
BJ BEN
BL BLM
BM BMU
BN BRN; بروني
BO BOL
BQ BES; Caribisch Nederland
BR BRA; Brasil
BS BHS
BT BTN; འབྲུག
BV BVT
BW BWA
BY BLR; Беларусь
BZ BLZ
CA CAN
CC CCK; Cocos (Keeling) Islands
CD ZAR; Congo-Kinshasa
CF CAF; Ködörösêse tî Bêafrîka; République centrafricaine
CG COG; Congo-Brazzaville
CH CHE; Schweiz; Schwiiz; Suisse; Svizzera
CI CIV
CK COK
CL CHL
CM CMR; Cameroun
CN CHN; 中国
CO COL
CR CRI
CU CUB
CV CPV
CW CUW; Kòrsou
CX CXR
CY CYP; Κύπρος; Kıbrıs
CZ CZE; Česko
DE DEU; Deutschland
DJ DJI; جيبوتي
DK DNK; Danmark
DM DMA
DO DOM; República Dominicana
DZ DZA; الجزائر; Algérie
EC ECU
EE EST; Eesti
EG EGY; مصر
EH ESH; الصحراء الغربية
ER ERI; ኤርትራ; إريتريا
ES ESP; España
ET ETH; ኢትዮጵያ
FI FIN; Suomi
FJ FJI
FK FLK
FM FSM
FO FRO; Føroyar
FR FXX
GA GAB
GB GBR
GD GRD
GE GEO; საქართველო
GF GUF; Guyane française
GG GGY
GH GHA
GI GIB
GL GRL; Kalaallit Nunaat
GM GMB
GN GIN; Guinée
GP GLP
GQ GNQ; Guinea Ecuatorial; Guinée équatoriale; Guiné Equatorial
GR GRC; Ελλάδα
GS SGS; South Georgia & South Sandwich Islands
GT GTM
GU GUM
GW GNB; Guiné-Bissau
GY GUY
HK HKG; 中國香港特別行政區; Hong Kong SAR China
HM HMD
HN HND
HR HRV; Hrvatska
HT HTI
HU HUN; Magyarország
ID IDN
IE IRL; Éire
IL ISR; ישראל; إسرائيل
IM IMN; Ellan Vannin
IN IND; भारत
IO IOT
IQ IRQ; العراق
IR IRN; ایران
IS ISL; Ísland
IT ITA; Italia
JE JEY
JM JAM
JO JOR; الأردن
JP JPN; 日本
KE KEN
KG KGZ; Кыргызстан; Киргизия
KH KHM; កម្ពុជា
KI KIR
KM COM; جزر القمر; Comores
KN KNA; St. Kitts & Nevis
KP PRK; 북한
KR KOR; 대한민국
KW KWT; الكويت
KY CYM
KZ KAZ; Казахстан; Қазақстан
LA LAO; ລາວ
LB LBN; لبنان
LC LCA; St. Lucia
LI LIE; Liächteschtäi
LK LKA; ශ්‍රී ලංකාව; இலங்கை
LR LBR
LS LSO
LT LTU; Lietuva
LU LUX; Lëtzebuerg; Luxemburg
LV LVA; Latvija
LY LBY; ليبيا
MA MAR; المغرب; Maroc; Meṛṛuk
MC MCO
MD MDA; Republica Moldova
ME MNE; Crna Gora
MF MAF
MG MDG; Madagasikara
MH MHL
MK MKD; Северна Македонија
ML MLI
MM MMR; မြန်မာ
MN MNG; Монгол
MO MAC; 中國澳門特別行政區; Macau, RAE da China
MP MNP
MQ MTQ
MR MRT; موريتانيا
MS MSR
MT MLT
MU MUS; Maurice
MV MDV; ދިވެހި ރާއްޖެ
MW MWI
MX MEX
MY MYS
MZ MOZ; Moçambique
NA NAM
NC NCL; Nouvelle-Calédonie
NE NER
NF NFK
NG NGA; Nàìjíríà
NI NIC
NL NLD; Nederland
NO NOR; Norge; Noreg
NP NPL; नेपाल
NR NRU
NU NIU
NZ NZL; Aotearoa
OM OMN; عُمان
PA PAN
PE PER
PF PYF; Polynésie française
PG PNG; Papua Niugini
PH PHL; Pilipinas
PK PAK; پاکستان
PL POL; Polska
PM SPM; Saint-Pierre-et-Miquelon
PN PCN; Pitcairn Islands
PR PRI
PS PSE; الأراضي الفلسطينية
PT PRT
PW PLW
PY PRY; Paraguai
QA QAT; قطر
RE REU; La Réunion
RO ROU
RS SRB; Srbija; Србија
RU RUS; Россия
RW RWA; U Rwanda
SA SAU; المملكة العربية السعودية
SB SLB
SC SYC
SD SDN; السودان
SE SWE; Sverige
SG SGP; 新加坡; Singapura; சிங்கப்பூர்
SH SHN; St. Helena, Ascension & Tristan da Cunha
SI SVN; Slovenija
SJ SJM; Svalbard og Jan Mayen
SK SVK; Slovensko
SL SLE
SM SMR
SN SEN; Senegaal
SO SOM; Soomaaliya; الصومال
SR SUR
SS SSD
ST STP; São Tomé e Príncipe
SV SLV
SX SXM
SY SYR; سوريا
SZ SWZ
TC TCA
TD TCD; تشاد; Tchad
TF ATF
TG TGO
TH THA; ไทย
TJ TJK; Тоҷикистон
TK TKL
TL TMP
TM TKM
TN TUN; تونس; Tunisie
TO TON
TR TUR
TT TTO
TV TUV
TW TWN; 台灣
TZ TZA
UA UKR; Україна; Украина
UG UGA
UM UMI; U.S. Outlying Islands
US USA
UY URY
UZ UZB; Oʻzbekiston; Ўзбекистон
VA VAT; Città del Vaticano
VC VCT; St. Vincent & Grenadines
VE VEN
VG VGB
VI VIR; U.S. Virgin Islands
VN VNM
VU VUT
WF WLF; Wallis-et-Futuna
WS WSM
YE YEM; اليمن
YT MYT
ZA ZAF
ZM ZMB
ZW ZWE
"""


def fold(name: str) -> str:
    """A name without case, accents and signs.

    >>> fold("Côte d’Ivoire"), fold(" United  States ")
    ('cote d ivoire', 'united states')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).lower()
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split())


def names() -> dict[str, tuple[str, str]]:
    """Each name with its code, by the folded name: English names, those of the countries themselves, and three letters.

    >>> names()["germany"], names()["deutschland"], names()["deu"], names()["european union"]
    (('Germany', 'DE'), ('Deutschland', 'DE'), ('DEU', 'DE'), ('European Union', 'EU'))
    """
    return english() | _by_name(_OWN_NAMES)


def english() -> dict[str, tuple[str, str]]:
    """Each English name with its code, by the folded name.

    >>> english()["ivory coast"]
    ('Ivory Coast', 'CI')
    """
    return _by_name(_NAMES)


def _by_name(table: str) -> dict[str, tuple[str, str]]:
    rows = (line.split(" ", 1) for line in table.splitlines())
    return {fold(name): (name, code) for code, listed in rows for name in listed.split("; ")}
