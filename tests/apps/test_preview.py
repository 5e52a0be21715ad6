"""The preview follows what is saved, and says what is wrong and goes on."""

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from apps.serving import Served, serving
from disk import lay, play
from playbook.apps.preview.state import Preview
from playbook.engine.processes.cores import cores
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import READ_ON_FROM
from playbook.engine.workspace.workspace import Options

FILES = {
    "site.yml": "site_name: Tested\n",
    "content/index.md": "# Home\n\nWelcome. [All](pages/all.md)\n",
    "content/pages/all.md": "# All\n\nFirst words.\n",
}
ALL = "content/pages/all.md"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(lay(tmp_path / "project", FILES)) as server:
        yield server


def page(words: str) -> str:
    return f"# All\n\n{words}\n"


def test_a_save_is_an_event_and_the_page_is_new(served: Served) -> None:
    before = served.get("/pages/all.html")
    with served.events("/pages/all.html", before.stamp) as following:
        first = following()
        assert first["stamp"] == before.stamp
        assert "changed" not in first
        lay(served.root, {ALL: page("Second words.")})
        while not (news := following()).get("changed"):
            pass
        assert news["changed"] == ["/pages/all.html"]
        after = served.get("/pages/all.html")
        assert b"Second words." in after.body
        assert after.stamp == news["stamp"] != before.stamp
    served.wait_for_words(f"{ALL}: taken in within ")


def test_a_page_that_is_older_than_the_stream_is_told_at_once(served: Served) -> None:
    """A save between loading a page and listening must not be missed."""
    old = served.get("/pages/all.html").stamp
    lay(served.root, {ALL: page("Second words.")})
    served.wait_for_page("/pages/all.html", b"Second words.")
    with served.events("/pages/all.html", old) as following:
        assert following()["changed"] == ["/pages/all.html"]


def test_a_tab_hears_of_its_own_files_only(served: Served) -> None:
    """A save elsewhere is no event; one of a file that the page has loaded is."""
    seen = served.get("/index.html").stamp
    lay(served.root, {"content/extra.css": "p {}"})
    served.wait_for_page("/extra.css", b"p {}")
    stamp = served.get("/index.html").stamp
    assert stamp != seen
    with served.events("/index.html", stamp, "/navigation.js", "/extra.css") as following:
        following()
        lay(served.root, {ALL: page("Second words.")})
        served.wait_for_page("/pages/all.html", b"Second words.")
        lay(served.root, {"content/extra.css": "p { color: red }"})
        heard: list[str] = []
        while not heard:
            heard = following().get("changed", [])
        assert heard == ["/extra.css"]
        lay(served.root, {ALL: page("Second words.").replace("# All", "# Everything")})
        heard = []
        while not heard:
            heard = following().get("changed", [])
        assert heard == ["/navigation.js"]


def test_a_tab_of_another_run_of_the_server_is_told_to_load_again(served: Served) -> None:
    served.get("/index.html")
    with served.events("/index.html", "17ab-5", "/navigation.js") as following:
        assert following()["changed"] == ["/index.html", "/navigation.js"]


def test_the_page_after_a_save_is_that_of_a_build(served: Served) -> None:
    lay(served.root, {ALL: page("Second words.")})
    after = served.wait_for_page("/pages/all.html", b"Second words.")
    play(served.root, "build", "--drafts", "-d", "built")
    assert after.page == (served.root / "built/pages/all.html").read_bytes()


def test_a_save_that_changes_no_byte_is_no_event(tmp_path: Path) -> None:
    preview = Preview(Project.open(lay(tmp_path, FILES)), Options())
    lay(tmp_path, {ALL: FILES[ALL], "notes.txt": "beside", "site/x.html": "beside"})
    (tmp_path / "site.yml").touch()
    assert (preview.refresh(), preview.revision) == ((), 0)
    lay(tmp_path, {ALL: page("Second words.")})
    assert (preview.refresh(), preview.revision) == ((ALL,), 1)
    (tmp_path / ALL).unlink()
    assert (preview.refresh(), preview.revision) == ((ALL,), 2)
    (tmp_path / "content/pipe.md").symlink_to("nowhere")
    assert (preview.refresh(), preview.revision) == (("content/pipe.md",), 2)
    assert (preview.refresh(), preview.revision) == ((), 2)


