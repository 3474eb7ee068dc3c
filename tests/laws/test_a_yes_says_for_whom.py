"""Law: a yes never hides what a licence denies although it allows the use: commerce, purposes, countries, people."""

from tests.support.releases import native

from openness import may
from openness.evaluation.uses.use import uses
from openness.shelf.shelf import shipped
from openness.vocabulary import Term
from openness.vocabulary.verdict import Verdict

WORDS = {
    Term.COMMERCIAL_USE: "not commercially",
    Term.ANY_FIELD: "not for every purpose",
    Term.EVERYWHERE: "not in every country",
    Term.ANYONE: "not for everybody",
}


def test_every_yes_of_every_licence_has_what_the_licence_denies() -> None:
    told = dict.fromkeys(WORDS, 0)
    for id in shipped().licences():
        licence = shipped().licence(id)
        if licence is None or shipped().naming(id).candidates != (id,):
            continue
        release = native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {id}}}}}")
        for answer in may(release, None, shelf=shipped()):
            if answer.verdict is not Verdict.MET:
                assert not answer.but
                continue
            for term, words in WORDS.items():
                by_numbers = term is Term.ANYONE and licence.gives_way(term)
                denies = licence.stated(term) is Verdict.UNMET and not by_numbers
                if denies and term not in uses(shipped())[answer.use].terms:
                    assert words in answer.but, (id, answer.use, term)
                    assert words in answer.because and words in answer.gist and words in answer.brief
                    told[term] += 1
    assert all(told.values()), told
