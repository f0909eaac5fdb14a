//! A structure of sixty members.

use aws_operation::{aws_operation, aws_shape};

use crate::Service;
use crate::wire::Wire;

macro_rules! many {
    ($($field:ident)*) => {
        #[aws_operation(name = "Many")]
        #[aws(http = "POST /many")]
        #[derive(Default)]
        struct Many {
            $($field: Option<u32>,)*
        }

        #[aws_shape]
        #[derive(Debug, Default, PartialEq)]
        struct ManyOutput {
            $($field: Option<u32>,)*
        }
    };
}

many! {
    f01 f02 f03 f04 f05 f06 f07 f08 f09 f10
    f11 f12 f13 f14 f15 f16 f17 f18 f19 f20
    f21 f22 f23 f24 f25 f26 f27 f28 f29 f30
    f31 f32 f33 f34 f35 f36 f37 f38 f39 f40
    f41 f42 f43 f44 f45 f46 f47 f48 f49 f50
    f51 f52 f53 f54 f55 f56 f57 f58 f59 f60
}

#[tokio::test]
async fn sixty_members_are_sent_and_received() {
    let wire = Wire::with_response(r#"{"F60":60,"F01":1,"F31":null}"#);
    let response = Many { f01: Some(1), f60: Some(60), ..Many::default() }.send(&wire.client()).await.unwrap();
    assert_eq!(wire.body(), r#"{"F01":1,"F60":60}"#);
    assert_eq!(response, ManyOutput { f01: Some(1), f60: Some(60), ..ManyOutput::default() });
}
