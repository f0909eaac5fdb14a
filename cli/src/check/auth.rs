//! How the service and its operations are authenticated.

use super::{Check, names};
use crate::model::{self, auth::argument};
use crate::source::{Item, Operation, Service};

impl Check<'_> {
    pub(super) fn auth_of_service(&mut self, service: &Service) {
        let item = &service.item;
        let modeled = self.model.service.auth_words();
        let given: Vec<&str> = match &service.auth {
            Some(given) => given.value.iter().map(String::as_str).collect(),
            None => vec!["sigv4"],
        };
        let line = service.auth.as_ref().map_or(service.protocol.line, |given| given.line);
        let schemes = without_payload(&given);
        let schemes = if schemes.is_empty() { vec!["sigv4"] } else { schemes };
        // A model whose schemes the attributes do not have says nothing of these.
        if !modeled.is_empty() {
            self.schemes(item, line, &schemes, &modeled);
        }
    }

    pub(super) fn auth(&mut self, operation: &Operation, modeled: &model::Operation) {
        let (item, name) = (&operation.item, &operation.item.name);
        let line = operation.auth.as_ref().map_or(operation.name.line, |given| given.line);
        let given: Vec<&str> = operation.auth.iter().flat_map(|given| given.value.iter().map(String::as_str)).collect();
        let of_service = self.source.service_of(operation).and_then(|service| service.auth.as_ref());
        let is_unsigned = match given.as_slice() {
            [] => of_service.is_some_and(|given| given.value == ["none"]),
            given => given == ["none"],
        };
        match (is_unsigned, modeled.auth == model::Auth::None) {
            (true, true) => return,
            // said of the service
            (true, false) if given.is_empty() => return,
            (true, false) => {
                let text = format!("`{name}` is sent unsigned, but the model requires a signature; remove `auth`");
                return self.error(item, line, text);
            }
            (false, true) => {
                let text = format!("`{name}` is called without credentials in the model; write `auth = \"none\"`");
                return self.warning(item, line, text);
            }
            (false, false) => {}
        }
        let (schemes, modeled_schemes) = (without_payload(&given), self.model.schemes_of(modeled));
        let own = self.model.own_auth_words(modeled);
        if !schemes.is_empty() {
            self.schemes(item, line, &schemes, &modeled_schemes);
        } else if !without_payload(&own).is_empty() {
            let text = format!("`{name}` has its own authentication in the model; write `{}`", argument(&own));
            self.warning(item, line, text);
        }
        self.unsigned_payload(operation, modeled, line);
    }

    fn unsigned_payload(&mut self, operation: &Operation, modeled: &model::Operation, line: usize) {
        let (item, name) = (&operation.item, &operation.item.name);
        let of_service = self.source.service_of(operation).and_then(|service| service.auth.as_ref());
        let given = operation.auth.as_ref().or(of_service);
        let is_given = given.is_some_and(|given| given.value.iter().any(|word| word == PAYLOAD));
        match (is_given, modeled.unsigned_payload) {
            (true, false) => {
                let text = format!(
                    "the signature of `{name}` leaves the payload out, but the model requires it; remove `\"{PAYLOAD}\"`"
                );
                self.error(item, line, text);
            }
            (false, true) => {
                let mut words: Vec<&str> =
                    operation.auth.iter().flat_map(|given| given.value.iter().map(String::as_str)).collect();
                words.push(PAYLOAD);
                let text = format!(
                    "the model leaves the payload of `{name}` out of the signature; write `{}`",
                    argument(&words)
                );
                self.warning(item, line, text);
            }
            _ => {}
        }
    }

    /// Reports a scheme that the model does not have, or else that it has others, or another order.
    fn schemes(&mut self, item: &Item, line: usize, given: &[&str], modeled: &[&str]) {
        let name = &item.name;
        if given == modeled {
            return;
        }
        let write = argument(modeled);
        match given.iter().find(|scheme| !modeled.contains(scheme)) {
            Some(unknown) => {
                let known = names::list(modeled.iter().copied());
                let text =
                    format!("`{name}` is authenticated by `{unknown}`, but the model has {known}; write `{write}`");
                self.error(item, line, text);
            }
            None => {
                let text =
                    format!("the model has other authentication of `{name}` as well, or another order: `{write}`");
                self.note(item, line, text);
            }
        }
    }
}

const PAYLOAD: &str = "unsigned-payload";

fn without_payload<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| *word != PAYLOAD).collect()
}
