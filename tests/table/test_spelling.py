"""Names of models by their bytes, beside the same asked of each name."""

import random

import pytest

from openness.release.names import producer_key
from openness.shelf.shelf import shipped
from openness.vocabulary import hub

numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
spelling = pytest.importorskip("openness.table.spelling")

SIGNS = "ab9_-./. /Aé\n"


def names(chosen: random.Random) -> list[str | None]:
    """Names and what only looks like one."""
    accounts = sorted(shipped().known_models.accounts)
    found: list[str | None] = []
    for _ in range(chosen.randrange(40)):
        kind = chosen.random()
        if kind < 0.5:
            found.append("".join(chosen.choices(SIGNS, k=chosen.randrange(9))))
        elif kind < 0.6:
            found.append("a" * chosen.randrange(90, 205) + chosen.choice(["", "/b", "/"]))
        elif kind < 0.8:
            found.append(f"{chosen.choice(accounts).upper()}/{chosen.choice('ab')}")
        else:
            found.append(chosen.choice([None, "user1/m-1", "user2/m.2", "gpt2"]))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_column_of_names_is_spelt_as_each_of_them(seed: int) -> None:
    chosen, copying = random.Random(seed), spelling.Accounts(shipped().known_models.accounts)
    for _ in range(200):
        given = names(chosen)
        start = chosen.randrange(len(given) + 1)
        column = arrow.array(given, arrow.string())[start:]
        given = given[start:]
        found = spelling.Spelling(column)
        assert found.valid.tolist() == [name is not None and hub.is_repository(name) for name in given]
        likely = found.may_be_of(copying).tolist()
        for name, may_be in zip(given, likely, strict=True):
            account, stroke, _ = (name or "").partition("/")
            assert may_be or not (stroke and account.isascii() and account.lower() in shipped().known_models.accounts)
        some = numpy.array([row for row in range(len(given)) if chosen.random() < 0.5], numpy.int64)
        assert found.rows(some).may_be_of(copying).tolist() == [likely[row] for row in some]


def test_few_names_may_be_of_an_account_that_is_not_theirs() -> None:
    given = arrow.array([f"user{at}/model" for at in range(2_000)] + ["TheBloke/x", "thebloke/y"])
    assert spelling.Spelling(given).may_be_of(spelling.Accounts(["TheBloke"])).sum() == 2


def test_names_whose_accounts_are_among_some_are_told_from_those_that_look_alike() -> None:
    accounts = spelling.Accounts(["TheBloke", "mlx-community"])
    given = arrow.array(["thebloke/a", "THEBLOKE/b", "TheBlake/c", "theb", "x/TheBloke", "MLX-community/d-1"])
    assert accounts.have(given).tolist() == [True, True, False, False, False, True]
    assert accounts.have(given[2:]).tolist() == [False, False, False, True]


@pytest.mark.parametrize("start", [0, 1, 3])
def test_names_of_producers_are_folded_at_once_as_each_is_by_itself(start: int) -> None:
    for given in (["Meta AI", "", "meta-llama", "AI2", "x"], ["Été", "Meta", "Z.ai", "", "ÉTÉ 2"], [], [""] * 4):
        column = arrow.array(["before", "là", *given], arrow.string())[start:]
        assert spelling.producer_keys(column).to_pylist() == [producer_key(name) for name in column.to_pylist()]
