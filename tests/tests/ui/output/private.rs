// mistakes: 1
// misuse: rustc
#[path = "../given.rs"]
mod given;

mod projects {
    use aws_operation::{aws_operation, aws_shape};

    use crate::given::{Error, Service};

    #[aws_shape]
    struct Deleted {
        project_arn: String,
    }

    #[aws_operation(name = "DeleteProject", output = Deleted, error = Error)]
    #[aws(http = "DELETE /projects/{project_name}")]
    pub struct DeleteProject {
        project_name: String,
    }
}

fn main() {}
