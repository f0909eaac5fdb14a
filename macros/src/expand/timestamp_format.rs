//! Timestamps in the format that a member specifies.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::timestamp::TimestampFormat;

/// The function that writes a timestamp in a format.
pub(super) fn write_function(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::DateTime => quote!(write_date_time),
        TimestampFormat::EpochSeconds => quote!(write_epoch_seconds),
        TimestampFormat::HttpDate => quote!(write_http_date),
    }
}

/// Reads a value whose timestamps have a format of their own.
pub(super) fn in_format(format: Option<TimestampFormat>, read: TokenStream) -> TokenStream {
    match format {
        Some(format) => {
            let format = format_variant(format);
            quote!(__rt::of_format(__rt::Format::#format, || #read))
        }
        None => read,
    }
}

/// The runtime's name of a format.
pub(super) fn format_variant(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::DateTime => quote!(DateTime),
        TimestampFormat::EpochSeconds => quote!(EpochSeconds),
        TimestampFormat::HttpDate => quote!(HttpDate),
    }
}
