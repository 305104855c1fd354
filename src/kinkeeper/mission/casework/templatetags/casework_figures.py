"""Numbers on the pages of this room, grouped as the reader's language does."""

from django import template

from kinkeeper.ground.text.numbers import in_figures

register = template.Library()


@register.filter
def figures(value: int | None) -> str:
    """12 500 in French, 12,500 in English; a dash for what is not known."""
    return "–" if value is None else in_figures(value)
