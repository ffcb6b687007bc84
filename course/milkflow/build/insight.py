"""The instructor notebooks beside the quizzes: their words are written there; their outputs show a simulated class."""

from pathlib import Path

import nbformat

from milkflow.build.gallery import gallery_path
from milkflow.build.running import Begin, run_notebook, write_notebook
from milkflow.places import Places


def insight_notebooks(places: Places) -> tuple[Path, ...]:
    """Return the instructor notebooks in order of name; the gallery is made from its own file."""
    return tuple(path for path in sorted((places.root / "solutions").glob("*.ipynb")) if path != gallery_path(places))


def build_insight(places: Places, begin: Begin = lambda path: None) -> tuple[Path, ...]:
    """Store fresh outputs in every instructor notebook and return them. Raise BuildError when a cell fails."""
    for path in insight_notebooks(places):
        begin(path)
        write_notebook(run_notebook(nbformat.read(path, as_version=4), path.parent, path.name), path)
    return insight_notebooks(places)
