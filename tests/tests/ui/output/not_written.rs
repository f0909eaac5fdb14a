// mistakes: 1
// misuse: WriteMembers
// right: #[aws_shape]
// right: struct Project {
// right:     project_name: String,
// right: }
use aws_operation::codec::WriteMembers;

struct Project {
    project_name: String,
}

fn members<T: WriteMembers>(_: &T) -> usize {
    T::MEMBERS.len()
}

fn used() -> usize {
    members(&Project { project_name: "paint".to_owned() })
}

fn main() {
    let _ = used;
}
