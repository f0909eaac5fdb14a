//! Smithy's cases of malformed requests: `smithy.test#httpMalformedRequestTests`.
//!
//! A case with `testParameters` is a template. It stands for as many cases as its parameters have values. `$name:L` is
//! the value of a parameter, `$name:S` the same as a string in quotes, and `$$` a dollar sign.

use serde_json::Value as Json;

use super::smithy::{is_cbor, request, response};
use super::{Ask, BodyAssertion, MalformedCase, body, text};

/// The cases of a test, each with its name in place of the test's.
pub(super) fn malformed(test: &Json) -> Vec<(Json, Ask)> {
    let Some(parameters) = test["testParameters"].as_object() else { return vec![(test.clone(), ask(test))] };
    let count = parameters.values().filter_map(|values| values.as_array().map(Vec::len)).max().unwrap_or_default();
    let of_index = |index: usize| {
        let values = parameters.iter().filter_map(|(name, values)| Some((name.as_str(), values[index].as_str()?)));
        let values: Vec<_> = values.collect();
        let mut case = test.clone();
        for part in ["request", "response"] {
            fill(&mut case[part], &values);
        }
        case["id"] = format!("{}_case{index}", text(&test["id"]).unwrap_or_default()).into();
        let ask = ask(&case);
        (case, ask)
    };
    (0..count).map(of_index).collect()
}

fn ask(test: &Json) -> Ask {
    let with_protocol = |mut part: Json| {
        part["protocol"] = test["protocol"].clone();
        part
    };
    let expected = &test["response"];
    let assertion = &expected["body"]["assertion"];
    let message = || text(&assertion["messageRegex"]).map(BodyAssertion::Message);
    let contents = body(&assertion["contents"], is_cbor(test)).map(BodyAssertion::Contents);
    let mut without_body = expected.clone();
    without_body["body"] = Json::Null;
    Ask::Malformed(Box::new(MalformedCase {
        request: request(&with_protocol(test["request"].clone())),
        response: response(&with_protocol(without_body), None),
        body: contents.or_else(message),
    }))
}

/// Fills the parameters in every string, also in the names of headers.
fn fill(json: &mut Json, values: &[(&str, &str)]) {
    match json {
        Json::String(text) => *text = filled(text, values),
        Json::Array(items) => items.iter_mut().for_each(|item| fill(item, values)),
        Json::Object(members) => {
            let named = std::mem::take(members).into_iter().map(|(name, mut value)| {
                fill(&mut value, values);
                (filled(&name, values), value)
            });
            *members = named.collect();
        }
        _ => {}
    }
}

fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let (mut filled, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        let found = values.iter().find_map(|(name, value)| {
            let form = after.strip_prefix(name)?;
            let quoted = || Json::from(*value).to_string();
            let literal = form.strip_prefix(":L").map(|rest| ((*value).to_owned(), rest));
            literal.or_else(|| form.strip_prefix(":S").map(|rest| (quoted(), rest)))
        });
        let (text, next) = found.unwrap_or_else(|| ("$".to_owned(), after.strip_prefix('$').unwrap_or(after)));
        filled.push_str(&text);
        rest = next;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::malformed;
    use crate::conformance::cases::{Ask, BodyAssertion};

    #[test]
    fn a_template_stands_for_a_case_of_each_value() {
        let test = json!({
            "id": "Bad", "protocol": "aws.protocols#restJson1",
            "request": { "method": "POST", "uri": "/$value:L/$$5", "body": "{\"a\": $value:S}", "headers": { "$name:L": "$value:L" } },
            "response": { "code": 400, "body": { "mediaType": "application/json", "assertion": { "messageRegex": "$value:L.*" } } },
            "testParameters": { "value": ["1", "a\"b"], "name": ["x", "y"] }
        });
        let cases = malformed(&test);
        let parts = cases.iter().map(|(test, ask)| {
            let Ask::Malformed(case) = ask else { panic!("{ask:?}") };
            let Some(BodyAssertion::Message(message)) = &case.body else { panic!("{case:?}") };
            let body = case.request.body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned());
            (test["id"].clone(), case.request.path.clone(), body, case.request.headers.clone(), message.clone())
        });
        let header = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
        let expected = [
            (
                json!("Bad_case0"),
                "/1/$5".to_owned(),
                Some("{\"a\": \"1\"}".to_owned()),
                header("x", "1"),
                "1.*".to_owned(),
            ),
            (
                json!("Bad_case1"),
                "/a\"b/$5".to_owned(),
                Some("{\"a\": \"a\\\"b\"}".to_owned()),
                header("y", "a\"b"),
                "a\"b.*".to_owned(),
            ),
        ];
        assert_eq!(parts.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_case_without_parameters_is_no_template() {
        let test =
            json!({ "id": "Bad", "request": { "method": "GET", "uri": "/$value:L" }, "response": { "code": 404 } });
        let [(_, Ask::Malformed(case))] = malformed(&test)[..].to_vec().try_into().unwrap() else { panic!() };
        assert_eq!((case.request.path.as_str(), case.response.status), ("/$value:L", 404));
        assert!(case.body.is_none());
    }
}
