"""Questionnaires about one person or family: functioning, well-being, satisfaction, dimensions."""

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

# --- Washington Group short set on functioning ---------------------------------------------------
# Free to use; the wording is not to be changed (washingtongroup-disability.com). English wording
# of the WG-SS; French after its translation, to be compared with the Group's own before a survey.
WG = "Washington Group on Disability Statistics, WG-SS"
WG_QUESTIONS: tuple[tuple[str, Said], ...] = (
    ("wg_seeing", ("Avez-vous des difficultés à voir, même avec des lunettes ?",
                   "Do you have difficulty seeing, even if wearing glasses?")),
    ("wg_hearing", ("Avez-vous des difficultés à entendre, même avec un appareil auditif ?",
                    "Do you have difficulty hearing, even if using a hearing aid?")),
    ("wg_walking", ("Avez-vous des difficultés à marcher ou à monter des marches ?",
                    "Do you have difficulty walking or climbing steps?")),
    ("wg_remembering", ("Avez-vous des difficultés à vous souvenir ou à vous concentrer ?",
                        "Do you have difficulty remembering or concentrating?")),
    ("wg_selfcare", ("Avez-vous des difficultés à prendre soin de vous-même, par exemple à vous "
                     "laver entièrement ou à vous habiller ?",
                     "Do you have difficulty with self-care, such as washing all over or "
                     "dressing?")),
    ("wg_communicating", ("Dans votre langue habituelle, avez-vous des difficultés à communiquer, "
                          "par exemple à comprendre ou à être compris ?",
                          "Using your usual language, do you have difficulty communicating, for "
                          "example understanding or being understood?")),
)  # fmt: skip
WG_ANSWERS = {
    "1": ("Non, aucune difficulté", "No, no difficulty"),
    "2": ("Oui, quelques difficultés", "Yes, some difficulty"),
    "3": ("Oui, beaucoup de difficultés", "Yes, a lot of difficulty"),
    "4": ("Je ne peux pas du tout le faire", "Cannot do it at all"),
    "7": ("Refuse de répondre", "Refused"),
    "9": ("Ne sait pas", "Don’t know"),
}
WASHINGTON: Sheets = {
    "survey": group(
        "wg", ("Les questions suivantes portent sur les difficultés que vous pouvez avoir dans "
               "certaines activités à cause d’un problème de santé.",
               "The next questions ask about difficulties you may have doing certain activities "
               "because of a health problem."),
        [ask("select_one wg", n, w, level="3") for n, w in WG_QUESTIONS],
    ),
    "choices": choices("wg", WG_ANSWERS),
    "settings": settings("washington-short-set", "Fonctionnement : questions courtes du Groupe de "
                         "Washington", "person"),
    "scores": [score("wg_ss", ("Difficulté la plus forte", "Highest difficulty"), "max", WG)],
    "score_parts": [
        part("wg_ss", name, values="1=1 2=2 3=3 4=4 7=0 9=0") for name, _w in WG_QUESTIONS
    ],
    "bands": [
        band("wg_ss", "WG", "0", "unknown", ("Sans réponse", "No answer"), "neutral"),
        band("wg_ss", "WG", "2", "without", ("Sans handicap au seuil recommandé",
                                             "Without disability at the recommended cut-off"),
             "good"),
        band("wg_ss", "WG", "", "with", ("Avec handicap (beaucoup de difficultés ou impossible)",
                                         "With disability (a lot of difficulty or cannot do)"),
             "warn"),
    ],
}  # fmt: skip

# --- Personal well-being -------------------------------------------------------------------------
# The four questions of the Office for National Statistics (United Kingdom), Open Government
# Licence v3.0; the French is ours. Bands as ONS publishes them. No sum is made of the four.
ONS = "Office for National Statistics, personal well-being (ONS4), OGL v3.0"
SCALE = "0 : pas du tout, 10 : tout à fait", "0: not at all, 10: completely"
ONS4: tuple[tuple[str, Said, Said], ...] = (
    ("ons_satisfied", ("Dans l’ensemble, à quel point es-tu satisfait(e) de ta vie en ce moment ?",
                       "Overall, how satisfied are you with your life nowadays?"),
     ("Satisfaction de la vie", "Life satisfaction")),
    ("ons_worthwhile", ("Dans l’ensemble, à quel point ce que tu fais dans ta vie vaut-il la "
                        "peine ?",
                        "Overall, to what extent do you feel that the things you do in your life "
                        "are worthwhile?"), ("Sens de la vie", "Worthwhile")),
    ("ons_happy", ("Dans l’ensemble, à quel point étais-tu heureux (heureuse) hier ?",
                   "Overall, how happy did you feel yesterday?"), ("Bonheur hier", "Happiness")),
    ("ons_anxious", ("Dans l’ensemble, à quel point étais-tu inquiet (inquiète) hier ?",
                     "Overall, how anxious did you feel yesterday?"), ("Inquiétude", "Anxiety")),
)  # fmt: skip
LOW, MEDIUM, HIGH = ("Faible", "Low"), ("Moyen", "Medium"), ("Élevé", "High")
VERY_HIGH, VERY_LOW = ("Très élevé", "Very high"), ("Très faible", "Very low")


