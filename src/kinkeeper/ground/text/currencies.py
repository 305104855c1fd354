"""How many decimals a currency has, ISO 4217. Pure."""

# Currencies whose smallest unit is the currency itself.
_WHOLE = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()  # noqa: SIM905
)


def decimals_of(currency: str) -> int:
    """How many decimals a currency has: none for XOF, else two."""
    return 0 if currency in _WHOLE else 2
