//! Every model of an installed botocore, where `AWS_OPERATION_MODELS` names its `data` folder.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // so do tests fail, and say what they skip

use std::path::{Path, PathBuf};
use std::{env, fs};

use aws_operation_cli::model::Model;

/// The newest version of each service.
fn models(data: &Path) -> Vec<PathBuf> {
    let folders = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let newest = folders(data).into_iter().filter_map(|service| folders(&service).pop());
    let file = |folder: PathBuf| {
        ["service-2.json", "service-2.json.gz"].into_iter().map(|name| folder.join(name)).find(|file| file.is_file())
    };
    newest.filter_map(file).collect()
}

#[test]
fn every_model_is_read() {
    let Ok(data) = env::var("AWS_OPERATION_MODELS") else {
        return println!("skipped: AWS_OPERATION_MODELS is not set");
    };
    let (mut services, mut operations) = (0, 0);
    for file in models(Path::new(&data)) {
        let model = Model::read(&file).unwrap();
        services += 1;
        operations += model.operations.len();
    }
    println!("{services} services, {operations} operations");
    assert!(operations > 0, "no model in {data}");
}
