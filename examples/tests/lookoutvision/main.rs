//! All 22 operations of the local service, called by our own client over loopback; time passes when a test says so.

#![allow(clippy::unwrap_used, clippy::panic)] // what the tests share stands outside of them

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
