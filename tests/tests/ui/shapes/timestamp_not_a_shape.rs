// mistakes: 1
// misuse: TimestampMember
use aws_operation::aws_shape;

struct Day(u64);

#[aws_shape]
struct Project {
    #[aws(timestamp = "date-time")]
    begun: Day,
}

fn main() {}
