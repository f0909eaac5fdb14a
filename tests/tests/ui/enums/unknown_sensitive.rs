// mistakes: 1
// misuse: unknown_holds_no_string
use aws_operation::{Response, Sensitive, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    #[aws(unknown)]
    Unknown(Sensitive<String>),
}

fn used(response: &Response<Status>) -> usize {
    matches!(**response, Status::Ready) as usize + response.to_string().len() + Status::from("a").as_str().len()
}

fn main() {
    let _ = used;
}
