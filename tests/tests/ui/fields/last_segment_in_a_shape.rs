// mistakes: 1
// misuse: sent_as_of_response
// right: pub id: String,
use aws_operation::aws_shape;

#[aws_shape]
pub struct HostedZone {
    #[aws(last_segment)]
    pub id: String,
}

fn main() {
    let _ = HostedZone { id: String::new() };
}
