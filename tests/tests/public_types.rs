//! Every public type: what threads and panics may do with it, and that what it shows has no secret.
//!
//! The types are read from the sources, so that a new one fails here until it has its line.

#[path = "public_types/exported.rs"]
mod exported;
#[path = "public_types/secrets.rs"]
mod secrets;
#[path = "public_types/threads.rs"]
mod threads;
