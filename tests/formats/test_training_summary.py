"""A filled summary of training content, in the EU's template, is read for what stands in it and nothing more."""

from pathlib import Path

import pytest

import openness
from openness.errors import NotThisFormat
from openness.formats import training_summary
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Availability, Kind
from openness.vocabulary.details import ModelDetail

QUESTIONS = {
    "2.1": "Have you used publicly available datasets to train the model?",
    "2.2.1": "Have you concluded transactional commercial licensing agreement(s) with rightsholder(s)?",
    "2.2.2": "Have you obtained private datasets from third parties that are not licensed as described in Section 2.2.1?",
    "2.3": "Were crawlers used by the provider or on behalf of?",
    "2.4": "Was data from user interactions with the AI model (e.g. user input and prompts) used to train the model?",
    "2.4 (other services)": "Was data collected from user interactions with the provider’s other services used?",
    "2.5": "Was synthetic AI-generated data created by the provider or on their behalf to train the model?",
    "2.6": "Have data sources other than those described in Sections 2.1 to 2.5 been used to train the model?",
}


def summary(
    answers: dict[str, str] | None = None, head: str = "", sets: str = "", given: str = "- [x] Yes\n- [ ] No"
) -> str:
    """A summary of our own, in the template, with the same answer to every question but those named."""
    answered = {**dict.fromkeys(QUESTIONS, given), **(answers or {})}
    asked = {key: f"{question}\n\n{answered[key]}\n" for key, question in QUESTIONS.items()}
    return "\n".join(
        [
            "# Public Summary of Training Content\n\n## 1. General information\n",
            head,
            "## 2. List of data sources\n\n## 2.1. Publicly available datasets\n",
            asked["2.1"],
            f"List of large publicly available datasets:\n\n{sets}\n",
            "## 2.2 Private non-publicly available datasets obtained from third parties\n",
            *(asked[key] for key in ("2.2.1", "2.2.2", "2.3", "2.4", "2.4 (other services)", "2.5", "2.6")),
            "## 3. Data processing aspects\n",
        ]
    )


def read(text: str, name: str = "training-summary.md") -> Release:
    return training_summary.read(Document(name, text))


def described(release: Release) -> tuple[str | None, tuple[str, ...]]:
    """How the description of the training data can be reached, and how much it is."""
    items = release.component(Kind.DATA_INFORMATION).items
    return (items[0].availability.value, items[0].extent.values) if items else (None, ())


def left_open(release: Release) -> str:
    (finding,) = release.oddities
    return finding.message.rpartition(": ")[2]


def test_where_every_question_is_answered_a_person_judges_whether_it_is_enough() -> None:
    release = read(summary())
    assert described(release) == (Availability.PUBLIC, ("part", "whole"))
    assert release.oddities == ()


@pytest.mark.parametrize("key", QUESTIONS)
@pytest.mark.parametrize("answer", ["", "- [ ] Yes\n- [ ] No", "☐ Yes ☐ No", "> **To fill in**: yes or no"])
def test_an_open_question_is_a_finding_and_the_summary_a_part_at_most(key: str, answer: str) -> None:
    release = read(summary({key: answer}))
    assert left_open(release) == key
    draft = "To fill in" in answer
    assert described(release) == ((None, ()) if draft else (Availability.PUBLIC, ("part",)))


@pytest.mark.parametrize(
    "answer",
    [
        "Yes",
        "No",
        "☒ Yes ☐ No",
        "☐ Yes ☒ No",
        "X Yes ☐ No",
        "☐ Yes X No",
        "- [ ] Yes\n- [x] No",
        "This information cannot be provided, as the data was lost.",
    ],
)
def test_an_answer_in_any_words_is_an_answer(answer: str) -> None:
    assert read(summary(given=answer)).oddities == ()


def test_a_template_that_nobody_filled_describes_nothing() -> None:
    release = read(summary(given="☐ Yes ☐ No"))
    assert described(release) == (None, ())
    assert left_open(release) == ", ".join(QUESTIONS)


def test_what_calls_itself_a_draft_describes_nothing_until_somebody_takes_that_out() -> None:
    release = read("> **Draft**, written by openness\n\n" + summary())
    assert described(release) == (None, ())
    assert left_open(release) == "its first lines call it a draft"


def test_html_is_read_as_markdown_is() -> None:
    lines = summary(
        head="Provider name and contact details: Acme", sets="https://huggingface.co/datasets/acme/reeds"
    ).split("\n")
    page = "<html><style>p::before {content: 'To fill in'}</style>\n" + "\n".join(
        f"<h2>{line.lstrip('# ')}</h2>" if line.startswith("#") else f"<p><b>{line}</b></p>" for line in lines
    )
    release = read(page.replace("[x]", "☒").replace("[ ]", "☐"), "training-summary.html")
    assert described(release) == (Availability.PUBLIC, ("part", "whole"))
    assert release.producer.value == "Acme"
    assert [item.name for item in release.component(Kind.DATASETS).items] == ["acme/reeds"]


