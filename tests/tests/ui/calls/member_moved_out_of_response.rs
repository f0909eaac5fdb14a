// mistakes: 1
// misuse: rustc
// when: A `Response`, which `call` and pages give, lends the output. `into_inner` gives it away.
// right: async fn create(project: &CreateProject, client: &Client) -> Result<Option<String>, SendError<Error>> {
// right:     let made = project.call(client).await?;
// right:     println!("{} attempts", made.attempts());
// right:     Ok(made.into_inner().project_arn)
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Call, Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

async fn create(project: &CreateProject, client: &Client) -> Result<Option<String>, SendError<Error>> {
    let made = project.call(client).await?;
    println!("{} attempts", made.attempts());
    Ok(made.project_arn)
}

fn used() {
    let _ = create;
}

fn main() {
    used();
}
