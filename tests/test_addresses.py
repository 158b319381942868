"""Addresses: only those that are safe and whole become links."""

from __future__ import annotations

import pytest

from generator import addresses


@pytest.mark.parametrize(
    "written",
    ["https://a.example", "http://a.example:8080/x?y=1#z", "https://ข้อมูล.ไทย/ชุด", "http://[::1]/", "HTTPS://A.EXAMPLE"],
)
def test_a_whole_address_is_taken(written: str) -> None:
    assert addresses.is_url(written)


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "a.example",
        "https://",
        "https:///x",
        "ftp://a.example",
        "https://a.example/ x",
        "https://a.example/\n",
        'https://a.example/"x',
        "https://[",
        "https://a℀b.example",
        "https://a.example/\u202egnp.exe",
        "https://a.example/\x1b[2J",
        "",
    ],
)
def test_anything_else_is_not(written: str) -> None:
    assert not addresses.is_url(written)


def test_a_name_and_password_are_seen() -> None:
    assert addresses.has_credentials("https://me:secret@a.example") and addresses.has_credentials(
        "https://me@a.example"
    )
    assert not addresses.has_credentials("https://a.example/@me")


@pytest.mark.parametrize("written", ["a@b.example", "a.b+c@d.e.example", "ก@ข.ไทย"])
def test_an_e_mail_address_is_taken(written: str) -> None:
    assert addresses.is_email(written)


@pytest.mark.parametrize(
    "written", ["a", "a@b", "a@b..example", "a@.example", "a b@c.example", "<a@b.example>", "a@b@c.example"]
)
def test_what_cannot_be_one_is_not(written: str) -> None:
    assert not addresses.is_email(written)


def test_what_was_meant_is_seen() -> None:
    assert addresses.meant_url("www.nso.go.th") == "https://www.nso.go.th"
    assert addresses.meant_url("javascript:alert.1") is None
    assert addresses.meant_email("mailto:a@b.example") == "a@b.example"
    assert addresses.meant_email("a [at] b.example") == "a@b.example"
    assert addresses.meant_email("nobody") is None
