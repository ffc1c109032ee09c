//! Who asks: a device by its token, in a version of the protocol that is served.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use observation::canonical::Sha256;
use sync_protocol::{PublicKey, version};

use super::Service;
use super::problem::{Problem, codes};
use crate::store::{Device, Store};

/// The header that names the version of the protocol.
pub(super) const PROTOCOL: &str = "carnet-protocol";

/// A device that may speak.
pub(super) struct Caller(pub(super) Device);

/// The address of who has no token.
pub(super) struct Stranger(pub(super) IpAddr);

/// Who asks, as turns are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Asker {
    Device(PublicKey),
    Address(IpAddr),
}

impl<S: Store> FromRequestParts<Arc<Service<S>>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service<S>>) -> Result<Self, Problem> {
        let unknown = || Problem::new(StatusCode::UNAUTHORIZED, codes::TOKEN);
        let device = match bearer(parts) {
            // Looked up by its hash: nothing is compared with what is kept but the hash of what was sent.
            Some((academie, token)) => {
                let hash = Sha256::of(token.as_bytes());
                service.store.device(academie, &hash).await?
            }
            None => None,
        };
        let Some(device) = device else {
            service
                .rates
                .count_address(address(parts, service.behind_proxy))?;
            return Err(unknown());
        };
        service.rates.count_device(&device.key)?;
        if device.revoked_at.is_some() {
            return Err(Problem::new(StatusCode::FORBIDDEN, codes::REVOKED));
        }
        served(parts)?;
        Ok(Self(device))
    }
}

impl<S: Store> FromRequestParts<Arc<Service<S>>> for Stranger {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service<S>>) -> Result<Self, Problem> {
        let address = address(parts, service.behind_proxy);
        service.rates.count_address(address)?;
        served(parts)?;
        Ok(Self(address))
    }
}

/// The académie and the token that a device gives.
fn bearer(parts: &Parts) -> Option<(&str, &str)> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (academie, token) = value.strip_prefix("Bearer ")?.split_once('.')?;
    (token.len() == 64).then_some((academie, token))
}

/// Who asks; behind a proxy, whom the proxy saw.
fn address(parts: &Parts, behind_proxy: bool) -> IpAddr {
    let forwarded = parts.headers.get("x-forwarded-for").filter(|_| behind_proxy);
    // Earlier entries are what the client says of itself.
    let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    last.unwrap_or_else(|| known.map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(address)| address.ip()))
}

fn served(parts: &Parts) -> Result<(), Problem> {
    let named = parts.headers.get(PROTOCOL).and_then(|value| value.to_str().ok());
    let spoken = named.and_then(|text| text.parse().ok());
    if spoken.is_some_and(version::is_served) {
        return Ok(());
    }
    let refused = Problem::new(StatusCode::UPGRADE_REQUIRED, codes::PROTOCOL);
    Err(refused
        .with("oldest", version::OLDEST_SERVED)
        .with("newest", version::CURRENT))
}
