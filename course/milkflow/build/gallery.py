"""The gallery as a notebook beside the quizzes: a cell for each question, with stored outputs as in a lesson."""

from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from milkflow.build.running import run_notebook, write_notebook
from milkflow.places import Places
from milkflow.questions import Sample, read_samples

HIDDEN = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
LENS_STATES = ("unanswered", "decided")
OPENING = "import milkflow\n\ngallery = milkflow.gallery()"


def gallery_path(places: Places) -> Path:
    """Return where the gallery lies: on the instructors' side, which no trainee is served."""
    return places.root / "solutions" / "gallery.ipynb"


def build_gallery(places: Places, words: Mapping[str, str]) -> Path:
    """Write the gallery with fresh outputs and return its path. Raise BuildError when a cell fails."""
    path = gallery_path(places)
    write_notebook(run_notebook(gallery_notebook(read_samples(), words), path.parent, path.name), path)
    return path


def gallery_notebook(samples: tuple[Sample, ...], words: Mapping[str, str]) -> NotebookNode:
    """Return the notebook before it has run."""
    title = f"# {words['gallery-title']}\n\n{words['gallery-intro']}"
    plain = {"milkflow": {"clinical": False}}
    cells = [
        new_markdown_cell(title, id="title", metadata=plain),
        new_code_cell(OPENING, id="opening", metadata=HIDDEN | plain),
    ]
    for sample in samples:
        question = sample.question
        basis = {"milkflow": {"claims": list(question.claims)}}
        cells.append(new_markdown_cell(f"## {question.kind}", id=f"{question.id}-title", metadata=plain))
        cells.append(new_code_cell(f'gallery.show("{question.id}")', id=question.id, metadata=HIDDEN | basis))
    cells.append(new_markdown_cell("## claim lens", id="lens-title", metadata=plain))
    for state in LENS_STATES:
        cells.append(new_code_cell(f'gallery.lens("{state}")', id=f"lens-{state}", metadata=HIDDEN | plain))
    notebook: NotebookNode = new_notebook(cells=cells, nbformat_minor=5)
    return notebook
