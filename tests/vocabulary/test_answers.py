"""The meanings of the names that cards, records and people write: fields, tasks, libraries, names of models, details."""

from collections.abc import Iterator
from pathlib import Path

from tests.support.golden import agrees

from openness.shelf.shelf import shipped
from openness.vocabulary import hub
from openness.vocabulary.details import TASKS, Modality, ModelDetail, is_multimodal
from openness.vocabulary.licence_words import is_the_bases
from openness.vocabulary.own_fields import is_licence_text, may_limit, tells_of_terms

TABLES = Path(__file__).parent / "answers"

#: Fields of cards of models, data sets and Spaces, keys of records, and fields of a card's own.
FIELDS = """
license license_name license_link language datasets metrics base_model base_model_relation library_name pipeline_tag model-index
model_index widget inference thumbnail co2_eq_emissions new_version quantized_by tags model_name model_type model_creator
library_tag mask_token annotations_creators language_creators multilinguality size_categories task_categories task_ids
source_datasets pretty_name dataset_info configs license_details paperswithcode_id sdk sdk_version app_file app_port colorFrom
colorTo gated private disabled title emoji pinned viewer extra_gated_heading extra_gated_description extra_gated_prompt
extra_gated_fields extra_gated_button_content extra_gated_eu_disallowed extra_gated_x _id sha key lastModified createdAt
downloads downloadsAllTime likes trendingScore spaces usedStorage widgetData transformersInfo inferenceProviderMapping
evalResults resourceGroup xetEnabled cardExists
licence licenses liscence licences lisence License LICENSE Licence license-name licenseName licens
base_models Base-Model baseModel base_modle hf_base_model_id base_model_url base.model.name base baseline database base_url
library libraryName Library lib libs library_names hub_library huggingface_library_name
init_from upstreamModel underlying_model initial_checkpoint initialised_from initialized_with initialisation initialization
start_model starting_checkpoint started_from seed_model root_model origin original resumed_from warm_start init teacher
start_code init_data seed_dataset start_datasets origin_corpus init_tokenizer init_vocab start_config start_script init_paper
start_space init_demo
pretrained_model_name_or_path model_path paths name names id ids url urls uri link links repo repos repository hf hub_id
cardData.license cardData.usage training-code.license datasets.terms spdx terms tos eula aup agreement legal policy rights
permission permissions permitted allowed disallowed prohibited prohibition prohibitions forbidden restriction restrictions
restricted limitation limitations condition conditions use uses usage commercial commercially noncommercial disclaimer readme
notice note notes comment comments remark remarks warning caveat caveats licensing licensed unlicensed usage_terms terms-of-use
LicenseText license_text license_full_text license_content license_contents license_body license_file terms_of_service
model_license_text weights_license_raw agreement_text eula_text text license_text_url license_summary colour kite
lic\u200bense \u0391 \uff4cicense
""".split()
FIELDS += ["license name", "Base Model", "base  model", "usage restrictions", ""]
TEXT = "Whoever feeds herons may keep them. " * 6


def holding(answers: dict[str, bool]) -> str:
    return ", ".join(name for name, holds in answers.items() if holds) or "none of it"


def test_fields_are_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for field in FIELDS:
            answers = {
                "unknown": hub.is_unknown(field),
                "of a gate": hub.is_of_a_gate(field),
                "names a base": hub.names_base(field),
                "may name one": hub.may_name_base(field),
                "names the library": hub.names_library(field),
                "meant for the licence": hub.is_misspelt(field),
                "tells of terms": tells_of_terms(field),
                "may limit": may_limit(field),
                "holds a licence's text": is_licence_text(field, TEXT),
            }
            yield f"{field!a} = {hub.spelt_out(field)!a} = {hub.folded_name(field)!a}: {holding(answers)}"
        for length in (200, 201):
            yield f"{length} characters are a licence's text: {is_licence_text('license_text', 'x' * length)}"

    agrees(TABLES / "fields.txt", rows())


