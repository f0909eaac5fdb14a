//! The operation of `queue.smithy.json` as it should be: `planted_queue.txt` says what is done to it.

use aws_operation::{aws_error, aws_operation, aws_service};

#[aws_service(id = "Queue", protocol = "awsJson1_0", target_prefix = "Queue", query_compatible, error = Error)]
pub struct Service;

#[aws_operation(name = "Send", output = ())]
pub struct Send {
    pub message: String,
}

#[aws_error]
pub enum Error {
    #[aws(code = "Queue.NonExistent")]
    QueueDoesNotExist { message: String },
}
