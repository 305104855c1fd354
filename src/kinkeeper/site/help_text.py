"""What `./kinkeeper` alone prints: the commands of an office, in both languages."""

NAME = "./kinkeeper"
OVERVIEW = (
    ("import register FILE [--project CODE] [--mapping FILE] [--yes] [--json]",
     "une liste de familles ; sans --yes, dit seulement ce qui serait fait",
     "a list of families; without --yes it only says what would be done"),
    ("import project FILE [--yes]",
     "la fiche d'un projet (TOML) : cadre logique, cibles, budget ; sans --yes, seulement essayée",
     "a project's sheet (TOML): framework, targets, budget; without --yes only tried"),
    ("project CODE [--on DATE] [--as-known DATE] [--json]",
     "le cadre logique d'un projet, compté dans les dossiers",
     "a project's results framework, counted from the records"),
    ("report CODE --period P [--language fr|en] [--format docx|pdf|xlsx] [--funder NAME]",
     "le rapport au bailleur, avec les chiffres gardés à la clôture",
     "the report to a funder, with the figures kept at the closing"),
    ("iati [CODE ...] --out FILE",
     "des projets en fichier de transparence IATI 2.03, vérifié",
     "projects as a transparency file (IATI 2.03), checked"),
    ("facts export --out FOLDER",
     "les services rendus, sans aucun nom, en Parquet",
     "services given, without any name, as Parquet"),
    ("measure NAME [--engine database|duckdb|spark] [--quarter Q] [--facts FOLDER] [--json]",
     "une mesure sur ces services, avec le moteur de votre choix",
     "a measure over these services, on the engine of your choice"),
    ("people search TEXT [--json]",
     "chercher une personne ou une famille", "find a person or a family"),
    ("care census [--on DATE] [--as-known DATE] [--json]",
     "les enfants pris en charge un jour, par village d'origine et village où ils dorment",
     "children in care on a day, by the village they belong to and the one they sleep in"),
    ("places import FILE ... · places where NAME [--on DATE]",
     "une liste officielle de lieux ; où se trouvait un lieu",
     "an official list of places; where a place lay"),
    ("growth IN.csv --out OUT.csv [--reference 5-19]",
     "scores z de l'OMS pour un fichier d'enfants", "WHO z-scores of a file of children"),
    ("demo [--seed N]",
     "le programme de démonstration (personnes inventées)",
     "the demonstration programme (invented people)"),
    ("serve · worker", "serveur web seul ; travaux différés seuls",
     "the web server alone; the put-off work alone"),
    ("erase CODE [--ask REASON | --approve | --keep] [--as ADDRESS] [--json]",
     "effacer une personne : l'un demande, un autre décide ; sans option, dit ce qui serait effacé",
     "erase a person: one asks, another decides; alone it says what would be erased"),
    ("audit verify [--anchors FILE] [--json] · audit anchor [--out FILE]",
     "le registre de ce qui a été lu, écrit et refusé : le vérifier ; noter sa tête ailleurs",
     "the chain of what was read, written and refused: verify it; note its head elsewhere"),
    ("vault rotate | shares | recover",
     "clés : les renouveler ; trois parts sur papier ; retrouver la clé par deux d'entre elles",
     "keys: make new ones; three shares on paper; bring the key back by two of them"),
    ("check", "cette installation est-elle saine ?", "is this installation sound?"),
)  # fmt: skip
TAIL = (
    "Les options d'une commande : ./kinkeeper COMMANDE --help. Les dates s'écrivent 2018-12-31.\n"
    "  The options of a command: ./kinkeeper COMMAND --help. Dates are written 2018-12-31.\n"
    "KINKEEPER_DATA : le dossier des données (./data). DATABASE_URL : PostgreSQL. PORT : 8000.\n"
    "  KINKEEPER_DATA: the data folder (./data). DATABASE_URL: PostgreSQL. PORT: 8000."
)


def overview() -> str:
    """Both languages, as `./start` speaks: what an office does here, one command each."""
    lines = [f"  {NAME} {usage}\n      {fr}\n      {en}" for usage, fr, en in OVERVIEW]
    return "\n".join(["Kinkeeper", *lines, TAIL])
