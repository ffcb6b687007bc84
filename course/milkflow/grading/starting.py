"""Start sooner: half of the time to import nbgrader goes into a grammar that no notebook needs."""

import sys
from importlib import import_module
from importlib.util import find_spec

# jsonschema builds it to check internationalised web addresses, does so on import, and does without it where it is
# not installed. No schema of a notebook asks for such an address.
GRAMMAR = "rfc3987_syntax"


def import_notebooks() -> None:
    """Import nbformat, and with it jsonschema, without that grammar. Without nbformat nothing happens."""
    if "jsonschema" in sys.modules or GRAMMAR in sys.modules or find_spec("nbformat") is None:
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # the import system's way of saying "not installed"
    try:
        import_module("nbformat")
    finally:
        del sys.modules[GRAMMAR]
