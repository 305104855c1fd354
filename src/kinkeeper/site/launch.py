"""`./start` after the install: checks, database, first people, then both servers until Ctrl-C."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from kinkeeper.site import preflight, processes
from kinkeeper.site.preflight import HERE_ONLY, Stop, say


def main(arguments: list[str]) -> int:
    """Returns the exit code: 0 after Ctrl-C, else one of sysexits.h (see preflight)."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        run(_options(arguments))
    except KeyboardInterrupt:
        say("Kinkeeper est arrêté.", "Kinkeeper has stopped.")
    except Stop as stop:
        say(stop.french, stop.english, to=sys.stderr)
        return stop.code
    return 0


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./start", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="a programme of your own, no people")
    parser.add_argument("--name", default="", help="with --empty: name of the first administrator")
    parser.add_argument("--email", default="", help="with --empty: the administrator's e-mail")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> None:
    began = time.monotonic()
    host = os.environ.get("KINKEEPER_BIND") or HERE_ONLY
    port = preflight.port_from(os.environ.get("PORT", ""))
    data = Path(os.environ.get("KINKEEPER_DATA") or Path.cwd() / "data").resolve()
    address = f"http://{'localhost' if host == HERE_ONLY else host}:{port}"
    preflight.usable_folder(data)
    (data / "static").mkdir(exist_ok=True)
    with preflight.hold(data, address=address):
        preflight.free_port(host, port)
        notice = _prepare(options, data, address)
        _serve(host, port, address, notice=notice, began=began)


def _prepare(options: argparse.Namespace, data: Path, address: str) -> list[tuple[str, str]]:
    """The sentences a person needs once the server answers. Django is loaded only here."""
    from kinkeeper.site import databases  # noqa: PLC0415

    with databases.clear_sentences(data):
        databases.forget_unfinished(data)
        databases.load()
        databases.may_make_roles()
        from kinkeeper.site import programme  # noqa: PLC0415 - its models need the line above

        if options.empty:
            return programme.empty(data, address, name=options.name, email=options.email)
        return programme.as_found(data)


def _serve(
    host: str, port: int, address: str, *, notice: list[tuple[str, str]], began: float
) -> None:
    family = processes.Family(
        {"web": processes.web_command(host, port), "worker": processes.worker_command()}
    )
    try:
        processes.wait_until_answers(f"{address}/alive/", family)
        seconds = time.monotonic() - began
        say(
            f"Kinkeeper est prêt ({seconds:.1f} s) : {address}",
            f"Kinkeeper is ready ({seconds:.1f} s): {address}",
        )
        for french, english in notice:
            say(french, english)
        say("Ctrl-C arrête tout.", "Ctrl-C stops everything.")
        family.watch()
    finally:
        family.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