def test_the_data_sets_it_lists_are_named_with_their_places_and_not_released() -> None:
    sets = "English:\n\nhttps://huggingface.co/datasets/acme/reeds (v1)\n\n- Nests: https://example.org/nests\n\nand Wikipedia"
    items = read(summary(sets=sets)).component(Kind.DATASETS).items
    assert {(item.name, item.location.value) for item in items} == {
        ("acme/reeds", "https://huggingface.co/datasets/acme/reeds"),
        ("Nests", "https://example.org/nests"),
    }
    assert not any(item.availability.claims or item.licence.claims for item in items)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sept 2nd, 2025", "2025-09-02"),
        ("23 April 2026", "2026-04-23"),
        ("31.12.2025", "2025-12-31"),
        ("2025-09", "2025-09"),
        ("03/04/2025", None),  # of March or of April
        ("in the autumn", None),
        ("31.13.2025", None),
    ],
)
def test_a_day_counts_where_it_can_be_no_other(written: str, day: str | None) -> None:
    head = f"Date of placement of the model on the Union market: {written}\n"
    assert read(summary(head=head)).detail(ModelDetail.UNION_MARKET_DATE).value == day


@pytest.mark.parametrize("text", ["N/A", "None", "not applicable", "-"])
def test_no_base_is_said_in_several_ways(text: str) -> None:
    assert read(summary(head=f"Model dependencies: {text}\n")).base_models == ()


def test_a_base_in_words_of_its_own_may_be_any_model_and_its_terms_bind() -> None:
    text = "The model is a modification of one on the Union market, specifically Colosseum 355B"
    (base,) = read(summary(head=f"Model dependencies: {text}\n")).base_models
    assert (base.name, base.certain) == ("", False)
    (base,) = read(summary(head="Model dependencies: Mistral 7B v0.2\n")).base_models
    assert (base.name, base.certain) == ("Mistral 7B v0.2", False)


def test_kinds_of_content_are_those_ticked_in_the_table() -> None:
    table = (
        "## 1.3 Modalities, overall training data size and other characteristics\n\n"
        "| Modality | Size | Types |\n|---|---|---|\n"
        "| ☒ Text | ☐ Less than 1 billion tokens ☒ More than 10 trillion tokens | prose |\n"
        "| ☐ Image | ☐ Less than 1 million images | |\n| ☒ Audio | | speech |\n\n"
        "Latest date of data acquisition/collection for model training: ☒ Video is no modality here\n"
    )
    assert read(summary(head=table)).detail(ModelDetail.TRAINING_MODALITY).values == ("audio", "text")


@pytest.mark.parametrize(
    "head",
    ["Provider name and contact details: Acme, 1 Reed Street", "Provider name and contact details: press@acme.example"],
)
def test_of_a_name_with_an_address_nothing_tells_where_the_name_ends(head: str) -> None:
    assert read(summary(head=head + "\n")).producer.value is None


def test_a_text_without_the_template_s_headings_is_none() -> None:
    with pytest.raises(NotThisFormat):
        read(summary().replace("Data processing aspects", "More"))


def test_beside_a_card_it_adds_a_description_and_raises_no_level(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\nlibrary_name: transformers\n---\n# Heron\n")
    before = openness.classify(tmp_path)
    (tmp_path / "EU_Public_Summary.md").write_text(summary(), encoding="utf-8")
    after = openness.classify(tmp_path)
    assert described(before.release) == (None, ())
    assert described(after.release) == (Availability.PUBLIC, ("part", "whole"))
    assert (after.spectrum.reached, after.spectrum.reachable) == (before.spectrum.reached, before.spectrum.reachable)
    assert "licence-missing" not in {finding.code for finding in after.findings}


def test_even_under_an_open_licence_it_is_no_certain_description_of_the_data(tmp_path: Path) -> None:
    parts = "model-parameters-final training-code inference-code data-preprocessing-code model-architecture".split()
    components = "".join(f"  {part}: {{availability: public, licence: MIT}}\n" for part in parts)
    (tmp_path / "openness.yaml").write_text(
        f"openness: 1\ncomponents:\n{components}  data-information:\n"
        "    - {name: public summary of training content, licence: CC-BY-4.0}\n"
    )
    (tmp_path / "public_summary.md").write_text(summary(), encoding="utf-8")
    spectrum = openness.classify(tmp_path).spectrum
    assert spectrum.reached == "open-weights"


def test_a_file_of_any_name_is_known_by_its_headings(tmp_path: Path) -> None:
    for name in ("transparency.md", "about.txt", "without-ending"):
        (tmp_path / name).write_text(summary(), encoding="utf-8")
        assert described(openness.read(tmp_path / name))[0] == Availability.PUBLIC


def test_another_file_called_a_summary_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n")
    (tmp_path / "training_summary.md").write_text("# Loss over time\n\nIt went down.\n")
    release = openness.read(tmp_path)
    assert described(release) == (None, ())
    assert release.oddities == ()


def test_a_summary_as_pdf_is_pointed_out_and_not_counted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n")
    (tmp_path / "Heron_EU_Public_Summary.pdf").write_bytes(b"%PDF-1.7")
    classification = openness.classify(tmp_path)
    assert described(classification.release) == (None, ())
    missing = [finding.subject.component for finding in classification.findings if finding.code == "statement-missing"]
    assert missing == [Kind.DATA_INFORMATION]