@pytest.mark.parametrize("how", ["in place", "rename", "delete", "folder", "burst", "bytes"])
def test_however_a_file_is_saved_the_last_bytes_are_shown(how: str, served: Served) -> None:
    path, words = served.root / ALL, "Last words."
    if how == "in place":
        path.write_text(page(words))
    elif how == "rename":
        beside = path.with_name(".all.md.swp")
        beside.write_text(page(words))
        beside.replace(path)
    elif how == "delete":
        path.unlink()
        served.wait_for_page("/pages/all.html", b"", status=404)
        path.write_text(page(words))
    elif how == "folder":
        path.parent.rename(served.root / "aside")
        served.wait_for_page("/pages/all.html", b"", status=404)
        (served.root / "aside/all.md").write_text(page(words))
        (served.root / "aside").rename(path.parent)
    elif how == "burst":
        for number in range(50):
            path.write_text(page(f"Words {number}."))
            served.get("/pages/all.html")
        path.write_text(page(words))
    else:
        with path.open("wb") as file:
            for byte in page(words).encode():
                file.write(bytes([byte]))
                file.flush()
    served.wait_for_page("/pages/all.html", words.encode())


def test_a_new_folder_with_many_files_is_taken_in(served: Served) -> None:
    lay(served.root, {f"content/new/{n}.md": f"# Number {n}\n\nText.\n" for n in range(200)})
    for number in (0, 99, 199):
        served.wait_for_page(f"/new/{number}.html", f"Number {number}".encode())


def test_a_folder_that_goes_and_comes_back_is_followed_without_a_word_too_many(
    served: Served,
) -> None:
    """`serving` fails on what a library would say of it."""
    pages, away = served.root / "content/pages", served.root.parent / "away"
    pages.rename(away)
    served.wait_for_page("/pages/all.html", b"Page not found", 404)
    away.rename(pages)
    served.wait_for_page("/pages/all.html", b"First words.")
    lay(served.root, {ALL: page("Words after that.")})
    served.wait_for_page("/pages/all.html", b"Words after that.")


def test_a_changed_setting_is_taken_in(served: Served) -> None:
    lay(served.root, {"site.yml": "site_name: Renamed\n"})
    served.wait_for_page("/", b"Renamed")


def test_broken_settings_leave_the_last_good_ones_in_use_and_are_told(served: Served) -> None:
    lay(served.root, {"site.yml": "site_name: [\n"})
    served.wait_for_words("site.yml:1:12: error: ")
    served.wait_for_words("the settings that were good last stay in use until this is mended")
    assert b"Tested" in served.get("/").body
    lay(served.root, {ALL: page("Second words.")})
    served.wait_for_page("/pages/all.html", b"Second words.")
    lay(served.root, {"site.yml": "site_nam: x\n"})
    served.wait_for_words("did you mean “site_name”?")
    assert b"Tested" in served.get("/").body
    lay(served.root, {"site.yml": "site_name: Mended\n"})
    served.wait_for_page("/", b"Mended")


@pytest.mark.parametrize("instead", ["nothing", "folder", "link"])
def test_settings_that_go_away_leave_the_last_ones_in_use(
    instead: str, served: Served, tmp_path: Path
) -> None:
    config = served.root / "site.yml"
    config.unlink()
    if instead == "folder":
        config.mkdir()
    if instead == "link":
        lay(tmp_path, {"elsewhere/site.yml": "site_name: Elsewhere\n"})
        config.symlink_to(tmp_path / "elsewhere/site.yml")
    served.wait_for_words("site.yml:1:1: error: ")
    assert b"Tested" in served.get("/").body
    if config.is_dir():
        config.rmdir()
    config.unlink(missing_ok=True)
    lay(served.root, {"site.yml": "site_name: Back\n"})
    served.wait_for_page("/", b"Back")


def test_a_server_may_start_with_broken_settings(tmp_path: Path) -> None:
    root = lay(tmp_path, {**FILES, "site.yml": "nonsense: 1\n"})
    with serving(root) as server:
        server.wait_for_words("site.yml:1:1: error: site.yml has no field `nonsense`")
        assert server.get("/pages/all.html").status == 200
        lay(root, {"site.yml": "site_name: Mended\n"})
        server.wait_for_page("/", b"Mended")


