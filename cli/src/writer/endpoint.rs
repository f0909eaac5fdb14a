//! What a client has to be told of a service's endpoints.

use super::docs;
use super::wire_case::literal;
use crate::model::UnusualEndpoint;

/// The comment on a service whose endpoints are not where those of most are: the settings of a client that finds them.
pub(super) fn comment(endpoint: &UnusualEndpoint) -> String {
    let text = match endpoint {
        UnusualEndpoint::Dependent => {
            "Its endpoint follows from more than the region: build the client with `.endpoint_url(..)`.".to_owned()
        }
        UnusualEndpoint::Known { region, dual_stack, url } => {
            let region = region.as_ref().map(|region| format!(".region({})", literal(region)));
            let dual_stack = dual_stack.then(|| ".use_dualstack_endpoint(true)".to_owned());
            let url = url.as_ref().map(|url| format!(".endpoint_url({})", literal(url)));
            let settings: Vec<_> = region.into_iter().chain(dual_stack).chain(url).collect();
            format!(
                "Its endpoints are not where those of most services are: build the client with `{}`.",
                settings.concat()
            )
        }
    };
    docs::lines(&text, "", "//")
}
