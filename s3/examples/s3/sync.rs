//! `sync`: copies what is absent, or has another size.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use aws_operation_s3::ListObjectsV2;

use super::copy::{download, upload};
use super::location::{Location, Object};
use super::{Failure, Session};

pub(crate) async fn sync(session: &Session, source: Location, target: Location) -> Result<(), Failure> {
    match (source, target) {
        (Location::File(folder), Location::Object(mut prefix)) => {
            close(&mut prefix);
            let stored = objects(session, &prefix).await?;
            for (name, size) in files(&folder)? {
                if stored.get(&name) != Some(&size) {
                    let object = Object { bucket: prefix.bucket.clone(), key: format!("{}{name}", prefix.key) };
                    println!("{name}");
                    upload(session, &folder.join(&name), object).await?;
                }
            }
            Ok(())
        }
        (Location::Object(mut prefix), Location::File(folder)) => {
            close(&mut prefix);
            let present = if folder.exists() { files(&folder)? } else { BTreeMap::new() };
            for (name, size) in objects(session, &prefix).await? {
                if present.get(&name) == Some(&size) {
                    continue;
                }
                let path = path_of(&folder, &name)?;
                std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
                println!("{name}");
                let object = Object { bucket: prefix.bucket.clone(), key: format!("{}{name}", prefix.key) };
                download(session, object, &path).await?;
            }
            Ok(())
        }
        _ => Err("one of both must be a folder, and the other one `s3://bucket/prefix`".into()),
    }
}

/// Ends a prefix with a slash.
fn close(prefix: &mut Object) {
    if !prefix.key.is_empty() && !prefix.key.ends_with('/') {
        prefix.key.push('/');
    }
}

/// The sizes of the objects below a prefix, by the rest of their keys.
async fn objects(session: &Session, prefix: &Object) -> Result<BTreeMap<String, u64>, Failure> {
    let list = ListObjectsV2 { prefix: Some(prefix.key.clone()), ..ListObjectsV2::new(&prefix.bucket) };
    let mut items = list.paginate(&session.client).items();
    let mut objects = BTreeMap::new();
    while let Some(object) = items.next().await {
        let object = object?;
        let name = object.key.strip_prefix(&prefix.key).unwrap_or(&object.key);
        // A key that ends with a slash stands for a folder.
        if !name.is_empty() && !name.ends_with('/') {
            objects.insert(name.to_owned(), object.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default());
        }
    }
    Ok(objects)
}

/// The path of an object in a folder, which it must not leave.
fn path_of(folder: &Path, name: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(name);
    if path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(folder.join(path));
    }
    Err(format!("the key `{name}` is no path below the folder").into())
}

/// The sizes of all files below a folder, by their paths with slashes.
fn files(folder: &Path) -> Result<BTreeMap<String, u64>, Failure> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(|error| format!("`{}`: {error}", next.display()))? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                let parts: Vec<_> =
                    entry.path().strip_prefix(folder)?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                files.insert(parts.join("/"), entry.metadata()?.len());
            }
        }
    }
    Ok(files)
}
