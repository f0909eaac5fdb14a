// mistakes: 1
// misuse: SkippedDefault
// right: #[derive(Default)]
// right: struct Cache;
use aws_operation::aws_shape;

struct Cache;

#[aws_shape]
struct Project {
    name: String,
    #[aws(skip)]
    cache: Cache,
}

fn main() {}
