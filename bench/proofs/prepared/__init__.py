"""Operations that need weeks of work before them: that work is done by the rooms' own actions, kept
in the world, and the address and the body that then succeed are said.

A room has a file here; its table leads from an operation to the function that prepares it.
"""

from bench.proofs.prepared import (
    admission,
    care,
    community,
    emergency,
    health,
    leaving,
    phones,
    projects,
    strengthening,
)
from bench.proofs.prepared.scene import Prepare, Ready, Scene

ROOMS = (
    admission, care, community, emergency, health, leaving, phones, projects, strengthening,
)  # fmt: skip
PREPARED: dict[str, Prepare] = {name: how for room in ROOMS for name, how in room.PREPARED.items()}

__all__ = ["PREPARED", "Ready", "Scene"]
