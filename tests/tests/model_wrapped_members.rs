//! A wrapper around the type of a member changes nothing on the wire, for every binding, in clients and servers.

mod scripted;

use std::collections::BTreeMap;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Credentials, Sensitive, Timestamp, aws_operation, aws_service, aws_shape};
use scripted::{Script, Sent, Step};

#[aws_service(id = "Things", protocol = "restJson1")]
pub struct Service;

#[aws_service(id = "Topics", protocol = "awsQuery", version = "2010-03-31")]
pub struct Topics;

type Map = BTreeMap<String, String>;

/// A type, with or without wrappers.
trait Made {
    fn made() -> Self;
}

macro_rules! made {
    ($([$($param:ident)?] $type:ty: $made:expr;)*) => {
        $(impl$(<$param: Made>)? Made for $type {
            fn made() -> Self {
                $made
            }
        })*
    };
}

made! {
    [] String: "a, b".into();
    [] u32: 7;
    [] Timestamp: Timestamp::from_second(1_576_540_098).unwrap();
    [] Map: Map::from([("k".into(), "v".into())]);
    [T] Vec<T>: vec![T::made(), T::made()];
    [T] Option<T>: Some(T::made());
    [T] Box<T>: Box::new(T::made());
    [T] Sensitive<T>: Sensitive(T::made());
}

