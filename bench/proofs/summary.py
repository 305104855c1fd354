"""The proofs in docs/figures.md: one line for each figure that is kept."""

from collections.abc import Callable, Iterator
from typing import Any

from bench.machine import day_of, kept

Said = Callable[[dict[str, Any]], str]


def lines() -> Iterator[str]:
    found = [(name, kept(name), said) for name, said in PROOFS.items()]
    if not any(figures for _name, figures, _said in found):
        return
    yield "## What nobody may reach\n"
    yield "| proof | found | measured | file |\n|---|---|---|---|"
    for name, figures, said in found:
        if figures:
            yield f"| `{figures['command']}` | {said(figures)} | {day_of(figures)} | {name}.json |"
    yield ""


def _matrix(found: dict[str, Any]) -> str:
    known = found["objects"]
    return (
        f"{found['cells']} cells ({found['asked']} questions as {found['askers']} people, "
        f"{found['bent']} with something bent, the rest below the addresses) over "
        f"{found['routes']} addresses and operations: "
        f"**{found['leaks']} leaks**, {found['server_errors']} server errors. "
        f"{known['answered_for_a_real_one']} of {known['addresses_of_an_object']} addresses of an "
        f"object asked with one that answers, {len(known['asked_with_a_real_id_only'])} with an id "
        f"of the kind, {len(known['asked_with_a_stand_in'])} with a stand-in. "
        f"{found['caught']} of {found['planted']} planted mistakes caught"
    )


def _canaries(found: dict[str, Any]) -> str:
    return (
        f"a word in {found['fields']} texts of class L2 to L4 and {found['told_words']} of L4 that "
        f"were told: **{found['leaks']} found** in {found['pages']} pages read by "
        f"{found['askers']} people of a lower class, in the ledger in clear, in logs, mails and "
        f"{found['files']} files on disk; {found['met_where_they_may']} met where they may be, "
        f"{found['controls_found']} of {found['controls']} controls found"
    )


def _vault(found: dict[str, Any]) -> str:
    return (
        f"{found['swaps']} swaps of {len(found['kinds'])} kinds: **{found['opened']} opened**; "
        f"control: {found['control_opened']} of {found['control']} open where they belong, "
        f"{found['caught']} of {found['planted']} planted seen"
    )


def _tampering(found: dict[str, Any]) -> str:
    return (
        f"{found['caught']} of {found['attacks']} attacks caught; without a kept anchor "
        f"{len(found['without_an_anchor'])} would pass unseen"
    )


def _bypasses(found: dict[str, Any]) -> str:
    return (
        f"{found['tried']} ways over {len(found['roles'])} roles, at least "
        f"{found['least_of_a_role']} for each: **{len(found['answered'])} answered**; control: "
        f"without the guard {len(found['control_refused'])} of them fail"
    )


PROOFS: dict[str, Said] = {
    "matrix": _matrix, "canaries": _canaries, "vault": _vault, "tampering": _tampering,
    "tampering-postgresql": _tampering, "bypasses": _bypasses, "bypasses-postgresql": _bypasses,
}  # fmt: skip
