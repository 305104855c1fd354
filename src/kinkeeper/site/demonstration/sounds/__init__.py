"""French sounds, made by a machine (site/field/speak.sh); an office records people."""

from pathlib import Path

from kinkeeper.ground.sync.actions import keep_sound

FOLDER = Path(__file__).parent


def load_sounds() -> None:
    """Each file is named after its choice, in a folder named after its language."""
    for file in sorted(FOLDER.glob("*/*.ogg")):
        keep_sound(file.stem, file.parent.name, file.read_bytes(), origin="made")
