//! A service with constant faults: in the end one project of each name exists, and every call has the response of the
//! request that created it.

mod calls;
mod journal;
mod process;
mod restart;
mod weather;

use std::time::Duration;

use aws_operation::Client;
use calls::{CONCURRENCY, Ended, Outcome, call_all, names};
use process::{alive_tasks, resident_bytes, tasks_return_to};
use weather::{Weather, patience};

/// The number of created projects.
const CALLS: usize = 2_000;
/// The allowed growth in memory while calls are repeated that create nothing new in the service.
const ALLOWANCE: usize = 4 * 1024 * 1024;

/// Held by each test, so that memory is not measured while the other test runs.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_project_per_name_with_every_fault() {
    let _alone = ALONE.lock().await;
    let weather = Weather::new(CALLS).await;
    let tasks = alive_tasks();
    let client = weather.client(patience());

    let ended = call_all(&client, names(CALLS)).await;
    let attempts: u32 = ended.iter().map(|call| call.attempts).sum();
    let failed: Vec<&Ended> = ended.iter().filter(|call| call.outcome.is_err()).collect();
    println!("{CALLS} calls, {attempts} attempts, {} calls failed", failed.len());
    assert!(attempts as usize > CALLS * 13 / 10 && failed.len() > CALLS / 100, "the storm did not happen");
    for call in &failed {
        assert!(call.outcome.as_ref().is_err_and(Outcome::is_transient), "{}: {:?}", call.name, call.outcome);
    }
    let made = weather.project_names();
    let unresponded = failed.iter().filter(|call| made.contains(&call.name)).count();
    println!("{} projects, {unresponded} of them made by calls that failed", made.len());
    assert!(made.len() < CALLS && unresponded > 0);

    let again = failed.iter().map(|call| (call.name.clone(), Some(call.token.clone()))).collect();
    let settled = until_done(&client, again).await;
    let projects = weather.projects().await;
    assert_eq!(projects.len(), CALLS);
    assert_eq!(weather.project_names(), names(CALLS).into_iter().map(|(name, _)| name).collect::<Vec<_>>());
    for call in ended.iter().filter(|call| call.outcome.is_ok()).chain(&settled) {
        assert_eq!(call.outcome.as_ref().ok(), projects.get(&call.name), "{}", call.name);
    }

    repeat_without_growth(&client, &ended, &weather).await;
    drop(client);
    tasks_return_to(tasks, Duration::from_secs(10)).await;
}

/// Sends calls with their tokens until each has a response.
async fn until_done(client: &Client, mut calls: Vec<(String, Option<String>)>) -> Vec<Ended> {
    let mut done = Vec::new();
    for _ in 0..20 {
        if calls.is_empty() {
            return done;
        }
        let tokens = calls.clone();
        let (responded, failed) = call_all(client, std::mem::take(&mut calls))
            .await
            .into_iter()
            .partition::<Vec<_>, _>(|call| call.outcome.is_ok());
        for call in &failed {
            assert!(tokens.contains(&(call.name.clone(), Some(call.token.clone()))), "{} has a new token", call.name);
            assert!(call.outcome.as_ref().is_err_and(Outcome::is_transient), "{}: {:?}", call.name, call.outcome);
        }
        done.extend(responded);
        calls.extend(failed.into_iter().map(|call| (call.name, Some(call.token))));
    }
    panic!("{} calls have no response after 20 rounds", calls.len());
}

/// Repeats every call with its token, in thirds. Each call has its first response again, and the last third takes no
/// more memory than the first.
async fn repeat_without_growth(client: &Client, ended: &[Ended], weather: &Weather) {
    let projects = weather.projects().await;
    let tokens: Vec<_> = ended.iter().map(|call| (call.name.clone(), Some(call.token.clone()))).collect();
    let mut resident = Vec::new();
    for third in tokens.chunks(CALLS.div_ceil(3)) {
        for call in until_done(client, third.to_vec()).await {
            assert_eq!(call.outcome.as_ref().ok(), projects.get(&call.name), "{}", call.name);
        }
        // The workers have ended. The server and one task for each end of a connection remain.
        assert!(alive_tasks() <= 3 * CONCURRENCY, "{} tasks", alive_tasks());
        resident.extend(resident_bytes());
    }
    assert_eq!(weather.project_names().len(), CALLS);
    if let [first, .., last] = resident[..] {
        println!("resident: {} KiB after the first third, {} KiB after the last", first / 1024, last / 1024);
        assert!(last < first + ALLOWANCE, "{first} bytes resident after the first third, {last} after the last");
    } else {
        aws_operation_skip::skip("memory", "what is resident is read from /proc");
    }
}
