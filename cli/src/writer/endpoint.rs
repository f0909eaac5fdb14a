//! The comment on a service with unusual endpoints.

use super::docs;
use super::wire_case::literal;
use crate::model::UnusualEndpoint;

/// The comment with the client settings for a service whose endpoints do not follow the usual pattern.
pub(super) fn comment(endpoint: &UnusualEndpoint) -> String {
    let text = match endpoint {
        UnusualEndpoint::Dependent => {
            "Its endpoint depends on more than the region: build the client with `.endpoint_url(..)`.".to_owned()
        }
        UnusualEndpoint::Known { region, dual_stack, url } => {
            let region = region.as_ref().map(|region| format!(".region({})", literal(region)));
            let dual_stack = dual_stack.then(|| ".use_dualstack_endpoint(true)".to_owned());
            let url = url.as_ref().map(|url| format!(".endpoint_url({})", literal(url)));
            let settings: Vec<_> = region.into_iter().chain(dual_stack).chain(url).collect();
            format!("Its endpoints do not follow the usual pattern: build the client with `{}`.", settings.concat())
        }
    };
    docs::lines(&text, "", "//")
}
