// mistakes: 1
// misuse: rustc
// when: `send` gives the output alone. The request ID, the status, the headers and the attempts come with `call`.
// right: use aws_operation::Call;
// right:
// right: async fn create(project: &CreateProject, client: &Client) -> Result<(), SendError<Error>> {
// right:     let made = project.call(client).await?;
// right:     println!("{:?}, request ID {:?}", made.project_arn, made.request_id());
// right:     Ok(())
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

async fn create(project: &CreateProject, client: &Client) -> Result<(), SendError<Error>> {
    let made = project.send(client).await?;
    println!("{:?}, request ID {:?}", made.project_arn, made.request_id());
    Ok(())
}

fn used() {
    let _ = create;
}

fn main() {
    used();
}
