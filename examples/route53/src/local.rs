//! A little of Route 53 as a local service: the records of one hosted zone, in memory, for any client.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::route53::{
    Change, ChangeAction, ChangeInfo, ChangeResourceRecordSets, ChangeResourceRecordSetsOutput, ChangeStatus, Error,
    GetChange, GetChangeOutput, ListResourceRecordSets, ListResourceRecordSetsOutput, ResourceRecordSet,
};

/// The ID of the hosted zone.
pub const ZONE: &str = "Z0123456789LOCAL";

/// The domain of the hosted zone.
pub const DOMAIN: &str = "example.com.";

/// The most record sets on a page.
const PAGE: usize = 300;

/// The local service. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct LocalRoute53(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    records: Vec<ResourceRecordSet>,
    changes: Vec<ChangeInfo>,
}

impl LocalRoute53 {
    /// A server of this service. Give it access keys, and bind it to an address.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .operation::<ChangeResourceRecordSets, _>(self.handler(change))
            .operation::<GetChange, _>(self.handler(get_change))
            .operation::<ListResourceRecordSets, _>(self.handler(list))
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

/// Makes all changes of a batch, or none.
fn change(
    state: &mut State,
    call: &IncomingCall<ChangeResourceRecordSets>,
) -> Result<ChangeResourceRecordSetsOutput, Error> {
    check_zone(&call.hosted_zone_id)?;
    let mut records = state.records.clone();
    let failed = |change: &Change| apply(&mut records, change).err();
    let messages: Vec<_> = call.change_batch.changes.iter().filter_map(failed).collect();
    if !messages.is_empty() {
        let message = format!("[{}]", messages.join(", "));
        return Err(Error::InvalidChangeBatch { messages: Some(messages), message });
    }
    records.sort_by_cached_key(order);
    state.records = records;
    let info = ChangeInfo {
        id: format!("/change/C{:013}", state.changes.len() + 1),
        status: Some(ChangeStatus::Pending),
        submitted_at: Some(call.time),
        comment: call.change_batch.comment.clone(),
    };
    state.changes.push(info.clone());
    Ok(ChangeResourceRecordSetsOutput { change_info: Some(info) })
}

/// Makes one change. An error says why it is invalid.
fn apply(records: &mut Vec<ResourceRecordSet>, change: &Change) -> Result<(), String> {
    let record = change.resource_record_set.clone();
    let record = ResourceRecordSet { name: absolute(&record.name), ..record };
    let shown = format!("resource record set [name='{}', type='{}']", record.name, record.r#type);
    if !format!(".{}", record.name).ends_with(&format!(".{DOMAIN}")) {
        return Err(format!("RRSet with DNS name {} is not permitted in zone {DOMAIN}", record.name));
    }
    let is_same = |other: &ResourceRecordSet| {
        (&other.name, &other.r#type, &other.set_identifier) == (&record.name, &record.r#type, &record.set_identifier)
    };
    let present = records.iter().position(is_same);
    match (&change.action, present) {
        (ChangeAction::Create, Some(_)) => return Err(format!("Tried to create {shown} but it already exists")),
        (ChangeAction::Delete, None) => return Err(format!("Tried to delete {shown} but it was not found")),
        (ChangeAction::Delete, Some(index)) => {
            if records.remove(index) != record {
                return Err(format!("Tried to delete {shown} but the values provided do not match the current values"));
            }
        }
        (ChangeAction::Create | ChangeAction::Upsert, _) => {
            records.retain(|other| !is_same(other));
            records.push(record);
        }
        (ChangeAction::Unknown(action), _) => return Err(format!("Invalid action {action} for {shown}")),
    }
    Ok(())
}

/// A change is pending until it was asked for once.
fn get_change(state: &mut State, call: &IncomingCall<GetChange>) -> Result<GetChangeOutput, Error> {
    let id = format!("/change/{}", call.id);
    let Some(info) = state.changes.iter_mut().find(|info| info.id == id) else {
        let message = format!("Could not find resource with ID: {}", call.id);
        return Err(Error::NoSuchChange { message });
    };
    let change_info = info.clone();
    info.status = Some(ChangeStatus::Insync);
    Ok(GetChangeOutput { change_info: Some(change_info) })
}

fn list(state: &mut State, call: &IncomingCall<ListResourceRecordSets>) -> Result<ListResourceRecordSetsOutput, Error> {
    check_zone(&call.hosted_zone_id)?;
    let limit: usize = call
        .max_items
        .as_deref()
        .map_or(Ok(PAGE), str::parse)
        .map_err(|_| Error::InvalidInput { message: "maxitems is not a number".to_owned() })?;
    let kind = call.start_record_type.as_ref().map(ToString::to_string).unwrap_or_default();
    let first = call
        .start_record_name
        .as_ref()
        .map(|name| (order_of(&absolute(name)), kind, call.start_record_identifier.clone()));
    let is_after = |record: &&ResourceRecordSet| first.as_ref().is_none_or(|first| order(record) >= *first);
    let mut rest = state.records.iter().filter(is_after);
    let limit = limit.clamp(1, PAGE);
    let resource_record_sets = rest.by_ref().take(limit).cloned().collect();
    let next = rest.next();
    Ok(ListResourceRecordSetsOutput {
        resource_record_sets,
        is_truncated: next.is_some(),
        next_record_name: next.map(|record| record.name.clone()),
        next_record_type: next.map(|record| record.r#type.clone()),
        next_record_identifier: next.and_then(|record| record.set_identifier.clone()),
        max_items: limit.to_string(),
    })
}

fn check_zone(id: &str) -> Result<(), Error> {
    if id == ZONE {
        return Ok(());
    }
    Err(Error::NoSuchHostedZone { message: format!("No hosted zone found with ID: {id}") })
}

/// A name in lower case, with the dot of the root at its end.
fn absolute(name: &str) -> String {
    format!("{}.", name.trim_end_matches('.').to_ascii_lowercase())
}

/// Names are ordered by their labels from the last to the first.
fn order_of(name: &str) -> Vec<String> {
    name.rsplit('.').map(str::to_owned).collect()
}

/// The order of record sets.
fn order(record: &ResourceRecordSet) -> (Vec<String>, String, Option<String>) {
    (order_of(&record.name), record.r#type.to_string(), record.set_identifier.clone())
}
