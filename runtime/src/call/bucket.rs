//! Sends a call of S3 to the endpoint of its bucket, and takes the bucket out of the path.

use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use percent_encoding::utf8_percent_encode;

use super::express_session::Sessions;
use super::service_endpoint::ServiceEndpoint;
use super::shared::Shared;
use super::{Call, NoResponse, Response};
use crate::call::send_error::Invalid;
use crate::config::endpoint::s3::{S3Auth, S3Location, S3Parameters, S3Settings};
use crate::config::endpoint::{Endpoint, InvalidEndpoint, is_region_beside};
use crate::model::auth::AuthScheme;
use crate::model::endpoint_params::EndpointParams;
use crate::model::operation::ServiceMeta;
use crate::protocol::http_message::ESCAPED;

/// How many buckets a client keeps. A bucket that it does not keep is found by the rules again.
const CAPACITY: usize = 64;

/// The header that says where a bucket is.
pub(super) const BUCKET_REGION: &str = "x-amz-bucket-region";

/// The buckets that a client has called, each with what decides where it is.
#[derive(Default)]
pub(crate) struct Buckets(RwLock<Vec<(Key, Bucket)>>);

/// What decides where a bucket is. Endpoint parameters that no rule reads, such as the key of an object, are not in it.
#[derive(PartialEq, Eq)]
struct Key {
    bucket: Option<Box<str>>,
    facts: [bool; 4],
    settings: S3Settings,
}

impl Key {
    fn is_of(&self, params: &EndpointParams, settings: S3Settings) -> bool {
        self.bucket.as_deref() == params.text_of("Bucket")
            && self.facts == facts_in(params)
            && self.settings == settings
    }

    fn of(params: &EndpointParams, settings: S3Settings) -> Self {
        Self { bucket: params.text_of("Bucket").map(Into::into), facts: facts_in(params), settings }
    }
}

fn facts_in(params: &EndpointParams) -> [bool; 4] {
    let facts = [
        "DisableAccessPoints",
        "DisableS3ExpressSessionAuth",
        "UseObjectLambdaEndpoint",
        "UseS3ExpressControlEndpoint",
    ];
    facts.map(|name| params.flag_of(name).unwrap_or_default())
}

/// A bucket, with its endpoint.
#[derive(Clone)]
struct Bucket {
    endpoint: Arc<ServiceEndpoint>,
    auth: S3Auth,
    /// The beginning of the path of a request, which is in the endpoint.
    path: Option<Arc<str>>,
}

/// Whether AWS's endpoint rules of S3 are those of a service.
pub(super) fn is_s3_itself(service: &ServiceMeta) -> bool {
    service.id == "S3"
}