/// Operations whose members have the wrapper `$wrapped`. Labels, which are never absent, have the wrapper `$label`.
macro_rules! operations {
    ($($module:ident: $wrapped:ty, $label:ty;)*) => {
        $(mod $module {
            use super::*;

            type W<T> = $wrapped;
            type L<T> = $label;

            #[aws_shape]
            #[derive(Clone, Debug, PartialEq)]
            pub struct Members {
                text: W<String>,
                number: W<u32>,
                list: W<Vec<String>>,
                #[aws(xml_flattened)]
                flat: W<Vec<String>>,
                #[aws(timestamp = "http-date")]
                times: W<Vec<Timestamp>>,
                #[aws(xml_key = "Name", xml_value = "Value")]
                map: W<Map>,
                #[aws(timestamp = "date-time")]
                time: W<Timestamp>,
            }

            impl Made for Members {
                fn made() -> Self {
                    Self {
                        text: Made::made(),
                        number: Made::made(),
                        list: Made::made(),
                        flat: Made::made(),
                        times: Made::made(),
                        map: Made::made(),
                        time: Made::made(),
                    }
                }
            }

            #[aws_operation(name = "Put", output = Output, http = "POST /things/{label}")]
            #[derive(Clone, Debug, PartialEq)]
            pub struct Put {
                label: L<String>,
                #[aws(query)]
                text: W<String>,
                #[aws(query)]
                list: W<Vec<String>>,
                #[aws(header = "X-List")]
                items: W<Vec<String>>,
                #[aws(header = "X-Number")]
                number: W<u32>,
                #[aws(header = "X-Time", timestamp = "epoch-seconds")]
                time: W<Timestamp>,
                #[aws(header = "X-Times")]
                times: W<Vec<Timestamp>>,
                #[aws(prefix_headers = "x-meta-")]
                meta: W<Map>,
                members: W<Members>,
            }

            impl Made for Put {
                fn made() -> Self {
                    Self {
                        label: Made::made(),
                        text: Made::made(),
                        list: Made::made(),
                        items: Made::made(),
                        number: Made::made(),
                        time: Made::made(),
                        times: Made::made(),
                        meta: Made::made(),
                        members: Made::made(),
                    }
                }
            }

            #[aws_shape]
            #[derive(Clone, Debug, PartialEq)]
            pub struct Output {
                #[aws(header = "X-List")]
                items: W<Vec<String>>,
                #[aws(header = "X-Number")]
                number: W<u32>,
                #[aws(header = "X-Time")]
                time: W<Timestamp>,
                #[aws(prefix_headers = "x-meta-")]
                meta: W<Map>,
                members: W<Members>,
            }

            impl Made for Output {
                fn made() -> Self {
                    Self {
                        items: Made::made(),
                        number: Made::made(),
                        time: Made::made(),
                        meta: Made::made(),
                        members: Made::made(),
                    }
                }
            }

            #[aws_operation(name = "Publish", service = Topics, output = Members)]
            #[derive(Clone, Debug, PartialEq)]
            pub struct Publish {
                members: W<Members>,
            }

            /// The requests of `Put` and `Publish`.
            pub async fn sent() -> Vec<Sent> {
                let script = Script::new([Step::response(500, ""), Step::response(500, "")]);
                let client = script.client_with(|client| client.retry(aws_operation::RetryPolicy::never()));
                Put::made().send(&client).await.unwrap_err();
                Publish { members: Made::made() }.send(&client).await.unwrap_err();
                script.take_sent()
            }

            /// Sends both to a server and reads the responses.
            pub async fn round_trip() {
                let server = Server::builder()
                    .accept_credentials(Credentials::new("AKID", "secret"))
                    .operation::<Put, _>(|call: IncomingCall<Put>| async move {
                        assert_eq!(call.input, Put::made());
                        Ok(Output::made())
                    })
                    .operation::<Publish, _>(|call: IncomingCall<Publish>| async move {
                        assert_eq!(call.input, Publish { members: Made::made() });
                        Ok(Members::made())
                    })
                    .bind("127.0.0.1:0")
                    .await
                    .unwrap();
                let client = server.client().unwrap();
                let got = Put::made().send(&client).await.unwrap();
                assert_eq!(got, Output::made(), "{}", stringify!($module));
                let got = Publish { members: Made::made() }.send(&client).await.unwrap();
                assert_eq!(got, Members::made(), "{}", stringify!($module));
            }
        })*

        #[tokio::test]
        async fn wrapped_members_are_sent_like_plain_ones() {
            let plain = plain::sent().await;
            assert_eq!(plain[0].target(), "/things/a%2C%20b?Text=a%2C%20b&List=a%2C%20b&List=a%2C%20b");
            assert_eq!(plain[0].header("x-list"), Some(r#""a, b", "a, b""#));
            $(for (plain, sent) in plain.iter().zip($module::sent().await) {
                assert_eq!(sent.target(), plain.target(), "{}", stringify!($module));
                assert_eq!(sent.request.body(), plain.request.body(), "{}", stringify!($module));
                for name in ["content-type", "x-list", "x-number", "x-time", "x-times", "x-meta-k"] {
                    assert_eq!(sent.header(name), plain.header(name), "{name} of {}", stringify!($module));
                }
            })*
        }

        #[tokio::test]
        async fn wrapped_members_are_read_like_plain_ones() {
            $($module::round_trip().await;)*
        }
    };
}

operations! {
    plain: T, T;
    boxed: Box<T>, Box<T>;
    sensitive: Sensitive<T>, Sensitive<T>;
    optional: Option<T>, Sensitive<Box<T>>;
    optional_sensitive: Option<Sensitive<T>>, Box<Sensitive<T>>;
    optional_boxed_sensitive: Option<Box<Sensitive<T>>>, T;
    sensitive_optional: Sensitive<Option<T>>, T;
    boxed_optional: Box<Option<T>>, T;
}

#[aws_operation(name = "Maybe", output = (), http = "POST /maybe")]
struct Maybe {
    #[aws(header = "X-Text")]
    text: Sensitive<Option<String>>,
    #[aws(query, timestamp = "date-time")]
    time: Sensitive<Option<Timestamp>>,
    member: Sensitive<Box<Option<String>>>,
}

#[tokio::test]
async fn an_absent_sensitive_member_is_not_shown_as_sent() {
    let absent = Maybe { text: Sensitive(None), time: Sensitive(None), member: Sensitive(Box::new(None)) };
    let curl = absent.prepare(&Script::new([]).client()).await.unwrap().to_curl();
    assert!(curl.contains("--data-raw '{}'") && curl.contains("/maybe \\"), "{curl}");
    assert!(!curl.contains("x-text") && !curl.contains("Time="), "{curl}");
    let present = Maybe { text: Made::made(), time: Made::made(), member: Made::made() };
    let curl = present.prepare(&Script::new([]).client()).await.unwrap().to_curl();
    for shown in ["x-text: REDACTED", "?Time=REDACTED", r#"{"Member":"REDACTED"}"#] {
        assert!(curl.contains(shown), "{shown} in {curl}");
    }
}
