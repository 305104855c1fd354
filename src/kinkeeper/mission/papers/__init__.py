"""Birth papers: who has an act in hand, and the way to one."""
