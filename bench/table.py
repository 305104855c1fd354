"""docs/figures.md from docs/figures/*.json: what was measured, beside what was asked for.

`python -m bench table`. A figure above its limit is printed bold: it is open work.
"""

from collections.abc import Iterator
from typing import Any

from bench.machine import FIGURES, day_of, kept
from bench.proofs import summary

STATEMENTS, BYTES = 12, 60_000
CPU_MS = {
    "list": 40, "search": 40, "family": 60, "past day": 50, "as known": 1500, "framework": 1000,
}  # fmt: skip
COUNTED = {"list", "search", "family"}
"""Kinds of page for which at most 12 statements are asked."""
HEAD = (
    "| page | as | CPU ms, SQLite | limit | statements | page, gzip kB "
    "| CPU ms, PostgreSQL | wall ms, PostgreSQL |\n|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    text = "\n".join(_lines())
    (FIGURES.parent / "figures.md").write_text(text + "\n", encoding="utf-8")
    print(text)


def _lines() -> Iterator[str]:
    yield "# Figures\n"
    yield (
        "Measured and written by `python -m bench all`, or part by part: each of the "
        "[figures](figures) names its command, machine and day; `python -m bench table` writes "
        "this page from them. **Bold** stands above what was asked for. CPU is that of the process "
        "that answers (median of a page's requests): on SQLite it holds the database's work, on "
        "PostgreSQL it does not, therefore wall time beside it.\n"
    )
    yield from _pages()
    yield from _demonstration()
    yield from _import()
    yield from _manifests()
    yield from _writers()
    yield from _field()
    yield from _server_and_update()
    yield from _walks()
    yield from _rush()
    yield from _care()
    yield from _growth()
    yield from _protection()
    yield from _framework()
    yield from _facts()
    yield from summary.lines()


def _pages() -> Iterator[str]:
    lite, postgres = kept("pages"), kept("pages-postgresql") or {"pages": []}
    if lite is None:
        return
    office = lite["office"]
    yield f"## Pages, {office['families']} families, {office['people']} people\n"
    yield "`python -m bench office`, then `python -m bench pages`. " + _measured(lite)
    if "measured" in postgres:
        office = postgres["office"]
        size = f"{office['families']} families, {office['people']} people"
        yield f"{postgres['database']} with {size}: " + _measured(postgres)
    scopes = lite.get("families_in_scope", {})
    yield "Families in scope: " + ", ".join(f"{who} {n}" for who, n in scopes.items()) + "."
    yield "\n" + HEAD
    beside = {(row["page"], row["as"]): row for row in postgres["pages"]}
    for row in lite["pages"]:
        yield _page(row, beside.get((row["page"], row["as"]), {}))
    yield ""


def _measured(found: dict[str, Any]) -> str:
    machine = found["machine"]
    return (
        f"Measured {day_of(found)}: {machine['cores']} cores ({machine['processor']}), "
        f"Python {machine['python']}, SQLite {machine['sqlite']}; load meanwhile "
        f"{machine['load']}."
    )


def _page(row: dict[str, Any], other: dict[str, Any]) -> str:
    kind = row["kind"]
    limit, most = CPU_MS.get(kind), STATEMENTS if kind in COUNTED else None
    cells = [
        row["page"], row["as"], _bold(row.get("cpu_ms", "failed"), limit), limit or "-",
        _bold(row.get("statements", "-"), most),
        _bold(round(row.get("page_gzip_bytes", 0) / 1000, 1), BYTES / 1000),
        other.get("cpu_ms", "-"), other.get("wall_ms", "-"),
    ]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _bold(value: Any, limit: float | None) -> str:
    above = limit is not None and isinstance(value, int | float) and value > limit
    return f"**{value}**" if above else str(value)


def _demonstration() -> Iterator[str]:
    found = kept("demonstration")
    if found is None:
        return
    limit = found["limits"]["seconds"]
    yield "## The demonstration\n"
    yield f"`{found['command']}`. {_measured(found)}\n"
    yield (f"{_bold(found['seconds'], limit)} s (at most {limit}), CPU {found['cpu_seconds']} s.\n")


def _import() -> Iterator[str]:
    for name, engine in (("import", "SQLite"), ("import-postgresql", "PostgreSQL")):
        found = kept(name)
        if found is None:
            continue
        limits, phases = found["limits"], found["seconds"]
        parts = ", ".join(f"{part.replace('_', ' ')} {took} s" for part, took in phases.items())
        yield f"## Import of a register of {found['lines']} lines, {engine}\n"
        yield f"`{found['command']}`. {_measured(found)}\n"
        yield (
            f"{_bold(found['seconds_in_all'], limits['seconds'])} s (at most {limits['seconds']}): "
            f"{parts}. CPU of the process {found.get('cpu_seconds', '-')} s. "
            f"Peak {_bold(found['peak_mb'], limits['peak_mb'])} MB "
            f"(at most {limits['peak_mb']}). {found['ledger_lines']} ledger lines.\n"
        )


def _manifests() -> Iterator[str]:
    """Asked for: no name lost, none doubled."""
    found = {e: f for n, e in (("", "SQLite"), ("-postgresql", "PostgreSQL"))
             if (f := kept(f"manifest{n}"))}  # fmt: skip
    if not found:
        return
    first = next(iter(found.values()))
    yield f"## A list of {first['people']} people counted by {first['devices']} devices at once\n"
    yield f"`{first['command']}`. {_measured(first)}\n"
    yield (
        "| engine | names sent | written | known already | names lost | names doubled "
        f"| batch of {first['names_in_a_batch']}, median ms | worst ms | seconds |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    names = (
        "sent", "written", "known_already", "names_lost", "names_doubled", "batch_ms",
        "batch_ms_worst", "seconds",
    )  # fmt: skip
    for engine, row in found.items():
        yield f"| {engine} | {' | '.join(str(row[name]) for name in names)} |"
    yield ""


def _writers() -> Iterator[str]:
    for name, engine in (("writers", "SQLite"), ("writers-postgresql", "PostgreSQL")):
        found = kept(name)
        if found is None:
            continue
        yield f"## {found['writers']} writers at once, {engine}\n"
        yield f"`{found['command']}`. {_measured(found)}\n"
        yield (
            "| settings | writes tried | acknowledged | failed | acknowledged but lost "
            "| entered twice | clashes kept for a person | median ms | worst ms |\n"
            "|---|---|---|---|---|---|---|---|---|"
        )
        yield from map(_run, found["runs"])
        yield ""


def _run(run: dict[str, Any]) -> str:
    names = (
        "way", "tried", "acknowledged", "failed", "acknowledged_but_lost", "entered_twice",
        "clashes_kept_for_a_person", "write_ms", "write_ms_worst",
    )  # fmt: skip
    return f"| {' | '.join(str(run[name]) for name in names)} |"


def _field() -> Iterator[str]:
    found = kept("field")
    if found is None:
        return
    killed, broken, searched = found["killed"], found["broken_link"], found["searched"]
    names = sum(searched["hits"].values())
    yield "## The field app\n"
    yield f"`{found['command']}`. {_measured(found)} Line: {found['first_screen']['line']}.\n"
    yield "| what | value | limit | measured |\n|---|---|---|---|"
    for part in ("bytes", "first_screen", "sync"):
        day = day_of(found[part])
        for name, limit in found[part]["limits"].items():
            value = _bold(found[part][name], limit)
            yield f"| {name.replace('_', ' ')} | {value} | {limit} | {day} |"
    days = [day_of(part) for part in (killed, broken, searched)]
    yield (
        f"\nBrowser killed {killed['kills']} times while sending {killed['written']} visits "
        f"({days[0]}), {killed.get('kills_with_some_sent_and_some_not', '-')} times with some of "
        f"them sent and some not: {killed['lost']} lost, {killed['doubled']} twice. "
        f"{searched['files']} files of the profile searched ({days[2]}): names {names}, key "
        f"{searched['key_hits']}, planted control {searched['control_hits']}.\n"
    )
    yield f"A line that broke {broken['cuts']} times ({days[1]}):\n"
    yield from _broken(broken.get("sizes", {}))


def _broken(sizes: dict[str, Any]) -> Iterator[str]:
    yield (
        "| each connection breaks after | cuts | tries by hand | visits and photos | arrived over "
        "the broken line | lost | twice |\n|---|---|---|---|---|---|---|"
    )
    for name, row in sizes.items():
        cells = [name, row["cuts"], row["tries"], row["written"], row["over_the_broken_line"],
                 row["lost"], row["doubled"]]  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""


def _growth() -> Iterator[str]:
    found = kept("growth")
    if found is None:
        return
    yield "## Growth, beside the Python packages in one run\n"
    yield f"`{found['command']}`. " + _measured(found)
    arrays, one = found["arrays"], found["one_child"]
    yield (
        f"\n{arrays['eight_indices_a_second']} children a second on one core for eight indices "
        f"(asked 1000000), {arrays['times_who']} times the program of WHO in figures (asked 40: "
        f"it does {found['who_a_second']} a second). One child alone: "
        f"{one['microseconds_a_child']} microseconds (at most 50). From file to file "
        f"{found['file']['lines_a_second']} a second.\n"
    )
    yield (
        "| package | indices | children a second | off by more than 0.01 "
        "| the same, measured in the other position |\n|---|---|---|---|---|"
    )
    for name, row in found["peers"].items():
        yield (
            f"| {name} {row['version']} | {row['indices']} | {row['children_a_second']} "
            f"| {row['off']} of {row['of']} "
            f"| {row['off_other_position']} of {row['of_other_position']} |"
        )
    yield ""


def _server_and_update() -> Iterator[str]:
    """Parts that were not run on every day; each names its own."""
    found = kept("field") or {}
    if dead := found.get("server_killed"):
        deaths = ", ".join(f"{n} {place}" for place, n in dead["deaths"].items())
        yield (
            f"Server killed at the transaction of a change ({deaths}; {day_of(dead)}): of "
            f"{dead['written']} visits {dead['lost']} lost, {dead['doubled']} twice.\n"
        )
    if three := found.get("three_phones"):
        yield (
            f"Three phones on one family, clocks {', '.join(three['clocks'])} "
            f"({three['measured'][:10]}): {three['runs']} runs, {three['visits']} visits, "
            f"{three['edits']} edits: {three['lost']} lost, {three['doubled']} twice; "
            f"{three['clashes_waiting_in_office']} clashes wait for the supervisor and "
            f"{three['clashes_shown_on_phones']} are shown on the phones; after "
            f"{three['runs_that_differed']} runs a phone held something else than the office.\n"
        )
    if new := found.get("updated"):
        yield (
            f"App updated while {new['waiting_after_the_update']} visits waited ({day_of(new)}): "
            f"{new['lost']} lost, {new['doubled']} twice; the open page stayed as it was: "
            f"{new['old_page_kept_while_open']}; new after a new start: "
            f"{new['new_version_after_restart']}.\n"
        )


def _walks() -> Iterator[str]:
    found = kept("sync")
    if found is None:
        return
    told, met = found["told"], found["met"]
    yield "## Walks of the protocol of the phones\n"
    yield (
        f"`{found['command']}`, {found['seconds']} s in all. {_measured(found)} {told['walks']} "
        f"walks: {found['lost']} lost, {found['doubled']} twice.\n"
    )
    yield "| what | how often | in how many walks |\n|---|---|---|"
    for name, times in told.items():
        yield f"| {name} | {times} | {met[name]} |"
    yield "\n| with this bug planted | walks | that noticed it | by |\n|---|---|---|---|"
    for name, row in found["seeded"].items():
        by = ", ".join(f"{why} {times}" for why, times in row["by"].items())
        yield f"| {name.replace('_', ' ')} | {row['walks']} | {row['caught']} | {by} |"
    yield ""


def _rush() -> Iterator[str]:
    found = kept("field-rush")
    if found is None:
        return
    yield "## A morning's rush of phones\n"
    yield f"`{found['command']}`. {_measured(found)}\n"
    yield (
        "| engine | phones | changes | come within s | all home after s | request s, p95 "
        "| phone s, p95 | phones at once, most | failed | lost | twice |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for engine in ("sqlite", "postgresql"):
        if row := found.get(engine):
            cells = [
                engine, row["phones"], row["written"], row["within_s"], row["all_home_after_s"],
                row["request_s"]["p95"], row["phone_s"]["p95"], row["queue_of_phones"]["most"],
                row["failed_requests"], row["lost"], row["doubled"],
            ]  # fmt: skip
            yield f"| {' | '.join(map(str, cells))} |"
    yield ""


def _protection() -> Iterator[str]:
    found = kept("protection")
    if found is None:
        return
    yield f"## Protection, {found['size']['cases']} sealed cases\n"
    yield f"`{found['command']}`. " + _measured(found)
    yield "\n| what | ms, median | limit | CPU ms |\n|---|---|---|---|"
    for row in found["found"]:
        took, most = _bold(row["median_ms"], row["limit_ms"]), row["limit_ms"]
        yield f"| {row['what']} | {took} | {most} | {row['cpu_ms']} |"
    yield ""


def _care() -> Iterator[str]:
    found = kept("care")
    if found is None:
        return
    size = found["size"]
    yield f"## Care, {size['placements']} placements over 40 years in {size['villages']} villages\n"
    yield f"`{found['command']}`. " + _measured(found)
    yield "\n| what | CPU ms | limit | statements | kB, gzip |\n|---|---|---|---|---|"
    for row in found["found"]:
        kilobytes = round(row.get("gzip_bytes", row.get("page_gzip_bytes", 0)) / 1000, 1)
        most = row.get("most_kb")
        yield (
            f"| {row['what']} | {_bold(row['cpu_ms'], row.get('limit'))} | {row.get('limit', '-')} "
            f"| {row['statements']} | {_bold(kilobytes, most) if kilobytes else '-'} |"
        )
    yield ""


def _framework() -> Iterator[str]:
    """CPU is compared with the limit: on a machine with other work, wall time says little."""
    parts = [found for name in ("framework", "iati") if (found := kept(name))]
    if not parts:
        return
    yield "## A project as its funder gets it\n"
    for found in parts:
        yield f"`{found['command']}`. {_measured(found)}\n"
    yield "| what | CPU s | limit | wall s |\n|---|---|---|---|"
    for found in parts:
        yield from _took(found)
    yield ""


def _took(found: dict[str, Any]) -> Iterator[str]:
    words = {
        "framework": "framework of {indicators} indicators with trends",
        "docx": "its report in Word", "pdf": "its report in PDF, {pages} pages",
        "iati": "{projects} projects as IATI, {iati_mb} MB; {schema_errors} errors by the schema, "
        "{rules_broken} rules broken",
    }  # fmt: skip
    for name, said in words.items():
        cpu, most = found.get(f"{name}_cpu_s"), found["limits"][f"{name}_s"]
        if cpu is not None:
            yield f"| {said.format(**found)} | {_bold(cpu, most)} | {most} | {found[f'{name}_s']} |"


def _facts() -> Iterator[str]:
    found = kept("facts")
    if found is None:
        return
    yield f"## Four questions over {found['rows']:,} services\n"
    yield f"`{found['command']}`. {_measured(found)} CPU seconds on the same Parquet file.\n"
    yield (
        "| question | DuckDB by hand | Polars by hand | ours on DuckDB | ours on Polars "
        "| better of ours to better by hand | equal cells | Spark equal, wall s |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    names = ("by_hand_duckdb_cpu_s", "by_hand_polars_cpu_s", "ours_duckdb_cpu_s",
             "ours_polars_cpu_s")  # fmt: skip
    spark = found.get("spark", {})
    for question, row in found["questions"].items():
        cells = " | ".join(str(row[name]) for name in names)
        ratio = _bold(row["ratio"], found["most"])
        same = f"{row['cells']}: {'yes' if row['equal'] else '**no**'}"
        yield f"| {question} | {cells} | {ratio} | {same} | {_spark(spark, question)} |"
    yield ""


def _spark(spark: Any, question: str) -> str:
    if isinstance(spark, str):
        return spark
    row = spark.get(question)
    return f"{'yes' if row['equal'] else '**no**'}, {row['wall_s']}" if row else "-"
