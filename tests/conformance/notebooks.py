"""Runs every notebook of a folder from top to bottom in a fresh kernel and keeps the result for the search for secrets.

usage: notebooks.py FOLDER ARTIFACTS
"""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient


def main(folder: str, artifacts: str) -> int:
    notebooks = sorted(pathlib.Path(folder).glob("*.ipynb"))
    if not notebooks:
        print(f"no notebooks in {folder}", file=sys.stderr)
        return 1
    for path in notebooks:
        notebook = nbformat.read(path, as_version=4)
        if any(cell.get("outputs") for cell in notebook.cells):
            print(f"{path} holds outputs; notebooks are committed without", file=sys.stderr)
            return 1
        NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
        nbformat.write(notebook, pathlib.Path(artifacts) / path.name)
        print(f"{path}: {len(notebook.cells)} cells")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
