"""The tables of `calls.toml`."""

from openness.references.lexicon import lexicon, words_of
from openness.references.names import named
from openness.sources.system_ids import ids
from openness.vocabulary.references import Sort


def test_every_short_name_leads_to_a_repository_that_is_one() -> None:
    for sort, names in lexicon().short.items():
        for written, name in names.items():
            call = next(call for calls in lexicon().calls.values() for call in calls if call.sort is sort and call.hub)
            found = named(name, call, lexicon())
            assert found is not None, written
            assert (found.name, found.sort) == (name, sort)


def test_every_described_system_that_a_service_leads_to_is_there() -> None:
    assert {id for _, id in lexicon().systems} <= set(ids())


def test_every_service_is_found_by_its_own_pattern() -> None:
    for service in lexicon().services:
        assert lexicon().served.fullmatch("x") is None
        assert service.provider


def test_a_field_is_known_by_its_last_words() -> None:
    words = lexicon()
    assert words_of("modelNameOrPath") == ("model", "name", "or", "path")
    for key in ("EMBEDDING_MODEL", "--model-id", "baseModel", "DEFAULT_MODELS_GGUF"):
        field = words.field(key)
        assert field is not None, key
        assert field.sort is Sort.MODEL
    assert words.field("path") is None
    assert words.field("models_gguf") is None
    field = words.field("path", "datasets")
    assert field is not None
    assert field.sort is Sort.DATASET
