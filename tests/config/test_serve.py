"""Before anything starts: whether it can listen there, and in words why not."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest
from tests.servers import free_port

from motcua.config import serve
from motcua.config.serve import Plan


def listening(family: socket.AddressFamily, host: str) -> socket.socket:
    taken = socket.socket(family)
    try:
        taken.bind((host, 0))
    except OSError:
        taken.close()
        pytest.skip(f"this machine has no {host}")
    taken.listen()
    return taken


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_a_port_is_taken_only_where_somebody_listens(family: socket.AddressFamily, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(listening(family, host)) as taken:
        port = taken.getsockname()[1]
        assert serve.serve(Plan(host, port, port, 1), ("live",)) == 2
        said = capsys.readouterr().err
        assert f"Cổng {port} đang có chương trình khác dùng." in said and said.count("\n") == 1
    assert serve._trouble(host, free_port()) == ""


@pytest.mark.parametrize(
    ("host", "sentence"),
    [("192.0.2.1", "Máy này không có địa chỉ “192.0.2.1”"), ("khong-co.invalid", "Không tìm thấy máy “khong-co.invalid”"), ("à" * 80, "Không tìm thấy máy")],
)
def test_a_host_that_is_not_this_machine_is_no_port_taken(host: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    if host.endswith(".invalid"):
        monkeypatch.setattr(socket, "getaddrinfo", unknown)
    said = serve._trouble(host, 8990)
    assert sentence in said and "--host" in said and "Cổng" not in said


def test_a_port_for_the_machine_alone_is_no_port_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refused)
    assert "Không có quyền mở cổng 80." in serve._trouble("127.0.0.1", 80)


def test_the_other_port_is_one() -> None:
    assert (serve._other_port(8000), serve._other_port(65500)) == (8100, 65400)
