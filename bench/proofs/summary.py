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
        f"{found['words']} words in {found['fields']} fields of class L2 to L4: **{found['leaks']} "
        f"found** in {found['pages']} answers to {found['askers']} people where they may not be, "
        f"in the ledger in clear, in logs, mails, caches and (L4) {found['files']} files on disk; "
        f"{found['met_where_they_may']} met where they may be, {found['controls_found']} of "
        f"{len(found['controls'])} controls found"
    )


def _fuzz(found: dict[str, Any]) -> str:
    return (
        f"{found['cases']} requests over {found['operations']} operations as {found['askers']} "
        f"people: **{found['server_errors']} server errors**; {found['reached']} operations "
        f"succeeded for somebody, {len(found['after_the_work_before_it'])} after the work before "
        f"them was done, {len(found['state_laid_by_hand'])} from a state laid by hand; "
        f"control {'caught' if found['control_caught'] else 'not caught'}"
    )


def _vault(found: dict[str, Any]) -> str:
    return (
        f"{found['swaps']} swaps of {len(found['kinds'])} kinds: **{found['opened']} opened**; "
        f"control: {found['control_opened']} of {found['control']} open where they belong, "
        f"{found['caught']} of {found['planted']} planted seen"
    )


def _rotation(found: dict[str, Any]) -> str:
    return (
        f"the keys of {found['keys']} records sealed anew in {found['seconds']} s (at most "
        f"{found['limit_s']}; {found['cpu_seconds']} s of CPU), told {found['told']} times how far "
        f"it is; {found['opened_afterwards']} open afterwards"
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
    "matrix": _matrix, "canaries": _canaries, "fuzz": _fuzz, "vault": _vault, "rotation": _rotation,
    "tampering": _tampering, "tampering-postgresql": _tampering,
    "bypasses": _bypasses, "bypasses-postgresql": _bypasses,
}  # fmt: skip
