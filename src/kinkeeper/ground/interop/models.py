"""What this room keeps."""

from kinkeeper.ground.interop.exports.models import Exported

__all__ = ["Exported"]
