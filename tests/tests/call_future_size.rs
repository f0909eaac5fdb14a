//! Each task that awaits a call is larger by the call's future. The rest of a pending call is boxed; that it has less
//! than 2,500 bytes is an assertion in the client, which runs at every call of these tests.

mod scripted;

use aws_operation::Call as _;
use scripted::{CreateProject, Script};

#[tokio::test]
async fn the_future_of_a_call_is_small() {
    let client = Script::new([]).client();
    let operation = CreateProject::paint();
    let sizes = [std::mem::size_of_val(&operation.send(&client)), std::mem::size_of_val(&operation.call(&client))];
    assert!(sizes.iter().all(|size| *size < 500), "{sizes:?}");
}