def test_a_broken_template_is_shown_and_recovers_by_itself(served: Served) -> None:
    good = served.get("/pages/all.html")
    lay(served.root, {"templates/document.html": "<p>\n{% if <b> %}"})
    broken = served.wait_for_page("/pages/all.html", b"", status=500)
    assert b"templates/document.html:2:1" in broken.body
    assert b"&lt;b&gt;" in broken.body
    assert b"<b>" not in broken.body
    assert broken.headers["content-type"] == "text/html; charset=utf-8"
    with served.events("/pages/all.html", good.stamp) as following:
        assert following()["broken"] is True
        (served.root / "templates/document.html").unlink()
        while (news := following()).get("broken") is not False:
            pass
        assert news["changed"] == ["/pages/all.html"]
    assert served.get("/pages/all.html").page == good.page


def test_findings_are_told_in_the_browser_too(served: Served) -> None:
    lay(served.root, {ALL: "# All\n\n[[nobody]] & <b>\n", "site.yml": "language: de\n"})
    found = served.wait_for_page("/-/findings?page=/pages/all.html", b"nobody")
    assert b'href="/-/explain/ref/unknown"' in found.body
    assert b"<b>" not in found.body
    assert b"vscode" not in found.body
    explained = served.get("/-/explain/ref/unknown")
    assert b"A reference names something that does not exist." in explained.body
    assert served.get("/-/explain/no/such").status == 404
    assert served.get("/-/explain/../../site.yml").status == 404


def test_of_a_long_line_the_browser_shows_what_stands_around_the_finding(served: Served) -> None:
    lay(served.root, {ALL: f"# All\n\n{'before ' * 60}[[nobody]]{' behind' * 60}\n"})
    found = served.wait_for_page("/-/findings?page=/pages/all.html", b"<mark>")
    (line,) = re.findall(r"\d │ </span>(.*)\n", found.body.decode())
    assert re.fullmatch(r"…[before ]*\[\[<mark>nobody</mark>\]\][behind ]*…", line)


def test_a_finding_leads_to_the_editor_where_one_is_named(tmp_path: Path) -> None:
    root = lay(tmp_path / "my project", {**FILES, ALL: "# All\n\n[[nobody]]\n"})
    with serving(root, "-p", "0", "--editor", "vscode") as server:
        found = server.wait_for_page("/-/findings", b"nobody")
        place = f"vscode://file/{quote(str(root)[1:])}/{ALL}:3:3"
        assert f'href="{place}"'.encode() in found.body
        with server.events("/pages/all.html") as following:
            assert following()["edit"] == place.replace(":3:3", ":1:1")


