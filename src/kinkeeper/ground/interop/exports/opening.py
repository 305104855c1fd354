"""Who may export and who may see what was exported."""

from kinkeeper.ground.access.roles import (
    ADMINISTRATOR,
    COORDINATOR,
    DIRECTOR,
    MONITOR,
    NATIONAL,
    allow,
)

EXPORT = "interop.export"
LOG = "interop.export_log"


def open_exports() -> None:
    """Called once when the room is ready."""
    allow(EXPORT, COORDINATOR, DIRECTOR, NATIONAL, MONITOR)
    allow(LOG, ADMINISTRATOR)
