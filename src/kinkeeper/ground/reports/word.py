"""Word documents from a template. A funder's own template is data: it is filled in a sandbox, where
it can read the values handed in and nothing else of the program."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_TEMPLATE = 20_000_000


class WrongTemplate(ValueError):
    """The template asks for something that is not there, or is no Word document."""


def filled(template: Path, data: Mapping[str, Any], *, pictures: Mapping[str, bytes]) -> bytes:
    """The template with the values in place. `pictures`: PNG files by name; in the template
    `{{ picture(line.chart, 40) }}` stands for one, 40 mm wide.

    Values are escaped: an ampersand in a name stays an ampersand. Raises WrongTemplate.
    """
    if template.stat().st_size > LARGEST_TEMPLATE:
        raise WrongTemplate(template.name)
    try:
        document = DocxTemplate(template)
        known = {**data, "picture": _Pictures(document, pictures)}
        document.render(known, jinja_env=_sandbox(), autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
    except (TemplateError, KeyError, ValueError) as error:
        raise WrongTemplate(str(error)) from error
    return stream.getvalue()


def _sandbox() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, loader=DictLoader({})
    )


class _Pictures:
    """Called by the template: `picture(name, width in mm)`; nothing for a name not known."""

    def __init__(self, document: DocxTemplate, files: Mapping[str, bytes]) -> None:
        self._document, self._files = document, files

    def __call__(self, name: str, width: int = 40) -> object:
        found = self._files.get(name)
        if found is None:
            return ""
        return InlineImage(self._document, io.BytesIO(found), width=Mm(min(width, 180)))
