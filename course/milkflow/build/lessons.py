"""Bundle each lesson, and store in its notebook the page that reads well without a kernel."""

from pathlib import Path

import nbformat

from milkflow.build.bundles import compile_bundle, write_bundle, write_cases
from milkflow.build.running import Begin, run_notebook, write_notebook
from milkflow.library import Course
from milkflow.places import Places


def build_lessons(places: Places, course: Course, begin: Begin = lambda path: None) -> list[Path]:
    """Write every lesson's bundle, then its notebook with fresh outputs; return the files, in order of name.

    All bundles come first: the Start page counts what the other lessons hold. Raise BuildError on a failing cell.
    """
    write_cases(course)
    for path in places.notebooks():
        write_bundle(compile_bundle(path, course))
    for path in places.notebooks():
        begin(path)
        notebook = run_notebook(nbformat.read(path, as_version=4), path.parent, path.name)
        write_notebook(notebook, path)
    return list(places.notebooks())
