"""`python -m bench PART ...` runs one part; see PARTS."""

import sys
from importlib import import_module

from kinkeeper.site.databases import load

PARTS = {
    "office": "bench.large_office",
    "pages": "bench.pages",
    "demo": "bench.demonstration",
    "explain": "bench.explain",
    "care": "bench.care",
    "import": "bench.import_register",
    "growth": "bench.growth",
    "facts": "bench.facts",
    "framework": "bench.framework",
    "field": "bench.field",
    "field-phones": "bench.field.made",
    "field-rush": "bench.field.rush",
    "field-said": "bench.field.said",
    "field-walks": "bench.field.walks",
    "manifest": "bench.manifest",
    "writers": "bench.writers",
    "table": "bench.table",
    "protection": "bench.protection",
    "rotation": "bench.rotation",
    "fence": "bench.fence",
    "proofs-matrix": "bench.proofs.run",
    "proofs-canaries": "bench.proofs.canaries",
    "proofs-fuzz": "bench.proofs.fuzz",
    "proofs-vault": "bench.proofs.swaps",
    "proofs-audit": "bench.proofs.tampering",
    "proofs-fence": "bench.proofs.bypasses",
    "all": "bench.everything",
}


def main(arguments: list[str]) -> None:
    part, *rest = arguments
    load()
    import_module(PARTS[part]).main(*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
