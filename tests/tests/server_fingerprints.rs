//! Comparison of calls with the same token: by all decoded parameters, independent of the order of sets and maps.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_operation::server::{IdempotencyWindow, IncomingCall, Server, ServerBuilder};
use aws_operation::{
    Blob, Client, Document, Operation, SendError, Sensitive, Timestamp, aws_error, aws_operation, aws_service,
    aws_shape,
};

#[aws_service(id = "Shelf", protocol = "restJson1", error = Error)]
struct Shelf;

#[aws_error]
#[derive(Debug)]
enum Error {
    #[aws(status = 409)]
    ConflictException { message: String },
    #[aws(status = 422)]
    RejectedException { message: String },
}

#[aws_shape]
#[derive(Debug)]
struct MadeOutput {
    number: u32,
}

#[aws_operation(name = "PutShelf", service = Shelf, output = MadeOutput, idempotent = "token", http = "POST /shelf")]
#[derive(Clone, Default)]
struct PutShelf {
    token: Option<String>,
    #[aws(header = "X-Labels")]
    labels: Option<HashSet<String>>,
    #[aws(query)]
    colors: HashSet<String>,
    set: Sensitive<HashSet<String>>,
    ordered: BTreeSet<i32>,
    list: Vec<String>,
    nested: HashMap<String, Vec<HashSet<i32>>>,
    sets_of_sets: Vec<BTreeMap<String, Names>>,
    parts: Vec<Part>,
    kind: Option<Kind>,
    number: Option<f64>,
    sparse: HashMap<String, Option<String>>,
    blob: Option<Blob>,
    time: Option<Timestamp>,
    document: Option<Document>,
}

#[aws_shape]
#[derive(Clone, Default)]
struct Part {
    names: Option<HashSet<String>>,
    count: Option<i32>,
}

#[aws_shape]
#[derive(Clone)]
enum Kind {
    Names(HashSet<String>),
    List(Vec<String>),
}

/// A user-defined type that contains a set.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
struct Names(HashSet<String>);

struct Desk {
    _server: Server,
    client: Client,
    made: Arc<AtomicU32>,
}

