"""Work that takes longer than a page may: handed to the worker, done once, in its own process.

A job is a function of a module with plain arguments (text, numbers). It keeps its own progress
where its page can read it; the queue only remembers that it is to be run.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string
from django_tasks import task


@task()
def run(function: str, arguments: list[Any]) -> None:
    """What the worker calls. `function` is the dotted name that `enqueue` wrote down."""
    import_string(function)(*arguments)


def enqueue(function: Callable[..., Any], *arguments: str | int | bool | None) -> None:
    """Let the worker call this function soon. Raises ValueError for a function without a name of
    its own (the worker could not find it)."""
    name = f"{function.__module__}.{function.__qualname__}"
    if "<" in name or "." in function.__qualname__:
        message = f"{name} is not a function of a module"
        raise ValueError(message)
    run.enqueue(name, list(arguments))
