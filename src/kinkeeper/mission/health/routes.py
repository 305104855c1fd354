"""The JSON API's router of this room; its operations stand in `api.py` and in the parts' own."""

from kinkeeper.ground.access.api_doors import DoorRouter

router = DoorRouter()
