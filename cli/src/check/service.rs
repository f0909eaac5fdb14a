//! The arguments of `#[aws_service]`.

use super::{Check, names};
use crate::model::{Protocol, is_elsewhere};
use crate::source::{Given, Service};

impl Check<'_> {
    pub(super) fn service(&mut self, service: &Service) {
        let (item, modeled) = (&service.item, &self.model.service);
        let name = &item.name;
        match modeled.protocols.iter().find(|protocol| protocol.name() == service.protocol.value) {
            Some(protocol) => self.protocol = protocol.clone(),
            None => {
                let known = names::list(modeled.protocols.iter().map(Protocol::name));
                let text = format!("`{name}` has the protocol `{}`, but the model has {known}", service.protocol.value);
                self.error(item, service.protocol.line, text);
            }
        }
        if service.id.value != modeled.id {
            let id = &modeled.id;
            let text = format!("the ID of `{name}` is `{}`; write `id = \"{id}\"`", service.id.value);
            self.warning(item, service.id.line, format!("{text}, which names its environment variables"));
        }
        let signing_name = modeled.signing_name.as_ref().or(modeled.endpoint_prefix.as_ref());
        self.fact(service, "signing_name", Some(&service.signing_name), signing_name);
        if service.endpoint_prefix != service.signing_name || signing_name != modeled.endpoint_prefix.as_ref() {
            let prefix = modeled.endpoint_prefix.as_ref();
            self.fact(service, "endpoint_prefix", Some(&service.endpoint_prefix), prefix);
        }
        self.constant_headers(service);
        self.endpoint_rules(service);
        self.auth_of_service(service);
        self.query_compatible(service);
        self.fact(service, "version", service.version.as_ref(), Some(&modeled.version));
        if self.protocol == Protocol::RestXml {
            self.xml_namespace(service);
        }
        let of_json = modeled.target_prefix.as_ref();
        let target_prefix = if self.protocol == Protocol::RpcV2Cbor { Some(&modeled.shape_name) } else { of_json };
        self.fact(service, "target_prefix", service.target_prefix.as_ref(), target_prefix);
    }

    /// Whether the endpoints are those of the model's rule set.
    fn endpoint_rules(&mut self, service: &Service) {
        let Ok(modeled) = &self.model.service.endpoint else { return };
        let given = service.endpoint.as_ref();
        let rules = given.map_or(&[][..], |given| given.value.as_slice());
        if rules == modeled.as_slice() {
            return;
        }
        let (item, line) = (&service.item, given.map_or(service.id.line, |given| given.line));
        let name = &item.name;
        if modeled.is_empty() {
            let text = format!("the endpoints of `{name}` are the usual ones in the model; remove `endpoint`");
            return self.error(item, line, text);
        }
        let written: Vec<_> = modeled.iter().map(|rule| format!("{rule:?}")).collect();
        let (what, instead) =
            (format!("the endpoints of `{name}` are not"), format!("write `endpoint({})`", written.join(", ")));
        if without(modeled, rules).is_some_and(|mut missing| missing.all(|rule| is_elsewhere(rule))) {
            let text = format!("{what} those of the model outside of the partition `aws`; {instead}");
            self.warning(item, line, text + ", if clients are there");
        } else {
            self.error(item, line, format!("{what} the usual ones in the model; {instead}"));
        }
    }

    /// Whether error codes are the legacy codes of awsQuery.
    fn query_compatible(&mut self, service: &Service) {
        let has_codes = matches!(self.protocol, Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RpcV2Cbor);
        let (item, name) = (&service.item, &service.item.name);
        match (service.query_compatible, has_codes && self.model.service.query_compatible) {
            (false, true) => {
                let text = format!("errors of `{name}` keep their awsQuery codes; write `query_compatible`");
                self.warning(item, service.protocol.line, text);
            }
            (true, false) => {
                let text = format!("errors of `{name}` have no awsQuery codes in the model; remove `query_compatible`");
                self.error(item, service.protocol.line, text);
            }
            _ => {}
        }
    }

    /// The namespace of root elements.
    fn xml_namespace(&mut self, service: &Service) {
        let Some(modeled) = &self.model.service.xml_namespace else { return };
        if service.xml_namespace.is_none() {
            let name = &service.item.name;
            let text =
                format!("documents of `{name}` have a namespace in the model; write `xml_namespace = \"{modeled}\"`");
            self.error(&service.item, service.protocol.line, text);
        }
        self.fact(service, "xml_namespace", service.xml_namespace.as_ref(), Some(modeled));
    }

    fn fact(&mut self, service: &Service, key: &str, given: Option<&Given<String>>, modeled: Option<&String>) {
        let (Some(given), Some(modeled)) = (given, modeled) else { return };
        if given.value != *modeled {
            let (name, value) = (&service.item.name, &given.value);
            let text = format!("the `{key}` of `{name}` is `{value}`; write `{key} = \"{modeled}\"`");
            self.error(&service.item, given.line, text);
        }
    }
}

/// The rules without those in `some`; `None` if `some` are others, or in another order.
fn without<'r>(rules: &'r [String], some: &[String]) -> Option<impl Iterator<Item = &'r String>> {
    let (mut left, mut others) = (some.iter().peekable(), Vec::new());
    for rule in rules {
        if left.next_if(|next| *next == rule).is_none() {
            others.push(rule);
        }
    }
    left.peek().is_none().then(|| others.into_iter())
}
