//! Every pending call keeps its future in memory, and each task that awaits it is larger by that much.

mod scripted;

use aws_operation::Call as _;
use scripted::{CreateProject, Script};

#[tokio::test]
async fn the_future_of_a_call_is_small() {
    let client = Script::new([]).client();
    let operation = CreateProject::paint();
    let sizes = [std::mem::size_of_val(&operation.send(&client)), std::mem::size_of_val(&operation.call(&client))];
    assert!(sizes.iter().all(|size| *size < 2_500), "{sizes:?}");
}
