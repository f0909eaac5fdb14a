//! The items of pages are determined by the field's type, so aliases, boxes and types from macros work as well.

mod scripted;

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::vec::Vec as List;

use aws_operation::{Items, Paginated, PaginatedItems, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "Items", protocol = "awsJson1_1", target_prefix = "Items")]
struct Service;

type Names = Option<List<String>>;

/// A user's own list type.
#[derive(serde::Deserialize, serde::Serialize)]
struct Own(List<String>);

impl Items for Own {
    type Item = String;

    fn into_items(self) -> VecDeque<String> {
        self.0.into()
    }
}

/// Declares one list operation for each type of items.
macro_rules! listings {
    ($($name:literal $input:ident $output:ident : $t:ty;)*) => {$(
        #[aws_operation(name = $name, output = $output)]
        #[aws(readonly, paginated(input = "token", output = "token", items = "names"))]
        #[derive(Default)]
        struct $input {
            token: Option<String>,
        }

        #[aws_shape]
        struct $output {
            names: $t,
            token: Option<String>,
        }
    )*};
}

listings! {
    "ListA" ListA ListAOutput: Vec<String>;
    "ListB" ListB ListBOutput: Option<Vec<String>>;
    "ListC" ListC ListCOutput: Names;
    "ListD" ListD ListDOutput: List<String>;
    "ListE" ListE ListEOutput: Box<Vec<String>>;
    "ListF" ListF ListFOutput: Option<Box<List<String>>>;
    "ListG" ListG ListGOutput: BTreeSet<String>;
    "ListH" ListH ListHOutput: HashSet<String>;
    "ListI" ListI ListIOutput: VecDeque<String>;
    "ListJ" ListJ ListJOutput: Own;
}

/// A public output may have private fields of private types.
pub mod public {
    use aws_operation::{aws_operation, aws_shape};

    use super::Service;

    #[aws_operation(name = "ListPublic", service = Service, readonly)]
    #[aws(paginated(input = "token", output = "token", items = "boxes.names"))]
    #[derive(Default)]
    pub(super) struct ListPublic {
        token: Option<String>,
    }

    #[aws_shape]
    pub struct ListPublicOutput {
        pub boxes: Option<Boxes>,
        hidden: Option<Hidden>,
        token: Option<String>,
    }

    #[aws_shape]
    pub struct Boxes {
        pub names: Vec<String>,
    }

    #[aws_shape]
    struct Hidden {
        inner: Option<Box<Hidden>>,
    }

    impl ListPublicOutput {
        pub(super) fn is_hidden(&self) -> bool {
            self.hidden.as_ref().is_some_and(|hidden| hidden.inner.is_none())
        }
    }
}

/// Maps yield their keys with their values.
#[aws_operation(name = "ListPairs", readonly, paginated(input = "token", output = "token", items = "pairs"))]
#[derive(Default)]
struct ListPairs {
    token: Option<String>,
}

#[aws_shape]
struct ListPairsOutput {
    pairs: Option<BTreeMap<String, u32>>,
    token: Option<String>,
}

/// The items of a generic operation.
async fn listed<'a, O>(input: O, bodies: &[&'static str]) -> Vec<<O::Items as Items>::Item>
where
    O: PaginatedItems + Paginated<Output: Send> + Send + Sync + 'a,
{
    let script = Script::new(bodies.iter().map(|body| Step::response(200, *body)));
    let mut items = aws_operation::Pages::new(input, &script.client()).items();
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    all
}

const PAGES: [&str; 2] = [r#"{"Names":["a"],"Token":"t"}"#, r#"{"Names":["b"]}"#];

#[tokio::test(start_paused = true)]
async fn every_list_type_yields_items() {
    assert_eq!(listed(ListA::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListB::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListC::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListD::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListE::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListF::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListG::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListH::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListI::default(), &PAGES).await, ["a", "b"]);
    assert_eq!(listed(ListJ::default(), &PAGES).await, ["a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn a_map_yields_pairs() {
    let pages = [r#"{"Pairs":{"a":1,"b":2},"Token":"t"}"#, "{}"];
    assert_eq!(listed(ListPairs::default(), &pages).await, [("a".to_owned(), 1), ("b".to_owned(), 2)]);
}

#[tokio::test(start_paused = true)]
async fn items_in_private_fields_are_yielded() {
    let pages = [r#"{"Boxes":{"Names":["a"]},"Hidden":{},"Token":"t"}"#, r#"{"Boxes":{"Names":["b"]}}"#];
    assert_eq!(listed(public::ListPublic::default(), &pages).await, ["a", "b"]);
    let script = Script::new([Step::response(200, pages[0])]);
    assert!(public::ListPublic::default().send(&script.client()).await.unwrap().is_hidden());
}
