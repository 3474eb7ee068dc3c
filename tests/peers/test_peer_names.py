"""Names of licences against those that other tools list: license-expression's index and the trove classifiers.

Where the lists differ from SPDX the difference is written down, so that it cannot grow unseen.
"""

import json
from importlib.resources import files

import pytest

from openness.shelf.shelf import shipped

license_expression = pytest.importorskip("license_expression")

INDEX = json.loads((files(license_expression) / "data" / "scancode-licensedb-index.json").read_text(encoding="utf-8"))

#: ScanCode's keys that are SPDX's identifier, or its short name, of another licence; SPDX is followed.
OTHERWISE = {
    "Nunit": "SPDX has a licence of this name, retired",
    "fsf-unlimited": "the name of FSFUL",
    "openssl": "SPDX's OpenSSL is the licence with SSLeay's",
    "x11": "SPDX's X11",
}


def _listed() -> list[tuple[str, str]]:
    """Each name of the index with SPDX's identifier; those of ScanCode's own licences are left out."""
    return [
        (name, entry["spdx_license_key"])
        for entry in INDEX
        if entry["spdx_license_key"] and not entry["is_exception"]
        if not entry["spdx_license_key"].startswith("LicenseRef-")
        for name in (entry["license_key"], entry["spdx_license_key"], *entry["other_spdx_license_keys"])
    ]


def _meant(id: str) -> set[str]:
    naming = shipped().naming(id)
    return set(naming.candidates) if naming.known else {id}


def test_no_name_of_the_index_stands_for_another_licence() -> None:
    wrong = {
        name
        for name, id in _listed()
        if shipped().naming(name).known and not _meant(id) & set(shipped().naming(name).candidates)
    }
    assert wrong == set(OTHERWISE)


def test_nine_names_of_the_index_in_ten_resolve() -> None:
    known = [shipped().naming(name).known for name, _ in _listed()]
    assert sum(known) / len(known) > 0.9


def test_a_licence_that_only_scancode_knows_is_no_other() -> None:
    """A key of ScanCode's own that resolves is an SPDX identifier, or has a record that claims the key."""
    spdx = {id.lower() for id in shipped().licences()}
    for entry in INDEX:
        key = entry["license_key"]
        if (entry["spdx_license_key"] or "LicenseRef-").startswith("LicenseRef-") and not entry["is_exception"]:
            naming = shipped().naming(key)
            claimed = key in json.dumps([getattr(shipped().licence(id), "record", {}) for id in naming.candidates])
            assert not naming.known or key in spdx or claimed or key in EXPLAINED, (key, naming.candidates)


EXPLAINED = {
    "bola11": "Buena Onda License Agreement v1.1",
    "free-art-1.3": "the English text of the Licence Art Libre 1.3, LAL-1.3",
    "hippocratic-3.0": "SPDX calls Hippocratic-3.0-core so",
    "hp": "HP-1986 or HP-1989",
    "no-license": "the producer says that there is none",
    "osetpl-2.1": "OSET Public License 2.1",
}


def test_every_trove_classifier_that_names_a_licence_reaches_it() -> None:
    classifiers = pytest.importorskip("trove_classifiers").classifiers
    unknown = {
        name.rpartition(" :: ")[2]
        for name in classifiers
        if name.startswith("License :: ") and not shipped().naming(name).known
    }
    assert unknown == {
        "DFSG approved",
        "Free For Educational Use",
        "Free For Home Use",
        "Free To Use But Restricted",
        "Free for non-commercial use",
        "Freely Distributable",
        "Freeware",
        "GUST Font License 1.0",
        "GUST Font License 2006-09-30",
        "Nokia Open Source License (NOKOS)",
        "OSI Approved",
        "Other/Proprietary License",
        "Public Domain",
        "Repoze Public License",
    }
