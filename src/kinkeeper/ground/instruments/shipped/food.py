"""Food of a household: FCS, rCSI, HDDS, HHS and LCS-FS in one interview.

Rules and thresholds are those of WFP's scripts (WFP-VAM/RAMResourcesScripts, Apache-2.0), whose
names of variables are kept so that data can be compared; HDDS and HHS come from FANTA (USAID).
The words are our own.
"""

from collections.abc import Sequence

from kinkeeper.ground.instruments.shipped.sheets import (
    Limit,
    Line,
    Said,
    Sheets,
    ask,
    band,
    choices,
    group,
    part,
    score,
    settings,
)

WFP = "WFP-VAM/RAMResourcesScripts (Apache-2.0)"
FANTA = "FANTA/USAID, HDDS v2 (2006), HHS (2011)"
SEVEN = Limit(
    ". >= 0 and . <= 7", ("Un nombre de jours, de 0 à 7.", "A number of days, from 0 to 7.")
)
LEVEL = "3"

# name, weight, words
FCS_GROUPS: Sequence[tuple[str, str, Said]] = (
    ("FCSStap", "2", ("Céréales, tubercules et racines (mil, sorgho, riz, maïs, igname…)",
                      "Cereals, tubers and roots (millet, sorghum, rice, maize, yam…)")),
    ("FCSPulse", "3", ("Légumineuses et noix (niébé, arachide, pois…)",
                       "Pulses and nuts (cowpea, groundnut, peas…)")),
    ("FCSDairy", "4", ("Lait et produits laitiers", "Milk and dairy products")),
    ("FCSPr", "4", ("Viande, poisson et œufs", "Meat, fish and eggs")),
    ("FCSVeg", "1", ("Légumes et feuilles", "Vegetables and leaves")),
    ("FCSFruit", "1", ("Fruits", "Fruit")),
    ("FCSFat", "0.5", ("Huile, graisse et beurre (karité…)", "Oil, fat and butter (shea…)")),
    ("FCSSugar", "0.5", ("Sucre, miel et produits sucrés", "Sugar, honey and sweets")),
    ("FCSCond", "0", ("Condiments et épices", "Condiments and spices")),
)  # fmt: skip
RCSI: Sequence[tuple[str, str, Said]] = (
    ("rCSILessQlty", "1", ("Manger des aliments moins préférés ou moins chers",
                           "Rely on less preferred or less expensive food")),
    ("rCSIBorrow", "2", ("Emprunter de la nourriture ou compter sur l’aide de parents, d’amis",
                         "Borrow food or rely on help from relatives or friends")),
    ("rCSIMealNb", "1", ("Réduire le nombre de repas par jour", "Eat fewer meals a day")),
    ("rCSIMealSize", "1", ("Réduire la quantité servie aux repas", "Eat smaller portions")),
    ("rCSIMealAdult", "3", ("Réduire la part des adultes pour que les enfants mangent",
                            "Adults eat less so that children can eat")),
)  # fmt: skip
HDDS: Sequence[tuple[str, Said]] = (
    ("HDDSStapCer", ("Céréales (mil, sorgho, riz, maïs, pain…)",
                     "Cereals (millet, sorghum, rice, maize, bread…)")),
    ("HDDSStapRoot", ("Racines et tubercules (igname, manioc, patate…)",
                      "Roots and tubers (yam, cassava, potato…)")),
    ("HDDSPulse", ("Légumineuses et noix", "Pulses and nuts")),
    ("HDDSDairy", ("Lait et produits laitiers", "Milk and dairy products")),
    ("HDDSPrMeat", ("Viande, volaille, abats", "Meat, poultry, offal")),
    ("HDDSPrFish", ("Poisson et fruits de mer", "Fish and seafood")),
    ("HDDSPrEggs", ("Œufs", "Eggs")),
    ("HDDSVeg", ("Légumes et feuilles", "Vegetables and leaves")),
    ("HDDSFruit", ("Fruits", "Fruit")),
    ("HDDSFat", ("Huile, graisse, beurre", "Oil, fat, butter")),
    ("HDDSSugar", ("Sucre, miel", "Sugar, honey")),
    ("HDDSCond", ("Condiments, thé, café", "Condiments, tea, coffee")),
)  # fmt: skip
HHS: Sequence[tuple[str, Said]] = (
    ("HHhSNoFood", ("N’y a-t-il eu aucune nourriture dans le ménage, faute de moyens ?",
                    "Was there no food at all in the household, for lack of resources?")),
    ("HHhSBedHung", ("Quelqu’un s’est-il couché le soir en ayant faim ?",
                     "Did anybody go to sleep at night hungry?")),
    ("HHhSNotEat", ("Quelqu’un a-t-il passé un jour et une nuit entiers sans manger ?",
                    "Did anybody go a whole day and night without eating?")),
)  # fmt: skip
LCS: Sequence[tuple[str, str, Said]] = (
    ("Lcs_stress_DomAsset", "2", ("Vendre des biens du ménage (radio, meubles, bijoux…)",
                                  "Sell household goods (radio, furniture, jewellery…)")),
    ("Lcs_stress_Saving", "2", ("Dépenser l’épargne", "Spend savings")),
    ("Lcs_stress_BorrowCash", "2", ("Emprunter de l’argent pour manger",
                                    "Borrow money to buy food")),
    ("Lcs_stress_EatOut", "2", ("Envoyer des membres manger ailleurs",
                                "Send members to eat elsewhere")),
    ("Lcs_crisis_ProdAssets", "3", ("Vendre des biens de production (charrue, charrette, vélo…)",
                                    "Sell productive assets (plough, cart, bicycle…)")),
    ("Lcs_crisis_Health", "3", ("Réduire les dépenses de santé ou d’école",
                                "Reduce spending on health or school")),
    ("Lcs_crisis_OutSchool", "3", ("Retirer des enfants de l’école",
                                   "Take children out of school")),
    ("Lcs_em_ResAsset", "4", ("Vendre la maison ou le terrain", "Sell the house or land")),
    ("Lcs_em_Begged", "4", ("Mendier", "Beg")),
    ("Lcs_em_FemAnimal", "4", ("Vendre les dernières femelles du cheptel",
                               "Sell the last female animals")),
)  # fmt: skip
YES_NO = {"0": ("Non", "No"), "1": ("Oui", "Yes")}
OFTEN = {
    "1": ("Rarement (1 ou 2 fois)", "Rarely (1 or 2 times)"),
    "2": ("Parfois (3 à 10 fois)", "Sometimes (3 to 10 times)"),
    "3": ("Souvent (plus de 10 fois)", "Often (more than 10 times)"),
}
# The codes of WFP's questionnaire.
LCS_ANSWERS = {
    "10": ("Non, ce n’était pas nécessaire", "No, it was not necessary"),
    "20": ("Non, c’est déjà épuisé", "No, it is used up already"),
    "30": ("Oui", "Yes"),
    "9999": ("Ne s’applique pas", "Does not apply"),
}


