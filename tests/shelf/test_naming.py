"""The licences that a written name stands for: words of a name, families, expressions, addresses."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.releases import card

import openness
from openness.errors import OpennessError
from openness.index.phrases import LONGEST, Words, key, tokens, unversioned
from openness.licensing.expression import parse
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import NOASSERTION

LATER = ("GPL-3.0-or-later",)
EITHER = ("GPL-3.0-only", "GPL-3.0-or-later")

FREE_DOCUMENTS = ("LGPL-3.0-or-later AND GFDL-1.2-or-later", "LGPL-3.0-or-later AND GFDL-1.3-or-later")

READ = [
    ("GNU GPLv3", EITHER),
    ("GPL v3+", LATER),
    ("The GNU General Public License, version 3 or any later version", LATER),
    ("GNU General Public License (GPL), version 3", EITHER),
    ("gpl (>= 3)", LATER),
    ("GPLv3 only", ("GPL-3.0-only",)),
    ("License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)", LATER),
    ("License :: OSI Approved :: MIT License", ("MIT",)),
    ("Apache License, Version 2.0", ("Apache-2.0",)),
    ("the apache public licence v. 2", ("Apache-2.0",)),
    ("Apache 2.0 or later", ("Apache-2.0+",)),
    ('BSD 3-Clause "New" or "Revised" License', ("BSD-3-Clause",)),
    ("3-clause BSD licence", ("BSD-3-Clause",)),
    ("BSD (2-clause)", ("BSD-2-Clause",)),
    ("CC BY 4.0 License", ("CC-BY-4.0",)),
    ("Creative Commons Attribution-NonCommercial 4.0 International", ("CC-BY-NC-4.0",)),
    ("Creative Commons Attribution-ShareAlike 3.0 Unported (CC BY-SA 3.0)", ("CC-BY-SA-3.0",)),
    ("Llama 3.1 Community License", ("LicenseRef-Llama-3.1-Community",)),
    ("EXAONE AI Model Licence Agreement 1.2 NC", ("LicenseRef-EXAONE-1.2-NC",)),
    ("MIT License (MIT)", ("MIT",)),
    ("MIT <http://opensource.org/licenses/MIT>", ("MIT",)),
    ("MIT/Apache-2.0", ("MIT OR Apache-2.0",)),
    ("Apache License 2.0 or MIT License", ("Apache-2.0 OR MIT",)),
    ("BSD 2-Clause and (MIT)", ("BSD-2-Clause AND MIT",)),
    ("GPLv3+ OR MIT", ("GPL-3.0-or-later OR MIT",)),
    ("GPL v2 only with Classpath exception", ("GPL-2.0-only WITH Classpath-exception-2.0",)),
    ("MIT + file LICENSE", ("MIT",)),
    ("GPL+", ("GPL-1.0-or-later", "GPL-2.0-or-later", "GPL-3.0-or-later")),
    ("LGPLv3+ AND GFDL or later", ("LGPL-3.0-or-later AND GFDL-1.1-or-later", *FREE_DOCUMENTS)),
    ("epl20", ("EPL-2.0",)),
    ("2-clause BSDL", ("BSD-2-Clause",)),
    ("APLv2.0", ("Apache-2.0",)),
    ("eclipse 2.0", ("EPL-2.0",)),
    ("EU Public Licence 1.2 (EUPL 1.2)", ("EUPL-1.2",)),
    ("Public Domain (Unlicense)", ("Unlicense",)),
    ("Public domain (CC0-1.0)", ("CC0-1.0",)),
    ("CERN OHL v2 Weakly Reciprocal", ("CERN-OHL-W-2.0",)),
    ("U.K. Open Government License for Public Sector Information v3.0", ("OGL-UK-3.0",)),
    ("ODC Open Database License v1.0", ("ODbL-1.0",)),
    ("Eclipse Distribution License v1.0", ("BSD-3-Clause",)),
    ("LicenseRef-scancode-hdparm", ("hdparm",)),
    ("cc-by-nc-sa-40", ("CC-BY-NC-SA-4.0",)),
    ("gpl-20-with-gcc-exception", ("GPL-2.0-only WITH GCC-exception-2.0", "GPL-2.0-or-later WITH GCC-exception-2.0")),
    ("CC 4.0 BY-NC", ("CC-BY-NC-4.0",)),
    ("Creative Commons Attribution-No Derivative Works 3.0", ("CC-BY-ND-3.0",)),
    ("Common Public License 1.0", ("CPL-1.0",)),
    ("MIT License (Open Source)", ("MIT",)),
    ("MPL 1.1 Open Source License", ("MPL-1.1",)),
    ("Apache Sofware License 2.0", ("Apache-2.0",)),
    ("Creative Commons Attribution-NonComercial 4.0", ("CC-BY-NC-4.0",)),
    ("Mozilla Pulbic License vesion 2.0", ("MPL-2.0",)),
    ("Code Project Open License (CPOL) 1.02", ("CPOL-1.02",)),
    ("Sun Industry Standards Source License (SISSL)", ("SISSL",)),
    ("Amazon Digital Services License (ADS)", ("ADSL",)),
    ("Nokia Open Source License, Version 1.0a", ("Nokia",)),
    ("MIT, Copyright (c) 2013 Michael Example", ("MIT",)),
    ("MIT License. Copyright 2024 Acme Inc.", ("MIT",)),
    ("GPL v2 only + Classpath Exception", ("GPL-2.0-only WITH Classpath-exception-2.0",)),
    ("GPL v2 only with the GNU Classpath Exception", ("GPL-2.0-only WITH Classpath-exception-2.0",)),
    ("WTFPL <http://www.wtfpl.net/>", ("WTFPL",)),
    ("mit-license.org", ("MIT",)),
    ("MIT <http://jane.mit-license.org>", ("MIT",)),
    ("Public Domain <Unlicense>", ("Unlicense",)),
    ("# MIT License", ("MIT",)),
    ("gpl (\N{GREATER-THAN OR EQUAL TO} 3)", LATER),
    ("SimplifiedBSD", ("BSD-2-Clause",)),
    ("BSD3c", ("BSD-3-Clause",)),
    ("Open Font License v1.1", ("OFL-1.1",)),
    ("Mozilla License 2.0", ("MPL-2.0",)),
    ("CC0 Universal 1.0", ("CC0-1.0",)),
    ("Apache-2.0 License (Apache Software Foundation)", ("Apache-2.0",)),
    ("opensource.org/licenses/MIT", ("MIT",)),
    ("http://en.wikipedia.org/wiki/Zlib_License", ("Zlib",)),
    ("BSD-2-Clause-FreeBSD", ("BSD-2-Clause", "BSD-2-Clause-Views")),
    ("PSF", ("PSF-2.0", "Python-2.0", "Python-2.0.1")),
    ("CC 4.0+", tuple(f"CC-{terms}-4.0+" for terms in ("BY", "BY-NC", "BY-NC-ND", "BY-NC-SA", "BY-ND", "BY-SA"))),
    ("GNU v3", ("AGPL-3.0-only", "AGPL-3.0-or-later", *EITHER, "LGPL-3.0-only", "LGPL-3.0-or-later")),
]


@pytest.mark.parametrize(("name", "candidates"), READ)
def test_a_name_is_read_by_the_words_that_tell_it_apart(name: str, candidates: tuple[str, ...]) -> None:
    naming = shipped().naming(name)
    assert (naming.candidates, naming.known) == (candidates, True)


@pytest.mark.parametrize(
    ("address", "candidates"),
    [
        ("https://opensource.org/license/apache-2-0", ("Apache-2.0",)),
        ("http://www.opensource.org/licenses/mit-license.php", ("MIT",)),
        ("https://spdx.org/licenses/EUPL-1.2.html", ("EUPL-1.2",)),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.de", ("CC-BY-NC-SA-4.0",)),
        ("https://creativecommons.org/licenses/by/3.0/legalcode", ("CC-BY-3.0",)),
        ("http://creativecommons.org/publicdomain/zero/1.0/", ("CC0-1.0",)),
        ("https://www.gnu.org/licenses/gpl-3.0.en.html", EITHER),
        ("https://www.gnu.org/licenses/gpl-3.0.txt", EITHER),  # the text is one, whichever is chosen
        ("https://choosealicense.com/licenses/mpl-2.0/", ("MPL-2.0",)),
        ("https://www.mozilla.org/en-US/MPL/2.0/", ("MPL-2.0",)),
    ],
)
def test_an_address_of_a_usual_place_is_a_name(address: str, candidates: tuple[str, ...]) -> None:
    assert shipped().naming(address).candidates == candidates


@pytest.mark.parametrize(
    "name",
    [
        *("MIT License with attribution clause", "modified BSD-3-Clause", "Apache 2.0 for research", "MIT, ISC"),
        *("GPL v4", "CC BY 5.0", "Llama 3.4 Community License", "MIT (research only)", "Apache 2.0 (see LICENSE)"),
        *(
            "MIT (http://example.com/terms)",
            "MIT <GPL>",
            "MIT <research only>",
            "License :: OSI Approved",
            "License :: Public Domain",
        ),
        *(
            "Apache 2.0 or commercial",
            "MIT and",
            "(MIT",
            "MIT License)",
            "Apache\N{NON-BREAKING HYPHEN}2.0",
            "or MIT",
            "Llama 2 / Apache 2.0",
            "modified MIT/Expat",
            "CC-BY-NC-4.0/MIT",
            "llama31",
            "MIT 20",
            "GPL 40",
            "GPLv2 with my exception",
            "unicode",
            "X",
            "the licence",
        ),
        *("https://opensource.org/licenses/", "https://example.org/licenses/MIT", "https://spdx.org/licenses/nobody"),
        *("MIT, Copyright 2024 Acme, non-commercial use only", "MIT, Copyright 2024 for research", "Apache 2.0 (AAP)"),
        *(
            "mit-license.org.example.com",
            "example.org/licenses/MIT",
            "MIT + ISC + nothing",
            "CC 5.0",
            "MITT",
            "GLP 3.0",
        ),
        *("Apachee 2.0", "Gemmma", "Qwen Open", "MIT (http://wtfpl.net)"),
        *("M\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}T License", "MIT\N{ZERO WIDTH SPACE} License"),
        *("MIT " * 100, "(" * 249, "License :: " * 22, "CC BY " + "or CC BY " * 20),
    ],
    ids=lambda name: name[:30],
)
def test_a_name_with_a_word_that_nothing_explains_resolves_to_nothing(name: str) -> None:
    assert not shipped().naming(name).known


@pytest.mark.parametrize(
    "name",
    ["Qwen", "Falcon", "Falcon LLM License", "Llama", "Gemma", "OpenMDW", "CC BY", "GPL", "LGPL", "CC 4.0", "OFL"],
)
def test_a_bare_name_is_ambiguous_where_versions_differ(name: str) -> None:
    naming = shipped().naming(name)
    assert naming.known and naming.ambiguous
    assert all(shipped().licence(id) for id in naming.candidates)


def test_a_family_follows_from_the_records() -> None:
    assert shipped().naming("European Union Public Licence").candidates == ("EUPL-1.0", "EUPL-1.1", "EUPL-1.2")
    assert shipped().naming("Boost Software License").candidates == ("BSL-1.0",)  # one version, and its whole name


@pytest.mark.parametrize(
    "name",
    [
        "ltx-2-community-license-agreement",
        "kimi-k3",
        "kimi-k2.6",
        "openmdw1.1-license",
        "lfm-1.0",
        "stabilityai-nc-research-community",
    ],
)
def test_a_name_that_the_hub_uses_reaches_its_record(name: str) -> None:
    assert shipped().naming(name).known


@pytest.mark.parametrize("id", [id for id in shipped().licences() if "-with-" in id])
def test_a_retired_identifier_with_an_exception_says_what_the_expression_says(id: str) -> None:
    naming = shipped().naming(id)
    assert naming.known and naming.deprecated == (id,)
    assert all(parse(candidate).exception for candidate in naming.candidates)  # type: ignore[union-attr]  # an expression, as `known` says


def test_another_word_in_a_name_makes_it_another_name() -> None:
    chance = random.Random(3)
    strange = ("derived", "acme", "unlike", "except", "draft", "see", "my", "beta", "personal", "evaluation")
    for id in shipped().licences():
        name = shipped().licence(id).name.split()  # type: ignore[union-attr]  # each of `licences()` is there
        name.insert(chance.randrange(len(name) + 1), chance.choice(strange))
        assert not shipped().naming(" ".join(name)).known, name


def test_another_version_in_a_name_makes_it_another_name() -> None:
    for id in shipped().licences():
        if re.search(r"\d+\.\d+", id):
            assert not shipped().naming(re.sub(r"\d+(\.\d+)+", "97.3", id)).known, id


def test_names_of_a_users_record_are_read_alike(tmp_path: Path) -> None:
    record = 'id = "LicenseRef-Acme"\nname = "Acme Community License v2.0"\n[read]\non = 2026-11-24\nfrom = "x"\nwhole = false\n'
    (tmp_path / "acme.toml").write_text(record, encoding="utf-8")
    assert Shelf((str(tmp_path),)).naming("the ACME community licence, version 2").candidates == ("LicenseRef-Acme",)


def test_a_plain_name_does_not_load_the_grammar() -> None:
    code = (
        "import sys; from openness.shelf.shelf import shipped; shipped().naming('apache-2.0'); "
        "print([m for m in ('openness.shelf.grammar', 'openness.index.phrases', 'openness.licensing.expression')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("mark", "<>*@=!?#|")
def test_a_mark_that_no_name_has_makes_it_no_name(mark: str) -> None:
    assert tokens(f"MIT {mark}") is None


def test_a_name_too_long_is_no_name() -> None:
    assert tokens("a" * LONGEST) and tokens("a" * (LONGEST + 1)) is None


def test_a_name_too_long_has_no_hint() -> None:
    name = f"{'apche-2.0':-<{LONGEST}}"
    assert "apache-2.0" in shipped().nearest(name)
    assert shipped().nearest(f"{name}-") == ""


def test_a_number_is_a_version_only_where_it_stands_apart() -> None:
    words = Words({})
    for name, family in [("EUPL-1.2", "eupl"), ("X11", ""), ("App::s2p", ""), ("W3C", ""), ("LPPL-1.3c", "lppl")]:
        assert key(unversioned(name, words.telling(name), "")) == family


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("(MIT or Apache-2.0) and CC BY-NC 4.0", {"MIT OR Apache-2.0 AND CC-BY-NC-4.0", "(MIT OR Apache-2.0) AND CC-BY-NC-4.0"}),
        ("MIT and (Apache 2.0 or CC BY-NC 4.0)", {"MIT AND Apache-2.0 OR CC-BY-NC-4.0", "MIT AND (Apache-2.0 OR CC-BY-NC-4.0)"}),
        ("MIT License or Apache 2.0 and CC0", {"MIT OR Apache-2.0 AND CC0-1.0", "(MIT OR Apache-2.0) AND CC0-1.0"}),
        ("Historical Permission Notice and Disclaimer or MIT License", {"HPND OR MIT"}),
        ("MIT License or MIT License and MIT", {"MIT"}),
        ("MIT License or nobody's and Apache 2.0", {NOASSERTION}),
    ],
)  # fmt: skip
def test_names_joined_by_and_as_well_as_or_may_be_grouped_in_either_way(name: str, candidates: set[str]) -> None:
    naming = shipped().naming(name)
    assert {*naming.candidates} == candidates
    assert naming.known is (candidates != {NOASSERTION})


def test_a_choice_in_brackets_leaves_out_nothing_that_stands_beside_it() -> None:
    """Whoever may choose between two licences, and is under a third in any case, is not free of the third."""
    named = openness.classify(
        card("license: (MIT or Apache-2.0) and CC BY-NC 4.0\nlibrary_name: transformers"), under=[]
    )
    assert named.spectrum.reached == "weights-available"


@pytest.mark.parametrize("name", ["GPL v3 with Bison exception", "GPL v2 or later with the GStreamer exception"])
def test_an_exception_of_which_there_are_several_versions_is_none_of_them(name: str) -> None:
    naming = shipped().naming(name)
    assert (naming.candidates, naming.known) == ((NOASSERTION,), False)


def test_an_expression_of_names_that_stand_for_too_many_licences_is_not_known() -> None:
    naming = shipped().naming("GPL AND LGPL AND AGPL AND CC-BY AND BSD")
    assert (naming.candidates, naming.known) == ((NOASSERTION,), False)


def test_a_name_without_a_word_means_nothing() -> None:
    for name in ("", " ", "()", "the licence", "+", "-", "::"):
        assert not shipped().naming(name).known


def test_an_expression_with_an_unknown_name_names_it() -> None:
    assert shipped().strange("MIT OR nobody-knows AND Apache-2.0 WITH nothing") == ["nobody-knows", "nothing"]
    assert shipped().strange("GPL-2.0-only WITH classpath-exception-2.0 OR nobody-knows") == ["nobody-knows"]
    with pytest.raises(OpennessError):
        parse("MIT OR")


def test_a_record_of_a_user_may_not_take_a_shipped_name_in_other_words(tmp_path: Path) -> None:
    record = 'id = "LicenseRef-Acme"\nname = "Apache public licence, v. 2"\n[read]\non = 2026-11-24\nfrom = "x"\nwhole = false\n'
    (tmp_path / "acme.toml").write_text(record, encoding="utf-8")
    with pytest.raises(OpennessError, match=r"belongs to Apache-2\.0"):
        Shelf((str(tmp_path),))


def test_a_name_in_brackets_stands_for_what_it_does_without() -> None:
    """Without them a name of one word that is not known is looked up once, in brackets a second time as an expression."""
    parts = ["mit", "qwen", "gpl", "GPL-2.0", "community", "licence", "3", "x", "epl20", "AGPL", "none", "other", "v2"]
    pick = random.Random(3)
    words = ["-".join(pick.choices(parts, k=pick.randint(1, 4))) + pick.choice(["", "", "+"]) for _ in range(2_000)]
    differ = []
    for word in words:
        plain, bracketed = shipped().naming(word), shipped().naming(f"({word})")
        if not plain.known and (plain.candidates, plain.known) != (bracketed.candidates, bracketed.known):
            differ.append(word)
    assert not differ
    assert len([word for word in words if not shipped().naming(word).known]) > 100


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("epl20+", "EPL-2.0+"), ("epl20 or later", "EPL-2.0+"), ("apache 20 only", "Apache-2.0"),
        ("Apache 2.0 only", "Apache-2.0"),
        ("Apache 2.0 or later", "Apache-2.0+"), ("gpl30+", "GPL-3.0-or-later"), ("MIT only", "NOASSERTION"),
        ("Llama 3.1 or later", "NOASSERTION"), ("llama 3.1 only", "NOASSERTION"), ("llama31+", "NOASSERTION"),
        ("opensource.org/licenses/MIT", "MIT"), ("opensource.org/licenses/MIT x", "NOASSERTION"),
    ],
)  # fmt: skip
def test_only_and_later_tell_of_a_licence_with_a_version_that_everybody_knows(name: str, licence: str) -> None:
    assert shipped().naming(name).candidates == (licence,)
