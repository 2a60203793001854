//! The network that a request came from, coarse enough to be no person's.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Bytes of an IPv4 address that name the network: a /24.
const V4_BYTES: usize = 3;
/// Bytes of an IPv6 address that name the network: a /48.
const V6_BYTES: usize = 6;

/// The first part of an address: an IPv4 /24 or an IPv6 /48. Never stored and never logged, so `Debug` does not show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    bytes: [u8; V6_BYTES],
    length: usize,
}

impl Prefix {
    /// The prefix of an address.
    ///
    /// Gives nothing for an address that says nothing of who is there: this machine, and private networks (RFC 1918,
    /// RFC 6598, RFC 4193, link-local), where Tor's or a proxy's own end stands and not a reader's.
    pub fn of(address: IpAddr) -> Option<Self> {
        match address.to_canonical() {
            IpAddr::V4(v4) => (!is_private_v4(v4)).then(|| Self::from(&v4.octets()[..V4_BYTES])),
            IpAddr::V6(v6) => (!is_private_v6(v6)).then(|| Self::from(&v6.octets()[..V6_BYTES])),
        }
    }

    /// What tells one network from another: three bytes of IPv4, six of IPv6.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn from(network: &[u8]) -> Self {
        let mut bytes = [0; V6_BYTES];
        bytes[..network.len()].copy_from_slice(network);
        Self { bytes, length: network.len() }
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    // 100.64.0.0/10 (RFC 6598) is what a carrier, or a private network over others, uses within itself.
    let shared = first == 100 && second & 0b1100_0000 == 64;
    shared
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_unspecified()
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_loopback()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.is_unspecified()
}

impl fmt::Debug for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prefix(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(address: &str) -> Option<Prefix> {
        Prefix::of(address.parse().unwrap())
    }

    #[test]
    fn neighbours_share_a_prefix_and_strangers_do_not() {
        assert_eq!(of("203.0.113.7"), of("203.0.113.200"));
        assert_ne!(of("203.0.113.7"), of("203.0.114.7"));
        assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:ffff::9"));
        assert_ne!(of("2001:db8:1::1"), of("2001:db8:2::1"));
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.9"));
    }

    #[test]
    fn this_machine_and_private_networks_have_none() {
        for address in [
            "127.0.0.1",
            "127.8.9.1",
            "::1",
            "::ffff:127.0.0.1",
            "10.1.2.3",
            "172.17.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.1.1",
            "fd00::1",
            "fe80::1",
            "0.0.0.0",
            "::",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
        for address in ["100.63.0.1", "100.128.0.1", "172.32.0.1", "8.8.8.8", "2a00::1"] {
            assert!(of(address).is_some(), "{address}");
        }
    }

    #[test]
    fn debug_output_shows_no_network() {
        assert_eq!(format!("{:?}", of("203.0.113.7")), "Some(Prefix(…))");
    }

    proptest! {
        #[test]
        fn the_last_byte_of_an_address_is_never_kept(start in any::<[u8; 3]>(), a: u8, b: u8) {
            let address = |last| IpAddr::from([start[0], start[1], start[2], last]);
            if let (Some(one), Some(other)) = (Prefix::of(address(a)), Prefix::of(address(b))) {
                prop_assert_eq!(one, other);
                prop_assert_eq!(one.as_bytes(), &start[..]);
            }
        }

        #[test]
        fn the_last_ten_bytes_of_a_long_address_are_never_kept(bytes: [u8; 16]) {
            if let Some(prefix) = Prefix::of(IpAddr::from(bytes)) {
                let mapped = Ipv6Addr::from(bytes).to_ipv4_mapped().is_some();
                prop_assert!(mapped || prefix.as_bytes() == &bytes[..6]);
            }
        }
    }
}
