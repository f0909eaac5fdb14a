//! A service, its errors and an output, all without mistakes, for the cases to use.

use aws_operation::{aws_error, aws_service, aws_shape};

#[aws_service(id = "LookoutVision", protocol = "restJson1", error = Error)]
pub struct Service;

#[aws_shape]
#[derive(Debug)]
pub struct CreateProjectOutput {
    pub project_arn: Option<String>,
}

#[aws_error]
#[derive(Debug)]
pub enum Error {
    #[aws(status = 409)]
    ConflictException { message: String },
}
