"""How dates are written, where a language's own custom would mislead."""
