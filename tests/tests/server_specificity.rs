//! If several operations match a request, the most specific one is used, in any order of registration.

mod served;

use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::{aws_operation, aws_service, aws_shape};
use served::RawConnection;

#[aws_service(id = "Files", protocol = "restJson1")]
struct Files;

#[aws_shape]
struct SeenOutput {
    seen: String,
}

#[aws_operation(name = "Text", service = Files, output = SeenOutput, auth = "none", http = "GET /a/b")]
struct Text {}

#[aws_operation(name = "Label", service = Files, output = SeenOutput, auth = "none", http = "GET /a/{x}")]
struct Label {
    x: String,
}

#[aws_operation(name = "Greedy", service = Files, output = SeenOutput, auth = "none", http = "GET /a/{g+}")]
struct Greedy {
    g: String,
}

#[aws_operation(name = "Late", service = Files, output = SeenOutput, auth = "none", http = "GET /{y}/b")]
struct Late {
    y: String,
}

#[aws_operation(name = "Suffix", service = Files, output = SeenOutput, auth = "none", http = "GET /{g+}/b")]
struct Suffix {
    g: String,
}

#[aws_operation(name = "Constant", service = Files, output = SeenOutput, auth = "none", http = "GET /a/{x}?k=v")]
struct Constant {
    x: String,
}

/// Functions that register the operations.
const ALL: [fn(ServerBuilder) -> ServerBuilder; 6] = [
    |server| {
        server.operation::<Text, _>(|_call: IncomingCall<Text>| {
            let seen = format!("Text {}", "-");
            async { Ok(SeenOutput { seen }) }
        })
    },
    |server| {
        server.operation::<Label, _>(|call: IncomingCall<Label>| {
            let seen = format!("Label {}", call.x.clone());
            async { Ok(SeenOutput { seen }) }
        })
    },
    |server| {
        server.operation::<Greedy, _>(|call: IncomingCall<Greedy>| {
            let seen = format!("Greedy {}", call.g.clone());
            async { Ok(SeenOutput { seen }) }
        })
    },
    |server| {
        server.operation::<Late, _>(|call: IncomingCall<Late>| {
            let seen = format!("Late {}", call.y.clone());
            async { Ok(SeenOutput { seen }) }
        })
    },
    |server| {
        server.operation::<Suffix, _>(|call: IncomingCall<Suffix>| {
            let seen = format!("Suffix {}", call.g.clone());
            async { Ok(SeenOutput { seen }) }
        })
    },
    |server| {
        server.operation::<Constant, _>(|call: IncomingCall<Constant>| {
            let seen = format!("Constant {}", call.x.clone());
            async { Ok(SeenOutput { seen }) }
        })
    },
];

/// All permutations of the numbers below `count`.
fn permutations(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return vec![Vec::new()] };
    let shorter = permutations(last);
    let with_last = |order: &Vec<usize>| {
        let indices = 0..=order.len();
        let inserted = |index| [&order[..index], &[last], &order[index..]].concat();
        indices.map(inserted).collect::<Vec<_>>()
    };
    shorter.iter().flat_map(with_last).collect()
}

#[tokio::test]
async fn the_most_specific_operation_is_used_in_any_order() {
    let expected = [
        ("/a/b", "Text -"),
        ("/a/b/", "Text -"),
        ("/a/c", "Label c"),
        ("/a/c?k=v", "Constant c"),
        // The path takes precedence over the query.
        ("/a/b?k=v", "Text -"),
        ("/a/c/d", "Greedy c/d"),
        // Compared from left to right: the first literal decides.
        ("/a/c/b", "Greedy c/b"),
        ("/c/b", "Late c"),
        ("/c/d/b", "Suffix c/d"),
    ];
    let orders = permutations(ALL.len());
    assert_eq!(orders.len(), 720);
    for order in orders {
        let server = order.iter().fold(Server::builder(), |server, index| ALL[*index](server));
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let mut connection = RawConnection::open(&server).await;
        for (target, seen) in expected {
            let request = http::Request::get(format!("{}{target}", server.url())).body("".into()).unwrap();
            let response = connection.send(&request).await;
            assert_eq!(response, (200, format!(r#"{{"Seen":"{seen}"}}"#)), "{target} in the order {order:?}");
        }
    }
}
