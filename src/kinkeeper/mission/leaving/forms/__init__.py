"""The forms of the room: `steps` for the steps of the way, `sheets` for everything else."""
