//! Operations and their services.

use super::fields::{Fields, Role};
use super::layout::{attribute, opening};
use super::unsupported::unsupported_traits;
use super::wire_case::{Rule, literal};
use super::{Writer, docs};
use crate::long_running::long_running;
use crate::model::auth;
use crate::model::{Operation, Protocol, Service, Shape};

/// The comment of a service whose model has no errors.
const NO_ERRORS: &str =
    "The model has no errors. Match on `SendError::code()`, or write an `#[aws_error]` enum of the documented ones.";

const EVENTS_ONE_WAY: &str = "its request is an event stream, which is sent over HTTP/1.1; AWS takes it over HTTP/2";
const EVENTS_BOTH_WAYS: &str = "Its events go both ways, which needs the feature `http2` of aws-operation.";

impl<'m> Writer<'m> {
    /// The unit struct of the service.
    pub(super) fn service(&mut self, service: &Service, error: Option<&str>) -> String {
        self.import("aws_service");
        let mut arguments = vec![format!("id = {}", literal(&service.id)), format!("protocol = \"{}\"", self.protocol)];
        let of_id = service.id.to_lowercase().replace(' ', "");
        let endpoint_prefix = service.endpoint_prefix.clone().or_else(|| service.signing_name.clone());
        let endpoint_prefix = endpoint_prefix.unwrap_or_else(|| of_id.clone());
        let signing_name = service.signing_name.clone().unwrap_or_else(|| endpoint_prefix.clone());
        if signing_name != of_id {
            arguments.push(format!("signing_name = {}", literal(&signing_name)));
        }
        if endpoint_prefix != signing_name {
            if signing_name == of_id {
                arguments.push(format!("signing_name = {}", literal(&signing_name)));
            }
            arguments.push(format!("endpoint_prefix = {}", literal(&endpoint_prefix)));
        }
        let is_aws_json = matches!(self.protocol, Protocol::AwsJson1_0 | Protocol::AwsJson1_1);
        if let Some(target_prefix) = service.target_prefix.as_ref().filter(|_| is_aws_json) {
            arguments.push(format!("target_prefix = {}", literal(target_prefix)));
        }
        let is_cbor = *self.protocol == Protocol::RpcV2Cbor;
        if is_cbor {
            arguments.push(format!("target_prefix = {}", literal(&service.shape_name)));
        }
        if service.query_compatible && (is_aws_json || is_cbor) {
            arguments.push("query_compatible".to_owned());
        }
        if matches!(self.protocol, Protocol::AwsQuery | Protocol::Ec2Query) {
            arguments.push(format!("version = {}", literal(&service.version)));
        }
        let headers: Vec<_> = self.model.constant_headers().iter().map(|header| literal(header)).collect();
        if !headers.is_empty() {
            arguments.push(format!("headers({})", headers.join(", ")));
        }
        let auth = service.auth_words();
        if !auth.is_empty() && auth != ["sigv4"] {
            arguments.push(auth::argument(&auth));
        }
        if let Some(namespace) = service.xml_namespace.as_ref().filter(|_| *self.protocol == Protocol::RestXml) {
            arguments.push(format!("xml_namespace = {}", literal(namespace)));
        }
        arguments.extend(error.map(|error| format!("error = {error}")));
        arguments.extend(endpoint_argument(service));
        let comment = format!("{}.", service.title.as_deref().unwrap_or(&service.id));
        let unknown = service.endpoint.as_ref().err().map(|unknown| {
            let text = format!("cannot express: {unknown}. Set the endpoint with `.endpoint_url(..)`.");
            docs::lines(&text, "", "//")
        });
        let has_errors = self.model.shapes.values().any(|shape| shape.error.is_some());
        let no_errors = if has_errors { String::new() } else { docs::lines(NO_ERRORS, "", "//") };
        let head = docs::comment(Some(&comment), "")
            + &no_errors
            + &unknown.unwrap_or_default()
            + &attribute("aws_service", &arguments, "");
        format!("{head}pub struct {};\n", self.scope.service)
    }

