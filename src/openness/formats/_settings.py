"""The settings of a program that loads a model: what they say beside the model limits it, and names no licence of it."""

from typing import TYPE_CHECKING

from openness.formats._prose import hints_beside
from openness.formats._words import other_words, telling_fields, without_keys
from openness.release.claim import unordered
from openness.release.location import Source
from openness.syntax.tree import Mapping

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint

#: Fields that are read as what they are, or whose words are names of classes, labels, layers and files, tokens, or for the
#: model to read; wherever they stand.
APART = frozenset(
    "_name_or_path name_or_path base_model_name_or_path model_name architectures model_type _class_name auto_map auto_mapping "
    "id2label label2id task_specific_params tokenizer_class processor_class feature_extractor_type image_processor_type "
    "chat_template chat_templates additional_chat_templates default_chat_template prompts added_tokens_decoder "
    "additional_special_tokens extra_special_tokens bos_token eos_token pad_token unk_token cls_token sep_token mask_token "
    "transformers_version _diffusers_version torch_dtype dtype peft_type task_type target_modules modules_to_save".split()
)


def settings_hints(document: str, settings: Mapping) -> "tuple[LicenceHint, ...]":
    """The hints at the terms in every field of settings that is not read as something else."""
    fields = [(key.text, without_keys(node, APART)) for key, node in settings]
    within = (pair for _, node in fields if isinstance(node, Mapping) for pair in telling_fields(node))
    words = other_words((*fields, *within), (), APART)
    return unordered(hints_beside((Source(document, line), text) for line, text in words))
