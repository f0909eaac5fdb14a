//! All 22 operations of the local service, called by this crate's client over loopback. The clock moves only when a
//! test moves it.

#![allow(clippy::unwrap_used, clippy::panic)] // shared test code is outside of test functions

mod datasets;
mod detection;
mod entries;
mod fixture;
mod models;
mod packaging;
mod projects;
mod rejections;
mod tags;
mod validation;
