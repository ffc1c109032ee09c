//! The desktop shell: the window, the machine as the application asks for it, and the command line.

pub mod cli;
mod closing;
pub mod desktop;
pub mod display;
mod drawing;
mod drive;
mod front;
mod picking;
pub mod window;
mod zoom;
