//! The same storm, while the client's process is killed: the next process repeats the interrupted calls.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use aws_operation::{Client, TokenSource};
use tokio::time::{Instant, sleep};

use crate::calls::{Outcome, call, concurrently, names};
use crate::journal::{Entry, Journal};
use crate::weather::{Weather, client_of, patience};

const CALLS: usize = 1_000;
/// The number of projects after which the process is killed.
const KILLED_AFTER: usize = 400;

const URL: &str = "STORM_URL";
const JOURNAL: &str = "STORM_JOURNAL";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_project_per_name_although_the_client_is_killed() {
    let _alone = crate::ALONE.lock().await;
    let weather = Weather::new(CALLS).await;
    let directory = tempfile::tempdir().unwrap();
    let journal = directory.path().join("journal");

    let mut first = start(&weather, &journal);
    reach(&weather, KILLED_AFTER).await;
    first.kill().unwrap();
    first.wait().unwrap();
    // Requests that arrived before the kill are still processed after it.
    sleep(Duration::from_millis(100)).await;

    let written = Journal::open(&journal).unwrap();
    let before = written.read().unwrap();
    let open: Vec<&String> = before.iter().filter(|(_, entry)| entry.made.is_none()).map(|(name, _)| name).collect();
    let made = weather.project_names();
    let unresponded = open.iter().filter(|name| made.contains(name)).count();
    println!("killed after {} projects: {} calls under way, {unresponded} of them done", made.len(), open.len());
    assert!(made.len() < CALLS && unresponded > 0, "killed too late, or at no work without a response");

    let mut second = start(&weather, &journal);
    let status = tokio::task::spawn_blocking(move || second.wait()).await.unwrap().unwrap();
    assert!(status.success(), "{status}");

    let after = written.read().unwrap();
    let projects = weather.projects().await;
    assert_eq!(projects.len(), CALLS);
    for (name, project) in &projects {
        let Entry { token, made } = &after[name];
        assert_eq!(*made, project.creation_timestamp.map(|made| made.to_string()), "{name}");
        assert!(before.get(name).is_none_or(|before| before.token == *token), "{name} has a new token");
    }
}

/// Starts this program again, as the client.
fn start(weather: &Weather, journal: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "restart::the_client", "--ignored", "--nocapture"])
        .env(URL, weather.url())
        .env(JOURNAL, journal)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

async fn reach(weather: &Weather, projects: usize) {
    let start = Instant::now();
    while weather.project_names().len() < projects {
        assert!(start.elapsed() < Duration::from_secs(30), "the client makes no projects");
        sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the process that the test above starts and kills"]
async fn the_client() {
    let (Ok(url), Ok(path)) = (std::env::var(URL), std::env::var(JOURNAL)) else {
        aws_operation_skip::skip("restart", "this is the client of another test");
        return;
    };
    let client = client_of(&url, patience());
    let journal = Arc::new(Journal::open(Path::new(&path)).unwrap());
    let mut entries = journal.read().unwrap();
    let projects = names(CALLS).into_iter().map(|(name, _)| (entries.remove(&name), name)).collect();
    concurrently(projects, move |(entry, name)| {
        let (client, journal) = (client.clone(), Arc::clone(&journal));
        async move { finish(&client, &journal, name, entry).await }
    })
    .await;
}

/// Creates a project, unless the journal shows that it exists. Uses the token in the journal, or a new token that is
/// recorded before the call.
async fn finish(client: &Client, journal: &Journal, name: String, entry: Option<Entry>) {
    let token = match entry {
        Some(Entry { made: Some(_), .. }) => return,
        Some(Entry { token, .. }) => token,
        None => TokenSource::random().token().unwrap(),
    };
    journal.sending(&name, &token).unwrap();
    for _ in 0..20 {
        match call(client, name.clone(), Some(token.clone())).await.outcome {
            Ok(project) => {
                let made = project.creation_timestamp.expect("a project has a time").to_string();
                return journal.received(&name, &made).unwrap();
            }
            Err(Outcome::MayPass) => {}
            Err(Outcome::Wrong(error)) => panic!("{error}"),
        }
    }
    panic!("{name} has no response after 20 calls");
}
