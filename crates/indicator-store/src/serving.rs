//! Serving: one address for notebooks and one for the operator, until the system asks to stop; what was begun is finished first.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use tokio::net::{TcpListener, TcpSocket};

use crate::certificates::{Certificates, Reloaded};
use crate::error::StoreError;
use crate::http::{Rates, Service, operator_router, router};
use crate::machine::ThisMachine;
use crate::paced::Door;
use crate::store::Store;

/// How often those who asked once are forgotten.
const FORGETTING: Duration = Duration::from_secs(600);
/// In how long the head of a request must have come.
const HEAD: Duration = Duration::from_secs(15);
/// How much of a head, and of what comes after it, is read before it is looked at.
const HEADERS: usize = 64 * 1024;
/// How much of an answer the system keeps of each connection: a slow reader's is seen to be slow.
const SENDING: u32 = 128 * 1024;
/// How many connections the system keeps that were not let in yet.
const WAITING: u32 = 1024;
/// How long what was begun may take to finish once the system asks to stop.
const FINISHING: Duration = Duration::from_secs(30);

/// Where the store answers, and how.
#[derive(Debug, Clone)]
pub struct Front {
    /// The address for notebooks.
    pub listen: SocketAddr,
    /// The address for the operator: life, readiness, metrics. None where nobody watches.
    pub operator: Option<SocketAddr>,
    /// Whether a proxy that encrypts stands before.
    pub behind_proxy: bool,
    /// The certificate to show; none to serve in clear.
    pub certificates: Option<Certificates>,
    /// How many requests a minute a device may make.
    pub device_rate: u32,
    /// How many an address may make without a token.
    pub address_rate: u32,
}

impl Front {
    /// Refuses to serve in clear where others than this machine listen.
    ///
    /// # Errors
    /// When an address is not the loopback's, no proxy stands before, and there is no certificate.
    pub fn refuse_clear(&self) -> Result<(), StoreError> {
        let addresses = [Some(self.listen), self.operator].into_iter().flatten();
        let mut open = addresses.filter(|address| !address.ip().is_loopback());
        match open.next() {
            Some(address) if !self.behind_proxy && self.certificates.is_none() => {
                Err(StoreError::InClear(address.to_string()))
            }
            _ => Ok(()),
        }
    }
}

/// Serves `store` until the system asks to stop.
///
/// # Errors
/// When an address cannot be taken, the certificate cannot be read, or a restore here did not end.
pub async fn serve(store: impl Store, front: Front) -> Result<(), StoreError> {
    front.refuse_clear()?;
    if store.is_restoring().await? {
        return Err(StoreError::Restoring);
    }
    let service = Arc::new(Service::new(
        store,
        ThisMachine,
        Rates::a_minute(front.device_rate, front.address_rate),
        front.behind_proxy,
    ));
    let [handle, operators] = [Handle::new(), Handle::new()];
    tokio::spawn(forget(Arc::clone(&service)));
    tokio::spawn(stop([handle.clone(), operators.clone()]));
    let tls = match &front.certificates {
        Some(certificates) => Some(certificates.load().await?),
        None => None,
    };
    if let Some(address) = front.operator {
        let listener = bind(address)?;
        said("operator", &listener);
        // Who watches from this machine has no name to ask a certificate for.
        let tls = tls.clone().filter(|_| !address.ip().is_loopback());
        tokio::spawn(answer(
            listener,
            tls,
            operators,
            operator_router(Arc::clone(&service)),
        ));
    }
    let listener = bind(front.listen)?;
    said("notebooks", &listener);
    answer(listener, tls, handle, router(service))
        .await
        .map_err(StoreError::system(Path::new(&front.listen.to_string())))
}

fn bind(address: SocketAddr) -> Result<TcpListener, StoreError> {
    let bound = || {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        #[cfg(not(windows))]
        socket.set_reuseaddr(true)?;
        socket.set_send_buffer_size(SENDING)?;
        socket.bind(address)?;
        socket.listen(WAITING)
    };
    bound().map_err(StoreError::system(Path::new(&address.to_string())))
}

/// Where it really listens: port 0 asks the system for one.
fn said(whom: &str, listener: &TcpListener) {
    if let Ok(address) = listener.local_addr() {
        tracing::info!(whom, %address, "serving");
    }
}

async fn answer(
    listener: TcpListener,
    tls: Option<Reloaded>,
    handle: Handle<SocketAddr>,
    routes: Router,
) -> std::io::Result<()> {
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    // One answer at a time on a connection: how fast it is read is how fast its reader is.
    let mut server = axum_server::Server::<SocketAddr>::from_listener(listener)
        .http1_only()
        .handle(handle)
        .first_request_timeout(HEAD);
    let builder = server.http_builder();
    builder.http1().header_read_timeout(HEAD).max_buf_size(HEADERS);
    let door = Door::default();
    match tls {
        None => server.acceptor(door).serve(routes).await,
        Some(tls) => {
            let acceptor = tls.acceptor().acceptor(door);
            server.acceptor(acceptor).serve(routes).await
        }
    }
}

async fn forget<S: Store>(service: Arc<Service<S>>) {
    loop {
        tokio::time::sleep(FORGETTING).await;
        service.forget_idle();
    }
}

async fn stop(handles: [Handle<SocketAddr>; 2]) {
    asked_to_stop().await;
    tracing::info!("stopping: what was begun is finished first");
    for handle in handles {
        handle.graceful_shutdown(Some(FINISHING));
    }
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
