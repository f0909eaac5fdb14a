//! A little of S3 as a local service, with its objects in memory, for any client. Buckets are named in the path.
//!
//! The server half verifies signatures and checksums, and decodes uploads in chunks. What is left is here: buckets,
//! objects and uploads in parts.

mod listing;
mod objects;
mod uploads;

use std::collections::BTreeMap;
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::{Bytes, Credentials, Timestamp};
use md5::Digest as _;

use crate::local_state::LocalState;
use crate::s3::{
    Bucket, CreateBucket, CreateBucketOutput, CreateSession, CreateSessionOutput, DeleteBucket, Error,
    GetBucketLocation, GetBucketLocationOutput, HeadBucket, HeadBucketOutput, ListBuckets, ListBucketsOutput,
    SessionCredentials,
};

/// The local service. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct LocalS3(LocalState<State>);

#[derive(Debug, Default)]
struct State {
    buckets: BTreeMap<String, Contents>,
    uploads: BTreeMap<String, uploads::Upload>,
    last_upload: u64,
}

/// The objects of a bucket.
#[derive(Debug)]
struct Contents {
    created: Timestamp,
    objects: BTreeMap<String, objects::Stored>,
}

impl LocalS3 {
    /// A server of this service. Give it access keys, and bind it to an address.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .max_request_bytes(128 << 20)
            .operation::<ListBuckets, _>(self.0.handler(list_buckets))
            .operation::<CreateBucket, _>(self.0.handler(create_bucket))
            .operation::<DeleteBucket, _>(self.0.handler(delete_bucket))
            .operation::<HeadBucket, _>(self.0.handler(head_bucket))
            .operation::<GetBucketLocation, _>(self.0.handler(location))
            .operation::<CreateSession, _>(self.0.handler(create_session))
            .operation::<crate::s3::ListObjectsV2, _>(self.0.handler(listing::list))
            .operation::<crate::s3::PutObject, _>(self.0.handler(objects::put))
            .operation::<crate::s3::GetObject, _>(self.0.handler(objects::get))
            .operation::<crate::s3::HeadObject, _>(self.0.handler(objects::head))
            .operation::<crate::s3::CopyObject, _>(self.0.handler(objects::copy))
            .operation::<crate::s3::DeleteObject, _>(self.0.handler(objects::delete))
            .operation::<crate::s3::DeleteObjects, _>(self.0.handler(objects::delete_all))
            .operation::<crate::s3::CreateMultipartUpload, _>(self.0.handler(uploads::create))
            .operation::<crate::s3::UploadPart, _>(self.0.handler(uploads::part))
            .operation::<crate::s3::ListParts, _>(self.0.handler(uploads::list))
            .operation::<crate::s3::ListMultipartUploads, _>(self.0.handler(uploads::list_uploads))
            .operation::<crate::s3::CompleteMultipartUpload, _>(self.0.handler(uploads::complete))
            .operation::<crate::s3::AbortMultipartUpload, _>(self.0.handler(uploads::abort))
    }

    /// The credentials of all sessions of directory buckets. A server with directory buckets has to accept them.
    pub fn session() -> Credentials {
        Credentials::new("LOCALSESSION", "session-secret").session_token(SESSION_TOKEN)
    }

    /// The content of an object.
    pub fn object(&self, bucket: &str, key: &str) -> Option<Bytes> {
        Some(self.0.lock().buckets.get(bucket)?.objects.get(key)?.content.clone())
    }

    /// How many uploads in parts have neither been completed nor aborted.
    pub fn open_uploads(&self) -> usize {
        self.0.lock().uploads.len()
    }
}

impl State {
    fn bucket(&mut self, name: &str) -> Result<&mut Contents, Error> {
        let message = || "The specified bucket does not exist".to_owned();
        self.buckets.get_mut(name).ok_or_else(|| Error::NoSuchBucket { message: message() })
    }
}

#[allow(clippy::unnecessary_wraps)] // as every handler
fn list_buckets(state: &mut State, _: &IncomingCall<ListBuckets>) -> Result<ListBucketsOutput, Error> {
    let bucket = |(name, contents): (&String, &Contents)| Bucket {
        name: Some(name.clone()),
        creation_date: Some(contents.created),
    };
    Ok(ListBucketsOutput { buckets: state.buckets.iter().map(bucket).collect() })
}

fn create_bucket(state: &mut State, call: &IncomingCall<CreateBucket>) -> Result<CreateBucketOutput, Error> {
    if state.buckets.contains_key(&call.bucket) {
        let message = "Your previous request to create the named bucket succeeded and you already own it.".to_owned();
        return Err(Error::BucketAlreadyOwnedByYou { message });
    }
    state.buckets.insert(call.bucket.clone(), Contents { created: call.time, objects: BTreeMap::new() });
    Ok(CreateBucketOutput { location: Some(format!("/{}", call.bucket)) })
}

fn delete_bucket(state: &mut State, call: &IncomingCall<DeleteBucket>) -> Result<(), Error> {
    if !state.bucket(&call.bucket)?.objects.is_empty() {
        return Err(Error::BucketNotEmpty { message: "The bucket you tried to delete is not empty".to_owned() });
    }
    state.buckets.remove(&call.bucket);
    Ok(())
}

fn head_bucket(state: &mut State, call: &IncomingCall<HeadBucket>) -> Result<HeadBucketOutput, Error> {
    state.bucket(&call.bucket)?;
    Ok(HeadBucketOutput { bucket_region: Some(call.region.clone()) })
}

fn location(state: &mut State, call: &IncomingCall<GetBucketLocation>) -> Result<GetBucketLocationOutput, Error> {
    state.bucket(&call.bucket)?;
    Ok(GetBucketLocationOutput {
        location_constraint: Some(call.region.clone()).filter(|region| region != "us-east-1"),
    })
}

const SESSION_TOKEN: &str = "local-session-token";

fn create_session(state: &mut State, call: &IncomingCall<CreateSession>) -> Result<CreateSessionOutput, Error> {
    state.bucket(&call.bucket)?;
    let credentials = SessionCredentials {
        access_key_id: LocalS3::session().access_key_id().to_owned(),
        secret_access_key: "session-secret".to_owned().into(),
        session_token: SESSION_TOKEN.to_owned().into(),
        expiration: call.time.saturating_add(Duration::from_secs(300)),
    };
    Ok(CreateSessionOutput { credentials })
}

/// The entity tag of a content: its MD5, as that of S3 often is.
fn tag_of(content: &[u8]) -> String {
    format!("\"{:032x}\"", u128::from_be_bytes(md5::Md5::digest(content).into()))
}

/// The entity tag of an object of several parts: the MD5 of their MD5s, and their number.
fn tag_of_parts<'p>(parts: impl Iterator<Item = &'p [u8]>) -> String {
    let (mut all, mut count) = (md5::Md5::new(), 0);
    for part in parts {
        all.update(md5::Md5::digest(part));
        count += 1;
    }
    format!("\"{:032x}-{count}\"", u128::from_be_bytes(all.finalize().into()))
}
