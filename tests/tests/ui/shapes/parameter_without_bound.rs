// mistakes: 1
// misuse: ReadMember
use std::collections::HashMap;

use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project<K> {
    name: String,
    tags: HashMap<K, String>,
}

fn used(response: &Response<Project<String>>) -> usize {
    response.name.len() + response.tags.len()
}

fn main() {
    let _ = used;
}
