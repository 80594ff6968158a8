"""The files of deploy/ hold what they promise: both proxies run for real, the units and the settings name what exists."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cast import PASSWORD, World
from tests.deploy.proxies import (
    DEPLOY,
    HAPROXY,
    HOST,
    NGINX,
    OPENSSL,
    Front,
    certificate,
    haproxy_words,
    nginx_words,
    running,
)
from tests.pages import PageClient

UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
SETTINGS = (DEPLOY.parent / "src" / "motcua" / "config" / "settings.py").read_text()
PORTS = {"plain": 18080, "secure": 18443, "web": 18000, "live": 18001}
PROXIES = {"nginx": (NGINX, nginx_words), "haproxy": (HAPROXY, haproxy_words)}


@pytest.fixture(params=PROXIES)
def front(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Front]:
    yield from started(request.param, tmp_path)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Front]:
    yield from started("nginx", tmp_path)


def started(name: str, folder: Path) -> Iterator[Front]:
    program, words_of = PROXIES[name]
    if not program or not OPENSSL:
        pytest.skip(f"needs {name} and openssl")
    with running(words_of, folder) as front:
        yield front


@pytest.mark.skipif(not NGINX or not OPENSSL, reason="needs nginx and openssl")
def test_nginx_reads_its_file_without_a_warning(tmp_path: Path) -> None:
    certificate(tmp_path)
    done = subprocess.run([*nginx_words(tmp_path, **PORTS), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    unwanted = [line for line in done.stderr.splitlines() if "[warn]" in line and '"user" directive' not in line]
    # From 1.25.1 on nginx asks for a directive of its own for HTTP/2, which older ones do not know.
    assert [line for line in unwanted if "http2" not in line] == []


@pytest.mark.skipif(not HAPROXY or not OPENSSL, reason="needs haproxy and openssl")
def test_haproxy_reads_its_file_without_a_warning(tmp_path: Path) -> None:
    certificate(tmp_path)
    done = subprocess.run([*haproxy_words(tmp_path, **PORTS), "-c"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[WARNING]" not in done.stderr


def test_what_a_caller_claims_about_itself_is_overwritten(front: Front) -> None:
    answer = front.ask(X_Forwarded_For="203.0.113.9", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")
    assert (answer.status, answer.getheader("Strict-Transport-Security")) == (200, "max-age=31536000")
    heard = front.program.heard[-1]
    assert heard.get_all("X-Forwarded-For") == ["127.0.0.1"]
    assert heard.get_all("X-Forwarded-Host") == [HOST]
    assert heard.get_all("X-Forwarded-Proto") == ["https"]


def test_an_event_arrives_while_the_stream_stays_open(front: Front) -> None:
    began = time.monotonic()
    answer = front.ask(path="/live/3", Accept_Encoding="gzip")
    first = answer.fp.readline()
    while b"event" not in first:
        first = answer.fp.readline()
    assert time.monotonic() - began < 2
    assert not front.program.release.is_set()
    assert answer.getheader("Content-Encoding") is None


def test_a_file_of_twenty_megabytes_passes_and_a_larger_form_does_not(front: Front) -> None:
    fitting = b"x" * (20 * 1024 * 1024 + 4096)
    assert front.ask("POST", "/can-bo/", body=fitting).status == 200
    assert front.program.sizes == [len(fitting)]
    try:
        status = front.ask("POST", "/can-bo/", body=b"x" * (61 * 1024 * 1024)).status
    except OSError:
        status = 413  # refused by the announced size, the connection closed before all was sent
    assert status == 413
    assert len(front.program.sizes) == 1


def test_pages_are_compressed(front: Front) -> None:
    assert front.ask(Accept_Encoding="gzip").getheader("Content-Encoding") == "gzip"


def test_plain_http_leads_to_tls(front: Front) -> None:
    link = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=5)
    link.request("GET", "/tra-cuu/", headers={"Host": HOST})
    answer = link.getresponse()
    assert (answer.status, answer.getheader("Location")) == (301, f"https://{HOST}/tra-cuu/")
    link.close()


def test_static_files_come_from_nginx_and_are_kept_for_ever_when_their_address_names_the_content(nginx: Front) -> None:
    named, plain = nginx.ask(path="/static/app.css?v=0123456789"), nginx.ask(path="/static/app.css")
    assert named.getheader("Cache-Control") == "public, max-age=31536000, immutable"
    assert plain.getheader("Cache-Control") == "public, max-age=604800"
    assert named.getheader("X-Content-Type-Options") == "nosniff"
    assert named.read() == (nginx.folder / "static" / "app.css").read_bytes()
    assert [path for path in ("/static/../key.pem", "/static../key.pem") if b"PRIVATE KEY" in nginx.ask(path=path).read()] == []


def test_a_program_that_is_away_becomes_a_page_that_says_so(nginx: Front) -> None:
    nginx.program.shutdown()
    nginx.program.server_close()
    answer = nginx.ask()
    assert answer.status == 502
    assert "Hồ sơ và số thứ tự đã cấp vẫn còn nguyên" in answer.read().decode()


def test_the_log_keeps_no_code_of_a_receipt(nginx: Front) -> None:
    nginx.ask(path="/tra-cuu/?ma=H49.1-261123-0001&bm=SECRET").read()
    log = nginx.folder / "motcua.log"
    until = time.monotonic() + 5
    while time.monotonic() < until and "/tra-cuu/" not in log.read_text():
        time.sleep(0.05)
    assert '"GET /tra-cuu/" 200' in log.read_text()
    assert "SECRET" not in log.read_text()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_a_unit_is_understood(unit: Path, tmp_path: Path) -> None:
    for path in (DEPLOY / "systemd").iterdir():
        text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", path.read_text())
        (tmp_path / path.name).write_text(re.sub(r"(User|Group)=motcua", r"\1=root", text))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "motcua" in line]) == (0, [])


def test_the_units_start_the_parts_that_the_program_has() -> None:
    started = {re.search(r"config\.command (\w+)", path.read_text())[1] for path in UNITS}  # type: ignore[index]
    assert started == {"web", "live", "worker"}
    wanted = (DEPLOY / "systemd" / "motcua.target").read_text()
    assert [path.name for path in UNITS if path.name not in wanted] == []


def test_the_example_sets_only_variables_that_exist_and_reads_the_same_everywhere(tmp_path: Path) -> None:
    lines = [line for line in (DEPLOY / "motcua.env.example").read_text().splitlines() if re.match(r"#?MOTCUA_", line)]
    pairs = [re.fullmatch(r"#?(MOTCUA_[A-Z_]+)='([^']*)'", line) for line in lines]
    assert len(pairs) >= 10 and None not in pairs
    assert [pair[1] for pair in pairs if pair and f'"{pair[1]}"' not in SETTINGS] == []
    given = {pair[1]: pair[2] for pair in pairs if pair and not pair[0].startswith("#")}
    script = f"set -a; . {DEPLOY / 'motcua.env.example'}; env -0"
    said = subprocess.run(["env", "-i", "sh", "-c", script], capture_output=True, text=True, check=True).stdout
    read = dict(pair.split("=", 1) for pair in said.split("\0") if pair.startswith("MOTCUA_"))
    assert read == given


def test_the_files_agree_with_one_another() -> None:
    units = "\n".join(path.read_text() for path in UNITS)
    proxies = [(DEPLOY / name).read_text() for name in ("nginx.conf", "haproxy.cfg")]
    for flag, number in re.findall(r"--(port|live-port) (\d+)", units):
        assert [flag for text in proxies if f"127.0.0.1:{number}" not in text] == []
    assert all("/etc/motcua/motcua.env" in path.read_text() for path in [*UNITS, DEPLOY / "motcua"])
    assert "d /var/lib/motcua/static 2750 motcua www-data" in (DEPLOY / "tmpfiles.conf").read_text()
    limit = int(re.search(r"MAX_UPLOAD = (\d+) \* 1024", SETTINGS)[1])  # type: ignore[index]
    assert limit < 60 == 62914560 // 1024**2  # so that the program itself says what is too large
    assert "client_max_body_size 60m" in proxies[0] and "62914560" in proxies[1]


def test_a_stranger_behind_the_proxy_locks_nobody_else_out(world: World, settings: object) -> None:
    settings.USE_X_FORWARDED_HOST = True  # type: ignore[attr-defined]
    wrong = {"username": "quay1", "password": "not-the-password"}
    stranger, officer = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "198.51.100.4"}
    tries = [PageClient().post("/can-bo/dang-nhap/", wrong, **stranger).status_code for _ in range(6)]
    assert tries[-1] == 429
    right = {"username": "quay1", "password": PASSWORD}
    assert PageClient().post("/can-bo/dang-nhap/", right, **stranger).status_code == 429
    assert PageClient().post("/can-bo/dang-nhap/", right, **officer).status_code == 303
