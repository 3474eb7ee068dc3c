"""Known answers: what a reader wrote down from the texts of licences, before anything ran, on the questions of a lawyer."""

import re

import pytest

from openness import compatible, may, notice
from openness.vocabulary.verdict import Verdict

#: Of each licence, whether the model is multimodal where that decides, and six answers: to sell a product (5,000 users, half a
#: million US dollars a year), to host it, to train other models on its outputs, to run it in Germany, to sell a product with 800
#: million users, and to publish what is made from it under Apache-2.0 (`!`: anything but a yes); then the beginning of a
#: derivative's name, and words that must go along.
KNOWN: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "LicenseRef-Llama-2-Community": (
        "yynyn!",
        None,
        (
            "Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.",
        ),
    ),
    "LicenseRef-Llama-3-Community": (
        "yynyn!",
        "Llama 3",
        (
            "Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright © Meta Platforms, Inc.",
            "Built with Meta Llama 3",
        ),
    ),
    "LicenseRef-Llama-3.1-Community": ("yyyyn!", "Llama", ("Built with Llama",)),
    "LicenseRef-Llama-3.2-Community text": ("yyyyn!", "Llama", ("Built with Llama",)),
    "LicenseRef-Llama-3.2-Community multimodal": ("yyynn!", "Llama", ("Built with Llama",)),
    "LicenseRef-Llama-4-Community multimodal": ("yyynn!", "Llama", ("Built with Llama",)),
    "LicenseRef-Gemma-Terms-2024-04-01": (
        "yyyyyn",
        None,
        ("Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms",),
    ),
    "LicenseRef-Gemma-Terms-2025-03-24": (
        "yyyyyn",
        None,
        ("Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms",),
    ),
    "Apache-2.0": ("yyyyyy", None, ()),
    "LicenseRef-Qwen-Research": ("nyyyn!", None, ("Built with Qwen",)),
    "LicenseRef-Qwen-License": ("yyyyn!", None, ("Built with Qwen",)),
    "LicenseRef-DeepSeek-Model-1.0": ("yyyyyn", None, ()),
    "LicenseRef-Mistral-MNPL-0.1": (
        "nn?ynn",
        None,
        ("Licensed by Mistral AI under the Mistral AI Non-Production License",),
    ),
    "LicenseRef-Mistral-MRL-0.1": ("n?!ynn", None, ("Licensed by Mistral AI under the Mistral AI Research License",)),
    "LicenseRef-Mistral-Modified-MIT": ("?????n", None, ()),
    "LicenseRef-Falcon-180B-TII-1.0": (
        "yn!yyn",
        None,
        ("is built using Falcon LLM technology from the Technology Innovation Institute",),
    ),
    "LicenseRef-TII-Falcon-LLM-2.0": (
        "yy?yyn",
        None,
        ("is built using artificial intelligence technology from the Technology Innovation Institute",),
    ),
    "LicenseRef-CreativeML-OpenRAIL-M": ("yyyyyn", None, ()),
    "LicenseRef-Stability-Community-2024-07-05": (
        "yynyy!",
        None,
        (
            "Powered by Stability AI",
            "This Stability AI Model is licensed under the Stability AI Community License, Copyright © Stability AI Ltd.",
        ),
    ),
    "LicenseRef-FLUX.1-dev-NC-1.1.1": ("n!n?nn", None, ()),
    "MIT": ("yyyyyy", None, ()),
    "LicenseRef-BigScience-BLOOM-RAIL-1.0": ("yyyyyn", None, ()),
    "LicenseRef-BigCode-OpenRAIL-M-1": ("yyyyyn", None, ()),
    "LicenseRef-Cohere-Labs-CC-BY-NC-AUP": ("n?!ynn", None, ()),
    "LicenseRef-Databricks-Open-Model": (
        "yynyn!",
        None,
        ("DBRX is provided under and subject to the Databricks Open Model License, Copyright © Databricks, Inc.",),
    ),
    "LicenseRef-Grok-2-Community": ("yynyy!", None, ("Powered by xAI",)),
    "LicenseRef-GLM-4-9B": ("yy?yy!", "glm-4", ("Built with glm-4",)),
    "LicenseRef-InternLM-2023-README": ("?????n", None, ()),
    "LicenseRef-EXAONE-1.1-NC": ("n!nynn", "EXAONE", ()),
    "LicenseRef-Tencent-Hunyuan-Large-Community": (
        "yynnnn",
        None,
        (
            "Tencent Hunyuan is licensed under the Tencent Hunyuan Community License Agreement, Copyright © 2024 Tencent.",
        ),
    ),
    "LicenseRef-Kimi-K2-Modified-MIT": ("yyyyy!", None, ("Kimi K2",)),
    "LicenseRef-MiniMax-M2-Modified-MIT": ("yyyyy!", None, ("MiniMax M2",)),
    "LicenseRef-MiniMax-Model": ("yy?yy!", None, ()),
    "LicenseRef-Yi-Series-Community-2.1": ("?yyy?n", None, ()),
    "LicenseRef-Stability-NC-Research-Community-2023-12-06": ("nn!ynn", None, ()),
    "LicenseRef-NVIDIA-Open-Model-2025-10-24": (
        "yyyyy!",
        None,
        ("Licensed by NVIDIA Corporation under the NVIDIA Open Model License",),
    ),
}
MARKS = {Verdict.MET: "y", Verdict.UNMET: "n", Verdict.UNKNOWN: "?"}
#: Licences whose limits on use must be passed on, and some of which they need not.
PASSED_ON = {
    "LicenseRef-Llama-2-Community": False,
    "LicenseRef-Llama-3-Community": False,
    "LicenseRef-Llama-3.1-Community": False,
    "LicenseRef-Llama-3.2-Community": False,
    "LicenseRef-Llama-4-Community": False,
    "LicenseRef-Gemma-Terms-2024-04-01": True,
    "LicenseRef-Gemma-Terms-2025-03-24": True,
    "Apache-2.0": False,
    "LicenseRef-Qwen-Research": False,
    "LicenseRef-Qwen-License": False,
    "LicenseRef-DeepSeek-Model-1.0": True,
    "LicenseRef-Falcon-180B-TII-1.0": True,
    "LicenseRef-TII-Falcon-LLM-2.0": True,
    "LicenseRef-CreativeML-OpenRAIL-M": True,
    "MIT": False,
    "LicenseRef-BigScience-BLOOM-RAIL-1.0": True,
    "LicenseRef-BigCode-OpenRAIL-M-1": True,
    "LicenseRef-Tencent-Hunyuan-Large-Community": True,
    "LicenseRef-Kimi-K2-Modified-MIT": False,
    "LicenseRef-MiniMax-M2-Modified-MIT": False,
}


