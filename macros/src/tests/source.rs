//! Rules that the source itself must keep.

use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    let mut directories = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = Vec::new();
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

#[test]
fn every_error_points_into_the_users_code() {
    let banned = ["Span::", "call_site"].concat();
    let sources = sources();
    assert!(sources.len() > 15);
    for (path, text) in sources {
        assert!(!text.contains(&banned), "`{banned}` in {}", path.display());
    }
}

#[test]
fn files_stay_short() {
    for (path, text) in sources() {
        assert!(text.lines().count() < 400, "{}", path.display());
    }
}
