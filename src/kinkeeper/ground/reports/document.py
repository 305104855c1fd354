"""Documents to print, as PDF. A room writes a Typst template and hands it plain values.

Typst comes as one wheel without other programs; its files are tagged for screen readers. Values
travel as JSON and are shown as text: nothing a name contains can become markup.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

CONTENT_TYPE = "application/pdf"


def document(template: Path, data: Mapping[str, Any]) -> bytes:
    """The bytes of a PDF. The template reads `json(bytes(sys.inputs.data))`.

    Raises typst.TypstError for a template that is wrong.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return bytes(typst.compile(template.read_bytes(), sys_inputs=inputs))
