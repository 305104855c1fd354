"""Every exception to a guard, with its reason. A line that nothing needs any more fails."""

ACCESS = "src/kinkeeper/ground/access"
AUDIT = "src/kinkeeper/ground/audit"
CHAIN = "links of the audit: they cover the ledger, they are no facts"
CASEWORK = "src/kinkeeper/mission/casework"

REPORTS = "src/kinkeeper/ground/reports"
PAPER = "a picture or a document becomes bytes, no row"
INTEROP = "src/kinkeeper/ground/interop"
SYNC = "src/kinkeeper/ground/sync"
FOLLOWS = "follows a phone at every contact, holds no fact of anybody's life"
STAGED = "staged lines are no facts yet: nothing enters the register before somebody has looked"

# (file, method): why it writes without the ledger.
WRITES: dict[tuple[str, str], str] = {
    (f"{ACCESS}/actions.py", "save"): "shutting an account, the login library's own row",
    (f"{ACCESS}/models.py", "save"): "an account is the login library's, not a Record",
    (f"{ACCESS}/actions.py", "create"): "refusals are a log; the machine's grant precedes all",
    (f"{ACCESS}/actions.py", "bulk_create"): "readings are a log",
    (f"{AUDIT}/actions.py", "save"): CHAIN,
    (f"{AUDIT}/actions.py", "bulk_update"): CHAIN,
    (f"{AUDIT}/starting.py", "create"): CHAIN,
    (f"{REPORTS}/pictures/printed.py", "save"): PAPER,
    (f"{REPORTS}/word.py", "save"): PAPER,
    **{
        (f"{INTEROP}/keep.py", method): STAGED
        for method in (
            "create",
            "save",
            "update",
            "delete",
            "bulk_create",
            "bulk_update",
            "update_or_create",
        )
    },
    **{
        (f"{SYNC}/keep.py", method): FOLLOWS
        for method in (
            "save",
            "update",
            "delete",
            "bulk_create",
            "get_or_create",
            "update_or_create",
        )
    },
}

PROTECTION = "src/kinkeeper/mission/protection"
# (file, function that lifts the database's own guard): why it may. See docs/decisions/0017.
LIFTS: dict[tuple[str, str], str] = {
    ("src/kinkeeper/ground/records/actions.py", "write"): "the write door asks the guard",
    ("src/kinkeeper/ground/records/actions.py", "receive"): "the write door asks the guard",
    ("src/kinkeeper/ground/records/actions.py", "settle_clash"): "the write door asks the guard",
    ("src/kinkeeper/ground/records/actions.py", "erase"): "the write door asks the guard",
    ("src/kinkeeper/ground/records/bulk.py", "write_many"): "the write door asks the guard",
    (f"{AUDIT}/actions.py", "settle"): "links take their places in the chain",
    (f"{ACCESS}/actions.py", "invite"): "accounts are the login library's",
    (f"{ACCESS}/actions.py", "setup_path"): "accounts are the login library's",
    (f"{ACCESS}/actions.py", "shut_account"): "accounts are the login library's",
    ("src/kinkeeper/ground/records/actions.py", "locked"): "locked before it is written",
    (f"{SYNC}/actions/devices.py", "enrol"): "a phone has passed no door yet",
    (f"{SYNC}/actions/devices.py", "device_for"): "a phone has passed no door yet",
    (f"{SYNC}/actions/devices.py", "confirm_erased"): "a phone has passed no door yet",
    (f"{PROTECTION}/field.py", "box_key"): "the public half of a key",
    (f"{PROTECTION}/field.py", "take"): "opened by the desk's key, not by the phone",
    (f"{PROTECTION}/actions/telling.py", "tell"): "whoever tells needs no right to read",
    (f"{PROTECTION}/actions/following.py", "follow"): "the receipt opens it, not an account",
    (f"{PROTECTION}/actions/following.py", "add"): "the receipt opens it, not an account",
    (f"{PROTECTION}/queries/cases.py", "openings_for"): "opened to this account by name",
    ("src/kinkeeper/mission/people/queries/clashes.py", "clashes_for"): "narrowed to own records",
    ("src/kinkeeper/ground/records/queries.py", "of"): "figures are counted over everybody's rows",
    ("src/kinkeeper/ground/records/erasing.py", "rows_about"): "how much an erasure is",
    ("src/kinkeeper/mission/people/queries/histories.py", "history_of"): "fields of one's class",
    ("src/kinkeeper/mission/people/queries/glasses.py", "opened_lately"): "how many, of one's own",
    ("src/kinkeeper/mission/people/queries/glasses.py", "readings_during"): "whoever reviews it",
    ("src/kinkeeper/mission/leaving/queries/ways.py", "evidence"): "whether there are savings",
    (f"{INTEROP}/queries.py", "came_from"): "where a record came from",
    (f"{ACCESS}/queries.py", "has_second_factor"): "whether there is one, not which",
    (f"{SYNC}/actions/sealed.py", "take_sealed"): "opened by the desk's key, not by the phone",
    ("src/kinkeeper/mission/people/queries/opened.py", "openings_shown"): "a file's openings",
    ("src/kinkeeper/mission/strengthening/page.py", "cached_part"): "whether ever named",
    ("src/kinkeeper/mission/projects/reading.py", "unlocked"): "whether a period is open",
}

# Folders that may take the models of a room.
WINDOWS: dict[str, str] = {
    "src/kinkeeper/mission/strengthening/register/": "enters a register through write_many",
    "src/kinkeeper/site/demonstration/": "makes years of rows in bulk, through records.write_many",
}

# Addresses without a door: shut, they answer 404 to everybody.
SHUT: dict[str, str] = {
    "api-root": "a page of the API library that we do not offer",
    "openapi-json": "the description of the API is a file in docs/",
}

SERVICE = "a service given to a family: a word of the field, not of programs"
NAMES: dict[str, str] = {
    f"{CASEWORK}/{path}": SERVICE
    for path in (
        "actions/services.py",
        "forms/services.py",
        "views/services.py",
        "templates/casework/service.html",
    )
} | {"src/kinkeeper/site/in_turn/base.py": "Django asks for this name in a database engine."}

LONG: dict[str, str] = {
    "src/kinkeeper/site/field/built/keys.js": "built: the list of 2,048 words, one a line",
}

# Models that are no Records.
MODELS: dict[str, str] = {
    "access.Account": "written by the login library; its grants are Records",
    "access.Reading": "the log of what was read",
    "access.Refusal": "the log of doors that stayed shut",
    "audit.Link": CHAIN,
    "interop.Batch": STAGED,
    "interop.Line": STAGED,
    "interop.Question": STAGED,
    "interop.Locality": STAGED,
    "interop.Mapping": "how an office's columns are read, remembered for its next file",
    "interop.Source": "from which cell of which file a record came",
    "records.Change": "the ledger itself",
    "records.Submission": "remembers accepted forms, holds no fact",
    "sync.Carried": FOLLOWS,
    "sync.Link": FOLLOWS,
    "sync.Piece": "a picture on its way, deleted once it is kept",
    "sync.Sound": "how a choice of the app sounds: about nobody",
    "sync.Taken": "the log of what phones sent",
}
