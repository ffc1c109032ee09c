//! Serving: one address, until the system asks to stop; what was begun is finished first.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::error::StoreError;
use crate::http::{Rates, Service, router};
use crate::machine::ThisMachine;
use crate::store::Store;

/// How often those who asked once are forgotten.
const FORGETTING: Duration = Duration::from_secs(600);

/// Refuses to serve in clear where others than this machine listen.
///
/// # Errors
/// When `address` is not the loopback, and no proxy stands before.
pub fn refuse_clear(address: SocketAddr, behind_proxy: bool) -> Result<(), StoreError> {
    if address.ip().is_loopback() || behind_proxy {
        Ok(())
    } else {
        Err(StoreError::InClear(address.to_string()))
    }
}

/// Serves `store` at `address` until the system asks to stop.
///
/// # Errors
/// When the address cannot be taken.
pub async fn serve(store: impl Store, address: SocketAddr) -> Result<(), StoreError> {
    let place = address.to_string();
    let listener = TcpListener::bind(address)
        .await
        .map_err(StoreError::system(Path::new(&place)))?;
    if let Ok(address) = listener.local_addr() {
        tracing::info!(%address, "serving");
    }
    let service = Arc::new(Service::new(store, ThisMachine, Rates::default()));
    let forgetting = Arc::clone(&service);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(FORGETTING).await;
            forgetting.forget_idle();
        }
    });
    let routes = router(service).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, routes)
        .with_graceful_shutdown(asked_to_stop())
        .await;
    served.map_err(StoreError::system(Path::new(&place)))
}

/// Returns once the system asks to stop.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