def _days(name: str, words: Said) -> Line:
    return ask("integer", name, words, limit=SEVEN, level=LEVEL)


def _hunger(name: str, words: Said) -> list[Line]:
    how = ("Combien de fois ?", "How often?")
    return [
        ask("select_one yes_no", name, words, level=LEVEL),
        ask("select_one often", f"{name}_FR", how, relevant=f"${{{name}}} = '1'",
            level=LEVEL),
    ]  # fmt: skip


SURVEY: list[Line] = [
    *group("fcs", ("Consommation alimentaire : au cours des 7 derniers jours, combien de jours le "
                   "ménage a-t-il mangé…",
                   "Food consumption: on how many of the last 7 days did the household eat…"),
           [_days(name, words) for name, _w, words in FCS_GROUPS]),
    *group("rcsi", ("Stratégies d’adaptation : au cours des 7 derniers jours, combien de jours le "
                    "ménage a-t-il dû, faute de nourriture ou d’argent…",
                    "Coping: on how many of the last 7 days, for lack of food or money, did the "
                    "household have to…"),
           [_days(name, words) for name, _w, words in RCSI]),
    *group("hdds", ("Diversité : hier, de jour et de nuit, quelqu’un du ménage a-t-il mangé à la "
                    "maison…",
                    "Diversity: yesterday, by day and night, did anybody of the household eat at "
                    "home…"),
           [ask("select_one yes_no", name, words, level=LEVEL) for name, words in HDDS]),
    *group("hhs", ("Faim : au cours des 30 derniers jours…", "Hunger: in the last 30 days…"),
           [line for name, words in HHS for line in _hunger(name, words)]),
    *group("lcs", ("Moyens d’existence : au cours des 30 derniers jours, faute de nourriture, le "
                   "ménage a-t-il dû…",
                   "Livelihoods: in the last 30 days, for lack of food, did the household have "
                   "to…"),
           [ask("select_one lcs", name, words, level=LEVEL) for name, _w, words in LCS]),
]  # fmt: skip

