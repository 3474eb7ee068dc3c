"""An author's words settle whose a licence is that lies with code, where they say so of the weights and of that licence."""

from itertools import product
from pathlib import Path

import pytest
from tests.support.licence_texts import APACHE, MIT
from tests.support.releases import WEIGHTS

import openness
from openness.prose.whose import whose

CODE = {"LICENSE": APACHE, "train.py": "x", "setup.cfg": "x"}
BELOW = {"checkpoints/model.pt": "x", "checkpoints/README.md": "# Checkpoints\n\nLarge and small.\n"}
SETTLING = """
The code and model weights are released under the Apache 2.0 license.
The code and model weights are released under the same license.
The code and weights are released under the license.
The weights are under the same license as the code.
The model weights are released under the same license as the codebase.
The model is licensed as the code.
The weights are released under the license in LICENSE.
The code and model weights are released under [LICENSE](LICENSE).
The code, the model weights and the data are under the license in [LICENSE](./LICENSE).
The weights are under [this license](LICENSE).
This repository, including the model weights, is licensed under [LICENSE](LICENSE).
This project is licensed under the Apache License, Version 2.0.
This repository is licensed under the Apache 2.0 license.
Everything in this repository is under the Apache 2.0 license.
Heron is released under Apache 2.0.
Heron (weights and code) is released under Apache 2.0.
Heron's code and model weights are released under the Apache 2.0 License. See [LICENSE](LICENSE) for further details.
We release the code and model weights under the Apache 2.0 license.
The Apache 2.0 license covers both code and weights.
This license applies to the code and model weights.
See [LICENSE](LICENSE) for the license of the code and weights.
All the code and weights are provided under Apache 2.0 license, making them freely available for academic and commercial uses.
Our model and code are released under Apache 2.0 License, and can be freely used for both academic and commercial purposes.
The pre-trained weights of Heron and the code provided in this repository are released under the [Apache-2.0 license](./LICENSE).
The Heron model checkpoints, demo code (front-end and back-end) and training code are licensed under [Apache 2.0](./LICENSE).
Weights are released as part of this repo under Apache 2.0 license.
The Weights are released under the Apache 2.0 license.
The weights are released under the [LICENSE](#license).
The models in this repository are licensed under the Apache 2.0 License.
This code repository and the model weights are licensed under the Apache 2.0 License.
The code and models are released under the Apache 2.0 License (refer to the [LICENSE](LICENSE) file for details).
- Code and models are released under Apache-2.0 (see `NOTICE`).
Models are licensed under the same Apache 2.0 License as the main project.
All models are licensed under the same license as the code.
These checkpoints are released under the Apache 2.0 License.
Heron is released under an Apache 2.0 License (both code and weights), which means it can be used for commercial purposes.
Heron is Apache-2.0-licensed.\\nThe license applies to the pre-trained models as well.
We’re releasing the model under a permissive Apache 2.0 license.
Code and weights: Apache-2.0
- Code: MIT\\n- Model weights: Apache 2.0
## Model License\\n\\nApache 2.0
## License\\n\\nApache 2.0 (code and weights)
## License\\n\\n| Part | License |\\n|---|---|\\n| Code | MIT |\\n| Model weights | Apache 2.0 |
The base model Egret is distributed under Apache-2.0, and the derived code and weights are released under the same license.
"""
OPEN = """
The weights are released under the license you accept on download.
The weights are released under the license on our website.
The weights are released under our license.
The weights are released under the same license as ImageNet.
The weights are released under the same license as Egret.
For the weights, see weights/LICENSE.
The license of the weights is in weights/LICENSE.
The license of the weights is in MODEL_LICENSE.
The weights are under [this license](TERMS.md).
The weights are under the license of the base model.
The weights of the base model are released under Apache 2.0.
The weights are released under a separate license.
The weights are released under the Apache 2.0 license with additional restrictions.
Heron (code) is released under Apache 2.0.
The code is released under Apache 2.0.
The model code is released under Apache 2.0.
Code for training models is released under the Apache 2.0 license.
Our implementation of the model is released under the Apache 2.0 license.
The code and models will be released under Apache 2.0.
Are the weights released under Apache 2.0?
Egret's code and model weights are released under the Apache 2.0 License.
The pre-trained BERT weights are released under Apache 2.0.
Third-party models are released under Apache 2.0.
The models are available for research use under the Apache 2.0 license.
This project uses the Egret model, which is subject to Meta's license terms. The weights are released under the same license.
The license does not apply to the model weights.
An earlier version of the weights was released under Apache 2.0.
This repository is licensed under Apache 2.0, except for the model weights.
This repository is licensed under Apache 2.0. The weights are released under a separate license.
This repository is licensed under Apache 2.0. The weights are under [these terms](TERMS.md).
The code is released under Apache 2.0 and the model weights under CC BY 4.0.
This repository is licensed under Apache 2.0. The model weights are under CC BY 4.0.
The Egret model checkpoints and the training code are licensed under Apache 2.0.
The weights of Egret and the code are released under Apache 2.0.
The weights are released under Apache 2.0, and can only be used for academic purposes.
The weights are released under Apache 2.0, but not for commercial use.
This code repository and part of the model weights are licensed under the Apache 2.0 License.
Code and models are released under **Apache 2.0 plus an attribution condition** (see [LICENSE](LICENSE)):
Code and checkpoints are provided under the upstream Apache License 2.0 terms.
This project is under Apache 2.0. Model weights are subject to their respective upstream licenses.
This project is under Apache 2.0. Our weights are subject to LLaMA's [license](https://github.com/egret/llama/blob/main/LICENSE).
Heron is licensed under the Apache License 2.0. This license applies only to the code and documentation in this repository.
This project is under Apache 2.0. **Model weights are not covered by it**: each carries its own license.
This project is under Apache 2.0.\\n\\n> **Model Weights Are Not Covered by This License**
Models are licensed under the Apache License 2.0. Model weights derived from WESAD follow the original dataset's licensing terms.
All the models are licensed under the same terms as [Egret](https://github.com/egret/egret/blob/master/LICENSE).
The weights of the autoencoder are also released under Apache 2.0.
The code and weights are released under Apache 2.0, and can be used for academic purposes.
> The weights are released under Apache 2.0.
## Models we compare\\n\\nThe weights are released under Apache 2.0.
## License\\n\\nApache 2.0
"""


