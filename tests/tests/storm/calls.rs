//! Many concurrent calls, and the result of each.

use std::sync::{Arc, Mutex};

use aws_operation::{Call, Client, SendError};
use aws_operation_examples::lookoutvision::{CreateProject, Error, ProjectMetadata};

/// The number of concurrent calls.
pub const CONCURRENCY: usize = 64;

/// The result of one call.
#[derive(Debug)]
pub struct Ended {
    pub name: String,
    pub token: String,
    pub attempts: u32,
    pub outcome: Result<ProjectMetadata, Outcome>,
}

/// Why a call has no response.
#[derive(Debug)]
pub enum Outcome {
    /// The connection broke, the service failed, or the call was throttled: the same call may be repeated.
    MayPass,
    /// Any other failure, with the message of the error.
    Wrong(String),
}

impl Outcome {
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::MayPass)
    }
}

/// The names of `count` projects in the order of the service's list, without tokens.
pub fn names(count: usize) -> Vec<(String, Option<String>)> {
    (0..count).map(|number| (format!("project-{number:05}"), None)).collect()
}

/// Creates the project `name`.
pub async fn call(client: &Client, name: String, token: Option<String>) -> Ended {
    let given = token.clone();
    let sent = CreateProject { project_name: name.clone(), client_token: token }.call(client).await;
    let (token, attempts) = match &sent {
        Ok(made) => (made.idempotency_token(), made.attempts()),
        Err(error) => (error.idempotency_token(), error.attempts()),
    };
    let token = token.expect("every call reports its token").to_owned();
    assert!(given.is_none_or(|given| given == token), "another token was sent than the one given");
    let outcome = match sent {
        Ok(made) => Ok(made.into_inner().project_metadata.expect("the response has the project")),
        Err(error) => Err(judge(&error)),
    };
    Ended { name, token, attempts, outcome }
}

fn judge(error: &SendError<Error>) -> Outcome {
    let passing = match error {
        SendError::Transport(..) => error.is_ambiguous(),
        SendError::Service(Error::ThrottlingException { .. }, _) => error.is_throttling(),
        SendError::Unmodeled { code, .. } => code == "InternalFailure" && error.is_ambiguous(),
        _ => false,
    };
    if passing { Outcome::MayPass } else { Outcome::Wrong(error.to_string()) }
}

/// Creates all projects, [`CONCURRENCY`] at a time.
pub async fn call_all(client: &Client, calls: Vec<(String, Option<String>)>) -> Vec<Ended> {
    let client = client.clone();
    concurrently(calls, move |(name, token)| {
        let client = client.clone();
        async move { call(&client, name, token).await }
    })
    .await
}

/// Runs `work` on all items, [`CONCURRENCY`] at a time.
pub async fn concurrently<T, F>(items: Vec<T>, work: impl Fn(T) -> F + Clone + Send + 'static) -> Vec<F::Output>
where
    T: Send + 'static,
    F: Future<Output: Send + 'static> + Send,
{
    let left = Arc::new(Mutex::new(items.into_iter()));
    let workers: Vec<_> = (0..CONCURRENCY)
        .map(|_| {
            let (left, work) = (Arc::clone(&left), work.clone());
            tokio::spawn(async move {
                let mut done = Vec::new();
                while let Some(item) = next(&left) {
                    done.push(work(item).await);
                }
                done
            })
        })
        .collect();
    let mut done = Vec::new();
    for worker in workers {
        done.extend(worker.await.expect("no call panics"));
    }
    done
}

/// A separate function, so that no lock is held during the work.
fn next<T>(left: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    left.lock().unwrap().next()
}