    /// The struct of an operation, with its comments and attributes.
    pub(super) fn operation(&mut self, operation: &'m Operation) -> String {
        self.import("aws_operation");
        self.set_without_body(operation);
        let input = operation.input.as_ref().and_then(|input| self.model.shapes.get(input));
        let fields = input.map(|input| self.fields(input, Role::Input));
        let fields = fields.unwrap_or(Fields { rule: Rule::Pascal, fields: Vec::new() });
        let mut unsupported = unsupported_traits(operation);
        let [sends, receives] =
            [&operation.input, &operation.output].map(|message| self.model.event_stream(message.as_deref()).is_some());
        if sends && !receives {
            unsupported.push(EVENTS_ONE_WAY.to_owned());
        }
        let pages = operation.paginated.as_ref().map(|pages| self.paginated(operation, pages, &fields));
        let (pages, no_pages) = pages.map_or((None, None), |pages| (pages.clone().ok(), pages.err()));
        let mut text = docs::comment(operation.documentation.as_deref(), "");
        for trait_text in unsupported.into_iter().chain(no_pages) {
            self.note(&trait_text);
            text.push_str(&docs::lines(&format!("cannot express: {trait_text}"), "", "//"));
        }
        if sends && receives {
            text.push_str(&docs::lines(EVENTS_BOTH_WAYS, "", "//"));
        }
        text.push_str(&self.copy_comment(input, &fields));
        text.push_str(&self.idempotency_comment(operation));
        if let Some(long) = long_running(self.model, operation) {
            let from =
                format!("`attempt_timeout` is from aws-operation's table of long-running operations: {}.", long.reason);
            text.push_str(&docs::lines(&from, "", "//"));
        }
        text.push_str(&attribute("aws_operation", &self.operation_arguments(operation, &fields), ""));
        text.push_str(&attribute("aws", &self.http_arguments(operation, &fields), ""));
        text.push_str(&pages.unwrap_or_default());
        text.push_str(&self.derives_of_input(input, &fields));
        let lines = match input {
            Some(input) => self.field_lines(input, &fields, Role::Input, ("    ", "pub ")),
            None => String::new(),
        };
        // In rpcv2Cbor, an empty input is an empty body and an input without members is an empty map.
        let is_empty_map = input.is_some() && *self.protocol == Protocol::RpcV2Cbor;
        text.push_str(&if lines.is_empty() {
            format!("pub struct {}{}\n", operation.name, if is_empty_map { " {}" } else { ";" })
        } else {
            format!("pub struct {} {{\n{lines}}}\n", operation.name)
        });
        text.push_str(&input.map(|input| self.constructor(&operation.name, input, &fields)).unwrap_or_default());
        self.without_body = false;
        text
    }

    /// How to copy from another region, if the operation can do that.
    fn copy_comment(&self, input: Option<&'m Shape>, fields: &Fields<'m>) -> String {
        let member = input.and_then(|input| self.model.presigned_url(input));
        let Some(field) = member.and_then(|member| fields.of(&member.name)) else { return String::new() };
        let text = format!("To copy from another region, set `{field}` to the URL of `Client::presign_copy`.");
        docs::lines(&text, "", "//")
    }

    /// Sets whether the operation's request has a body.
    pub(super) fn set_without_body(&mut self, operation: &Operation) {
        let http = operation.http.as_ref().filter(|_| self.protocol.is_rest());
        self.without_body = http.is_some_and(|http| matches!(http.method.as_str(), "GET" | "HEAD"));
    }

    fn operation_arguments(&self, operation: &Operation, fields: &Fields<'m>) -> Vec<String> {
        let mut arguments = vec![format!("name = {}", literal(&operation.name))];
        if self.scope.service != "Service" {
            arguments.push(format!("service = {}", self.scope.service));
        }
        let token = fields.fields.iter().find(|field| field.member.idempotency_token);
        arguments.extend(token.map(|token| format!("idempotent = {}", literal(&token.ident))));
        arguments.extend(self.idempotency_argument(operation).map(str::to_owned));
        match operation.output.as_ref().and_then(|output| self.model.shapes.get(output)) {
            None => arguments.push("output = ()".to_owned()),
            Some(_) if self.names.has_own_output(&operation.name) => {}
            Some(output) => arguments.push(format!("output = {}", self.names.of_shape(output))),
        }
        let auth = self.model.own_auth_words(operation);
        if !auth.is_empty() {
            arguments.push(auth::argument(&auth));
        }
        arguments.extend(self.context_arguments(operation, fields));
        let long = long_running(self.model, operation);
        arguments.extend(long.map(|long| format!("attempt_timeout = {}", literal(long.limit))));
        if operation.endpoint_discovery == Some(true) {
            arguments.push("discovered_endpoint".to_owned());
        }
        arguments.extend(self.request_root_arguments(operation));
        arguments.extend(fields.rule.argument());
        arguments
    }

