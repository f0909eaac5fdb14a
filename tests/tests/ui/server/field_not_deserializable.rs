// mistakes: 1
// misuse: rustc
#[path = "../given.rs"]
mod given;

use aws_operation::__private::{Serialize, Serializer};
use aws_operation::aws_operation;
use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use given::{CreateProjectOutput, Service};

struct Price(u64);

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    price: Price,
}

fn served() -> ServerBuilder {
    Server::builder().operation::<CreateProject, _>(|_: IncomingCall<CreateProject>| async {
        Ok(CreateProjectOutput { project_arn: None })
    })
}

fn used() {
    drop(served());
}

fn main() {
    let _ = used;
}