impl Call<'_> {
    /// Replaces the endpoint by that of the bucket, if the operation has one.
    pub(crate) fn locate_bucket(&mut self) -> Result<(), NoResponse> {
        if self.endpoint_params.is_empty() || !is_s3_itself(self.meta) {
            return Ok(());
        }
        let bucket = self.bucket().map_err(|reason| NoResponse::Invalid(Invalid::Endpoint(reason)))?;
        self.use_scheme(bucket.auth)?;
        self.endpoint = bucket.endpoint;
        self.in_endpoint = bucket.path;
        Ok(())
    }

    /// The target of a request without the bucket, which is in the endpoint.
    pub(super) fn without_bucket(&self, target: Bytes) -> Bytes {
        let Some(bucket) = &self.in_endpoint else { return target };
        if !target.starts_with(bucket.as_bytes()) {
            return target;
        }
        let rest = target.slice(bucket.len()..);
        match rest.first() {
            Some(b'/') => rest,
            None | Some(b'?') if self.endpoint.url.has_path() => rest,
            None | Some(b'?') => [b"/", &*rest].concat().into(),
            // It is the beginning of another name.
            Some(_) => target,
        }
    }

    fn bucket(&self) -> Result<Bucket, String> {
        let params = &self.endpoint_params;
        let mut settings = self.client.s3;
        match self.operation.name {
            // With the bucket in the host, the request would have to be signed for its region, which is not known yet.
            "GetBucketLocation" if has_plain_name(params) => {
                settings = S3Settings { force_path_style: Some(true), accelerate: Some(false), ..settings };
            }
            // A session covers one bucket, and a copy may need two. AWS's model says this of both operations.
            "CopyObject" | "CreateSession" => settings.disable_express_session_auth = Some(true),
            _ => {}
        }
        let known = self.service.buckets.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bucket)) = known.iter().find(|(key, _)| key.is_of(params, settings)) {
            return Ok(bucket.clone());
        }
        drop(known);
        let custom = Some(&self.endpoint.url).filter(|_| self.service.is_custom);
        let (region, variant) = (&self.client.region, self.client.variant);
        let location = S3Parameters::of_call(params, region, variant, custom, settings).locate()?;
        let bucket = self.new_bucket(&location).map_err(|error| error.to_string())?;
        let mut known = self.service.buckets.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() == CAPACITY {
            known.remove(0);
        }
        known.push((Key::of(params, settings), bucket.clone()));
        Ok(bucket)
    }

    fn new_bucket(&self, location: &S3Location) -> Result<Bucket, InvalidEndpoint> {
        let url = Endpoint::at(&location.url)?;
        let signing_name = self.client.signing_name.as_deref().unwrap_or(location.signing_name);
        let endpoint = |url| self.client.endpoint_at(self.meta, url, signing_name, &location.signing_region, Some("*"));
        let mut bucket = endpoint(url.clone());
        let name = self.endpoint_params.text_of("Bucket");
        if location.auth == S3Auth::ExpressSession {
            bucket.signer = bucket.signer.of_s3_express_session();
            bucket.sessions = Some(Box::new(Sessions::new(name.unwrap_or_default(), Arc::new(endpoint(url)))));
        }
        let path = name.map(|name| format!("/{}", utf8_percent_encode(name, ESCAPED)).into());
        Ok(Bucket { endpoint: Arc::new(bucket), auth: location.auth, path })
    }

    /// Whether the bucket was found to be in another region, where the request is to be sent once more.
    pub(super) fn follow_bucket(&mut self, end: &Result<Box<Response>, NoResponse>, was_redirected: bool) -> bool {
        if self.client.s3.follow_bucket_region != Some(true) || was_redirected || self.service.is_custom {
            return false;
        }
        let Ok(response) = end else { return false };
        let is_elsewhere = matches!(response.message.status().as_u16(), 301 | 307 | 400);
        let region = response.message.headers().get(BUCKET_REGION).and_then(|region| region.to_str().ok());
        let Some(region) = region.filter(|region| is_elsewhere && self.may_follow_to(region)).map(str::to_owned) else {
            return false;
        };
        self.locate_in(&region).is_ok()
    }

    /// A response must not choose the host.
    fn may_follow_to(&self, region: &str) -> bool {
        has_plain_name(&self.endpoint_params)
            && self.request.body.is_repeatable()
            && region != self.endpoint.signer.region()
            && is_region_beside(region, &self.client.region)
    }

    /// Finds the bucket in another region than the client's, and remembers it.
    fn locate_in(&mut self, region: &str) -> Result<(), NoResponse> {
        let settings = self.client.s3;
        let location =
            S3Parameters::of_call(&self.endpoint_params, region, self.client.variant, None, settings).locate();
        let invalid = |reason| NoResponse::Invalid(Invalid::Endpoint(reason));
        let bucket = self.new_bucket(&location.map_err(invalid)?).map_err(|error| invalid(error.to_string()))?;
        let mut known = self.service.buckets.0.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(key, _)| !key.is_of(&self.endpoint_params, settings));
        known.push((Key::of(&self.endpoint_params, settings), bucket.clone()));
        drop(known);
        self.endpoint = bucket.endpoint;
        Ok(())
    }

    /// Signs as the endpoint asks.
    fn use_scheme(&mut self, auth: S3Auth) -> Result<(), NoResponse> {
        let is_available = cfg!(feature = "sigv4a");
        match auth {
            S3Auth::SigV4a if !is_available && self.is_signed() => {
                let reason = "a multi-Region access point needs SigV4a; enable the feature `sigv4a` of aws-operation";
                return Err(NoResponse::Invalid(Invalid::Endpoint(reason.to_owned())));
            }
            S3Auth::SigV4a | S3Auth::SigV4aOrSigV4 if is_available && self.is_signed() => {
                self.auth = Some(AuthScheme::SigV4a);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether the bucket is a name, and not an ARN.
fn has_plain_name(params: &EndpointParams) -> bool {
    params.text_of("Bucket").is_some_and(|bucket| !bucket.starts_with("arn:"))
}

impl Shared {
    /// The endpoint of operations without a bucket.
    pub(super) fn endpoint_of_s3(&self) -> Result<Endpoint, InvalidEndpoint> {
        let params = EndpointParams::new();
        match S3Parameters::of_call(&params, &self.region, self.variant, None, self.s3).locate() {
            Ok(location) => Endpoint::at(&location.url),
            Err(reason) => Err(InvalidEndpoint::Rule(reason)),
        }
    }
}