SCORES: list[Line] = [
    score("fcs", ("Score de consommation alimentaire (SCA)", "Food consumption score (FCS)"), "sum",
          WFP),
    score("rcsi", ("Indice réduit des stratégies d’adaptation (rCSI)",
                   "Reduced coping strategies index (rCSI)"), "sum", WFP),
    score("hdds", ("Diversité alimentaire du ménage (SDAM)",
                   "Household dietary diversity score (HDDS)"), "sum", FANTA),
    score("hhs", ("Échelle de la faim (HHS)", "Household hunger scale (HHS)"), "sum", FANTA),
    score("lcs_fs", ("Stratégies liées aux moyens d’existence (LCS-FS)",
                     "Livelihood coping strategies (LCS-FS)"), "max", WFP),
]  # fmt: skip
PARTS: list[Line] = [
    *(part("fcs", name, weight) for name, weight, _words in FCS_GROUPS),
    *(part("rcsi", name, weight) for name, weight, _words in RCSI),
    *(part("hdds", name) for name, _words in HDDS),
    *(part("hhs", f"{name}_FR", values="1=1 2=1 3=2", empty="0") for name, _words in HHS),
    *(part("lcs_fs", name, values=f"10=1 20={phase} 30={phase} 9999=1")
      for name, phase, _words in LCS),
]  # fmt: skip
POOR, BORDERLINE, ACCEPTABLE = ("Pauvre", "Poor"), ("Limite", "Borderline"), ("Acceptable",) * 2
BANDS: list[Line] = [
    band("fcs", "21/35", "21", "poor", POOR, "bad"),
    band("fcs", "21/35", "35", "borderline", BORDERLINE, "warn"),
    band("fcs", "21/35", "", "acceptable", ACCEPTABLE, "good"),
    band("fcs", "28/42", "28", "poor", POOR, "bad"),
    band("fcs", "28/42", "42", "borderline", BORDERLINE, "warn"),
    band("fcs", "28/42", "", "acceptable", ACCEPTABLE, "good"),
    band("rcsi", "WFP", "3", "low", ("Faible", "Low"), "good"),
    band("rcsi", "WFP", "18", "medium", ("Moyen", "Medium"), "warn"),
    band("rcsi", "WFP", "", "high", ("Élevé", "High"), "bad"),
    band("hdds", "IPC", "2", "low", ("Faible", "Low"), "bad"),
    band("hdds", "IPC", "4", "medium", ("Moyenne", "Medium"), "warn"),
    band("hdds", "IPC", "", "high", ("5 groupes ou plus", "5 groups or more"), "good"),
    band("hhs", "FANTA", "1", "little", ("Peu ou pas de faim", "Little or no hunger"), "good"),
    band("hhs", "FANTA", "3", "moderate", ("Faim modérée", "Moderate hunger"), "warn"),
    band("hhs", "FANTA", "", "severe", ("Faim sévère", "Severe hunger"), "bad"),
    band("lcs_fs", "WFP", "1", "none", ("Aucune", "None"), "good"),
    band("lcs_fs", "WFP", "2", "stress", ("Stress", "Stress"), "warn"),
    band("lcs_fs", "WFP", "3", "crisis", ("Crise", "Crisis"), "bad"),
    band("lcs_fs", "WFP", "", "emergency", ("Urgence", "Emergency"), "bad"),
]  # fmt: skip

FOOD: Sheets = {
    "survey": SURVEY,
    "choices": [
        *choices("yes_no", YES_NO), *choices("often", OFTEN), *choices("lcs", LCS_ANSWERS),
    ],
    "settings": settings("household-food", "Alimentation du ménage", "family"),
    "scores": SCORES,
    "score_parts": PARTS,
    "bands": BANDS,
}  # fmt: skip
