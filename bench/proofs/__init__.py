"""The proofs of protection: what nobody may reach, asked of the whole program.

`world` holds real objects of every kind, `policy` says from frozen declarations who should meet
what, `matrix` asks every address as everybody, `planted` breaks a rule and looks whether that is
seen.
"""