    fn http_arguments(&self, operation: &Operation, fields: &Fields<'m>) -> Vec<String> {
        let mut arguments = Vec::new();
        if let Some(http) = operation.http.as_ref().filter(|_| self.protocol.is_rest()) {
            arguments
                .push(format!("http = {}", literal(&format!("{} {}", http.method, with_fields(&http.uri, fields)))));
        }
        let code = operation.http.as_ref().map_or(200, |http| http.code);
        if code != 200 && self.protocol.is_rest() {
            arguments.push(format!("code = {code}"));
        }
        if let Some(prefix) = &operation.host_prefix {
            arguments.push(format!("host_prefix = {}", literal(&with_fields(prefix, fields))));
        }
        let is_rest = self.protocol.is_rest();
        arguments.extend(self.model.checksums(operation, is_rest).argument(|member| fields.of(member)));
        if self.model.compresses(operation, is_rest) {
            arguments.push("compress = \"gzip\"".to_owned());
        }
        arguments
    }

    /// A structure that is a separate item.
    pub(super) fn structure(&mut self, shape: &'m Shape, response_of: Option<&str>) -> String {
        let role = self.role_of(shape);
        let fields = self.fields(shape, role);
        let comment = match response_of.filter(|_| shape.documentation.as_deref().and_then(docs::summary).is_none()) {
            Some(operation) => format!("/// The response of `{operation}`.\n"),
            None => docs::comment(shape.documentation.as_deref(), ""),
        };
        let mut arguments = self.structure_root_arguments(shape, role == Role::Output);
        arguments.extend(fields.rule.argument());
        let attribute = match arguments.as_slice() {
            [] => "#[aws_shape]\n".to_owned(),
            arguments => super::layout::attribute("aws_shape", arguments, ""),
        };
        let lines = self.field_lines(shape, &fields, role, ("    ", "pub "));
        let head = format!("pub struct {}", self.names.of_shape(shape));
        let item = if lines.is_empty() { format!("{head} {{}}\n") } else { format!("{}{lines}}}\n", opening(&head)) };
        format!("{comment}{attribute}{}{item}", self.derives(shape))
    }

    /// `static_context(..)` and `context(..)`, if the operation has parameters of the endpoint.
    fn context_arguments(&self, operation: &Operation, fields: &Fields<'_>) -> Vec<String> {
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), literal);
        let constants = operation.static_context.iter().filter(|(name, _)| self.model.service.depends_on(name));
        let constants = constants.map(|(name, value)| format!("{name} = {}", text(value)));
        let paths = operation.context.iter().filter(|(name, _)| self.model.service.depends_on(name));
        let paths = paths.filter(|(_, path)| fields.of(Operation::member_of(path)).is_some());
        let paths = paths.map(|(name, path)| format!("{name} = {}", literal(path)));
        let list = |key: &str, all: Vec<String>| (!all.is_empty()).then(|| format!("{key}({})", all.join(", ")));
        [list("static_context", constants.collect()), list("context", paths.collect())].into_iter().flatten().collect()
    }
}

/// `endpoint(..)`, if the endpoints of a service are not the usual ones.
fn endpoint_argument(service: &Service) -> Option<String> {
    let rules = service.endpoint.as_ref().ok().filter(|rules| !rules.is_empty())?;
    let rules: Vec<_> = rules.iter().map(|rule| literal(rule)).collect();
    Some(match rules.as_slice() {
        [rule] if rule.len() < 100 => format!("endpoint({rule})"),
        rules => format!("endpoint(\n        {},\n    )", rules.join(",\n        ")),
    })
}

/// The template with its labels renamed from members to fields.
fn with_fields(template: &str, fields: &Fields<'_>) -> String {
    let mut parts = template.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(['}', '+']).unwrap_or(part.len());
        let (label, rest) = part.split_at(end);
        text.push('{');
        text.push_str(fields.of(label).unwrap_or(label));
        text.push_str(rest);
    }
    text
}
