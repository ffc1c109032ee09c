//! The comparison at the end of a sync: what the store holds of an author.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use sync_protocol::message::comparison::Keys;
use sync_protocol::{Holding, RecordKey};

use super::Service;
use super::asked::Asked;
use super::body::shape;
use super::caller::Caller;
use super::problem::Problem;
use crate::store::{Compared, Device, Store};

/// The most circles that a notebook names.
const CIRCLES: usize = 64;

#[derive(Deserialize)]
pub(super) struct About {
    after: Option<String>,
    circles: Option<String>,
}

impl About {
    /// What is compared with the author of `device`.
    fn compared(&self, device: Device) -> Result<Compared, Problem> {
        let named = self.circles.iter().flat_map(|text| text.split(','));
        let named = named.filter(|name| !name.is_empty()).take(CIRCLES);
        Ok(Compared {
            academie: device.academie,
            author: device.author,
            circles: named.map(str::parse).collect::<Result<_, _>>().map_err(shape)?,
        })
    }
}

pub(super) async fn digest<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    Asked(asked): Asked<About>,
) -> Result<Json<Holding>, Problem> {
    Ok(Json(service.store.holding(&asked.compared(device)?).await?))
}

pub(super) async fn keys<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    Asked(asked): Asked<About>,
) -> Result<Json<Keys>, Problem> {
    let after: Option<RecordKey> = match &asked.after {
        None => None,
        Some(text) => Some(serde_json::from_str(text).map_err(shape)?),
    };
    let (compared, count) = (asked.compared(device)?, service.limits.page_records);
    let keys = service.store.keys(&compared, after.as_ref(), count).await?;
    Ok(Json(keys))
}
