//! A little of `CloudFront` as a local service: the invalidations of one distribution, in memory, for any client.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::cloudfront::{
    CreateInvalidation, CreateInvalidationOutput, Error, GetInvalidation, GetInvalidationOutput, Invalidation,
    InvalidationList, InvalidationSummary, ListInvalidations, ListInvalidationsOutput,
};

/// The ID of the distribution.
pub const DISTRIBUTION: &str = "EDFDVBD6LOCAL";

const IN_PROGRESS: &str = "InProgress";
const COMPLETED: &str = "Completed";

/// The most invalidations on a page.
const PAGE: usize = 100;

/// The local service. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct LocalCloudFront(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The oldest first.
    invalidations: Vec<Invalidation>,
}

impl LocalCloudFront {
    /// A server of this service. Give it access keys, and bind it to an address.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .operation::<CreateInvalidation, _>(self.handler(create))
            .operation::<GetInvalidation, _>(self.handler(get))
            .operation::<ListInvalidations, _>(self.handler(list))
    }

    /// A handler that does `work` with the state, one call after the other.
    fn handler<O: 'static, T: 'static>(
        &self,
        work: fn(&mut State, &IncomingCall<O>) -> Result<T, Error>,
    ) -> impl Fn(IncomingCall<O>) -> Ready<Result<T, Error>> + Send + Sync + use<O, T> {
        let state = Arc::clone(&self.0);
        move |call| ready(work(&mut state.lock().unwrap_or_else(PoisonError::into_inner), &call))
    }
}

/// The same batch with the same caller reference is one invalidation.
fn create(state: &mut State, call: &IncomingCall<CreateInvalidation>) -> Result<CreateInvalidationOutput, Error> {
    check_distribution(&call.distribution_id)?;
    let batch = &call.invalidation_batch;
    let paths = batch.paths.items.as_deref().unwrap_or_default();
    if usize::try_from(batch.paths.quantity) != Ok(paths.len()) {
        let message = format!("Quantity is {}, but there are {} paths", batch.paths.quantity, paths.len());
        return Err(Error::InconsistentQuantities { message });
    }
    if let Some(path) = paths.iter().find(|path| !path.starts_with('/')) {
        let message = format!("Your request contains an invalid path: {path}");
        return Err(Error::InvalidArgument { message });
    }
    let earlier = state.invalidations.iter().find(|earlier| earlier.invalidation_batch.as_ref() == Some(batch));
    let invalidation = earlier.cloned().unwrap_or_else(|| Invalidation {
        id: format!("I{:013}", state.invalidations.len() + 1),
        status: IN_PROGRESS.to_owned(),
        create_time: Some(call.time),
        invalidation_batch: Some(batch.clone()),
    });
    if !state.invalidations.iter().any(|earlier| earlier.id == invalidation.id) {
        state.invalidations.push(invalidation.clone());
    }
    let location = format!("/2020-05-31/distribution/{DISTRIBUTION}/invalidation/{}", invalidation.id);
    Ok(CreateInvalidationOutput { location: Some(location), invalidation: Some(invalidation) })
}

/// An invalidation is in progress until it was asked for once.
fn get(state: &mut State, call: &IncomingCall<GetInvalidation>) -> Result<GetInvalidationOutput, Error> {
    check_distribution(&call.distribution_id)?;
    let Some(found) = state.invalidations.iter_mut().find(|invalidation| invalidation.id == call.id) else {
        return Err(Error::NoSuchInvalidation { message: "The specified invalidation does not exist.".to_owned() });
    };
    let invalidation = found.clone();
    COMPLETED.clone_into(&mut found.status);
    Ok(GetInvalidationOutput { invalidation: Some(invalidation) })
}

/// The newest first. The marker of a page is the ID of the last invalidation on the page before.
fn list(state: &mut State, call: &IncomingCall<ListInvalidations>) -> Result<ListInvalidationsOutput, Error> {
    check_distribution(&call.distribution_id)?;
    let max_items: usize = call
        .max_items
        .as_deref()
        .map_or(Ok(PAGE), str::parse)
        .map_err(|_| Error::InvalidArgument { message: "MaxItems is not a number".to_owned() })?;
    let marker = call.marker.clone().unwrap_or_default();
    let limit = max_items.clamp(1, PAGE);
    let max_items = i32::try_from(limit).unwrap_or(i32::MAX);
    let mut rest = state.invalidations.iter().rev().peekable();
    if !marker.is_empty() {
        rest.by_ref().find(|invalidation| invalidation.id == marker);
    }
    let summary = |invalidation: &Invalidation| InvalidationSummary {
        id: invalidation.id.clone(),
        create_time: invalidation.create_time,
        status: invalidation.status.clone(),
    };
    let items: Vec<_> = rest.by_ref().take(limit).map(summary).collect();
    let is_truncated = rest.peek().is_some();
    let next_marker = items.last().filter(|_| is_truncated).map(|last| last.id.clone());
    let quantity = i32::try_from(items.len()).unwrap_or(i32::MAX);
    let list = InvalidationList { marker, next_marker, max_items, is_truncated, quantity, items: Some(items) };
    Ok(ListInvalidationsOutput { invalidation_list: Some(list) })
}

fn check_distribution(id: &str) -> Result<(), Error> {
    if id == DISTRIBUTION {
        return Ok(());
    }
    Err(Error::NoSuchDistribution { message: "The specified distribution does not exist.".to_owned() })
}