def rows(table: str) -> list[str]:
    return [row.replace("\\n", "\n") for row in table.strip().split("\n")]


def licence(folder: Path, files: dict[str, str]) -> str | None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return openness.classify(folder, under=[]).release.component(WEIGHTS).licence.value


@pytest.mark.parametrize("words", rows(SETTLING))
def test_the_authors_words_settle_it(words: str, tmp_path: Path) -> None:
    assert licence(tmp_path, {**CODE, **BELOW, "README.md": f"# Heron\n\nA model.\n\n{words}\n"}) == "Apache-2.0"


@pytest.mark.parametrize("words", rows(OPEN))
def test_words_of_another_licence_or_another_thing_settle_nothing(words: str, tmp_path: Path) -> None:
    assert licence(tmp_path, {**CODE, **BELOW, "README.md": f"# Heron\n\nA model.\n\n{words}\n"}) is None


#: What an author says of weights beside a licence text, which is theirs where nobody says otherwise.
ELSEWHERE = """
The weights are released under the license you accept on download.
The weights are released under the license on our website.
The weights are released under the same license as ImageNet.
The license of the weights is in MODEL_LICENSE.
The weights are under [this license](TERMS.md).
The weights are under the license of the base model.
The weights are released under a separate license.
The license does not apply to the model weights.
This repository is licensed under Apache 2.0, except for the model weights.
This repository is licensed under Apache 2.0. The weights are under [these terms](TERMS.md).
The code is released under Apache 2.0 and the model weights under CC BY 4.0.
The code is under the Apache license. The weights are not.
The Apache license covers everything but the weights.
The code is released under Apache 2.0.
The source code is licensed under the Apache license, version 2.0.
Heron (code) is released under Apache 2.0.
- Code license: Apache 2.0
All models inherit the license of the original model.
## Models\\n\\n- Our checkpoints follow the license of the base models.
The released checkpoints retain their own licenses.
The use of weights for Heron related models requires following license in [Heron-Chat](https://huggingface.co/heron/Heron-Chat).
Use of the weights must comply with the license on our website.
## License\\n\\n本开源仓库的代码则遵循 Apache 2.0 协议
## License\\n\\nDer Code steht unter der Apache-2.0-Lizenz.
"""
HERE = """
A model of herons.
Download the weights of Egret, which are under their own license.
The documentation has a separate license.
The documentation is released under CC BY 4.0.
The data is under CC BY 4.0.
The code is released under Apache 2.0, and so are the weights.
The license of the data set is in DATA_LICENSE.
The model follows the original paper, and the datasets keep the licenses of their sources.
The use of the weights requires following the license in LICENSE.
## License\\n\\n代码和模型权重遵循 Apache 2.0 协议
## License\\n\\nThe license only applies to the source files in this repository and the model weights of Heron.
"""


