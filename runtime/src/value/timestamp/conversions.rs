//! Conversions from and to the types of date-time libraries. The table of ranges is in the documentation of `Timestamp`.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;