#: The tasks of the Hub, as its documentation lists them.
HUB_TASKS = """
any-to-any audio-classification audio-text-to-text audio-to-audio automatic-speech-recognition conversational depth-estimation
document-question-answering feature-extraction fill-mask image-classification image-feature-extraction image-segmentation
image-text-to-image image-text-to-text image-text-to-video image-to-image image-to-text image-to-video object-detection
question-answering sentence-similarity summarization table-question-answering text-classification text-generation text-ranking
text-to-audio text-to-image text-to-speech text-to-video text2text-generation token-classification translation
unconditional-image-generation video-classification video-text-to-text visual-document-retrieval visual-question-answering
zero-shot-classification zero-shot-image-classification zero-shot-object-detection
""".split()


def test_the_tasks_of_the_hub_say_what_goes_in_and_comes_out() -> None:
    assert sorted(TASKS) == sorted(HUB_TASKS)
    assert {kind for sides in TASKS.values() for side in sides for kind in side.split()} == {
        kind.value for kind in Modality
    }
    multimodal = [task for task in HUB_TASKS if is_multimodal(task)]
    assert multimodal == [
        "any-to-any", "audio-text-to-text", "automatic-speech-recognition", "document-question-answering", "image-text-to-image",
        "image-text-to-text", "image-text-to-video", "image-to-text", "video-text-to-text", "visual-document-retrieval",
        "visual-question-answering", "zero-shot-image-classification", "zero-shot-object-detection",
    ]  # fmt: skip
    assert [task for task in (*HUB_TASKS, "robotics", "") if is_multimodal(task) is False] == [
        "conversational", "fill-mask", "question-answering", "sentence-similarity", "summarization", "table-question-answering",
        "text-classification", "text-generation", "text-ranking", "text2text-generation", "token-classification", "translation",
        "zero-shot-classification",
    ]  # fmt: skip


#: Libraries by the licences that their own repositories have.
PUBLISHED_UNDER = {
    "Apache-2.0": "transformers diffusers timm peft sentence-transformers adapter-transformers stanza keras tf-keras fastai "
    "espnet allennlp speechbrain nemo paddlenlp setfit span-marker vllm gliner ml-agents pytorch-lightning transformers.js "
    "litert-lm",
    "MIT": "flair spacy open_clip stable-baselines3 asteroid mlx llama-cpp-python llama.cpp ctranslate2 faster-whisper "
    "pyannote-audio sample-factory",
    "BSD-3-Clause": "scikit-learn sklearn",
}


def test_libraries_are_under_the_licences_of_their_repositories() -> None:
    assert {name: id for id, names in PUBLISHED_UNDER.items() for name in names.split()} == hub.LIBRARIES
    assert all(map(shipped().licence, PUBLISHED_UNDER))


NAMES = (
    "a/b", "gpt2", "a/b/c", " a/b\n", "a/b@main", "a/b:latest", "a/b/model.bin", "a/b//", "hf.co/a/b", "HF.co/a/b:Q4_K_M",
    "https://huggingface.co/a/b", "http://www.huggingface.co/a/b/", "huggingface.co/a/b/tree/main",
    "https://huggingface.co/gpt2", "https://huggingface.co/gpt2/blob/main/x", "https://hf-mirror.com/a/b.git",
    "git+https://huggingface.co/a/b@v1", "hf://a/b", "https://huggingface.co/datasets/a/b", "https://huggingface.co/spaces/a/b",
    "https://huggingface.co/collections/a/b", "https://huggingface.co/docs/x", "https://huggingface.co/models",
    "https://huggingface.co/blog/x", "https://huggingface.co/papers/1", "https://huggingface.co/api/models",
    "https://huggingface.co/a/b?x=1", "https://huggingface.co/a/b#top", "https://huggingface.co/",
    "https://modelscope.cn/models/a/b/summary", "https://www.modelscope.ai/models/a/b", "modelscope.cn/datasets/a/b",
    "https://ollama.com/library/llama3.1:8b", "ollama.com/a/b", "registry.ollama.ai/library/x", "ollama.com/a/b/c",
    "https://x.y/hf.co/a/b", "https://example.org/a/b", "/data/model", "./out", "../a", "C:\\models\\Heron-7B\\",
    "/cache/models--acme--heron-7b/snapshots/01", "models--gpt2/x", "C:\\hub\\models--a--b", "models----b", "models--a--b--c",
    "a/models--x--y", "", "/", "a b", "llama3.1:8b", "finetune:a/b", "adapter:gpt2", "quantized:a/b", "merge:", "other:a/b",
    "none", "None", "N/A", "-", "--", "na", "nil", "null", "?", "??", "???", "TBD", "unknown", "finetune:none",
    "adapter:Unknown", "hf.co/none",
)  # fmt: skip