BLOCK = "---\nlanguage: en\nlibrary_name: transformers\npipeline_tag: text-generation\n---\n"


@pytest.mark.parametrize("block", ["", BLOCK])
@pytest.mark.parametrize("words", rows(ELSEWHERE))
def test_a_text_beside_the_weights_is_not_theirs_where_the_author_says_so(
    words: str, block: str, tmp_path: Path
) -> None:
    files = {**CODE, "model.pt": "x", "README.md": f"{block}# Heron\n\nA model.\n\n{words}\n"}
    assert licence(tmp_path, files) is None


@pytest.mark.parametrize(
    ("words", "block"), [*((row, "") for row in rows(SETTLING)), *product(rows(HERE), ("", BLOCK))]
)
def test_a_text_beside_the_weights_is_theirs_where_nobody_says_otherwise(
    words: str, block: str, tmp_path: Path
) -> None:
    files = {**CODE, "model.pt": "x", "README.md": f"{block}# Heron\n\nA model.\n\n{words}\n"}
    assert licence(tmp_path, files) == "Apache-2.0"


@pytest.mark.parametrize(
    "there", [{}, {"tests/model.pt": "x"}, {"third_party/egret/model.pt": "x"}, {"data/scores.npz": "x"}]
)
@pytest.mark.parametrize(
    "words", ["This repository is licensed under", "This project is under", "Heron is released under"]
)
def test_what_is_said_of_a_repository_is_not_said_of_weights_elsewhere(
    words: str, there: dict[str, str], tmp_path: Path
) -> None:
    assert licence(tmp_path, {**CODE, **there, "README.md": f"# Heron\n\nA model.\n\n{words} Apache 2.0.\n"}) is None


@pytest.mark.parametrize(
    "page",
    ["third_party/egret/README.md", "vendor/egret/README.md", "examples/README.md"],
)
def test_a_page_of_others_settles_nothing(page: str, tmp_path: Path) -> None:
    said = "# Egret\n\nThe model weights are released under Apache 2.0.\n"
    assert licence(tmp_path, {**CODE, **BELOW, page: said}) is None


def test_a_page_on_other_models_settles_nothing(tmp_path: Path) -> None:
    said = "# Models we compare\n\nEgret: the weights are released under the Apache 2.0 license.\n"
    assert licence(tmp_path, {**CODE, **BELOW, "docs/README.md": said}) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("## License\n\nApache 2.0", "Apache-2.0"),
        ("License: Apache 2.0", "Apache-2.0"),
        ("They are released under the Apache 2.0 license.", "Apache-2.0"),
        ("They are released under [the license](../LICENSE).", "Apache-2.0"),
        ("They are released under [the license](LICENSE).", None),
        ("The code is released under the Apache 2.0 license.", None),
    ],
)
def test_a_page_beside_the_weights_speaks_of_them(words: str, value: str | None, tmp_path: Path) -> None:
    assert licence(tmp_path, {**CODE, **BELOW, "checkpoints/README.md": f"# Checkpoints\n\n{words}\n"}) == value


