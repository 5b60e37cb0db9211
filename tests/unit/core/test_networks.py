"""Which addresses may be dialled: what an attacker's name or redirect could lead to, in every form that sockets take."""

import pytest

from monitor.core.networks import network, refusal


@pytest.mark.parametrize(
    ("dialled", "kind"),
    [
        ("127.0.0.1", "this host"),
        ("127.8.9.1", "this host"),
        ("0.0.0.0", "this host"),
        ("::1", "this host"),
        ("::", "this host"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fd00:ec2::254", "private"),
        ("100.100.100.200", "no public"),
        ("224.0.0.251", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "private"),
        ("240.0.0.1", "private"),
        ("::ffff:127.0.0.1", "this host"),
        ("::ffff:a9fe:a9fe", "link-local"),
        ("64:ff9b::7f00:1", "this host"),
        ("2002:7f00:1::", "this host"),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", "this host"),
        ("::10.0.0.1", "private"),
        ("fec0::1", "private"),
        ("64:ff9b:1::7f00:1", "gateway"),
        ("::ffff:0:127.0.0.1", "gateway"),
        ("192.0.0.192", "reserved"),
        ("5f00::1", "reserved"),
        ("3fff::1", "reserved"),
        ("::ffff:192.0.0.192", "reserved"),
    ],
)
def test_an_address_that_is_not_public_is_refused_and_named(dialled: str, kind: str) -> None:
    assert kind in refusal(dialled, ())


@pytest.mark.parametrize(
    "dialled", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_a_public_address_is_not(dialled: str) -> None:
    assert refusal(dialled, ()) == ""


def test_an_allowed_network_is_dialled_in_either_form_and_nothing_beside_it() -> None:
    allowed = (network("10.0.0.0/8"), network("::1"))
    assert not any(refusal(one, allowed) for one in ("10.1.2.3", "::ffff:10.1.2.3", "::1"))
    assert refusal("11.0.0.1", allowed) == "" and refusal("127.0.0.1", allowed) and refusal("192.168.0.1", allowed)
    assert refusal("fec0::1", (network("fec0::/10"),)) == ""


@pytest.mark.parametrize("written", ["10.0.0.1/8", "intranet", "", "10.0.0.0/33"])
def test_what_is_no_network_is_said(written: str) -> None:
    with pytest.raises(ValueError, match=r"^expected a network such as 10\.0\.0\.0/8, or one address: "):
        network(written)
