//! The operations of S3, one file for each, or for a few that belong together.

pub(crate) mod abort_multipart_upload;
pub(crate) mod bucket;
pub(crate) mod complete_multipart_upload;
pub(crate) mod copy_object;
pub(crate) mod create_multipart_upload;
pub(crate) mod delete_object;
pub(crate) mod get_object;
pub(crate) mod head_object;
pub(crate) mod list_multipart_uploads;
pub(crate) mod list_objects;
pub(crate) mod list_parts;
pub(crate) mod put_object;
pub(crate) mod upload_part;
