"""The two processes of a running Kinkeeper, web server and worker: started, watched, stopped."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence

from kinkeeper.site.preflight import BROKEN, Stop

THREADS = 4  # waiting for SQLite's one writer; more only queue there
PATIENCE_SECONDS = 60.0
GOODBYE_SECONDS = 15.0


def web_command(host: str, port: int) -> list[str]:
    """Granian with one process: SQLite and the cached grants of a request live in it."""
    return [
        *(sys.executable, "-m", "granian", "kinkeeper.site.wsgi:application"),
        *("--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", str(THREADS)),
        *("--log-level", "warning", "--no-access-log"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "kinkeeper.site", "worker"]


class Family:
    """Processes that live together: when one ends, all are stopped."""

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        # Their own sessions, so that Ctrl-C reaches this process alone and it ends them in order.
        self.members = {
            name: subprocess.Popen(
                command, start_new_session=True, stdin=subprocess.DEVNULL, env=environment
            )
            for name, command in commands.items()
        }

    def check(self) -> None:
        """Raises Stop where a process ended by itself."""
        for name, process in self.members.items():
            if process.poll() is not None:
                raise Stop(
                    BROKEN,
                    f"Le processus « {name} » s'est arrêté (code {process.returncode}) ; la raison "
                    "est écrite au-dessus.",
                    f'The process "{name}" ended (code {process.returncode}); the reason is '
                    "written above.",
                )

    def watch(self) -> None:
        """Returns never; raises Stop as soon as a process ended."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        for process in self.members.values():
            process.terminate()
        end = time.monotonic() + GOODBYE_SECONDS
        for process in self.members.values():
            try:
                process.wait(timeout=max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_answers(address: str, family: Family, *, patience: float = PATIENCE_SECONDS) -> None:
    """Raises Stop where a process ends first, or nothing answers within `patience` seconds."""
    end = time.monotonic() + patience
    while not answers(address):
        family.check()
        if time.monotonic() > end:
            raise Stop(
                BROKEN,
                f"Le serveur ne répond pas à {address} après {patience:.0f} secondes.",
                f"The server does not answer at {address} after {patience:.0f} seconds.",
            )
        time.sleep(0.05)


def answers(address: str) -> bool:
    """Whether a web server answers there, with a page or a refusal, but not with a failure."""
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own http address
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
