//! Transfers in a program without async.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

mod served;

use aws_operation::blocking;
use aws_operation_s3::{GetObject, PutObject, Transfer};
use served::{MIB, Served, bytes};

#[test]
fn a_blocking_client_waits_for_transfers_in_parts() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let served = runtime.block_on(Served::new());
    let client = blocking::Client::new(served.client()).unwrap();
    let transfer = Transfer::new(client.client().clone()).part_size(5 * MIB as u64);
    let content = bytes(12 * MIB);

    let put = PutObject { body: content.clone().into(), ..PutObject::new("b", "k") };
    client.wait(transfer.upload(put).send()).unwrap();
    assert!(served.object("k") == content);

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy");
    let downloaded = client.wait(transfer.download(GetObject::new("b", "k")).to_file(&path)).unwrap();
    assert_eq!(downloaded.length, content.len() as u64);
    assert!(std::fs::read(&path).unwrap() == content);
}
