"""The finds in sentences put together from parts, and in every sentence of the bench in other places: tables.

Subjects, verbs and objects are combined, so that a word that decides stands beside one that does not, and each answer is
kept. A column has a number, which the head of its table explains.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.prose_bench import QUESTIONS, bench

from openness import prose
from openness.prose.clause import Clause
from openness.prose.reader import sentences

TABLES = Path(__file__).parent / "answers"
LINK = "[egret](https://huggingface.co/acme/egret-7b)"

#: Who a sentence may be about: the model of the card, parts of it, others, what is no model, and nobody.
SUBJECTS = (
    "This model", "The model", "Our model", "The models", "Our models", "These models", "It", "Heron", "Heron-7B", "Heron 7B",
    "Heron-70B", "Heron v2", "Heron's weights", "Heron-7B-Instruct", "The weights", "All weights", "Both models",
    "The model weights", "The code", "The code and weights", "The weights and code", "Weights, code and data", "The dataset",
    "The data and the model", "The outputs of the model", "The model's data", "The larger model", "The 70B version",
    "Our 7B version", "The base model", "The previous version", "The VAE", "Our text encoder", "The tokenizer",
    "The final trained language model", "This large model", "The judge", "GPT-4", "Egret", "We", "This repository",
    "This adapter", "The benchmark", "Heron, a small language model,", "Heron, like Egret,", "The code of this model",
    "Our demo", "Everything", "",
)  # fmt: skip
#: The text around a sentence.
PLACES = {
    "heading": "## License\n\n{}", "data": "## Dataset\n\n{}", "code": "# Heron\n\n## Code\n\n{}", "item": "- {}",
    "listed": "The model:\n\n- {}", "quote": "> {}", "cell": "| Model | {} |\n", "cells": "| a | {} | b |",
    "label": "**License:** {}", "strong": "**{}**", "html": "<p><b>{}</b></p>", "copy": "# Original model card: X\n\n{}",
    "question": "Is it so? {}?", "but": "The code is MIT, but {}", "unlike": "Unlike Egret, {}", "news": "## News\n\n{}",
    "title": "# The dataset tool\n\n{}", "after": "The dataset is large. {}", "before": "{} The code is under MIT.",
    "long": "{}" + " and so on, for a long time, as one says" * 8, "fence": "```\n{}\n```", "comment": "<!-- {} -->",
    "rest": "{}\n\nThe weights are here.",
}  # fmt: skip

#: What is not there, by what a card is about.
ABSENT_OF = {"model": "weights", "dataset": "data"}

#: How a sentence may be written.
LETTERS: dict[str, Callable[[str], str]] = {"capitals": str.upper, "small letters": str.lower, "a title": str.title}


def heard(body: str) -> str:
    """Everything that is heard of a body, in one line."""
    found = [
        *(f"{'limit' if term.understood else 'term'}@{term.line}" for term in prose.terms(body)),
        *(f"{what} not there@{answer[0]}" for of, what in ABSENT_OF.items() if (answer := prose.not_yet(body, of))),
        *(f"{base.relation}@{base.line} {base.name}{'?' if base.called else ''}" for base in prose.bases(body)),
        *(f"{label}@{line}" for line, label, _ in prose.labels(body)),
        *(
            f"{each.sort}@{each.line}{'+' if each.understood else ''} {' / '.join(each.names)}"
            for each in prose.licences(body)
        ),
    ]
    return "; ".join(found) or "nothing"


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_sentence_of_the_bench_is_heard_in_every_place_as_the_table_says(question: str) -> None:
    def rows() -> Iterator[str]:
        for row in bench():
            if row.question == question:
                plain = heard(f"# Heron\n\n{row.sentence}\n")
                elsewhere = {name: heard(place.format(row.sentence)) for name, place in PLACES.items()}
                elsewhere |= {name: heard(f"# Heron\n\n{write(row.sentence)}\n") for name, write in LETTERS.items()}
                others = [
                    f"{name}: {answer}"
                    for name, answer in elsewhere.items()
                    if without_lines(answer).lower() != without_lines(plain).lower()
                ]
                yield " | ".join((" ".join(row.sentence.split())[:70], plain, *others)).replace("\n", " ")

    agrees(TABLES / f"bench-{question}.txt", rows())


def without_lines(answer: str) -> str:
    return re.sub(r"@\d+", "", answer)


def matrix(
    befores: Sequence[str], afters: Sequence[str], say: Callable[[str, str], str], mark: Callable[[str], str]
) -> Iterator[str]:
    """A row for each beginning, a character for each end, below what the columns stand for."""
    yield from (f"# {number}: {after!r}" for number, after in enumerate(afters))
    yield f"# {''.join(str(number // 10) for number in range(len(afters)))}"
    yield f"# {''.join(str(number % 10) for number in range(len(afters)))}"
    for before in befores:
        yield f"  {''.join(mark(say(before, after)) for after in afters)}  {before}"


def titled(before: str, after: str) -> str:
    return f"# Heron 7B: reads maps\n\n{before} {after}."


LIMITED = (
    "is for research use only", "may not be used commercially", "are released for non-commercial purposes",
    "must not be used for military purposes", "is not for commercial use, and its code is MIT",
    "is free for research, and needs a licence for companies", "can be used commercially", "is limited to academic research",
    "was trained for research purposes", "comes with data for research use only",
    "of the authors may be used for research only", "and the dataset are for non-commercial use only",
    "is no longer limited to research use only",
)  # fmt: skip
ABSENT = (
    "will be released soon", "is not publicly available", "are not yet released", "can be had on request",
    "is available only through our API", "is available, and the 70B weights will be released soon",
    "will be released soon. The weights are now available", "of the generator will be released soon",
    "in GGUF will be released soon", "is not available in GGUF", "is coming soon", "is released",
)  # fmt: skip


def first_letter(question: Callable[[str], object]) -> Callable[[str], str]:
    return lambda body: "X" if question(body) else "."


@pytest.mark.parametrize("of", ["model", "dataset"])
def test_a_limit_is_heard_of_each_subject_as_the_table_says(of: str) -> None:
    ask = first_letter(lambda body: any(term.understood for term in prose.terms(body, of)))
    agrees(TABLES / ("limits.txt" if of == "model" else "limits-of-data.txt"), matrix(SUBJECTS, LIMITED, titled, ask))


@pytest.mark.parametrize(("of", "name"), ABSENT_OF.items())
def test_an_absence_is_heard_of_each_subject_as_the_table_says(of: str, name: str) -> None:
    afters = ABSENT
    ask = first_letter(lambda body: prose.not_yet(body, of))
    agrees(TABLES / f"{name}.txt", matrix(SUBJECTS, afters, titled, ask))


BEFORE_OPEN = (
    "is", "are", "is an", "is a new", "is not", "is one of the best", "was", "has been", "have been", "remains", "has",
    "comes with", "has no", "is fully", "may be", "will be", "is released as", "is compared with an", "which is",
    "and code are", ", an",
)  # fmt: skip
OPEN = (
    "open source", "open-source", "open-sourced", "opensource", "open-source model", "open weights", "open weight model",
    "open-weights language model", "open", "open model", "fully open", "fully open model", "open large language model",
    "open alternative", "open-domain model", "open-source code", "open source models", "open source under MIT",
    "open-source for research", "open-source LLM that works", "open-source model zoo", "open-source TTS model",
    "open-source (MIT) model", "open weights and data", "open-source, and so is Egret", "open-source software",
    "open-source 7B model", "open?",
)  # fmt: skip
BEFORE_OPEN_ALONE = (
    "We", "We have", "We are", "We fully", "Today, we", "They", "I", "We will", "We hope to", "We release an",
    "We are proud to release Heron, an", "We release Egret, an", "Introducing Heron: an", "Meet Heron, the first",
    "This repo contains the", "Our", "Our new", "This", "The", "Our first new flagship", "We introduce Heron-70B, an",
    "We present the weights of an", "As an", "Heron: an", "Heron –", "Egret, an", "Best", "",
)  # fmt: skip
OPEN_ALONE = (
    "open source the weights", "open-source our model", "open-sourced Heron", "open-source the code",
    "open-source the model and data", "open source it on the Hub", "open-source all models",
    "open-source weights, code and data", "open source tools", "open-source all weights of Egret", *OPEN[:14],
)  # fmt: skip


def label_letter(body: str) -> str:
    found = list(prose.labels(body))
    return {"open-source": "S", "open-weights": "W", "open": "O"}[found[0][1]] if found else "."


@pytest.mark.parametrize(
    "subject", ["This model", "Our models", "Heron", "Heron-70B", "Egret", "The code", "This", "The model and its code"]
)
def test_a_label_is_heard_as_the_table_says(subject: str) -> None:
    rows = matrix(BEFORE_OPEN, OPEN, lambda before, after: titled(f"{subject} {before}", after), label_letter)
    agrees(TABLES / f"labels-of-{subject.lower().replace(' ', '-')}.txt", rows)


@pytest.mark.parametrize(
    "place", ["# Heron 7B: reads maps\n\n{}.", "## {}", "- {}.", "It reads maps; {}.", "# Heron GGUF\n\n{}.", "{}"]
)
def test_a_label_without_a_subject_is_heard_as_the_table_says(place: str) -> None:
    rows = matrix(BEFORE_OPEN_ALONE, OPEN_ALONE, lambda before, after: place.format(f"{before} {after}"), label_letter)
    name = re.sub(r"\W+", "-", place.lower()).strip("-") or "alone"
    agrees(TABLES / f"labels-in-{'heading' if place[:2] == '##' else 'item' if place[0] == '-' else name}.txt", rows)


DERIVED = (
    "is a fine-tuned version of", "is a LoRA adapter for", "is a quantized version of", "is a merge of", "is based on",
    "was initialized from", "was trained on", "is not based on", "was compared with a fine-tuned version of",
    "was distilled from", "uses the tokenizer of", "is loosely based on", "is a model for chat, based on",
    "was developed by Acme and is based on", "outperforms", "is inspired by", "is a LoRA fine-tuned from",
    "is similar to the model fine-tuned from", "was fine-tuned on maps with the recipe of", "which is built on", "is a GGUF of",
    "was trained from scratch, not from", "is a small, fast and multilingual model that was in March fine-tuned from",
)  # fmt: skip
NAMED = (
    LINK, "acme/egret-7b", "`acme/egret-7b`", "Llama 3.1 8B", "Meta's Llama 3.1 8B", "Egret",
    "[egret](https://example.org/acme/egret-7b)", "[maps](https://huggingface.co/datasets/acme/maps-1)",
    "https://huggingface.co/acme/egret-7b/tree/main", "/models/egret-7b", "BERT/RoBERTa", "Llama-3.1-8B-style layers",
    f"{LINK} architecture", f"{LINK} tokenizer", f"{LINK} and {LINK.replace('egret', 'ibis')}", "the Llama 3.1 8B paper",
    "the original Llama 2 [base] model", f"the wonderful and quite large and really very new {LINK}",
    "[card](https://huggingface.co/acme/egret-7b/blob/main/README.md)", "bert-base", f"{LINK}, but trained from scratch",
    "models/a/b-1", "acme/egret-7b.gguf", "the GPT-4 outputs of acme/egret-7b",
)  # fmt: skip


def base_letter(body: str) -> str:
    found = list(prose.bases(body))
    if not found:
        return "."
    letter = {"fine-tune": "F", "adapter": "A", "quantisation": "Q", "merge": "M"}.get(found[0].relation.value, "o")
    letter = letter.lower() if found[0].called else letter
    return letter if len(found) == 1 else str(len(found))


@pytest.mark.parametrize(
    "subject", ["This model", "Heron", "Egret", "The tokenizer", "The larger model", "We know that it", ""]
)
def test_a_base_is_heard_as_the_table_says(subject: str) -> None:
    rows = matrix(DERIVED, NAMED, lambda before, after: titled(f"{subject} {before}", after), base_letter)
    agrees(TABLES / f"bases-of-{subject.lower().replace(' ', '-') or 'nothing'}.txt", rows)


NAMED_THEN = (
    "{} fine-tuned on maps.", "{} was fine-tuned by us on maps.", "{} finetune.", "A {} finetune for maps.",
    "We took {} and continued training.", "We fine-tuned {} on maps.", "We merged {} with ibis.", "Base model: {}",
    "**Base model**: {}", "Finetuned from model: {}", "Quantized from: {}", "Merged models: {}", "Original model: {}",
    "| Base model | {} |", "The following models were merged:\n\n- {}", "## Merged models\n\n- {}",
    "The following models were compared:\n\n- {}", "We fine-tuned this from:\n\n- {}",
    "## Related models\n\nThis model is based on {}.", "See {} for the base model.", "With {} as the base, we train Heron.",
    "We compare with Egret. It is based on {}.", "Is it based on {}?", "> It is a fine-tuned version of {}.", "v1: {}",
    "We train Heron on top of {}.", "We further fine-tune {} with LoRA.", "Our code is based on {}.",
    "Heron, a model based on {}, reads maps.", "Teacher: {}", "Heron is a {} fine-tune.", "This is a LoRA of {}, a merge.",
    "If you like {}, try ours.", "Heron is a fine-tuned version of `{}`.", "Starting from {} we made Heron.",
)  # fmt: skip


def test_a_base_is_heard_by_its_place_as_the_table_says() -> None:
    rows = matrix(NAMED_THEN, NAMED, lambda before, after: f"# Heron\n\n{before.format(after)}", base_letter)
    agrees(TABLES / "bases-by-place.txt", (row.replace("\n", "⏎") for row in rows))


LICENSED = (
    "{} is released under the MIT License.", "{} is licensed under Apache 2.0 and the data under CC BY 4.0.",
    "{} is under the Llama 3.1 Community License Agreement, version 1.", "{} is not released under the MIT License.",
    "{} may be used under the [Kite terms](https://example.org/kite).", "The license of {} is Gemma (base).",
    "{} inherits the Apache License, Version 2.0 of its base model.", "{} has a licence, see LICENSE.", "{} is MIT.",
    "{} is governed by the Kite Model License v1.2 only.", "{} follows the licence of Llama 2.",
    "{} is distributed, as we said, in the hope to be useful, under the terms of the GNU GPL v3.",
)  # fmt: skip
VALUES = (
    "MIT", "Apache 2.0", "MIT (code), CC BY-NC 4.0 (weights)", "Gemma (base)", "see LICENSE", "[MIT](LICENSE)",
    "[MIT](https://opensource.org/licenses/MIT)", "The Kite Licence (v1.2)", "MIT or Apache-2.0", "other",
    "[More Information Needed]", "not MIT", "Llama 3.1 Community License", "cc-by-nc-4.0", "for research use only",
    "the same as the base model's, that is the Kite License", "Code: MIT. Weights: CC BY-NC 4.0.",
    "we do not know it yet, but it may well be the MIT License of the authors of this work", "proprietary",
    "MIT License, Copyright (c) 2024 Acme", "—", "?",
)  # fmt: skip
LABELS = (
    "License: {}", "**License:** {}", "- **License**: {}", "| License | {} |", "Model license: {}", "Data license: {}",
    "Code licence: {}", "Weights: {}", "## License\n\n{}", "## Licence and citation\n\n{}", "## License of the data\n\n{}",
    "# License\n\n- {}", "> License: {}", "### Licensing information for users of the API of ours\n\n{}",
    "## Dataset\n\nLicense: {}", "| a | License: {} | b |", "Lizenz: {}", "许可证：{}", "Is the license {}?",
)  # fmt: skip


def test_a_licence_is_heard_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for sentence in LICENSED:
            for subject in SUBJECTS[:-1]:
                yield f"{sentence.format(subject)} | {licence(titled(sentence.format(subject), ''))}"

    agrees(TABLES / "licences.txt", rows())


def test_a_licence_is_heard_behind_a_label_as_the_table_says() -> None:
    rows = (
        f"{label.format(value)} | {licence(f'# Heron{chr(10) * 2}{label.format(value)}')}".replace("\n", "⏎")
        for label in LABELS
        for value in VALUES
    )
    agrees(TABLES / "licences-by-label.txt", rows)


def licence(body: str) -> str:
    return (
        "; ".join(
            f"{each.sort}{'+' if each.understood else ''} {' / '.join(each.names)}" for each in prose.licences(body)
        )
        or "nothing"
    )


#: Sentences with a place for words that decide nothing.
GAPS = (
    "The licence {} Kite-1.0 holds.", "Kite-1.0 {} is a licence.", "The model is licensed {} under Kite-1.0.",
    "The model is licensed under {} Kite-1.0.", "The model {} is released under the Kite License.",
    "The base model {} model is released under the Kite License.", "## License\n\n{} Kite-1.0", "License: {} Kite-1.0",
    "License {}: MIT", "## License {}\n\nMIT", "License: Kite {} 1.0", "License: MIT ({} code)", "License: [terms](LICENSE) {}",
    f"This model is a fine-tuned version of {{}} {LINK}.", "This model is a LoRA of {} acme/egret-7b.",
    f"{LINK} {{}} was fine-tuned.", f"{LINK} {{}} finetune", f"This model was trained on {{}} {LINK}.",
    f"A merge of {{}} {LINK}", f"We took {LINK} {{}} and fine-tuned it.", f"The tokenizer {{}} is fine-tuned from {LINK}.",
    f"{{}} tokenizer is fine-tuned from {LINK}.", f"It is not {{}} fine-tuned from {LINK}.",
    f"Fine-tuned from {LINK} {{}} tokenizer.", "It is based on {} Llama 3.1 8B.", "This model is for {} research use only.",
    "The model is {} for research use only.", "The dataset {} is for research use only.", "It is not {} for commercial use.",
    "The weights {} will be released soon.", "The weights will be {} released soon.", "The weights are {} not available.",
    "The weights of {} will be released soon.", "We will {} release the weights.", "This model is {} open source.",
    "This is an open {} model.", "Our {} open model", "We {} open-source the weights.", "Heron, {} an open model",
    "An open-source {} model", "We release {} an open model.", "This model is an open-source model {} zoo.",
    "This model is open source {} code.", "The {} model is open source.",
)  # fmt: skip
FILLING = "quite new blue kites fly far over the cold green hills at noon with long soft red tails of silk".split()


def test_words_between_count_as_the_table_says() -> None:
    """One answer for each number of words between, from none on; as before where it is the same."""

    def rows() -> Iterator[str]:
        for gap in GAPS:
            before = ""
            for count in range(len(FILLING)):
                answer = without_lines(heard(f"# Heron\n\n{gap.format(' '.join(FILLING[:count]))}"))
                if answer != before:
                    yield f"{gap!r} with {count} → {answer}"
                before = answer

    agrees(TABLES / "words-between.txt", rows())


CARDS = sorted((Path(__file__).parent / "cards").glob("*.md"))


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_a_card_is_taken_apart_as_the_table_says(path: Path) -> None:
    def rows() -> Iterator[str]:
        for each in sentences(path.read_text("utf-8")):
            links = " ".join(f"{link.start}-{link.end}={link.address}" for link in each.links)
            headings = " > ".join(heading[:30] for heading in (each.title, *each.headings))
            words = " ".join(map(phrases, each.clauses))
            parts = (
                each.text[:90],
                each.label,
                headings,
                each.lead[:30],
                links,
                *sorted(each.questions),
                each.shown[-20:],
            )
            start = f"{each.line} {each.sort}{' copied' if each.copied else ''} {each.value}"
            yield " | ".join((start, *parts, words[:400])).replace("\n", "⏎")

    agrees(TABLES / f"card-{path.stem}.txt", rows())


def phrases(clause: Clause) -> str:
    """How many words a clause has, and the phrases in it of the lists that questions ask for."""
    found = sorted((name, *find) for name, finds in clause.finds.items() if "." not in name for find in finds)
    return f"{len(clause.words)}{found}"
