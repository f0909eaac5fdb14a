//! Lists of objects: pages, prefixes up to a delimiter, and encoded keys.

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2Output;
use aws_sdk_s3::types::EncodingType;

use crate::{BUCKET, Checks, Outcome};

const COUNT: usize = 25;
const PAGE: i32 = 10;

pub(crate) async fn run(s3: &Client, checks: &mut Checks) -> Outcome {
    for number in 0..COUNT {
        s3.put_object().bucket(BUCKET).key(format!("list/{number:02}/x")).send().await?;
    }
    pages(s3, checks).await?;
    delimiter(s3, checks).await?;
    encoded(s3, checks).await
}

fn keys(list: &ListObjectsV2Output) -> Vec<&str> {
    list.contents().iter().filter_map(|object| object.key()).collect()
}

fn prefixes(list: &ListObjectsV2Output) -> Vec<&str> {
    list.common_prefixes().iter().filter_map(|prefix| prefix.prefix()).collect()
}

async fn pages(s3: &Client, checks: &mut Checks) -> Outcome {
    let all = s3.list_objects_v2().bucket(BUCKET).prefix("list/").into_paginator().page_size(PAGE).send();
    let all = all.collect::<Result<Vec<_>, _>>().await?;
    let sizes: Vec<_> = all.iter().map(|page| page.contents().len()).collect();
    checks.check("pages", sizes == [10, 10, 5]);
    let expected: Vec<_> = (0..COUNT).map(|number| format!("list/{number:02}/x")).collect();
    checks.check("each key once, in order", all.iter().flat_map(keys).eq(&expected));
    let has_facts = |page: &ListObjectsV2Output| {
        page.contents().iter().all(|object| object.e_tag().is_some() && object.last_modified().is_some())
    };
    checks.check("each with its facts", all.iter().all(has_facts));
    let after = s3.list_objects_v2().bucket(BUCKET).prefix("list/").start_after("list/22/x").send().await?;
    checks.check("keys after one", keys(&after) == ["list/23/x", "list/24/x"]);
    Ok(())
}

async fn delimiter(s3: &Client, checks: &mut Checks) -> Outcome {
    let list = s3.list_objects_v2().bucket(BUCKET).prefix("list/").delimiter("/");
    let all = list.into_paginator().page_size(PAGE).send().collect::<Result<Vec<_>, _>>().await?;
    let sizes: Vec<_> = all.iter().map(|page| prefixes(page).len()).collect();
    let expected: Vec<_> = (0..COUNT).map(|number| format!("list/{number:02}/")).collect();
    checks.check("pages of prefixes", sizes == [10, 10, 5] && all.iter().flat_map(prefixes).eq(&expected));
    checks.check("and no keys", all.iter().all(|page| page.contents().is_empty()));
    Ok(())
}

/// The SDK asks for no encoding by itself, and decodes none.
async fn encoded(s3: &Client, checks: &mut Checks) -> Outcome {
    let list = s3.list_objects_v2().bucket(BUCKET).prefix("a b/").send().await?;
    checks.check("a key as it is", keys(&list) == ["a b/ü+&?#%.txt"]);
    let list = s3.list_objects_v2().bucket(BUCKET).prefix("a b/").encoding_type(EncodingType::Url).send().await?;
    checks.check("an encoded key", keys(&list) == ["a+b/%C3%BC%2B%26%3F%23%25.txt"]);
    let facts = (list.encoding_type(), list.prefix());
    checks.check("and its encoded prefix", facts == (Some(&EncodingType::Url), Some("a+b/")));
    let list = s3.list_objects_v2().bucket(BUCKET).prefix("line").encoding_type(EncodingType::Url).send().await?;
    checks.check("an encoded line", keys(&list) == ["line%0D%0A%09end"]);
    let list = s3.list_objects_v2().bucket(BUCKET).prefix("a b").delimiter("/").encoding_type(EncodingType::Url);
    checks.check("an encoded common prefix", prefixes(&list.send().await?) == ["a+b/"]);
    Ok(())
}
