"""The instructor's side, asked over HTTP."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving_site import Site, course, serve

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "milkflow"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = course(tmp_path_factory.mktemp("teach") / "course-folder")
    (folder / "solutions" / "quiz-02").mkdir()
    (folder / "nbgrader_config.py").write_text(CONFIG)
    site = serve(folder, folder / "unused-home", 18490, verb="teach")
    yield site
    site.stop()


def test_formgrader_is_the_first_page_and_reads_the_courses_own_settings(site: Site) -> None:
    status, _text = site.ask("/")
    assert status == 302
    status, text = site.ask("/formgrader/manage_assignments")
    assert status == 200
    assert "nbgrader" in text
    assert "quiz-02" in site.ask("/formgrader/api/assignments")[1]  # lies in solutions/, which only our settings name


def test_the_instructor_reaches_the_whole_course_and_jupyterlab(site: Site) -> None:
    assert "SECRET-KEY" in site.ask("/files/solutions/quiz-02.yaml")[1]
    assert site.ask("/lab")[0] == 200


def test_what_the_server_writes_stays_out_of_git(site: Site) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=site.course, capture_output=True, text=True, check=True).stdout

    git("init", "--quiet")
    assert ".milkflow" not in git("status", "--porcelain", "--untracked-files=all")


def test_no_workspace_is_laid_for_an_instructor(site: Site) -> None:
    assert not Path(site.home).exists()
