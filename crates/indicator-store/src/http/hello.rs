//! Who the store is, to a device.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use sync_protocol::message::hello::Hello;
use sync_protocol::version;

use super::Service;
use super::caller::Caller;
use super::problem::Problem;
use crate::error::StoreError;
use crate::store::Store;

pub(super) async fn hello<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
) -> Result<Json<Hello>, Problem> {
    let academie = service.store.academie(&device.academie).await?;
    let academie = academie.ok_or(StoreError::UnknownAcademie(device.academie))?;
    Ok(Json(Hello {
        protocol: version::CURRENT,
        oldest_protocol: version::OLDEST_SERVED,
        academie: academie.code,
        epoch: service.store.epoch().await?,
        durable_through: academie.durable_through,
        limits: service.limits,
    }))
}