def test_a_page_of_a_part_with_a_text_of_its_own_speaks_of_that(tmp_path: Path) -> None:
    said = "# Egret\n\nEgret code and model weights are released under the Apache 2.0 license.\n"
    files = {**CODE, **BELOW, "hub/egret_main/README.md": said}
    assert licence(tmp_path, {**files, "hub/egret_main/LICENSE": APACHE}) is None


@pytest.mark.parametrize("title", ["# Egret Heron", "<h1 align='center'><ins>Heron</ins><br>A bird</h1>"])
def test_a_title_tells_what_is_the_projects_own(title: str, tmp_path: Path) -> None:
    said = f"{title}\n\nThe weights of Heron are released under the Apache 2.0 license.\n"
    assert licence(tmp_path, {**CODE, **BELOW, "README.md": said}) == "Apache-2.0"


@pytest.mark.parametrize("block", ["", BLOCK])
@pytest.mark.parametrize(
    "words",
    [
        "This project is licensed under the license found in the LICENSE file in the root directory of this source tree.",
        "This project is released under the Apache 2.0 license. Please see the [LICENSE](LICENSE) file for more details.",
        "Heron's code and model weights are released under Apache 2.0. See [LICENSE](LICENSE) for additional details.",
        "All code *and* models are released under the Apache 2.0 license. See the\n`LICENSE` file for more information.",
        "Heron is under Apache 2.0. See [LICENSE](https://github.com/birds/heron/blob/main/LICENSE) for further details.",
    ],
)
def test_where_the_licence_is_to_be_seen_is_no_other_licence(words: str, block: str, tmp_path: Path) -> None:
    files = {**CODE, "model.pt": "x", "README.md": f"{block}# Heron\n\nA model.\n\n## License\n\n{words}\n"}
    assert licence(tmp_path / "heron", files) == "Apache-2.0"


@pytest.mark.parametrize(
    "words",
    [
        "See [LICENSE](https://github.com/birds/egret/blob/main/LICENSE) for further details.",
        "See [LICENSE](weights/LICENSE) for the license of the weights.",
    ],
)
def test_the_licence_of_another_project_is_another(words: str, tmp_path: Path) -> None:
    files = {**CODE, "model.pt": "x", "README.md": f"# Heron\n\nA model.\n\n## License\n\n{words}\n"}
    assert licence(tmp_path / "heron", files) is None


def test_a_page_for_those_who_take_part_says_nothing_of_the_weights(tmp_path: Path) -> None:
    page = (
        "# How to take part\n\nContributions to this project must be accompanied by a Contributor License Agreement.\n"
    )
    files = {**CODE, "model.pt": "x", "README.md": "# Heron\n\nA model.\n", "CONTRIBUTING.md": page}
    assert licence(tmp_path, files) == "Apache-2.0"


def test_a_page_that_tells_what_was_changed_settles_nothing(tmp_path: Path) -> None:
    page = "# Heron\n\nThe weights are released under the Apache 2.0 license.\n"
    files = {**CODE, **BELOW}
    assert licence(tmp_path / "history", {**files, "README.md": "# Heron\n\nA model.\n", "HISTORY.md": page}) is None
    assert licence(tmp_path / "readme", {**files, "README.md": page}) == "Apache-2.0"


def test_two_texts_are_told_apart(tmp_path: Path) -> None:
    files = {**CODE, **BELOW, "LICENSE": MIT, "README.md": "# Heron\n\nThe weights are released under Apache 2.0.\n"}
    assert licence(tmp_path, files) is None


def test_a_long_page_is_read_once() -> None:
    many = "The code and the weights, and the code, " * 2_000
    assert [*whose(f"# Heron\n\n{many} are under MIT.\n")] == []
