"""The JSON of the contract, as text that is inert wherever it is pasted."""

import json
import re
from typing import Any

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def write(data: Any, indent: int | None = 2) -> str:
    r"""Data as JSON in ASCII, with what means something to HTML or to a CI's runner escaped too.

    Args:
        data: what to write.
        indent: blanks of a level; None puts all on one line, which takes a tenth of the time.

    >>> print(write({"name": "<b>\u2028"}))
    {
      "name": "\u003cb\u003e\u2028"
    }
    """
    text = json.dumps(data, ensure_ascii=True, indent=indent).translate(_ESCAPES)
    return re.sub("#(?=#)", r"\\u0023", text) if "##" in text else text
