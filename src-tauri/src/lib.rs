//! The desktop shell: the window, the machine as the application asks for it, and the command line.

pub mod cli;
mod closing;
pub mod desktop;
mod drawing;
mod front;
pub mod window;
mod zoom;
