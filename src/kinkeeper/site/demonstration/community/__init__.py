"""The community of RECORDE as invented: 11 organisations with 456 members, and what they carry."""

from kinkeeper.site.demonstration.community.told import tell_community

__all__ = ["tell_community"]
