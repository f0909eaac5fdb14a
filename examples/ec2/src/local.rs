//! A little of EC2 as a local service, with its state in memory, for any client.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IdempotencyWindow, IncomingCall, ParameterMismatch, Server, ServerBuilder};

use crate::ec2::{
    DescribeInstances, DescribeInstancesOutput, Error, Instance, InstanceState, InstanceStateChange, Reservation,
    RunInstances, TerminateInstances, TerminateInstancesOutput,
};

const RUNNING: (i32, &str) = (16, "running");
const TERMINATED: (i32, &str) = (48, "terminated");

/// The local service. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct LocalEc2(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    reservations: Vec<Reservation>,
}

impl LocalEc2 {
    /// A server of this service. Give it access keys, and bind it to an address.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .operation::<DescribeInstances, _>(self.handler(describe))
            .operation::<RunInstances, _>(self.handler(run))
            .operation::<TerminateInstances, _>(self.handler(terminate))
            .idempotency(IdempotencyWindow::hours(48), token_mismatch)
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

/// One page, of `max_results` reservations.
fn describe(state: &mut State, call: &IncomingCall<DescribeInstances>) -> Result<DescribeInstancesOutput, Error> {
    let all = &mut state.reservations;
    check_known(all, &call.instance_ids)?;
    let is_wanted = |instance: &Instance| {
        let matches = call.filters.iter().all(|filter| {
            let of_state = instance.state.as_ref().and_then(|state| state.name.as_ref());
            filter.name != "instance-state-name" || of_state.is_some_and(|state| filter.values.contains(state))
        });
        let is_named = |id: &String| call.instance_ids.is_empty() || call.instance_ids.contains(id);
        matches && instance.instance_id.as_ref().is_some_and(is_named)
    };
    let wanted = all.iter().map(|reservation| Reservation {
        instances: reservation.instances.iter().filter(|instance| is_wanted(instance)).cloned().collect(),
        ..reservation.clone()
    });
    let wanted: Vec<_> = wanted.filter(|reservation| !reservation.instances.is_empty()).collect();
    let first = call.next_token.as_ref().and_then(|token| token.parse().ok()).unwrap_or(0);
    let count = call.max_results.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
    let reservations: Vec<_> = wanted.iter().skip(first).take(count).cloned().collect();
    let next = first + reservations.len();
    Ok(DescribeInstancesOutput { reservations, next_token: (next < wanted.len()).then(|| next.to_string()) })
}

fn run(state: &mut State, call: &IncomingCall<RunInstances>) -> Result<Reservation, Error> {
    check_dry_run(call.dry_run)?;
    let all = &mut state.reservations;
    let tags = call.tag_specifications.iter().filter(|specification| specification.resource_type == "instance");
    let tags: Vec<_> = tags.flat_map(|specification| specification.tags.clone()).collect();
    let first = all.iter().map(|reservation| reservation.instances.len()).sum::<usize>();
    let instance = |number: usize| Instance {
        instance_id: Some(format!("i-{:017x}", first + number + 1)),
        image_id: call.image_id.clone(),
        instance_type: call.instance_type.clone().or_else(|| Some("m1.small".to_owned())),
        state: Some(state_of(RUNNING)),
        tags: tags.clone(),
    };
    let reservation = Reservation {
        reservation_id: Some(format!("r-{:017x}", all.len() + 1)),
        instances: (0..usize::try_from(call.max_count).unwrap_or(0)).map(instance).collect(),
    };
    all.push(reservation.clone());
    Ok(reservation)
}

fn terminate(state: &mut State, call: &IncomingCall<TerminateInstances>) -> Result<TerminateInstancesOutput, Error> {
    let all = &mut state.reservations;
    check_known(all, &call.instance_ids)?;
    check_dry_run(call.dry_run)?;
    let instances = all.iter_mut().flat_map(|reservation| &mut reservation.instances);
    let named = instances.filter(|it| it.instance_id.as_ref().is_some_and(|id| call.instance_ids.contains(id)));
    let terminating_instances = named.map(|instance| InstanceStateChange {
        instance_id: instance.instance_id.clone(),
        current_state: Some(state_of(TERMINATED)),
        previous_state: instance.state.replace(state_of(TERMINATED)),
    });
    Ok(TerminateInstancesOutput { terminating_instances: terminating_instances.collect() })
}

fn state_of((code, name): (i32, &str)) -> InstanceState {
    InstanceState { code: Some(code), name: Some(name.to_owned()) }
}

fn check_known(all: &[Reservation], ids: &[String]) -> Result<(), Error> {
    let known = |id: &&String| {
        all.iter().flat_map(|reservation| &reservation.instances).any(|it| it.instance_id.as_ref() == Some(*id))
    };
    match ids.iter().find(|id| !known(id)) {
        Some(id) => Err(Error::InstanceNotFound { message: format!("The instance ID '{id}' does not exist") }),
        None => Ok(()),
    }
}

fn check_dry_run(dry_run: Option<bool>) -> Result<(), Error> {
    if dry_run != Some(true) {
        return Ok(());
    }
    let message = "Request would have succeeded, but DryRun flag is set.".to_owned();
    Err(Error::DryRunOperation { message })
}

fn token_mismatch(mismatch: &ParameterMismatch) -> Error {
    let message = format!("The client token {} was already used with other parameters", mismatch.token);
    Error::IdempotentParameterMismatch { message }
}
