"""What comes where a table should: web pages, pointers, answers without rows."""

import json

import pytest

from datasets_files import DATA, counts
from nkgraph.bulk.files import files_in
from nkgraph.errors import BadData


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!DOCTYPE html>\n<html><title>404</title></html>\n", "is a web page"),
        ("\ufeff <HTML lang=en>\n<p>Sign in\n", "is a web page"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 3\n", "git lfs pull"),
        ("[]", "has no rows"),
        ("{}\n", "has no rows"),
        ('{"elapsedTime": "0.5 secs", "count": 0, "data": [], "error": ""}', "has no rows"),
        ('{\n "status": 200,\n "count": 0,\n "data": []\n}\n', "has no rows"),
        ('{"count": 0, "data": null, "error": "Invalid flowCode"}', "it says 'Invalid flowCode'"),
        ('{"statusCode": 401, "message": "Access denied"}', "it says 'Access denied'"),
    ],
)
def test_what_is_no_table_is_told_as_what_it_is(tmp_path, text, message):
    path = tmp_path / "file.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadData) as caught:
        counts(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_line_of_json_is_a_row_still(tmp_path):
    path = tmp_path / "one.jsonl"
    path.write_text(
        json.dumps({"publisher": "A", "exporter": "PRK", "importer": "RUS", "period": "2013",
                    "value": 5, "message": "none", "error": None}) + "\n"
    )  # fmt: skip
    assert counts(path).taken == 1


def test_what_explains_a_table_in_a_folder_is_passed_over(tmp_path):
    for name in ("README", "readme.txt", "Codebook.csv", "LICENSE", "notes.md", "manual.PDF"):
        (tmp_path / name).write_text("about\n")
    (tmp_path / "table.csv").write_bytes((DATA / "reported.csv").read_bytes())
    assert files_in([tmp_path]) == [tmp_path / "table.csv"]
