"""What the trainee's server gives out over HTTP, asked by hand."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from serving_site import Site, course, notebook, serve, wait_for

OUTSIDE = ["solutions/quiz-02.yaml", "../course-folder/solutions/quiz-02.yaml", "solutions"]
CLIMBS = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "lessons/../../", "./../", "%2f"]
DOORS = ["/files/", "/voila/render/", "/voila/files/", "/voila/tree/", "/api/contents/", "/nbconvert/html/"]
DOORS += ["/lab/tree/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("walls")
    ward, home = course(folder / "course-folder"), folder / "home"
    home.mkdir()
    (home / "leads-out").symlink_to(ward / "solutions")
    (home / "key.yaml").symlink_to(ward / "solutions" / "quiz-02.yaml")
    (home / "key.ipynb").symlink_to(ward / "solutions" / "quiz-02.yaml")
    (home / "someone-else" / ".milkflow").mkdir(parents=True)
    (home / "someone-else" / "notes.txt").write_text("SECRET-KEY")
    (home / "mine.html").write_text("<p>mine</p>")
    site = serve(ward, home, 18420)
    yield site
    site.stop()


@pytest.mark.parametrize("door", DOORS)
def test_no_path_leads_to_the_solutions(site: Site, door: str) -> None:
    paths = [*OUTSIDE, *(climb * times + path for climb in CLIMBS for times in (1, 2) for path in OUTSIDE)]
    paths += ["course-folder/solutions/quiz-02.yaml", str(site.course / "solutions" / "quiz-02.yaml")]
    for path in paths:
        status, text = site.ask(door + path)
        assert "SECRET-KEY" not in text, path
        if door not in {"/lab/tree/", "/voila/tree/"}:
            assert status >= 300, path


@pytest.mark.parametrize("path", ["leads-out/quiz-02.yaml", "key.yaml", "key.ipynb", "someone-else/notes.txt"])
def test_links_out_and_other_trainees_folders_are_not_there(site: Site, path: str) -> None:
    for door in ("/files/", "/api/contents/", "/voila/render/", "/voila/files/"):
        status, text = site.ask(door + path)
        assert status in {302, 403, 404}, door
        assert "SECRET-KEY" not in text


def test_lists_show_the_course_and_hide_the_rest(site: Site) -> None:
    listed = json.loads(site.ask("/api/contents")[1])["content"]
    assert {one["name"] for one in listed} == {"lessons", "exercises", "mine.html"}


def test_the_servers_own_files_are_not_served(site: Site) -> None:
    for path in (".milkflow/laid.json", ".milkflow/server.log", ".milkflow/runtime/jupyter_cookie_secret"):
        assert site.ask(f"/files/{path}")[0] == 404
        assert site.ask(f"/api/contents/{path}")[0] == 404


def test_without_the_key_nothing_opens_and_the_page_says_what_to_do(site: Site) -> None:
    stranger = Site(site.course, site.home, site.port, "wrong", site.process)
    for path in ("/api/contents/", "/files/mine.html", "/voila/render/lessons/00-start-here.ipynb", "/lab"):
        status, _text = stranger.ask(path)
        assert status in {302, 403}
    status, text = stranger.ask("/login")
    assert status == 200
    assert "the link that Milkflow showed" in text
    assert "Jupyter Server" not in text


def test_there_is_no_shell_and_no_grading_on_the_trainees_server(site: Site) -> None:
    assert site.ask("/api/terminals")[0] == 404
    assert site.ask("/formgrader")[0] == 404
    assert site.ask("/assignments")[0] == 404


def test_every_page_may_load_from_this_server_only(site: Site) -> None:
    import urllib.request

    for path in ("voila/render/exercises/quiz-02/quiz-02.ipynb", "lab", "files/mine.html", "voila/render/none.ipynb"):
        try:
            answer = urllib.request.urlopen(site.url(path), timeout=90)
        except urllib.request.HTTPError as refused:
            answer = refused
        policy = answer.headers["Content-Security-Policy"]
        answer.close()
        assert policy.startswith("default-src 'self'; ")
        assert "unsafe-eval" not in policy or path != "voila/render/exercises/quiz-02/quiz-02.ipynb"
        assert ("sandbox" in policy) == path.startswith("files/")


def test_what_is_not_there_is_told_in_plain_words(site: Site) -> None:
    for path in ("/voila/render/lessons/none.ipynb", "/nowhere"):
        status, text = site.ask(path)
        assert status == 404
        assert "The Start page lists everything" in text
        assert "Traceback" not in text


def test_a_second_start_shows_the_running_course_and_starts_no_second_server(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from milkflow.places import Places
    from milkflow.serving import start

    monkeypatch.setenv("MILKFLOW_HOME", str(site.home))
    start(Places(site.course), port=site.port, browser=False)
    assert f"already running. Its link:\n\n    {site.url()}" in capsys.readouterr().out


def test_a_trainees_kernels_are_not_told_where_the_keys_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from milkflow.places import Places
    from milkflow.serving import server

    def serve_nothing(*_: object) -> None:
        assert "MILKFLOW_SOLUTIONS" not in os.environ

    ward = course(tmp_path / "course-folder")
    monkeypatch.setattr(server, "isolate", lambda state: None)
    monkeypatch.setattr(server, "_serve", serve_nothing)
    monkeypatch.setenv("MILKFLOW_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MILKFLOW_SOLUTIONS", str(ward / "solutions"))
    monkeypatch.chdir(tmp_path)
    server.start(Places(ward), browser=False)


def test_a_port_in_use_is_said_plainly_and_the_next_free_one_is_taken(
    site: Site, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from milkflow.serving.ports import free_port

    assert free_port(site.port) > site.port
    other = serve(site.course, tmp_path / "home", site.port)
    other.stop()
    assert other.port > site.port


def test_a_number_that_is_no_port_is_refused_with_an_example() -> None:
    from milkflow.errors import ServingError
    from milkflow.serving.ports import free_port

    with pytest.raises(ServingError, match="70000 is no port"):
        free_port(70000)


def test_ctrl_c_ends_the_course_at_once_even_while_a_page_is_opening(tmp_path: Path) -> None:
    ward = course(tmp_path / "course-folder")
    slow = [("markdown", "# Slow"), ("code", "import time\ntime.sleep(60)")]
    (ward / "course" / "lessons" / "05-slow.ipynb").write_text(notebook(*slow))
    site = serve(ward, tmp_path / "home", 18425)
    with ThreadPoolExecutor() as pool:
        visit = pool.submit(site.ask, "/voila/render/lessons/05-slow.ipynb")
        wait_for(lambda: len(site.kernels()) == 1, 10)
        site.process.send_signal(signal.SIGINT)
        wait_for(lambda: site.process.poll() is not None, 12)
        with pytest.raises((OSError, HTTPException)):
            visit.result()
    assert site.process.stdout is not None
    said = site.process.stdout.read()
    site.stop()
    assert said.strip().endswith("Milkflow has stopped. Your answers are kept; open it again at any time.")
    assert "WARNING" not in said


def test_cards_in_jupyterlab_have_the_look_of_the_course(site: Site) -> None:
    assert "custom/custom.css" in site.ask("/lab")[1]
    sheets = {"milkflow.css": ".mf-chip", "kinds.css": ".mf-scale", "case.css": ".mf-asks", "lens.css": ".mf-lens"}
    for sheet, shown in sheets.items():
        assert f'url("{sheet}")' in site.ask("/custom/custom.css")[1]
        status, look = site.ask(f"/custom/{sheet}")
        assert (status, shown in look) == (200, True)
