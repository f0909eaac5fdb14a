// mistakes: 1
// misuse: duplicate_member
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Source {
    Bucket(String),
    #[aws(rename = "Bucket")]
    Table(String),
}

fn used(response: &Response<Option<Source>>) -> bool {
    let table = response.as_ref().and_then(Source::as_table);
    table.is_some() && serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
