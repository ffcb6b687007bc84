from __future__ import annotations

import json
from pathlib import Path

import pytest

from milkflow.errors import ServingError
from milkflow.serving import lay_workspace
from milkflow.serving.homes import workspace_home
from milkflow.serving.workspace import Workspace
from serving_site import course, notebook

LESSON = "lessons/00-start-here.ipynb"


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """Return a course."""
    return course(tmp_path / "course-folder")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def lay(home: Path, ward: Path) -> Workspace:
    return lay_workspace(home, ward / "course" / "lessons", ward / "exercises")


def everything(home: Path) -> set[str]:
    found = (path.relative_to(home) for path in home.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if path.parts[0] != ".milkflow"}


def test_a_new_workspace_holds_the_lessons_and_the_released_quizzes_and_no_solutions(home: Path, ward: Path) -> None:
    lay(home, ward)
    quiz = {"exercises/quiz-02/quiz-02.ipynb", "exercises/quiz-02/quiz-02.questions.json"}
    assert everything(home) == {LESSON, "lessons/01-faults.ipynb", *quiz}


def test_what_an_author_or_a_tool_left_beside_the_lessons_is_not_laid(home: Path, ward: Path) -> None:
    lessons, quiz = ward / "course" / "lessons", ward / "exercises" / "quiz-02"
    (lessons / "00-start-here.answers.jsonl").write_text("author's own")
    (quiz / "ab12--quiz-02.zip").write_text("author's own")
    (lessons / ".ipynb_checkpoints").mkdir()
    (lessons / ".ipynb_checkpoints" / "00-start-here-checkpoint.ipynb").write_text("{}")
    (quiz / "key.yaml").symlink_to(ward / "solutions" / "quiz-02.yaml")
    lay(home, ward)
    assert len(everything(home)) == 4


def test_laying_twice_changes_nothing_the_second_time(home: Path, ward: Path) -> None:
    assert len(lay(home, ward).updated) == 4
    assert lay(home, ward) == Workspace(home)


def test_a_newer_course_replaces_its_files_and_touches_no_log_and_no_zip(home: Path, ward: Path) -> None:
    lay(home, ward)
    log, handed_in = home / "lessons" / "00-start-here.answers.jsonl", home / "exercises" / "quiz-02" / "a--quiz-02.zip"
    log.write_text('{"v": 1}\n')
    handed_in.write_bytes(b"PK")
    (ward / "course" / LESSON).write_text(notebook(("markdown", "# Newer")))
    done = lay(home, ward)
    assert (done.updated, done.kept) == ((LESSON,), ())
    assert "# Newer" in (home / LESSON).read_text()
    assert (log.read_text(), handed_in.read_bytes()) == ('{"v": 1}\n', b"PK")


def test_a_page_that_the_trainee_changed_is_kept_beside_the_newer_one(home: Path, ward: Path) -> None:
    lay(home, ward)
    for turn in ("", "-2"):
        (home / LESSON).write_text(notebook(("markdown", f"# My own notes{turn}")))
        (ward / "course" / LESSON).write_text(notebook(("markdown", f"# Newer{turn}")))
        assert lay(home, ward).kept == (f"lessons/00-start-here.yours{turn}.ipynb",)
        assert f"# My own notes{turn}" in (home / f"lessons/00-start-here.yours{turn}.ipynb").read_text()
        assert f"# Newer{turn}" in (home / LESSON).read_text()


def test_a_page_changed_by_the_trainee_stays_while_the_course_is_the_same(home: Path, ward: Path) -> None:
    lay(home, ward)
    (home / LESSON).write_text(notebook(("markdown", "# My own notes")))
    assert lay(home, ward) == Workspace(home)
    assert "# My own notes" in (home / LESSON).read_text()


def test_a_page_that_was_only_run_and_saved_counts_as_unchanged(home: Path, ward: Path) -> None:
    lay(home, ward)
    ran = json.loads((home / LESSON).read_text())
    ran["cells"][1] |= {"execution_count": 3, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    (home / LESSON).write_text(json.dumps(ran))
    (ward / "course" / LESSON).write_text(notebook(("markdown", "# Newer")))
    assert lay(home, ward).kept == ()


def test_what_the_course_dropped_goes_away_unless_the_trainee_changed_it(home: Path, ward: Path) -> None:
    lay(home, ward)
    (home / LESSON).write_text(notebook(("markdown", "# My own notes")))
    for name in (LESSON, "lessons/01-faults.ipynb"):
        (ward / "course" / name).unlink()
    lay(home, ward)
    assert (home / LESSON).exists()
    assert not (home / "lessons/01-faults.ipynb").exists()


def test_a_damaged_list_of_what_was_laid_loses_nothing(home: Path, ward: Path) -> None:
    lay(home, ward)
    (home / LESSON).write_text(notebook(("markdown", "# My own notes")))
    (home / ".milkflow" / "laid.json").write_text("{torn")
    assert lay(home, ward).kept == ("lessons/00-start-here.yours.ipynb",)


def test_links_that_work_in_the_repository_work_in_the_workspace(home: Path, ward: Path) -> None:
    lay(home, ward)
    assert "(../exercises/quiz-02/quiz-02.ipynb)" in (home / LESSON).read_text()
    assert (home / "lessons" / "../exercises/quiz-02/quiz-02.ipynb").exists()


def test_laid_notebooks_are_trusted(home: Path, ward: Path) -> None:
    import nbformat
    from nbformat.sign import NotebookNotary

    lay(home, ward)
    notary = NotebookNotary(data_dir=str(home / ".milkflow" / "data"))
    assert notary.check_signature(nbformat.read(home / LESSON, as_version=4))
    notary.store.close()


def test_a_folder_that_cannot_be_written_is_a_plain_sentence(tmp_path: Path, ward: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ServingError, match=r"could not be laid out in .*MILKFLOW_HOME=folder"):
        lay(tmp_path / "file" / "home", ward)


def test_each_staff_code_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILKFLOW_HOME", str(tmp_path / "homes"))
    assert workspace_home(tmp_path / "course") == tmp_path / "homes"
    assert workspace_home(tmp_path / "course", "ward7_amina") == tmp_path / "homes" / "ward7_amina"


@pytest.mark.parametrize("code", ["a", "../up", "a b", "x" * 33, "å-ä", "a/b", "..", "lessons", "-ab", "_ab"])
def test_a_staff_code_that_is_no_code_is_refused_with_an_example(tmp_path: Path, code: str) -> None:
    with pytest.raises(ServingError, match=r"cannot be used as a staff code.*LEARNER="):
        workspace_home(tmp_path, code)


def test_a_workspace_never_shares_a_folder_with_the_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for home in (tmp_path, tmp_path / "course", tmp_path / "course" / "inside"):
        monkeypatch.setenv("MILKFLOW_HOME", str(home))
        with pytest.raises(ServingError, match="could then open the solutions"):
            workspace_home(tmp_path / "course")


def test_a_course_cloned_into_the_usual_folder_gets_its_workspace_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MILKFLOW_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert workspace_home(tmp_path / "milkflow") == tmp_path / "milkflow-workspace"
    assert workspace_home(tmp_path / "elsewhere") == tmp_path / "milkflow"
