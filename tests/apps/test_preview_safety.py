"""The preview server and those who should get nothing from it."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.serving import PATIENCE, Served, serving
from disk import lay, play
from playbook.apps.preview.running import hosts_of
from playbook.apps.preview.server import _in_numbers
from story import STORY

FILES = {
    **STORY,
    "site.yml": "site_name: Tested\nsite_description: settings-secret\n",
    "content/outcomes/half.md": (
        "---\nparties: [support, finance]\nstatus: draft\n---\n# Half a thought\n\nZanzibar.\n"
    ),
    "content/pages/picture.png": "png bytes",
    "content/pages/mit umlaut ä.md": "# Umlaut\n\nÜber [alles](plain.md).\n",
    "outside.txt": "outside-secret\n",
    "content/.hidden.md": "# hidden-secret\n",
}
SECRETS = re.compile(
    rb"outside-secret|hidden-secret|root:.*:0:0|\nsite_description|\nparties:|extends"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = lay(tmp_path_factory.mktemp("served") / "project", FILES)
    lay(root.parent, {"outside.txt": "outside-secret\n"})
    with serving(root, "-p", "0", "--as-of", "2026-06-20") as server:
        yield server


def test_pages_are_those_of_a_build_with_drafts_but_for_one_script(served: Served) -> None:
    play(served.root, "build", "--drafts", "--as-of", "2026-06-20", "-d", "built")
    built = served.root / "built"
    paths = [path for path in built.rglob("*") if path.is_file() and path.name[0] != "."]
    assert len(paths) > 50
    for path in paths:
        url = "/" + path.relative_to(built).as_posix().replace(" ", "%20").replace("ä", "%C3%A4")
        answer = served.get(url)
        assert answer.status == 200, url
        assert answer.page == path.read_bytes(), url
        assert (answer.body != answer.page) == (path.suffix == ".html"), url


def test_a_folder_is_its_index(served: Served) -> None:
    assert served.get("/").body == served.get("/index.html").body
    assert served.get("/teams/").page == served.get("/teams/index.html").page
    redirect = served.get("/teams")
    assert (redirect.status, redirect.headers["location"]) == (307, "/teams/")


@pytest.mark.parametrize(
    "target",
    [
        *["/../outside.txt", "/../../outside.txt", "/content/../../outside.txt", "/..", "/."],
        *["/%2e%2e/outside.txt", "/%2e%2e%2foutside.txt", "/..%2foutside.txt", "/%2E./outside.txt"],
        *["/%252e%252e/outside.txt", "/%252e%252e%252foutside.txt", "/%c0%ae%c0%ae/outside.txt"],
        *["/..%5coutside.txt", "/..\\outside.txt", "/%5c..%5coutside.txt", "/....//outside.txt"],
        *["//etc/passwd", "/etc/passwd", "///etc/passwd", "/teams//etc/passwd", "/%2fetc/passwd"],
        *[
            "http://evil.example/",
            "http://127.0.0.1/outside.txt",
            "https://evil.example/index.html",
        ],
        *["/index.html%00", "/%00", "/index.html%00.png", "/pages/picture.png%00.html"],
        *["/site.yml", "/content/index.md", "/index.md", "/pages/plain.md", "/outside.txt"],
        *["/content/pages/picture.png", "/.hidden.html", "/.hidden.md", "/built/index.html"],
        *["/templates/base.html", "/theme:templates/base.html", "/theme:assets/base.css"],
        *["/.playbook-files", "/-/", "/-/nothing", "/-/preview.js/..", "/file:///etc/passwd"],
        *["/index.html/", "/index.html/..", "/pages/plain.html/../../../outside.txt", "/~root/x"],
    ],
)
def test_an_address_that_is_no_page_gives_nothing(target: str, served: Served) -> None:
    answer = served.get(target)
    assert answer.status == 404, answer
    assert not SECRETS.search(answer.body)


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET index.html HTTP/1.1",
        b"GET * HTTP/1.1",
        b"GET  HTTP/1.1",
        b"GET /\x00 HTTP/1.1",
        b"GET /\xff\xfe HTTP/1.1",
        b"GET /index.html",
        b"CONNECT evil.example:443 HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1",
    ],
)
def test_a_broken_request_is_refused_and_the_next_one_answered(
    request_line: bytes, served: Served
) -> None:
    host = f"\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode()
    answer = served.ask(request_line + host)
    assert 400 <= answer.status < 500
    assert not SECRETS.search(answer.body)
    assert served.get("/").status == 200


@pytest.mark.parametrize(
    "host",
    [
        *["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "[::1]"],
        *["127.0.0.1:{port}.evil.example", "127.0.0.1:{port}@evil.example", "", "10.0.0.1"],
    ],
)
@pytest.mark.parametrize("target", ["/", "/-/events", "/-/preview.js", "/nothing"])
def test_a_foreign_host_is_refused(host: str, target: str, served: Served) -> None:
    answer = served.get(target, Host=host.format(port=served.port))
    assert (answer.status, answer.body) == (421, b"unknown host\n")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_names_of_this_computer_are_answered(host: str, served: Served) -> None:
    assert served.get("/", Host=f"{host}:{served.port}").status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "https://127.0.0.1:{port}", "http://127.0.0.1"]
)
@pytest.mark.parametrize("target", ["/", "/-/events", "/-/preview.js"])
def test_a_foreign_origin_is_refused(origin: str, target: str, served: Served) -> None:
    answer = served.get(target, Origin=origin.format(port=served.port))
    assert (answer.status, answer.body) == (403, b"other origin\n")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("mode", ["cors", "no-cors", "same-origin", "websocket"])
def test_another_site_gets_no_events_and_no_page(site: str, mode: str, served: Served) -> None:
    for target in ("/-/events", "/", "/pages/picture.png"):
        answer = served.get(target, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode)
        assert (answer.status, answer.body) == (403, b"cross-site request\n")


def test_a_link_on_another_site_may_be_followed(served: Served) -> None:
    assert served.get("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]
)
@pytest.mark.parametrize("target", ["/", "/index.html", "/-/events", "/nothing"])
def test_only_reading_is_allowed(method: str, target: str, served: Served) -> None:
    assert served.get(target, method=method, Content_Length="0").status == 405


@pytest.mark.parametrize("target", ["/", "/-/events", "/-/preview.js"])
def test_a_head_request_has_no_body_and_an_end(target: str, served: Served) -> None:
    answer = served.get(target, method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize("target", ["/", "/pages/picture.png", "/nothing", "/-/preview.js"])
def test_every_answer_is_for_this_origin_and_is_not_kept(target: str, served: Served) -> None:
    headers = served.get(target).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("target", "media"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/base.css", "text/css; charset=utf-8"),
        ("/assets/mark.svg", "image/svg+xml"),
        ("/pages/picture.png", "image/png"),
        ("/-/preview.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_have_the_types_that_browsers_want(target: str, media: str, served: Served) -> None:
    assert served.get(target).headers["content-type"] == media


def test_half_open_connections_do_not_hold_up_others(served: Served) -> None:
    beginnings = [b"", b"GET", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x"] * 25
    held: list[socket.socket] = []
    try:
        for beginning in beginnings:
            connection = served.connect()
            connection.sendall(beginning)
            held.append(connection)
        for target in ("/", "/teams/", "/pages/picture.png"):
            assert served.get(target).status == 200
    finally:
        for connection in held:
            connection.close()
    assert served.get("/").status == 200


def test_readers_that_go_away_leave_the_server_well(served: Served) -> None:
    for _ in range(20):
        with served.connect() as connection:
            connection.sendall(f"GET /-/events HTTP/1.1\r\nHost: {served.host}\r\n\r\n".encode())
            connection.settimeout(PATIENCE)
            assert connection.recv(1)
    assert served.get("/").status == 200


def test_names_are_answered_on_loopback_and_numbers_only_where_all_are_welcome() -> None:
    assert hosts_of("127.0.0.1", 8000) == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}
    assert "localhost" in hosts_of("[::1]", 80)
    assert hosts_of("10.0.0.7", 8000) == {"10.0.0.7:8000"}
    assert "localhost:8000" in hosts_of("0.0.0.0", 8000)  # noqa: S104 - nothing is bound
    numbers = ["10.0.0.7:8000", "10.0.0.7", "[fe80::1]:8000", "[::1]"]
    assert [_in_numbers(host) for host in numbers] == [True] * 4
    names = ["evil.example:8000", "evil.example", "10.0.0.7.evil.example", "", "127.0.0.1@x:80"]
    assert [_in_numbers(host) for host in names] == [False] * 5


def test_where_all_are_welcome_names_of_others_are_not(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": "", "content/index.md": "# Home\n\nWelcome.\n"})
    with serving(tmp_path, "-p", "0", "--host", "0.0.0.0") as server:  # noqa: S104 - what is tested
        server.wait_for_words("warning: 0.0.0.0 can be reached from other machines")
        assert server.get("/", Host=f"10.1.2.3:{server.port}").status == 200
        assert server.get("/", Host=f"evil.example:{server.port}").status == 421
