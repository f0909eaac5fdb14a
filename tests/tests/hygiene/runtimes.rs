//! The runtime crate under another name.

mod by_another_name {
    #[::renamed::aws_service(id = "Renamed", protocol = "restJson1", crate = ::renamed)]
    pub struct Service;

    #[::renamed::aws_operation(name = "Call", error = Rejection)]
    #[aws(http = "POST /call", crate = ::renamed)]
    pub struct Call {
        pub name: String,
    }

    #[::renamed::aws_shape(crate = ::renamed)]
    pub struct CallOutput {
        pub name: Option<String>,
    }

    #[::renamed::aws_error]
    #[aws(crate = ::renamed)]
    #[derive(Debug)]
    pub enum Rejection {
        Busy,
    }
}

/// A facade, as in a crate whose users do not depend on the runtime themselves.
pub mod facade {
    pub use aws_operation as runtime;

    macro_rules! operation {
        ($name:ident, $path:path) => {
            #[$crate::runtimes::facade::runtime::aws_operation(name = "Call", service = $crate::Service)]
            #[aws(crate = $crate::runtimes::facade::runtime)]
            #[aws(output = $crate::runtimes::by_another_name::CallOutput)]
            #[aws(http = "POST /facade")]
            struct $name {
                name: &'static str,
            }

            const _: () = {
                #[$crate::runtimes::facade::runtime::aws_shape(crate = $path)]
                #[allow(dead_code)]
                struct Unused {
                    name: String,
                }
            };
        };
    }
    pub(crate) use operation;
}

mod user {
    super::facade::operation!(Call, crate::runtimes::facade::runtime);

    pub fn call() -> impl AsyncFnOnce(&super::facade::runtime::Client) -> Option<String> {
        async |client| Call { name: "b" }.send(client).await.unwrap().name
    }
}

use crate::wire::Wire;

#[tokio::test]
async fn the_runtime_can_have_another_name() {
    let wire = Wire::with_response(r#"{"Name":"a"}"#);
    let response = by_another_name::Call { name: "a".to_owned() }.send(&wire.client()).await.unwrap();
    assert_eq!(response.name.as_deref(), Some("a"));
    assert_eq!(wire.line(), "POST /call");
    assert_eq!(by_another_name::Rejection::Busy.to_string(), "Busy");
    assert_eq!(user::call()(&wire.client()).await.as_deref(), Some("a"));
    assert_eq!((wire.line().as_str(), wire.body().as_str()), ("POST /facade", r#"{"Name":"b"}"#));
}
