"""The demonstration: the programme of seeds 001-003 with years of work, every person invented.

1. `cast` makes the people who log in and the places they work in;
2. `households` invents families; 3. `stories` tells each family's way through the programme;
4. `build` sorts all of it by the day it was learned and writes it through the one door.
The same seed gives the same programme, told up to the day it is built.
"""
