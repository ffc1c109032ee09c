//! Closing a window as its title bar does: the window manager asks, and the program answers when it likes.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window as XWindow};
use x11rb::rust_connection::RustConnection;

use super::{Outcome, Window, until};

impl Window<'_> {
    /// Asks Carnet to close.
    ///
    /// # Errors
    /// When it shows no window, or the X server does not answer.
    pub fn ask_to_close(&self) -> Outcome {
        let (server, screen) = x11rb::connect(None)?;
        let number = self.running().ok_or("no Carnet runs in this home")?;
        let root = server.setup().roots[screen].root;
        let window = of_process(&server, root, number)?.ok_or("Carnet shows no window")?;
        let [protocols, delete] = [b"WM_PROTOCOLS".as_slice(), b"WM_DELETE_WINDOW"]
            .map(|name| server.intern_atom(false, name).map(|asked| asked.reply()));
        let asked = ClientMessageEvent::new(32, window, protocols??.atom, [delete??.atom, 0, 0, 0, 0]);
        server
            .send_event(false, window, EventMask::NO_EVENT, asked)?
            .check()?;
        Ok(())
    }

    /// Waits until Carnet has ended by itself.
    ///
    /// # Errors
    /// When it goes on.
    pub async fn ended(&self) -> Outcome {
        until("the end of Carnet", || self.running().is_none().then_some(())).await
    }
}

/// The window that the process of this number shows, under `parent`.
fn of_process(server: &RustConnection, parent: XWindow, number: u32) -> Outcome<Option<XWindow>> {
    let named = server.intern_atom(false, b"_NET_WM_PID")?.reply()?.atom;
    let mut waiting = vec![parent];
    while let Some(window) = waiting.pop() {
        let property = server.get_property(false, window, named, AtomEnum::CARDINAL, 0, 1)?;
        let owner = property.reply()?.value32().and_then(|mut values| values.next());
        let shown = server.get_window_attributes(window)?.reply()?.map_state != 0_u8.into();
        if owner == Some(number) && shown {
            return Ok(Some(window));
        }
        waiting.extend(server.query_tree(window)?.reply()?.children);
    }
    Ok(None)
}
