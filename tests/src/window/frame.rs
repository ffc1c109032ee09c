//! Carnet's window as the X server knows it: in view or put away, over or under another, closed as its title bar does.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, ImageFormat, InputFocus,
    MapState, Window as XWindow, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME};

use super::{Outcome, Picture, Window};

/// A window of Carnet on its screen. What covers it goes with this value.
#[derive(Debug)]
pub struct Frame {
    server: RustConnection,
    root: XWindow,
    window: XWindow,
}

impl Window<'_> {
    /// This window as the X server knows it.
    ///
    /// # Errors
    /// When Carnet shows none, or the X server does not answer.
    pub fn frame(&self) -> Outcome<Frame> {
        let (server, screen) = x11rb::connect(Some(self.screen()))?;
        let number = self.running().ok_or("no Carnet runs in this home")?;
        let root = server.setup().roots[screen].root;
        let window = of_process(&server, root, number)?.ok_or("Carnet shows no window")?;
        Ok(Frame { server, root, window })
    }
}

impl Frame {
    /// Takes it off the screen, as when it is minimised.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn put_away(&self) -> Outcome {
        Ok(self.server.unmap_window(self.window)?.check()?)
    }

    /// Whether it is on the screen.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn is_in_view(&self) -> Outcome<bool> {
        let known = self.server.get_window_attributes(self.window)?.reply()?;
        Ok(known.map_state == MapState::VIEWABLE)
    }

    /// What it shows.
    ///
    /// # Errors
    /// When it is not in view, or the X server does not answer.
    pub fn picture(&self) -> Outcome<Picture> {
        let place = self.server.get_geometry(self.window)?.reply()?;
        let (width, height) = (place.width, place.height);
        let asked = self
            .server
            .get_image(ImageFormat::Z_PIXMAP, self.window, 0, 0, width, height, u32::MAX);
        // Four bytes a pixel on every true-colour screen, the lowest first: blue, green, red, and one of padding.
        let pixels = asked?.reply()?.data;
        let colours = pixels
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]);
        Ok(Picture {
            width: width.into(),
            height: height.into(),
            colours: colours.collect(),
        })
    }

    /// Puts another window over it, which takes the keyboard as well.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn cover(&self) -> Outcome<XWindow> {
        let cover = self.server.generate_id()?;
        let place = self.server.get_geometry(self.window)?.reply()?;
        let own = CreateWindowAux::new().override_redirect(1_u32);
        let made = self.server.create_window(
            COPY_DEPTH_FROM_PARENT,
            cover,
            self.root,
            place.x,
            place.y,
            place.width,
            place.height,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &own,
        );
        made?.check()?;
        self.server.map_window(cover)?.check()?;
        let focus = self
            .server
            .set_input_focus(InputFocus::PARENT, cover, CURRENT_TIME);
        focus?.check()?;
        Ok(cover)
    }

    /// Whether it lies over this other window.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn is_over(&self, other: XWindow) -> Outcome<bool> {
        let from_the_lowest = self.server.query_tree(self.root)?.reply()?.children;
        let height = |window: XWindow| from_the_lowest.iter().position(|one| *one == window);
        Ok(height(self.window) > height(other))
    }

    /// Whether what is typed goes to it.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn has_keyboard(&self) -> Outcome<bool> {
        let mut window = self.server.get_input_focus()?.reply()?.focus;
        while window > u32::from(InputFocus::POINTER_ROOT) && window != self.root {
            if window == self.window {
                return Ok(true);
            }
            window = self.server.query_tree(window)?.reply()?.parent;
        }
        Ok(false)
    }

    /// Asks Carnet to close it: the window manager asks, and the program answers when it likes.
    ///
    /// # Errors
    /// When the X server does not answer.
    pub fn ask_to_close(&self) -> Outcome {
        let [protocols, delete] = [b"WM_PROTOCOLS".as_slice(), b"WM_DELETE_WINDOW"]
            .map(|name| self.server.intern_atom(false, name).map(|asked| asked.reply()));
        let said = [delete??.atom, CURRENT_TIME, 0, 0, 0];
        let asked = ClientMessageEvent::new(32, self.window, protocols??.atom, said);
        let sent = self
            .server
            .send_event(false, self.window, EventMask::NO_EVENT, asked);
        Ok(sent?.check()?)
    }
}

/// The window that the process of this number shows, under `parent`.
fn of_process(server: &RustConnection, parent: XWindow, number: u32) -> Outcome<Option<XWindow>> {
    let named = server.intern_atom(false, b"_NET_WM_PID")?.reply()?.atom;
    let mut waiting = vec![parent];
    while let Some(window) = waiting.pop() {
        let property = server.get_property(false, window, named, AtomEnum::CARDINAL, 0, 1)?;
        let owner = property.reply()?.value32().and_then(|mut values| values.next());
        let shown = server.get_window_attributes(window)?.reply()?.map_state != MapState::UNMAPPED;
        if owner == Some(number) && shown {
            return Ok(Some(window));
        }
        waiting.extend(server.query_tree(window)?.reply()?.children);
    }
    Ok(None)
}
