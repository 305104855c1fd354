"""The shape of files: their names, their length, the length of functions."""

import ast
from pathlib import PurePosixPath

from tests.architecture.guards.tree import File

SHAPELESS = {
    "utils", "util", "helpers", "helper", "common", "core", "base", "misc", "manager", "managers",
    "service",  # "services" are what a family is given: a word of the work
}  # fmt: skip
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_FUNCTIONS = 35  # lines of nine functions in ten
MIDDLE_FUNCTION = 12  # lines of every second one, at most
MEASURED = (".py", ".html", ".css", ".js", ".sh")


def shapeless_names(paths: list[str], allowed: dict[str, str]) -> list[str]:
    """Files and folders whose name says nothing of what is inside."""
    return [
        f"{path}: the name says nothing of what is inside"
        for path in paths
        if path not in allowed and SHAPELESS & {PurePosixPath(p).stem for p in path.split("/")}
    ]


def long_files(files: list[File], allowed: dict[str, str]) -> list[str]:
    return [
        f"{file.path} has {lines} lines, more than {LONGEST_FILE}: make it a folder"
        for file in files
        if (lines := file.text.count("\n")) > LONGEST_FILE and file.path not in allowed
    ]


def function_lengths(file: File) -> dict[str, int]:
    """Lines of every function by `path:line name`, from `def` to its last line."""
    return {
        f"{file.path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(file.text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def long_functions(file: File) -> list[str]:
    return [
        f"{where} has {lines} lines, more than {LONGEST_FUNCTION}"
        for where, lines in function_lengths(file).items()
        if lines > LONGEST_FUNCTION
    ]


def share_of_short(lengths: list[int]) -> tuple[int, int]:
    """Length that every second, and that nine of ten functions do not pass."""
    ordered = sorted(lengths) or [0]
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.9)]