def release(asked: str) -> dict[str, object]:
    licence, _, sort = asked.partition(" ")
    weights = {"availability": "public", "licence": licence}
    circumstances = {"circumstances": {"multimodal": sort == "multimodal"}} if sort else {}
    return {"openness": 1, "name": "M", "components": {"model-parameters-final": weights}, **circumstances}


@pytest.mark.parametrize("asked", KNOWN)
def test_the_answers_are_those_of_the_text(asked: str) -> None:
    known, name, words = KNOWN[asked]
    model, licence = release(asked), asked.partition(" ")[0]
    asked_of_text = [
        *(may(model, use, users=5_000, revenue=500_000)[0] for use in ("sell-a-product", "host", "train-on-outputs")),
        *may(model, "run", users=5_000, revenue=500_000, territory="DE"),
        *may(model, "sell-a-product", users=800_000_000, revenue=500_000),
    ]
    together = compatible(licence, outbound="Apache-2.0")
    answers = [(answer.verdict, [clause.licence for clause in answer.clauses]) for answer in asked_of_text]
    answers.append((together.verdict, [clause.licence for clause in together.clauses]))
    found = "".join(MARKS[verdict] for verdict, _ in answers)
    assert all(mark == wanted or (wanted == "!" and mark != "y") for mark, wanted in zip(found, known, strict=True)), (
        found
    )
    assert all(licence in cited for verdict, cited in answers if verdict is not Verdict.UNKNOWN)
    text = re.sub(r"\s+", " ", notice(model).text)
    assert [word for word in words if word not in text] == []
    duties = [due for use in ("redistribute", "publish-a-derivative") for due in may(model, use)[0].duties]
    assert {due.words for due in duties if due.duty and due.duty.value == "naming"} == ({name} if name else set())


@pytest.mark.parametrize("licence", PASSED_ON)
def test_limits_are_passed_on_where_the_text_says_so(licence: str) -> None:
    duties = [due for use in ("publish-a-derivative", "host") for due in may(release(licence), use)[0].duties]
    assert any(due.duty and due.duty.value == "flow-down" for due in duties) is PASSED_ON[licence]
