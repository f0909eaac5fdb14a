//! The README: its program runs, and creates one group although the first response is lost.

use std::process::Command;
use std::sync::Mutex;

use aws_operation::server::{Faults, IdempotencyWindow, IncomingCall, Server};
use program::{CreateScheduleGroup, CreateScheduleGroupOutput, Error};

const README: &str = include_str!("../../README.md");

mod program {
    include!("readme/program.rs");

    pub(super) fn run() -> Result<(), Box<dyn std::error::Error>> {
        main()
    }
}

/// What is needed to create a group, as the service does.
async fn service(faults: Faults) -> Server {
    let names = Mutex::new(Vec::new());
    let create = move |call: IncomingCall<CreateScheduleGroup>| {
        let mut names = names.lock().unwrap();
        let is_new = !names.contains(&call.name);
        names.push(call.name.clone());
        async move {
            if !is_new {
                return Err(Error::ConflictException { message: format!("{} exists", call.name) });
            }
            let arn = format!("arn:aws:scheduler:{}:111122223333:schedule-group/{}", call.region, call.name);
            Ok(CreateScheduleGroupOutput { schedule_group_arn: arn })
        }
    };
    Server::builder()
        .region("eu-west-1")
        .credentials("AKID", "secret")
        .operation::<CreateScheduleGroup, _>(create)
        .idempotency(IdempotencyWindow::hours(8), |_| Error::ConflictException { message: "other parameters".into() })
        .faults(faults)
        .bind("127.0.0.1:0")
        .await
        .unwrap()
}

/// Runs the program in a process of its own, whose variables name `server`.
fn run(server: &Server) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_program", "--ignored", "--nocapture"])
        .env("AWS_ENDPOINT_URL", server.url())
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", "AKID")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_CONFIG_FILE", "/no/config")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/no/credentials")
        .env_remove("AWS_PROFILE")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_creates_one_group_and_prints_what_happened() {
    let server = service(Faults::new().drop_response_once()).await;
    let printed = run(&server);
    assert!(printed.contains("created arn:aws:scheduler:eu-west-1:111122223333:schedule-group/reports\n"), "{printed}");
    let printed = run(&server);
    assert!(printed.contains("reports exists\n"), "{printed}");

    let requests = server.recorded_requests();
    assert!(requests.iter().all(|request| request.target == "/schedule-groups/reports"));
    let statuses: Vec<_> = requests.iter().map(|request| request.status).collect();
    assert_eq!(statuses, [None, Some(200), Some(409)]);
    assert_eq!(requests[0].token, requests[1].token);
    assert_ne!(requests[1].token, requests[2].token);
}

#[test]
#[ignore = "the process that the test above starts"]
fn the_program() {
    if std::env::var_os("AWS_ENDPOINT_URL").is_none() {
        aws_operation_skip::skip("readme", "this is the process of another test");
        return;
    }
    program::run().unwrap();
}

#[test]
fn the_readme_shows_this_program() {
    let (_, rest) = README.split_once("```rust,no_run\n").expect("a program");
    let (shown, _) = rest.split_once("```\n").expect("its end");
    assert_eq!(shown, include_str!("readme/program.rs"));
}

#[test]
fn the_readme_is_short() {
    let lines = README.lines().count();
    assert!(lines <= 150, "{lines} lines: move something to the guide");
}

#[test]
fn the_figures_of_the_readme_are_those_of_their_pages() {
    let coverage = include_str!("../../docs/COVERAGE.md");
    let total = coverage.lines().find_map(|line| line.strip_prefix("all spoken")).expect("the sum of all protocols");
    let figures: Vec<_> = total.split_whitespace().collect();
    let [_, all, expressible, ..] = figures[..] else { panic!("{total}") };
    let with_comma = |figure: &str| format!("{},{}", &figure[..figure.len() - 3], &figure[figure.len() - 3..]);
    let (all, expressible) = (with_comma(all), with_comma(expressible));
    assert!(README.contains(&format!("**{expressible} of AWS's {all} operations**")), "{expressible} of {all}");
    let chapter = include_str!("../../runtime/src/guide/_03_let_it_be_written.rs");
    assert!(chapter.contains(&all) && chapter.contains(&expressible), "{expressible} of {all}");

    let budgets = include_str!("../../benches/budgets/budgets.txt");
    let measured = |name| {
        let line = budgets.lines().find(|line| line.starts_with(name)).expect("a budget");
        line.split_whitespace().nth(2).expect("a measured figure")
    };
    let (default, hyper) = (measured("crates-default"), measured("crates-hyper"));
    assert!(README.contains(&format!("**{hyper} crates** with the HTTP client `hyper`, {default} with reqwest")));
}
