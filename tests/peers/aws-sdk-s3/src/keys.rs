//! Keys that paths, queries, headers and XML have to escape.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};

use crate::{BUCKET, Checks, Outcome};

/// Each with its source of a copy.
const KEYS: [(&str, &str); 9] = [
    ("a b/ü+&?#%.txt", "b/a%20b/%C3%BC%2B%26%3F%23%25.txt"),
    ("./..//x", "b/./..//x"),
    ("/first", "b//first"),
    ("last/", "b/last/"),
    ("//", "b///"),
    ("%2F%41", "b/%252F%2541"),
    ("<&>\"'", "b/%3C%26%3E%22%27"),
    ("line\r\n\tend", "b/line%0D%0A%09end"),
    ("~!*()=:@$,;[]", "b/~!*()=:@$,;[]"),
];

pub(crate) async fn run(s3: &Client, checks: &mut Checks) -> Outcome {
    for (key, source) in KEYS {
        let body = key.as_bytes().to_vec();
        s3.put_object().bucket(BUCKET).key(key).body(body.into()).send().await?;
        let got = s3.get_object().bucket(BUCKET).key(key).send().await?;
        let content = got.body.collect().await?.into_bytes();
        checks.check(&format!("the object {key:?}"), content == key.as_bytes());
        let head = s3.head_object().bucket(BUCKET).key(key).send().await?;
        checks.check("its head", head.content_length() == i64::try_from(key.len()).ok());
        s3.copy_object().bucket(BUCKET).key(format!("copies/{key}")).copy_source(source).send().await?;
        let got = s3.get_object().bucket(BUCKET).key(format!("copies/{key}")).send().await?;
        checks.check("its copy", got.body.collect().await?.into_bytes() == key.as_bytes());
    }
    delete(s3, checks).await
}

async fn delete(s3: &Client, checks: &mut Checks) -> Outcome {
    let copies = || KEYS.map(|(key, _)| format!("copies/{key}"));
    let objects = || copies().map(|key| ObjectIdentifier::builder().key(key).build());
    let objects = objects().into_iter().collect::<Result<Vec<_>, _>>()?;
    let delete = Delete::builder().set_objects(Some(objects)).build()?;
    let deleted = s3.delete_objects().bucket(BUCKET).delete(delete.clone()).send().await?;
    let keys: Vec<_> = deleted.deleted().iter().filter_map(|object| object.key()).collect();
    checks.check("all copies are deleted at once", keys == copies() && deleted.errors().is_empty());
    let left = s3.list_objects_v2().bucket(BUCKET).prefix("copies/").send().await?;
    checks.check("none is left", left.contents().is_empty() && left.key_count() == Some(0));
    let quiet = Delete::builder().set_objects(Some(delete.objects().to_vec())).quiet(true).build()?;
    let deleted = s3.delete_objects().bucket(BUCKET).delete(quiet).send().await?;
    checks.check("a quiet delete names none", deleted.deleted().is_empty());
    Ok(())
}
