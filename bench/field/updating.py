"""The app is updated while changes wait on the phone: they are still there, and arrive once."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from bench.field.phones import Phone, Stage, settled
from bench.field.wire import environment, served
from kinkeeper.site.field.views import BUILT

VERSION = "async () => (await caches.keys()).filter((n) => n.startsWith('kinkeeper-'))"

FETCH_AND_WAIT = """async () => {
  const mine = await navigator.serviceWorker.getRegistration();
  await mine.update();
  while (!mine.waiting) await new Promise((done) => setTimeout(done, 100));
}"""

WAITING = "() => globalThis.kinkeeper.store.state.queue.length"


def updated(stage: Stage, records: int) -> dict[str, Any]:
    phone = Phone(stage)
    phone.add()
    texts = [f"mise à jour {stage.run} {n}" for n in range(records)]
    phone.context.set_offline(True)
    phone.visits(texts)
    before = phone.page.evaluate(VERSION)
    env = environment(stage.programme.data) | {"KINKEEPER_NEWER_APP": str(_newer(stage.folder))}
    old = stage.line.target
    with served(env, "bench.servers.newer:application") as (port, _server):
        stage.line.lead_to(port)
        shut = stage.folder / "shut"
        shut.touch()
        open_page = _update_while_open(phone)
        phone.context.close()
        phone.start()
        phone.open()
        after = phone.page.evaluate(VERSION)
        marked = phone.page.locator("meta[name=newer]").count()
        waited = phone.page.evaluate(WAITING)
        shut.unlink()
        settled(phone)
        phone.context.close()
    stage.line.lead_to(old)
    held = Counter(text for text in stage.said() if text.startswith(f"mise à jour {stage.run}"))
    return {
        "written": records, "waiting_after_the_update": waited,
        "old_page_kept_while_open": open_page,
        "new_version_after_restart": bool(marked) and before != after,
        "lost": sum(1 for text in texts if not held[text]),
        "doubled": sum(n - 1 for n in held.values()),
    }  # fmt: skip


def _newer(folder: Path) -> Path:
    newer = folder / "newer"
    shutil.copytree(BUILT, newer)
    page = newer / "index.html"
    page.write_text(page.read_text().replace("<title>", '<meta name="newer" content="1"><title>'))
    worker = newer / "worker.js"
    worker.write_text(worker.read_text().replace("kinkeeper-", "kinkeeper-newer-"))
    return newer


def _update_while_open(phone: Phone) -> bool:
    """The new worker is fetched and waits; the page that is open stays as it is."""
    phone.context.set_offline(False)
    phone.page.evaluate(FETCH_AND_WAIT)
    return phone.page.locator("meta[name=newer]").count() == 0
