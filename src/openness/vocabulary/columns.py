"""The columns of a table that no other list has: `openness explain` reads them, and nothing rests on them."""

from openness.vocabulary.words import Word


class Column(Word):
    """A column that a scan or a table of `classify_table` reads or writes, by the Hub's own name for it."""

    AUTHOR = "author", "author", "the Hub's account that a model lies under"
    BASE_MODELS = (
        "baseModels",
        "base models in the Hub's record",
        "the models it was made from: their relation and their ids",
    )
    BASE_MODEL_RELATION = (
        "base_model_relation",
        "relation to the base model",
        "how it was made from them: finetune, adapter, quantized or merge",
    )
    CARD = "card", "card", "the whole text of a model card, its block of metadata among it"
    CARD_DATA = (
        "cardData",
        "card data",
        "the block of metadata of a model card, as the Hub's record or a JSON text has it",
    )
    CITATION = "citation", "citation", "how a data set is to be cited; read for words that limit its use"
    CO2 = "co2_eq_emissions", "emissions", "the emissions of training; read for words that limit the use"
    CONFIG = "config", "config", "the settings of a model, in which a limit or the model it was loaded from may stand"
    DESCRIPTION = "description", "description", "words about a repository; read for words that limit its use"
    DISABLED = "disabled", "disabled", "true where the Hub has closed the repository, so nobody can download it"
    GATE_BUTTON = "extra_gated_button_content", "button of a gate", "the words on the button that asks for access"
    GATE_DESCRIPTION = "extra_gated_description", "description of a gate", "what people read before they ask for access"
    GATE_EU = "extra_gated_eu_disallowed", "gate closed to the EU", "true where nobody in the EU gets access"
    GATE_FIELDS = "extra_gated_fields", "fields of a gate", "what people must state or agree to before they get access"
    GATE_HEADING = "extra_gated_heading", "heading of a gate", "the heading above the form in front of the files"
    GATE_PROMPT = "extra_gated_prompt", "prompt of a gate", "the terms that people agree to before they get access"
    GGUF = "gguf", "gguf", "the header of a GGUF file, as the Hub's record has it"
    INFERENCE = (
        "inference",
        "inference",
        "whether the Hub serves the model; no answer rests on it but words that limit the use",
    )
    LIBRARY_TAG = "library_tag", "library tag", "an older spelling of `library_name`"
    LICENSE = "license", "licence as the Hub spells it", "the licence that a card names; `licence` is read too"
    LICENSE_LINK = "license_link", "licence link", "the address of the licence; it is never followed"
    LICENSE_NAME = (
        "license_name",
        "licence name",
        "the name of a licence that has no tag of the Hub's own: beside `license: other`",
    )
    MASK_TOKEN = "mask_token", "mask token", "a setting of a model; read for words that limit the use"
    MODEL_INDEX = "model-index", "model index", "the results of evaluations that a card states"
    MODEL_INDEX_OF_RECORD = (
        "model_index",
        "model index of a record",
        "the same as `model-index`, as the Hub's record spells it",
    )
    MODEL_ID = "modelId", "model id", "an older spelling of `id`: the account and the name of a model"
    MODEL_CREATOR = "model_creator", "model creator", "whoever made the model that a copy was made from"
    MODEL_TYPE = "model_type", "model type", "the architecture of a model; read for words that limit the use"
    NEW_VERSION = "new_version", "new version", "the model that took the place of this one"
    PAPERS = "paperswithcode_id", "id at Papers with Code", "a data set's name there"
    PRIVATE = "private", "private", "true where nobody but the account can see the repository"
    QUANTIZED_BY = "quantized_by", "quantised by", "whoever quantised the model; it is then a quantisation of its base"
    RUNTIME = "runtime", "runtime", "the machine on which the Hub runs a space"
    SAFETENSORS = "safetensors", "safetensors", "how many parameters the weights have, as the Hub's record has it"
    SDK = "sdk", "sdk", "what a space is built with; a repository with one is a space, not a model"
    SIBLINGS = "siblings", "siblings", "the names of the files of a repository"
    SUBDOMAIN = "subdomain", "subdomain", "the address of a space"
    TAGS = "tags", "tags", "the Hub's tags; those that begin with `license:`, `base_model:` or `dataset:` are read"
    THUMBNAIL = "thumbnail", "thumbnail", "the picture of a card"
    TRANSFORMERS = "transformersInfo", "transformers info", "how the library transformers loads the model"
    WIDGET = "widget", "widget", "the examples that a page of the Hub shows; they may hold words that limit the use"
    ADDED = (
        "added",
        "added",
        "in the changes between two tables: the findings that the later one has and the earlier has not",
    )
    REMOVED = (
        "removed",
        "removed",
        "in the changes between two tables: the findings that the earlier one has and the later has not",
    )
    LOW = "low", "low", "the share of an index that is certain"