def test_without_live_reload_pages_are_those_of_a_build(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    with serving(root, "-p", "0", "--no-livereload") as server:
        play(root, "build", "--drafts", "-d", "built")
        assert server.get("/").body == (root / "built/index.html").read_bytes()
        lay(root, {ALL: page("Second words.")})
        server.wait_for_page("/pages/all.html", b"Second words.")


def test_a_tab_is_taken_to_what_was_saved_where_it_is_wished(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    with serving(root, "-p", "0", "--navigate-to-changed") as server:
        stamp = server.get("/").stamp
        with server.events("/", stamp) as following:
            assert not following().get("goto")
            lay(root, {ALL: page("Second words.")})
            while not (news := following()).get("goto"):
                pass
            assert news["goto"] == "/pages/all.html"
        with server.events("/", server.get("/").stamp) as following:
            assert not following().get("goto")


def test_findings_are_told_after_each_save(served: Served) -> None:
    lay(served.root, {ALL: "# All\n\n[[nobody]]\n"})
    served.wait_for_words(f"{ALL}:3:3: error: ")
    before = len(served.said)
    lay(served.root, {ALL: page("Mended.")})
    served.wait_for_words("no findings in 2 documents", since=before)


def test_advice_for_a_draft_that_becomes_an_error_is_told(served: Served) -> None:
    norm = "---\nstatus: {}\n---\n# Call first\n\nWe call.\n"
    lay(served.root, {"content/norms/call.md": norm.format("draft")})
    served.wait_for_words("notices in 3 documents")
    before = len(served.said)
    lay(served.root, {"content/norms/call.md": norm.format("in-force")})
    served.wait_for_words("1:1: error: this norm has no `parties` [text/missing-field]", before)


def test_a_file_that_cannot_be_shown_is_told(served: Served) -> None:
    (served.root / "content/link.md").symlink_to("/etc/passwd")
    served.wait_for_words("content/link.md:1:1: error: this is a symbolic link [file/not-regular]")
    assert served.get("/link.html").status == 404


def test_a_page_stays_what_it_is_while_its_front_matter_has_no_end(served: Served) -> None:
    front = "---\nstatus: agreed\naliases: [night"
    text = "# Night desk\n\nWho answers at {}.\n"
    path = "content/terms/night-desk.md"
    lay(served.root, {path: f"{front}s]\n---\n{text.format('night')}"})
    served.wait_for_page("/terms/night-desk.html", b"Who answers at night.")
    lay(served.root, {path: f"{front}\n{text.format('dawn')}"})
    shown = served.wait_for_page("/terms/night-desk.html", b"Who answers at dawn.")
    assert b"<h1>Night desk</h1>" in shown.body
    assert b"status: agreed" not in shown.body
    served.wait_for_words("the front matter that begins here is never closed")


def test_drafts_are_shown(served: Served) -> None:
    text = "---\nparties: [a, b]\nstatus: draft\n---\n# Half a thought\n\nZanzibar.\n"
    lay(served.root, {"content/outcomes/half.md": text})
    served.wait_for_page("/outcomes/half.html", b"Zanzibar")


def test_a_port_that_is_taken_is_passed_over_and_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(lay(tmp_path, FILES), "--port", str(port)) as server:
            server.wait_for_words(f"port {port} is taken; using {server.port}")
            assert server.port > port
            assert server.get("/").status == 200


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-p", "70000"], "70000 is not in the range 0<=x<=65535"),
        (["-p", "x"], "'x' is not a valid integer"),
        (["--host", "256.1.1.1"], "cannot listen on 256.1.1.1: "),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1: "),
    ],
)
def test_an_address_that_cannot_be_had_is_wrong_usage(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    assert told in play(lay(tmp_path, FILES), "serve", *arguments, code=2).stderr


def test_ctrl_c_ends_the_server_and_all_that_belongs_to_it(tmp_path: Path) -> None:
    """Even with a reader on the event stream and a request that never ends."""
    with serving(lay(tmp_path, FILES)) as server, server.events() as following:
        following()
        with server.connect() as half:
            half.sendall(b"GET / HTTP/1.1\r\n")
            assert server.stop() == 0
        server.wait_for_words("stopped\n")
        with pytest.raises(ConnectionError):
            server.connect()
        with pytest.raises(ProcessLookupError):
            os.kill(server.process.pid, 0)


def test_ctrl_c_twice_is_no_traceback(tmp_path: Path) -> None:
    with serving(lay(tmp_path, FILES)) as server:
        server.process.send_signal(2)
        assert server.stop() in {0, 1, -2}


def children_of(process: int) -> set[int]:
    """Return the processes that a process has started and that have not ended."""
    told = Path(f"/proc/{process}/task/{process}/children")
    if not told.exists():
        pytest.skip("the system does not tell which processes a process has started")
    return set(map(int, told.read_text().split()))


def test_of_many_documents_a_page_is_there_while_others_are_read_and_ctrl_c_ends_that_too(
    tmp_path: Path,
) -> None:
    words = "## More\n\n- *many* words and `code`\n\n" * 30
    many = {
        f"content/pages/{number}.md": f"# No. {number}\n\nBegun.\n\n{words}[on]({number + 1}.md)\n"
        for number in range(1, READ_ON_FROM + 100)
    }
    root = lay(tmp_path, {**FILES, **many})
    expected = Project.open(root).workspace(Options(drafts=True))[0].page("pages/7.html")
    with serving(root, "-p", "0", "--no-history") as server:
        shown = server.get("/pages/7.html").page
        reading = children_of(server.process.pid)
        assert server.stop() == 0
        assert shown == expected
        assert b"No. 6" in shown
        assert reading or cores() == 1, "all was read before the page was there"
        for child in reading:
            with pytest.raises(ProcessLookupError):
                os.kill(child, 0)