#: First parts of addresses of the Hub that are pages of its own, and one that is somebody's account.
PAGES = """
api assets blog chat collections datasets docs enterprise front inference inference-endpoints join languages learn login models
new organizations papers posts pricing privacy search settings spaces support tasks terms-of-service welcome heron
""".split()


def test_names_of_models_lead_where_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for name in NAMES:
            relation, base = hub.named_base(name)
            places = f"in a path {hub.named_by_path(name)!r}, in a cache {hub.in_the_cache(name)!r}"
            based = f"as a base {relation or 'no relation'} {base!r}, {hub.base_said(name)!r}"
            yield f"{name!r} → {hub.repository(name)!r}; {based}; {places}; an address of {hub.addressed(name)!r}"
        for page in PAGES:
            yield f"huggingface.co/{page}/x → {hub.addressed(f'huggingface.co/{page}/x')!r}"

    agrees(TABLES / "names.txt", rows())


TAGS = (
    "license:mit", "License: mit", "licence:mit", "license-name:x", "base_model:a/b", "Base-Model:a/b", "base_model : a/b",
    "Base Model: a/b", "region:us", "x", "x: y", "x:y", ":x", "license:", "Licence:", "basemodel:adapter:a/b", "dataset:x",
    "base_model_relation:x",
)  # fmt: skip


def test_tags_stand_for_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for tag in TAGS:
            yield f"{tag} → {hub.odd_tag(tag) or 'itself'}, {'words' if hub.is_plain_tag(tag) else 'a tag of the Hub'}"
        yield f"{hub.base_relations(['a/b', 'finetune:a/b', 'adapter:a/b', 'merge:c/d', 'c/d', 'e'])}"
        for word in "finetune adapter quantized merge peft adapter-transformers lora qlora mergekit gguf".split():
            yield f"{word} → {hub.RELATIONS.get(word)}, {hub.MADE_FROM_ANOTHER.get(word)}, quantised {word in hub.QUANTISED}"

    agrees(TABLES / "tags.txt", rows())


WRITTEN = (
    "", " ", "x", "2026-11-24", "2026-11", "2026", "2026-13", "2026-11-32", "2026-11-24T10:00", "2026-11-24 10:00",
    "24.11.2026", "26", "\u0662\u0660\u0662\u0666", "7", "007", "0", "0.0", "-1", "3.1e9", "1e21", "1e20", "1e400", "nan",
    "1.5", "7,300", "3B", "9" * 40, "9" * 41, "Text", "audio", "pictures", " video ", "unknown", "Undisclosed", "n/a", "None",
    "null", "NOASSERTION", "tbd", "na", "x" * 200, "x" * 201, "a\u202eb",
)  # fmt: skip


def test_details_are_read_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for text in WRITTEN:
            found: dict[str, list[str]] = {}
            for detail in ModelDetail:
                found.setdefault(detail.read(text), []).append(detail.value)
            shown = "; ".join(f"{value[:60]!r} {', '.join(names)}" for value, names in found.items())
            yield f"{text[:60]!a}, {len(text)} → {shown}"
        for detail in ModelDetail:
            yield f"{detail}: {detail.sort}, {'several' if detail.several else 'one'}"

    agrees(TABLES / "details.txt", rows())


POINTING = "same as inherit inherits inherited from see like follow follows following refer per mit".split()
BASES = "base bases parent original upstream source foundation origin mit".split()


def test_words_in_the_place_of_a_licence_s_name_point_to_the_base_where_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for pointing in POINTING:
            alone = [base for base in BASES if is_the_bases(f"{pointing}-{base}")]
            between = [
                base for base in BASES if is_the_bases(f"{pointing} the {base} of a model's weights license terms")
            ]
            yield f"{pointing}: {is_the_bases(pointing)}; before {' '.join(alone)}; in a sentence {' '.join(between)}"

    agrees(TABLES / "pointing.txt", rows())
