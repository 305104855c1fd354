"""Water of a household, by the ladder of the WHO/UNICEF Joint Monitoring Programme (JMP).

Core questions and ladder: JMP, Core questions on drinking water, sanitation and hygiene for
household surveys (2018), free to use with its source. The words are our own.
"""

from kinkeeper.ground.instruments.shipped.sheets import (
    Limit,
    Sheets,
    ask,
    band,
    choices,
    part,
    score,
    settings,
)

# Code of the source: whether it is improved (JMP 2017 ladder), surface water by itself.
SOURCES = {
    "piped_home": ("Robinet dans la maison ou la cour", "Tap in the house or yard"),
    "piped_public": ("Borne-fontaine, robinet du voisin", "Public tap, tap of a neighbour"),
    "borehole": ("Forage, pompe à main", "Borehole, hand pump"),
    "well_protected": ("Puits protégé", "Protected well"),
    "spring_protected": ("Source protégée", "Protected spring"),
    "rain": ("Eau de pluie", "Rainwater"),
    "cart": ("Vendeur, charrette, citerne", "Vendor, cart, tanker"),
    "bottled": ("Eau en bouteille ou en sachet", "Bottled or sachet water"),
    "well_open": ("Puits ouvert", "Unprotected well"),
    "spring_open": ("Source non protégée", "Unprotected spring"),
    "surface": ("Fleuve, mare, marigot, barrage", "River, pond, stream, dam"),
}
UNIMPROVED, SURFACE = ("well_open", "spring_open"), "surface"
IMPROVED = tuple(code for code in SOURCES if code not in {*UNIMPROVED, SURFACE})
AT_HOME = ("piped_home", "rain", "bottled")
WALK = " and ".join(f"${{water_source}} != '{code}'" for code in ("", *AT_HOME))
LEVELS = "improved_near=1 improved_far=2 unimproved=3 surface=4"
LADDER = (
    f"if(${{water_source}} = '{SURFACE}', 'surface', "
    f"if({' or '.join(f'${{water_source}} = {chr(39)}{c}{chr(39)}' for c in UNIMPROVED)}, "
    "'unimproved', if(${water_minutes} > 30, 'improved_far', "
    "if(${water_source} != '', 'improved_near', ''))))"
)
MINUTES = Limit(". >= 0 and . <= 600", ("De 0 à 600 minutes.", "From 0 to 600 minutes."))
LITRES = Limit(". >= 0 and . <= 5000", ("De 0 à 5 000 litres.", "From 0 to 5,000 litres."))
JMP = "WHO/UNICEF JMP, core questions (2018)"

WATER: Sheets = {
    "survey": [
        ask("select_one water", "water_source",
            ("D’où vient le plus souvent l’eau que boit le ménage ?",
             "Where does the household’s drinking water come from most often?")),
        ask("integer", "water_minutes",
            ("Combien de minutes pour aller, attendre et revenir ?",
             "How many minutes to go there, queue and come back?"),
            relevant=WALK, limit=MINUTES),
        ask("select_one yes_no", "water_enough",
            ("Au cours du dernier mois, a-t-il manqué d’eau à boire au moins une fois ?",
             "In the last month, was there at least once not enough water to drink?")),
        ask("integer", "water_litres",
            ("Combien de litres le ménage a-t-il rapportés hier, en tout ?",
             "How many litres did the household bring home yesterday, in all?"),
            limit=LITRES, required=False),
        {"type": "calculate", "name": "water_ladder", "calculation": LADDER},
    ],
    "choices": [
        *choices("water", SOURCES), *choices("yes_no", {"no": ("Non", "No"), "yes": ("Oui", "Yes")})
    ],
    "settings": settings("household-water", "Eau du ménage", "family"),
    "scores": [score("jmp", ("Accès à l’eau (échelle JMP)", "Access to water (JMP ladder)"), "max",
                     JMP)],
    "score_parts": [part("jmp", "water_ladder", values=LEVELS)],
    "bands": [
        band("jmp", "JMP", "1", "basic", ("Au moins élémentaire", "At least basic"), "good"),
        band("jmp", "JMP", "2", "limited", ("Limité (plus de 30 minutes)",
                                            "Limited (more than 30 minutes)"), "warn"),
        band("jmp", "JMP", "3", "unimproved", ("Source non améliorée", "Unimproved"), "bad"),
        band("jmp", "JMP", "", "surface", ("Eau de surface", "Surface water"), "bad"),
    ],
}  # fmt: skip
