//! From arguments and fields to a model of the item: which arguments it takes, and whether they fit together.

pub(crate) mod attempt_timeout;
pub(crate) mod binding;
pub(crate) mod case;
pub(crate) mod default;
pub(crate) mod enum_shape;
pub(crate) mod error_enum;
pub(crate) mod foreign;
pub(crate) mod host_prefix;
pub(crate) mod member;
pub(crate) mod operation;
pub(crate) mod pagination;
pub(crate) mod repetition;
pub(crate) mod service;
pub(crate) mod shape;
pub(crate) mod xml;
