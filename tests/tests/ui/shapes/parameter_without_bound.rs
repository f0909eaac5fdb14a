// mistakes: 2
// misuse: rustc
use std::collections::HashMap;

use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project<K> {
    name: String,
    tags: HashMap<K, String>,
}

fn used(answer: &Response<Project<String>>) -> usize {
    answer.name.len() + answer.tags.len()
}

fn main() {
    let _ = used;
}
