//! The other end of a connection: whether it is this machine, and what network it is in. Its address is looked at
//! once, when the connection comes in, and kept nowhere.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::domain::Prefix;

/// Where a proxy writes whom it stands for, the nearest last.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// What is known of the other end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Peer {
    pub loopback: bool,
    /// None for this machine, private networks and Tor.
    pub prefix: Option<Prefix>,
    /// One of our proxies: each request says whom it stands for.
    proxy: bool,
}

/// The network that a request is counted for.
#[derive(Debug, Clone, Copy)]
pub struct Network(pub Option<Prefix>);

impl Peer {
    /// What a connection's address says.
    pub fn at(address: IpAddr, proxies: &[IpAddr]) -> Self {
        let address = address.to_canonical();
        let proxy = is_proxy(address, proxies);
        let prefix = if proxy { None } else { Prefix::of(address) };
        Self { loopback: address.is_loopback(), prefix, proxy }
    }

    /// The same for one request, which may have come by a proxy.
    pub fn of_request(self, headers: &HeaderMap, proxies: &[IpAddr]) -> Self {
        if self.proxy { Self { prefix: forwarded(headers, proxies), ..self } } else { self }
    }
}

/// The nearest hop that is none of our proxies; what stands before it may be made up.
fn forwarded(headers: &HeaderMap, proxies: &[IpAddr]) -> Option<Prefix> {
    // A value that is no text counts as a hop that cannot be read.
    let values =
        headers.get_all(FORWARDED_FOR).iter().map(|value| value.to_str().unwrap_or_default());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    let mut hops = hops.into_iter().rev().map(|hop| address(hop.trim()));
    let stranger = hops.find(|hop| hop.is_none_or(|hop| !is_proxy(hop, proxies)))?;
    Prefix::of(stranger?)
}

fn is_proxy(address: IpAddr, proxies: &[IpAddr]) -> bool {
    proxies.iter().any(|proxy| proxy.to_canonical() == address.to_canonical())
}

/// An address as proxies write it: alone, in brackets, or with a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

impl<S: Send + Sync> FromRequestParts<S> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Peer>().and_then(|peer| peer.prefix)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// The prefix of a request from `peer`, with these headers, behind the proxies 10.0.0.2 and 198.51.100.1.
    fn counted(peer: &str, forwarded_for: &[&'static str]) -> Option<Prefix> {
        let proxies = [ip("10.0.0.2"), ip("198.51.100.1")];
        let mut headers = HeaderMap::new();
        for value in forwarded_for {
            headers.append(FORWARDED_FOR, axum::http::HeaderValue::from_static(value));
        }
        Peer::at(ip(peer), &proxies).of_request(&headers, &proxies).prefix
    }

    #[test]
    fn an_address_counts_as_its_own_whatever_it_says_of_others() {
        let own = Prefix::of(ip("203.0.113.7"));
        assert!(own.is_some());
        assert_eq!(counted("203.0.113.7", &[]), own);
        assert_eq!(counted("203.0.113.7", &["192.0.2.1"]), own);
        assert_eq!(counted("::ffff:203.0.113.7", &["192.0.2.1"]), own);
    }

    #[test]
    fn a_proxy_stands_for_the_last_hop_that_is_no_proxy() {
        let reader = Prefix::of(ip("203.0.113.7"));
        let cases: [&[&'static str]; 6] = [
            &["203.0.113.7"],
            &["192.0.2.1, 203.0.113.7"],
            &["192.0.2.1", "203.0.113.7"],
            &["nonsense, 203.0.113.7 , 198.51.100.1"],
            &["203.0.113.7:4711"],
            &["192.0.2.1", "::ffff:203.0.113.7", "10.0.0.2, 198.51.100.1"],
        ];
        for hops in cases {
            assert_eq!(counted("10.0.0.2", hops), reader, "{hops:?}");
            assert_eq!(counted("198.51.100.1", hops), reader, "{hops:?}");
        }
        let reader = Prefix::of(ip("2001:db8:5::1"));
        assert_eq!(counted("10.0.0.2", &["[2001:db8:5::9]:4711"]), reader);
        assert_eq!(counted("10.0.0.2", &["[2001:db8:5::9]"]), reader);
    }

    #[test]
    fn what_a_proxy_does_not_say_has_no_prefix() {
        let cases: [&[&'static str]; 7] = [
            &[],
            &[""],
            &["unknown"],
            &["203.0.113.7, unknown"],
            &["127.0.0.1"],
            &["198.51.100.1"],
            &["203.0.113.7,"],
        ];
        for hops in cases {
            assert_eq!(counted("10.0.0.2", hops), None, "{hops:?}");
        }
    }

    #[test]
    fn this_machine_and_private_networks_have_no_prefix() {
        assert!(Peer::at(ip("127.0.0.1"), &[]).loopback);
        assert!(Peer::at(ip("::ffff:127.0.0.1"), &[]).loopback);
        assert!(!Peer::at(ip("172.17.0.1"), &[]).loopback);
        assert_eq!(counted("127.0.0.1", &["203.0.113.7"]), None);
        assert_eq!(counted("172.17.0.1", &["203.0.113.7"]), None);
    }
}
