//! From tokens to arguments. Nothing here knows which arguments an item takes.

pub(crate) mod args;
pub(crate) mod http_template;
pub(crate) mod item;
pub(crate) mod nearest;
pub(crate) mod runtime_path;
pub(crate) mod serde_derives;
pub(crate) mod tokens;