def _ons_bands(code: str) -> list[Line]:
    if code == "ons_anxious":
        rows = (("1", "very_low", VERY_LOW, "good"), ("3", "low", LOW, "good"),
                ("5", "medium", MEDIUM, "warn"), ("", "high", HIGH, "bad"))  # fmt: skip
    else:
        rows = (("4", "low", LOW, "bad"), ("6", "medium", MEDIUM, "warn"),
                ("8", "high", HIGH, "good"), ("", "very_high", VERY_HIGH, "good"))  # fmt: skip
    return [band(code, "ONS", up_to, name, words, tone) for up_to, name, words, tone in rows]


TEN = Limit(". >= 0 and . <= 10", ("Un nombre de 0 à 10.", "A number from 0 to 10."))
WELL_BEING: Sheets = {
    "survey": [
        ask("integer", name, words, hint=SCALE, limit=TEN, level="3")
        for name, words, _short in ONS4
    ],
    "settings": settings("well-being", "Bien-être personnel", "person"),
    "scores": [score(name, short, "sum", ONS) for name, _words, short in ONS4],
    "score_parts": [part(name, name) for name, _words, _short in ONS4],
    "bands": [line for name, _words, _short in ONS4 for line in _ons_bands(name)],
}  # fmt: skip

# --- Satisfaction with the programme (our own) ----------------------------------------------------
AGREE = {
    "1": ("Pas du tout", "Not at all"), "2": ("Un peu", "A little"),
    "3": ("Assez", "Quite"), "4": ("Tout à fait", "Completely"),
}  # fmt: skip
SATISFACTION: Sheets = {
    "survey": [
        ask("select_one agree", "respect", ("J’ai été traité(e) avec respect.",
                                            "I was treated with respect.")),
        ask("select_one agree", "heard", ("On m’a écouté(e) avant de décider.",
                                          "I was listened to before a decision was made.")),
        ask("select_one agree", "useful", ("L’aide reçue répond à nos besoins.",
                                           "The help we got meets our needs.")),
        ask("select_one yes_no", "complaint_known",
            ("Savez-vous à qui vous plaindre ?", "Do you know whom to complain to?")),
        ask("text", "better", ("Qu’est-ce qui pourrait être mieux ?", "What could be better?"),
            required=False, level="3"),
        ask("text", "why_not", ("Que s’est-il passé ?", "What happened?"), required=False,
            relevant="${respect} = '1' or ${respect} = '2'", level="3"),
    ],
    "choices": [
        *choices("agree", AGREE), *choices("yes_no", {"no": ("Non", "No"), "yes": ("Oui", "Yes")})
    ],
    "settings": settings("satisfaction", "Satisfaction des familles", "family"),
    "scores": [score("satisfaction", ("Satisfaction (3 à 12)", "Satisfaction (3 to 12)"), "sum",
                     "Kinkeeper")],
    "score_parts": [part("satisfaction", name) for name in ("respect", "heard", "useful")],
    "bands": [
        band("satisfaction", "Kinkeeper", "6", "low", LOW, "bad"),
        band("satisfaction", "Kinkeeper", "9", "medium", MEDIUM, "warn"),
        band("satisfaction", "Kinkeeper", "", "high", HIGH, "good"),
    ],
}  # fmt: skip

# --- The eight dimensions -------------------------------------------------------------------------
DIMENSIONS: tuple[tuple[str, Said], ...] = (
    ("care", ("Prise en charge", "Care")),
    ("food", ("Sécurité alimentaire", "Food security")),
    ("shelter", ("Logement", "Accommodation")),
    ("health", ("Santé physique", "Physical health")),
    ("education", ("Éducation et compétences", "Education and skills")),
    ("livelihood", ("Moyens d’existence", "Livelihood")),
    ("protection", ("Protection et inclusion sociale", "Protection and social inclusion")),
    ("wellbeing", ("Bien-être social et affectif", "Social and emotional well-being")),
)
LEVELS = {
    "1": ("Très mal", "Very poorly"), "2": ("Mal", "Poorly"), "3": ("Bien", "Well"),
    "4": ("Très bien", "Very well"), "0": ("Non observé", "Not seen"),
}  # fmt: skip
EIGHT: Sheets = {
    "survey": [
        ask("select_one levels", name, words, level="3") for name, words in DIMENSIONS
    ],
    "choices": choices("levels", LEVELS),
    "settings": settings("eight-dimensions", "Grille des huit dimensions", "family"),
    "scores": [score("well", ("Dimensions où la famille va bien (0 à 8)",
                              "Dimensions in which the family does well (0 to 8)"), "sum",
                     "SOS Children’s Villages, social impact assessments (scale 1 to 4)")],
    "score_parts": [
        part("well", name, values="0=0 1=0 2=0 3=1 4=1") for name, _words in DIMENSIONS
    ],
    "bands": [
        band("well", "SOS", "5", "few", ("Moins de six", "Fewer than six"), "warn"),
        band("well", "SOS", "", "many", ("Six ou plus", "Six or more"), "good"),
    ],
}  # fmt: skip
