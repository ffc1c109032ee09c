//! The real window, driven as a person would: its home, the programs that drive it, what is on screen, the whole way.

use std::error::Error;

mod accessibility;
pub mod atlas;
mod clock;
mod closing;
mod condition;
mod display;
mod frame;
mod hand;
mod home;
pub mod hour;
pub mod journey;
mod labels;
mod lesson;
pub mod marks;
mod picture;
mod pointer;
pub mod prepared;
mod processes;
mod screen;
mod server;
mod watching;

pub use condition::until;
pub use display::Keyboard;
pub use frame::Frame;
pub use hand::Hand;
pub use home::Home;
pub use picture::{Album, Picture};
pub use screen::Window;

/// What went wrong, in words that name what was looked for.
pub type Trouble = Box<dyn Error + Send + Sync>;

/// The result of a step at the window.
pub type Outcome<T = ()> = Result<T, Trouble>;
