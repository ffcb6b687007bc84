"""Sign the notebooks we laid, so that JupyterLab shows their stored pages and not a bare list of code."""

from collections.abc import Iterable
from pathlib import Path

from milkflow.serving.surroundings import data_folder


def trust(notebooks: Iterable[Path], state: Path) -> None:
    """Mark the given notebooks as trusted for the server whose files lie in ``state``."""
    paths = [path for path in notebooks if path.suffix == ".ipynb"]
    if not paths:
        return
    import nbformat
    from nbformat.sign import NotebookNotary

    data_folder(state).mkdir(parents=True, exist_ok=True, mode=0o700)
    notary = NotebookNotary(data_dir=str(data_folder(state)))
    for path in paths:
        try:
            notary.sign(nbformat.read(path, as_version=4))
        except (ValueError, nbformat.ValidationError):  # a damaged file: opening it says so
            continue
    notary.store.close()