async fn desk(add: impl FnOnce(ServerBuilder, Arc<AtomicU32>) -> ServerBuilder) -> Desk {
    let made = Arc::new(AtomicU32::new(0));
    let server = add(Server::builder().credentials("AKID", "secret"), Arc::clone(&made))
        .idempotency(IdempotencyWindow::hours(8), |mismatch| Error::ConflictException {
            message: mismatch.operation.into(),
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let client = server.client().unwrap();
    Desk { _server: server, client, made }
}

async fn shelf() -> Desk {
    desk(|server, made| {
        server.operation::<PutShelf, _>(move |_: IncomingCall<PutShelf>| {
            let number = made.fetch_add(1, Ordering::SeqCst) + 1;
            async move { Ok(MadeOutput { number }) }
        })
    })
    .await
}

impl Desk {
    /// Whether the second call has the same parameters as the first.
    async fn is_same(&self, token: &str, first: &PutShelf, second: &PutShelf) -> bool {
        let with_token = |call: &PutShelf| PutShelf { token: Some(token.into()), ..call.clone() };
        let number = with_token(first).send(&self.client).await.unwrap().number;
        match with_token(second).send(&self.client).await {
            Ok(made) => made.number == number,
            Err(SendError::Service(Error::ConflictException { .. }, _)) => false,
            Err(error) => panic!("{error}"),
        }
    }
}

fn names<C: FromIterator<String>>(names: &str) -> C {
    names.split(' ').map(str::to_owned).collect()
}

const MANY: &str = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

/// A call with all members. Each result has the same entries in sets and maps, in a different iteration order.
fn full() -> PutShelf {
    let numbers: HashSet<i32> = (0..40).collect();
    let parts = vec![Part { names: Some(names(MANY)), count: None }, Part::default()];
    PutShelf {
        token: None,
        labels: Some(names(MANY)),
        colors: names(MANY),
        set: Sensitive(names(MANY)),
        ordered: (0..40).collect(),
        list: names("b a c a"),
        nested: MANY.split(' ').map(|name| (name.to_owned(), vec![numbers.iter().copied().collect()])).collect(),
        sets_of_sets: vec![[("x".to_owned(), Names(names(MANY)))].into()],
        parts,
        kind: Some(Kind::Names(names(MANY))),
        number: Some(f64::NAN),
        sparse: [("a".to_owned(), None), ("b".to_owned(), Some("b".to_owned()))].into(),
        blob: Some(Blob::from(b"blob".to_vec())),
        time: Some(Timestamp::from_second(1_700_000_000).unwrap()),
        document: Some(Document(serde_json::json!({ "b": [1, 2], "a": { "d": null, "c": 1.5 } }))),
    }
}

#[tokio::test]
async fn sets_and_maps_in_another_order_are_equal() {
    let desk = shelf().await;
    for token in 0..10 {
        assert!(desk.is_same(&token.to_string(), &full(), &full()).await, "different parameters");
    }
    assert_eq!(desk.made.load(Ordering::SeqCst), 10);
}

#[tokio::test]
async fn documents_with_keys_in_another_order_are_equal() {
    let desk = shelf().await;
    let document = |text: &str| {
        let document = Some(Document(serde_json::from_str(text).unwrap()));
        PutShelf { document, ..PutShelf::default() }
    };
    let first = document(r#"{"a":1,"b":{"c":[1,2],"d":2}}"#);
    assert!(desk.is_same("1", &first, &document(r#"{"b":{"d":2,"c":[1,2]},"a":1}"#)).await);
    for (token, other) in
        [r#"{"a":1,"b":{"c":[2,1],"d":2}}"#, r#"{"a":1,"b":{"c":[1,2],"d":"2"}}"#, "null", "{}"].into_iter().enumerate()
    {
        assert!(!desk.is_same(&format!("other{token}"), &first, &document(other)).await, "{other}");
    }
}

#[tokio::test]
async fn every_other_change_is_a_different_call() {
    let desk = shelf().await;
    type Change = fn(&mut PutShelf);
    let changes: [(&str, Change); 22] = [
        ("a list in another order", |call| call.list = names("a b c a")),
        ("an item twice", |call| call.list = names("b a c a a")),
        ("one item instead of two", |call| call.list = names("ba c a")),
        ("a list that is empty", |call| call.list = Vec::new()),
        ("a set with one more", |call| assert!(call.set.insert("more".into()))),
        ("a set with one less", |call| assert!(call.colors.remove("a"))),
        ("no set", |call| call.labels = None),
        ("an empty set", |call| call.labels = Some(HashSet::new())),
        ("an ordered set", |call| assert!(call.ordered.insert(-1))),
        ("a set in a map", |call| assert!(call.nested.get_mut("a").unwrap()[0].insert(-1))),
        ("one more list in a map", |call| call.nested.get_mut("a").unwrap().push(HashSet::new())),
        ("a key of a map", |call| drop(call.nested.insert("other".into(), Vec::new()))),
        ("keys of a map with each other's values", |call| {
            call.sparse = [("a".to_owned(), Some("b".to_owned())), ("b".to_owned(), None)].into();
        }),
        ("a user-defined set", |call| assert!(call.sets_of_sets[0].get_mut("x").unwrap().0.remove("a"))),
        ("structures in another order", |call| call.parts.reverse()),
        ("zero instead of absent", |call| call.parts[1].count = Some(0)),
        ("another member of a union", |call| call.kind = Some(Kind::List(names(MANY)))),
        ("another number", |call| call.number = Some(1.0)),
        ("infinity instead of NaN", |call| call.number = Some(f64::INFINITY)),
        ("a value instead of null", |call| drop(call.sparse.insert("a".into(), Some(String::new())))),
        ("another blob", |call| call.blob = Some(Blob::from(b"blo".to_vec()))),
        ("another time", |call| call.time = Some(Timestamp::from_second(1_700_000_001).unwrap())),
    ];
    for (what, change) in changes {
        let mut other = full();
        change(&mut other);
        assert!(!desk.is_same(what, &full(), &other).await, "{what} counts as the same call");
    }
}

#[aws_operation(name = "Put", service = Shelf, output = MadeOutput, idempotent = "token", http = "PUT /put/{name}")]
struct Put {
    name: String,
    #[aws(header = "X-Token")]
    token: Option<String>,
    #[aws(payload)]
    body: Blob,
}

#[tokio::test]
async fn a_payload_is_compared() {
    let desk = desk(|server, made| {
        server.operation::<Put, _>(move |_: IncomingCall<Put>| {
            let number = made.fetch_add(1, Ordering::SeqCst) + 1;
            async move { Ok(MadeOutput { number }) }
        })
    })
    .await;
    let put = |body: &[u8]| Put { name: "x".into(), token: Some("t".into()), body: Blob::from(body.to_vec()) };
    assert_eq!(put(b"body").send(&desk.client).await.unwrap().number, 1);
    assert_eq!(put(b"body").send(&desk.client).await.unwrap().number, 1);
    assert_eq!(put(b"bodY").send(&desk.client).await.unwrap_err().code(), Some("ConflictException"));
}

#[aws_service(id = "Barn", protocol = "awsJson1_0", target_prefix = "Barn", error = Error)]
struct Barn;

#[aws_service(id = "Stable", protocol = "awsJson1_1", target_prefix = "Stable", error = Error)]
struct Stable;

macro_rules! create {
    ($create:ident, $service:ident, $name:literal) => {
        #[aws_operation(name = $name, service = $service, output = MadeOutput, idempotent = "token")]
        struct $create {
            token: Option<String>,
        }
    };
}

create!(CreateInBarn, Barn, "Create");
create!(CreateInStable, Stable, "Create");
create!(DeleteInStable, Stable, "Delete");

#[tokio::test]
async fn tokens_are_scoped_to_service_and_operation() {
    let desk = desk(|mut server, made| {
        macro_rules! serve {
            ($($create:ident)*) => {$(
                let counter = Arc::clone(&made);
                server = server.operation::<$create, _>(move |_: IncomingCall<$create>| {
                    let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
                    async move { Ok(MadeOutput { number }) }
                });
            )*};
        }
        serve! { CreateInBarn CreateInStable DeleteInStable }
        server
    })
    .await;
    let token = || Some("t".to_owned());
    for _ in 0..2 {
        assert_eq!(CreateInBarn { token: token() }.send(&desk.client).await.unwrap().number, 1);
        assert_eq!(CreateInStable { token: token() }.send(&desk.client).await.unwrap().number, 2);
        assert_eq!(DeleteInStable { token: token() }.send(&desk.client).await.unwrap().number, 3);
    }
    assert_eq!(CreateInBarn::META.name, CreateInStable::META.name);
}
