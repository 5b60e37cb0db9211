"""Which addresses a fetch may dial: public ones, and those of networks that the user allowed.

A feed's address, a redirect or a name in somebody else's DNS must not make the monitor ask the host that it runs on,
its neighbours or a cloud's metadata service. Special addresses are those of the IANA registries, as Python knows them,
and those that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address that a gateway dials."""
_COMPATIBLE = IPv6Network("::/96")
_SPECIAL = (
    (IPv6Network("fec0::/10"), "a private address"),
    (IPv6Network("64:ff9b:1::/48"), "an address that a gateway translates"),
    (IPv6Network("::ffff:0:0:0/96"), "an address that a gateway translates"),
    (IPv4Network("192.0.0.0/24"), "a reserved address"),
    (IPv6Network("5f00::/16"), "a reserved address"),
    (IPv6Network("3fff::/20"), "a reserved address"),
)
"""What a Python of before their registration, or of now, takes for public."""
_KINDS = (
    ("is_unspecified", "this host"),
    ("is_loopback", "this host"),
    ("is_link_local", "a link-local address, as metadata services have"),
    ("is_multicast", "a multicast address"),
    ("is_private", "a private address"),
    ("is_reserved", "a reserved address"),
)


def network(written: str) -> Network:
    """``10.0.0.0/8``, ``fd00::/8`` or one address. Raises ValueError with what is wrong."""
    try:
        return ip_network(written.strip())
    except ValueError as error:
        raise ValueError(f"expected a network such as 10.0.0.0/8, or one address: {error}") from None


def refusal(dialled: str, allowed: Iterable[Network]) -> str:
    """What the address ``dialled``, as a socket takes it, is, if it may not be dialled; empty if it may."""
    address = ip_address(dialled.partition("%")[0])
    meant = _embedded(address)
    if any(one in network for network in allowed for one in (address, meant)):
        return ""
    for network, words in _SPECIAL:
        if address in network or meant in network:
            return words
    if meant.is_global and not meant.is_multicast:
        return ""
    return next((words for test, words in _KINDS if getattr(meant, test)), "no public address")


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
