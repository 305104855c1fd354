"""Invented sentences of the demonstration, in the words of a field worker. About nobody."""

CRITERIA = (
    "orphan_single_poor", "caregiver_chronic_illness", "caregiver_absent_migration", "no_birth_act",
    "out_of_school", "malnutrition", "extreme_poverty", "inadequate_housing", "grandparent_alone",
    "entrusted_children", "displaced", "child_labour", "teenage_mother", "caregiver_disability",
)  # fmt: skip

GOALS = {
    "care": "Un adulte est à la maison chaque soir",
    "food": "Trois repas par jour, même à la soudure",
    "shelter": "Le toit est réparé avant les pluies",
    "health": "Tous les enfants sont vaccinés",
    "education": "Tous les enfants de 6 à 14 ans vont à l'école",
    "livelihood": "Le petit commerce rapporte chaque semaine",
    "protection": "Chaque enfant a son acte de naissance",
    "wellbeing": "Les enfants ont du temps pour jouer",
}

COMMITMENTS = {
    "family": (
        "Envoyer les enfants à l'école chaque jour",
        "Venir aux séances sur la parentalité",
        "Cotiser à l'AVE&C chaque semaine",
        "Demander les actes de naissance à la mairie",
    ),
    "programme": (
        "Payer les kits scolaires de la première année",
        "Former à une activité génératrice de revenus",
        "Accompagner au CSCom pour la vaccination",
    ),
    "cbo": (
        "Passer voir la famille chaque mois",
        "Réserver une planche au périmètre maraîcher",
    ),
}

SERVICES = (
    ("school_kit", "in_kind", "kit", 4000, 9000),
    ("school_fees", "cash", "année", 5000, 25000),
    ("health_medical", "referral", "consultation", 1000, 12000),
    ("food", "in_kind", "sac de mil", 9000, 18000),
    ("iga_support", "cash", "appui", 25000, 90000),
    ("savings_group", "training", "cycle", 0, 3000),
    ("garden_plot", "in_kind", "planche", 2000, 8000),
    ("birth_registration", "referral", "jugement", 1500, 6000),
    ("parenting_session", "training", "séance", 0, 1000),
    ("psychosocial", "counselling", "entretien", 0, 2000),
    ("housing_repair", "in_kind", "réparation", 15000, 60000),
)

OBSERVATIONS = (
    "La mère est présente, les enfants ont mangé. Le cadet tousse : orientation au CSCom.",
    "La cour est propre. Les deux grands sont à l'école, la petite reste avec la grand-mère.",
    "Le commerce de condiments marche le jour du marché. Cotisation AVE&C à jour.",
    "Le toit fuit encore. L'OCB propose une journée de travail samedi.",
    "L'aîné a manqué trois jours pour aider au champ. Parlé avec lui et avec son père.",
    "Famille calme. Le dossier de jugement supplétif est déposé.",
    "La grand-mère est fatiguée ; une voisine aide pour l'eau. À suivre.",
    "Récolte de gombo vendue ; une partie gardée pour la maison.",
    "Absents lors du passage : partis à une cérémonie. Revenir la semaine prochaine.",
    "Les enfants jouent dans la cour. L'aînée dit qu'elle veut passer le DEF.",
)

PRESENT = ("mère", "mère et enfants", "père", "grand-mère", "toute la famille")
OPINIONS = ("Je veux rester à l'école.", "Ça va mieux à la maison.", "Je veux jouer au foot.", "")
LANGUAGES = ("bambara", "bambara", "peul", "français")
SOURCES = ("comité de protection", "école", "OCB", "la famille elle-même")

TOPICS = (
    "Parler sans crier", "Les droits de l'enfant", "Manger varié à petit prix",
    "L'acte de naissance",
    "L'école des filles", "Reconnaître un enfant en danger", "Le budget de la famille",
)  # fmt: skip

EXPENSE_LINES = (
    "Personnel de terrain", "Appui aux familles", "Formation des OCB", "Périmètres maraîchers",
    "AVE&C", "Sensibilisation", "Transport", "Suivi et évaluation",
)  # fmt: skip
EXPENSE_LINES_EN = (
    "Field staff", "Support to families", "Training of CBOs", "Market gardens",
    "Savings groups", "Awareness", "Transport", "Monitoring and evaluation",
)  # fmt: skip

# Text of the reports of three quarters, in French and English.
NARRATIVES = {
    "2017-Q4": (
        (
            "Le projet a commencé le 1er octobre 2017. Les équipes se sont présentées aux "
            "autorités et aux chefs de village des 11 localités.\n\nL’enquête de départ a "
            "interrogé 160 personnes. Un tiers des personnes interrogées cite spontanément "
            "trois droits de l’enfant ; une sur quatre sait à qui signaler une violation."
        ),
        (
            "The project began on 1 October 2017. The teams introduced themselves to the "
            "authorities and the village chiefs of the 11 localities.\n\nThe first survey "
            "asked 160 people. One in three freely names three rights of the child; one in "
            "four knows whom to tell about a violation."
        ),
    ),
    "2019-Q2": (
        (
            "À mi-parcours, six personnes sur dix citent trois droits de l’enfant. Les "
            "séances de parentalité ont continué dans toutes les localités malgré la "
            "soudure.\n\nLes groupes d’épargne ont partagé leur caisse avant la rentrée "
            "scolaire."
        ),
        (
            "At mid-term six people in ten name three rights of the child. Parenting "
            "sessions went on in every locality despite the lean season.\n\nThe savings groups"
            " shared out before the new school year."
        ),
    ),
    "2020-Q3": (
        (
            "Le dernier trimestre a été marqué par la fermeture des écoles. Les visites à "
            "domicile ont repris en juillet.\n\nL’enquête finale, avec les mêmes questions, "
            "montre que trois personnes sur quatre citent trois droits de l’enfant."
        ),
        (
            "The last quarter was marked by the closing of schools. Home visits began again"
            " in July.\n\nThe last survey, with the same questions, shows that three people in"
            " four name three rights of the child."
        ),
    ),
}
