// mistakes: 1
// misuse: mixed_enum
use aws_operation::aws_shape;

#[aws_shape]
enum Status {
    Ready,
    Waiting,
    Gone,
    Failed { reason: String },
    Broken(u64),
    Other(String),
}

fn used(status: &Status) -> usize {
    matches!(status, Status::Ready) as usize + status.as_str().len()
}

fn main() {
    let _ = used;
}
