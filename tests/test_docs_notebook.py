"""The notebook in docs/: every cell runs, and what should show itself does."""

import json
import warnings
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[1] / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Run the notebook in a kernel of its own; return each code cell's source and output data."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient runs notebooks: make dev")
    pytest.importorskip("ipykernel", reason="ipykernel runs notebooks: make dev")
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(FILE, as_version=4)
    with warnings.catch_warnings():
        # What the machinery of notebooks warns of is no concern of ours.
        warnings.simplefilter("ignore")
        client = nbclient.NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            resources={"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}},
        )
        client.execute()
    return [
        (cell["source"], dict(output.get("data", {})))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
    ]


def data_of(outputs, source):
    return next(data for text, data in outputs if source in text)


def test_every_code_cell_shows_something(outputs):
    notebook = json.loads(FILE.read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(cells) > 7
    assert len(outputs) == len(cells)
    assert all(data for _, data in outputs)


def test_the_view_shows_itself_in_a_closed_frame(outputs):
    shown = data_of(outputs, "kg.view")["text/html"]
    assert shown.startswith("<iframe ")
    assert "allow-same-origin" not in shown
    assert "srcdoc=" in shown


def test_the_picture_and_the_tables_show_themselves(outputs):
    assert data_of(outputs, "kg.picture")["image/svg+xml"].startswith("<?xml")
    assert "36.89" in data_of(outputs, "trade-figures")["text/html"]
    assert "36.89" in data_of(outputs, 'groupby("year")')["text/html"]


def test_leaving_a_voice_out_leaves_claims_out(outputs):
    whole, less = json.loads("[" + data_of(outputs, "kg.without")["text/plain"].strip("()") + "]")
    assert less < whole


def test_the_file_holds_no_outputs():
    for cell in json.loads(FILE.read_text("utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
