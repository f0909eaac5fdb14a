//! What single services want beyond their models: `add` writes it, and `check` compares it.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::fs;

use aws_operation_cli::check::check;
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, write};
use serde_json::{Value, json};

/// A model of `service` in `protocol` with one operation at `uri`, whose input and output have these members.
struct Sketch {
    namespace: &'static str,
    service: &'static str,
    protocol: &'static str,
    operation: &'static str,
    uri: &'static str,
    input: Value,
    output: Value,
    shapes: Value,
}

impl Sketch {
    fn model(&self) -> Model {
        let id = |name: &str| format!("{}#{name}", self.namespace);
        let structure = |members: &Value| json!({ "type": "structure", "members": members });
        let mut traits = serde_json::Map::new();
        traits.insert("aws.api#service".into(), json!({ "sdkId": self.service, "endpointPrefix": "things" }));
        traits.insert("aws.auth#sigv4".into(), json!({ "name": "things" }));
        traits.insert(self.protocol.into(), json!({}));
        traits.insert("smithy.api#xmlNamespace".into(), json!({ "uri": "https://example.com/" }));
        let mut shapes = json!({
            id("Service"): {
                "type": "service",
                "version": "2012-06-01",
                "operations": [{ "target": id(self.operation) }],
                "traits": traits,
            },
            id(self.operation): {
                "type": "operation",
                "input": { "target": id("Input") },
                "output": { "target": id("Output") },
                "traits": { "smithy.api#http": { "method": "POST", "uri": self.uri } },
            },
            id("Input"): structure(&self.input),
            id("Output"): structure(&self.output),
        });
        for (name, shape) in self.shapes.as_object().unwrap() {
            shapes[id(name)] = shape.clone();
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("model.json");
        fs::write(&file, json!({ "smithy": "2.0", "shapes": shapes }).to_string()).unwrap();
        Model::read(file).unwrap()
    }

    fn source(&self) -> String {
        write(&self.model(), &[self.operation], &Scope::default()).unwrap().source()
    }

    fn target(&self, name: &str) -> Value {
        json!({ "target": format!("{}#{name}", self.namespace) })
    }
}

fn findings(model: &Model, source: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service.rs");
    fs::write(&file, source).unwrap();
    let findings = check(&Source::read([file]).unwrap(), model).findings;
    let texts = findings.into_iter().map(|finding| format!("{}: {}", finding.severity.name(), finding.text));
    texts.filter(|text| !text.contains("leaves out")).collect()
}

/// Asserts that the output has `expected`, that `check` accepts it, and that without it there is one `finding`.
fn written(sketch: &Sketch, expected: &str, instead: &str, finding: &str) {
    let (model, source) = (sketch.model(), sketch.source());
    assert!(source.contains(expected), "{source}");
    assert_eq!(findings(&model, &source), Vec::<String>::new(), "{source}");
    let changed = source.replacen(expected, instead, 1);
    assert_eq!(findings(&model, &changed), [finding], "{changed}");
    // The table is for AWS's own models.
    let other = sketch.copy("com.example.things");
    assert!(!other.source().contains(expected), "{}", other.source());
}

impl Sketch {
    /// The same in another namespace.
    fn copy(&self, namespace: &'static str) -> Self {
        let moved = |value: &Value| {
            let text = value.to_string().replace(&format!("{}#", self.namespace), &format!("{namespace}#"));
            serde_json::from_str(&text).unwrap()
        };
        let [input, output, shapes] = [&self.input, &self.output, &self.shapes].map(moved);
        Self { namespace, input, output, shapes, ..*self }
    }
}

const AWS: &str = "com.amazonaws.things";
const STRING: &str = "smithy.api#String";

fn sketch(service: &'static str, protocol: &'static str) -> Sketch {
    Sketch {
        namespace: AWS,
        service,
        protocol,
        operation: "Do",
        uri: "/",
        input: json!({}),
        output: json!({}),
        shapes: json!({}),
    }
}

#[test]
fn every_request_of_api_gateway_accepts_json() {
    let sketch = sketch("API Gateway", "aws.protocols#restJson1");
    let finding = "error: requests of `Service` lack a header that the service needs; write \
                   `headers(\"Accept: application/json\")`";
    let expected = "headers(\"Accept: application/json\")";
    written(&sketch, expected, "", finding);
    let other = sketch.source().replacen(expected, "headers(\"accept:application/json\", \"X-A: b\")", 1);
    assert_eq!(findings(&sketch.model(), &other), Vec::<String>::new());
}

#[test]
fn ids_of_route_53_are_cut_to_their_last_segment() {
    let mut sketch = sketch("Route 53", "aws.protocols#restXml");
    sketch.uri = "/hostedzone/{Id}";
    sketch.shapes = json!({
        "ResourceId": { "type": "string" },
        "AliasTarget": { "type": "structure", "members": { "HostedZoneId": sketch.target("ResourceId") } },
    });
    let mut id = sketch.target("ResourceId");
    id["traits"] = json!({ "smithy.api#httpLabel": {}, "smithy.api#required": {} });
    sketch.input = json!({ "Id": id, "Target": sketch.target("AliasTarget"), "Name": { "target": STRING } });
    sketch.output = json!({ "Id": sketch.target("ResourceId") });
    let finding = "warning: `id` of `Do` is an ID, which responses write with a prefix such as `/hostedzone/`; write \
                   `#[aws(last_segment)]`";
    written(&sketch, "    #[aws(last_segment)]\n", "", finding);
    assert_eq!(sketch.source().matches("last_segment").count(), 1, "only a member of an input: {}", sketch.source());
}

#[test]
fn glacier_has_its_version_its_account_and_its_tree_hash() {
    let mut sketch = sketch("Glacier", "aws.protocols#restJson1");
    (sketch.operation, sketch.uri) = ("UploadArchive", "/{accountId}/archives");
    let label = json!({ "smithy.api#httpLabel": {}, "smithy.api#required": {} });
    sketch.input = json!({ "accountId": { "target": STRING, "traits": label } });
    let source = sketch.source();
    assert!(source.contains("    #[aws(if_empty = \"-\")]\n    pub account_id: Option<String>,\n"), "{source}");
    let finding = "error: requests of `Service` lack a header that the service needs; write \
                   `headers(\"X-Amz-Glacier-Version: 2012-06-01\")`";
    written(&sketch, "headers(\"X-Amz-Glacier-Version: 2012-06-01\")", "", finding);
    let finding = "note: `account_id` of `UploadArchive` must not be empty, and `-` is its usual value; write \
                   `#[aws(if_empty = \"-\")]`";
    let without = source.replacen("    #[aws(if_empty = \"-\")]\n", "", 1).replacen("Option<String>", "String", 1);
    assert_eq!(findings(&sketch.model(), &without), [finding]);
    let finding = "error: the service rejects `UploadArchive` without the tree hash; write `checksum(tree_hash)`";
    written(&sketch, ", checksum(tree_hash)", "", finding);
}

#[test]
fn policies_of_iam_are_read_decoded() {
    let mut sketch = sketch("IAM", "aws.protocols#awsQuery");
    sketch.shapes = json!({ "policyDocumentType": { "type": "string" } });
    sketch.input = json!({ "PolicyDocument": sketch.target("policyDocumentType") });
    sketch.output = json!({ "PolicyDocument": sketch.target("policyDocumentType") });
    let finding = "note: `policy_document` of `DoOutput` is percent-encoded; write `UrlEncoded` to read it decoded";
    written(&sketch, "Option<UrlEncoded>", "Option<String>", finding);
    assert!(sketch.source().contains("pub policy_document: Option<String>"), "as sent: {}", sketch.source());
}

#[test]
fn strings_that_are_base64_are_blobs() {
    let mut sketch = sketch("EC2", "aws.protocols#ec2Query");
    sketch.operation = "RunInstances";
    sketch.shapes = json!({ "UserData": { "type": "string", "traits": { "smithy.api#sensitive": {} } } });
    sketch.input = json!({ "UserData": sketch.target("UserData") });
    let mut model = sketch.model();
    let mut input = model.shapes.get("Input").unwrap().clone();
    input.name = "RunInstancesRequest".to_owned();
    model.shapes.insert(input.name.clone(), input);
    model.operations.get_mut("RunInstances").unwrap().input = Some("RunInstancesRequest".to_owned());
    let source = write(&model, &["RunInstances"], &Scope::default()).unwrap().source();
    let comment = "    // A `Blob` is base64 on the wire: the value is the bytes themselves.\n";
    let field = "pub user_data: Option<Sensitive<Blob>>";
    assert!(source.contains(comment) && source.contains(field), "{source}");
    assert_eq!(findings(&model, &source), Vec::<String>::new());
    let finding = "note: `user_data` of `RunInstances` is base64; write `Blob` for the bytes themselves";
    assert_eq!(findings(&model, &source.replacen("<Blob>", "<String>", 1)), [finding]);
}

#[test]
fn a_copy_between_regions_has_a_comment() {
    let mut sketch = sketch("RDS", "aws.protocols#awsQuery");
    sketch.operation = "CopyDBSnapshot";
    sketch.input = json!({ "PreSignedUrl": { "target": STRING } });
    let comment = "// To copy from another region, set `pre_signed_url` to the URL of `Client::presign_copy`.\n";
    assert!(sketch.source().contains(comment), "{}", sketch.source());
    let documentation = json!({ "smithy.api#documentation": "<p>Not currently supported.</p>" });
    sketch.input["PreSignedUrl"]["traits"] = documentation;
    assert!(!sketch.source().contains("presign_copy"), "{}", sketch.source());
}

#[test]
fn keys_of_s3_are_the_bytes_themselves() {
    let mut sketch = sketch("S3", "aws.protocols#restXml");
    sketch.shapes = json!({ "SSECustomerKey": { "type": "string", "traits": { "smithy.api#sensitive": {} } } });
    let mut key = sketch.target("SSECustomerKey");
    key["traits"] = json!({ "smithy.api#httpHeader": "x-amz-server-side-encryption-customer-key" });
    sketch.input = json!({ "SSECustomerKey": key });
    let source = sketch.source();
    assert!(source.contains("pub sse_customer_key: Option<Sensitive<Blob>>"), "{source}");
    let finding = "note: `sse_customer_key` of `Do` is base64; write `Blob` for the bytes themselves";
    assert_eq!(findings(&sketch.model(), &source.replacen("<Blob>", "<String>", 1)), [finding]);
}

/// As in the older notifications of S3: the one event that is deprecated, and a list that is written under its name.
#[test]
fn of_two_members_with_one_name_the_deprecated_one_is_left_out() {
    let mut sketch = sketch("S3", "aws.protocols#restXml");
    sketch.shapes = json!({ "Events": { "type": "list", "member": { "target": STRING } } });
    let mut events = sketch.target("Events");
    events["traits"] = json!({ "smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "Event" });
    let event = json!({ "target": STRING, "traits": { "smithy.api#deprecated": {} } });
    for members in [json!({ "Event": event, "Events": events }), json!({ "Events": events, "Event": event })] {
        sketch.output = members;
        let source = sketch.source();
        assert!(
            source.contains("// cannot express: `Event` has the name `Event` in the body, as `Events` has"),
            "{source}"
        );
        assert!(source.contains("pub events:") && !source.contains("pub event:"), "{source}");
    }
}
