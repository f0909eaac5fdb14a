//! Reading models from Smithy's and botocore's files.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::fs;
use std::path::{Path, PathBuf};

use aws_operation_cli::model::{
    Auth, Binding, EnumValue, Fault, Http, Kind, Model, Paginated, Protocol, Retryable, TimestampFormat,
};
use aws_operation_cli::writer::{Scope, write};

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models")
}

/// External test data, if it is available.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance").join(path);
    let there = path.exists();
    if !there {
        aws_operation_skip::skip("models", format_args!("{} is not there", path.display()));
    }
    there.then_some(path)
}

fn shop() -> Model {
    Model::read(models().join("shop.smithy.json")).unwrap()
}

/// The error for a file with that text.
fn error_of(name: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    let error = Model::read(&file).unwrap_err().to_string();
    assert!(error.contains(&file.display().to_string()), "{error}");
    error.replace(&file.display().to_string(), "FILE")
}

#[test]
fn a_smithy_service_is_read_with_its_resources() {
    let Model { service, operations, .. } = shop();
    assert_eq!((service.id.as_str(), service.shape_name.as_str()), ("Corner Shop", "Shop"));
    assert_eq!(service.protocols, [Protocol::RestJson1]);
    assert_eq!(service.signing_name.as_deref(), Some("shop"));
    assert_eq!(service.arn_namespace.as_deref(), Some("cornershop"));
    assert!(!service.is_aws);
    assert_eq!((service.version.as_str(), service.target_prefix), ("2024-05-01", None));
    assert_eq!(operations.keys().collect::<Vec<_>>(), ["ListOrders", "PlaceOrder"]);
}

#[test]
fn a_smithy_operation_is_read_with_its_traits() {
    let model = shop();
    let place = &model.operations["PlaceOrder"];
    assert_eq!(place.http, Some(Http { method: "POST".to_owned(), uri: "/shops/{shop}/orders".to_owned(), code: 202 }));
    assert_eq!(place.output, None);
    assert_eq!(place.errors, ["SoldOut", "TooManyRequests"], "the service's errors once, after the operation's");
    assert_eq!(model.idempotency_token(place).unwrap().name, "token");
    let list = &model.operations["ListOrders"];
    assert!(list.readonly && list.auth == Auth::None);
    assert_eq!(
        list.paginated,
        Some(Paginated {
            input_tokens: vec!["nextToken".to_owned()],
            output_tokens: vec!["nextToken".to_owned()],
            items: vec!["orders".to_owned()],
            more: None,
            repeats: false,
            page_size: Some("maxResults".to_owned()),
        })
    );
    assert_eq!(model.members_of(list.input.as_deref())[1].constraints.max, Some(100.0), "by `apply`");
}

#[test]
fn smithy_shapes_are_read_with_mixins() {
    let model = shop();
    let input = model.members_of(Some("PlaceOrderInput"));
    assert_eq!(input.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(), ["shop", "goods", "token"]);
    assert_eq!(input[0].binding, Some(Binding::Label));
    assert_eq!(input[1].json_name.as_deref(), Some("Goods"));
    assert_eq!(input[2].binding, Some(Binding::Header("X-Token".to_owned())));
    let Kind::List { member, sparse: true } = &model.target(&input[1]).kind else { panic!("goods are a sparse list") };
    let paper = EnumValue {
        name: Some("PAPER".to_owned()),
        value: "paper".to_owned(),
        documentation: Some("<p>To write on.</p>".to_owned()),
    };
    assert_eq!(model.target(member).kind, Kind::Enum(vec![paper]));
    let error = model.shapes["SoldOut"].error.as_ref().unwrap();
    assert_eq!((error.http_status, error.fault), (Some(409), Fault::Client));
    assert_eq!(model.shapes["TooManyRequests"].error.as_ref().unwrap().retryable, Some(Retryable::Throttling));
}

#[test]
fn reach_contains_the_shapes_of_input_output_and_errors() {
    let model = shop();
    let reached: Vec<_> = model.reach_of(&model.operations["PlaceOrder"]).into_iter().collect();
    assert_eq!(reached, ["PlaceOrderInput", "String", "Goods", "Kind", "SoldOut", "TooManyRequests"]);
}

#[test]
fn lookout_for_vision_is_read_from_botocore() {
    let Some(folder) = shared("lookoutvision/botocore/data/lookoutvision/2020-11-20") else { return };
    let model = Model::read(folder.join("service-2.json")).unwrap();
    assert_eq!((model.service.id.as_str(), model.operations.len()), ("LookoutVision", 22));
    assert!(model.service.is_aws);
    let create = &model.operations["CreateDataset"];
    assert_eq!(create.http.as_ref().unwrap().uri, "/2020-11-20/projects/{ProjectName}/datasets");
    assert_eq!(create.http.as_ref().unwrap().code, 202);
    assert_eq!(model.idempotency_token(create).unwrap().name, "ClientToken");
    let paginated = model.operations["ListProjects"].paginated.as_ref().unwrap();
    assert_eq!(
        (paginated.input_tokens.as_slice(), paginated.items.as_slice()),
        (&["NextToken".to_owned()][..], &["Projects".to_owned()][..])
    );
    assert_eq!(model.shapes["ThrottlingException"].error.as_ref().unwrap().http_status, Some(429));
}

#[test]
fn smithys_sample_models_are_read() {
    let Some(folder) = shared("smithy-ast") else { return };
    let read = |name: &str| Model::read(folder.join(name)).unwrap();
    let json = read("json10.JsonRpc10.json");
    assert_eq!((json.service.target_prefix.as_deref(), json.operations.len()), (Some("JsonRpc10"), 16));
    assert_eq!(json.members_of(Some("Defaults")).len(), 28, "those of its mixin");
    assert!(matches!(json.shapes["IntegerEnum"].kind, Kind::IntEnum(_)));
    let query = read("json10.QueryCompatibleJsonRpc10.json");
    assert!(query.service.query_compatible);
    let error = query.shapes["CustomCodeError"].error.clone().unwrap();
    assert_eq!((error.code.as_deref(), error.http_status), (Some("Customized"), Some(402)));
    let glacier = read("com.amazonaws.glacier.Glacier.json");
    let body = &glacier.members_of(Some("UploadArchiveInput"))[4];
    assert_eq!((body.binding.clone(), glacier.target(body).streaming), (Some(Binding::Payload), true));
    assert_eq!(read("com.amazonaws.apigateway.BackplaneControlService.json").operations.len(), 1);
}

/// As S3's `Body`, which is a stream in `PutObject`, and bytes in the events of `SelectObjectContent`.
#[test]
fn a_botocore_member_may_be_a_stream_of_a_blob_that_is_none() {
    let text = r#"{"metadata":{"apiVersion":"1","endpointPrefix":"s3","protocol":"rest-xml","serviceId":"S3"},
        "operations":{"Put":{"http":{"method":"PUT","requestUri":"/"},"input":{"shape":"PutRequest"}}},
        "shapes":{
            "PutRequest":{"type":"structure","payload":"Body","members":{
                "Body":{"shape":"Body","streaming":true},"Copy":{"shape":"Body","location":"header"}}},
            "Body":{"type":"blob"}}}"#;
    let model = Model::parse(Path::new("service-2.json"), text.as_bytes()).unwrap();
    let members = model.members_of(Some("PutRequest"));
    let streams: Vec<_> = members.iter().map(|member| model.target(member).streaming).collect();
    assert_eq!(streams, [true, false]);
    assert_eq!(members[0].binding, Some(Binding::Payload));
    let written = write(&model, &["Put"], &Scope::default()).unwrap();
    assert!(written.source().contains("pub body: Option<ByteStream>"), "{}", written.source());
}

/// botocore reads an output whatever its root is, and other clients of S3 do not.
#[test]
fn outputs_of_s3_get_the_roots_that_botocore_leaves_out() {
    let source = |id: &str| {
        let text = format!(
            r#"{{"metadata":{{"apiVersion":"1","endpointPrefix":"s3","protocol":"rest-xml","serviceId":"{id}"}},
            "operations":{{"DeleteObjects":{{"http":{{"method":"POST","requestUri":"/?delete"}},
                "output":{{"shape":"DeleteObjectsOutput"}}}}}},
            "shapes":{{
                "DeleteObjectsOutput":{{"type":"structure","members":{{"Key":{{"shape":"Key"}}}}}},
                "Key":{{"type":"string"}}}}}}"#
        );
        let model = Model::parse(Path::new("service-2.json"), text.as_bytes()).unwrap();
        write(&model, &["DeleteObjects"], &Scope::default()).unwrap().source()
    };
    let of_s3 = source("S3");
    assert!(of_s3.contains("#[aws_shape(xml_name = \"DeleteResult\")]\n"), "{of_s3}");
    assert!(!source("Other").contains("xml_name"));
}

#[test]
fn errors_of_smithys_server_framework_may_be_undefined() {
    let model = |target: &str| {
        format!(
            r#"{{"smithy":"2.0","shapes":{{
                "a#S":{{"type":"service","version":"1","operations":[{{"target":"a#Get"}}],
                    "traits":{{"aws.protocols#restJson1":{{}}}}}},
                "a#Get":{{"type":"operation","errors":[{{"target":"{target}"}}],
                    "traits":{{"smithy.api#http":{{"method":"GET","uri":"/"}}}}}}}}}}"#
        )
    };
    let framework =
        Model::parse(Path::new("a.json"), model("smithy.framework#ValidationException").as_bytes()).unwrap();
    assert!(framework.operations["Get"].errors.is_empty());
    assert!(error_of("b.json", &model("a#Missing")).contains("there is no shape `Missing`"));
}

#[test]
fn a_gzip_file_is_decompressed() {
    let text = fs::read(models().join("shop.smithy.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.json.gz");
    let mut packed = flate2::write::GzEncoder::new(fs::File::create(&file).unwrap(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &text).unwrap();
    packed.finish().unwrap();
    assert_eq!(Model::read(&file).unwrap().operations.len(), 2);
}

#[test]
fn botocore_labels_are_renamed_to_members() {
    let text = r#"{
        "metadata": {"apiVersion": "1", "endpointPrefix": "e", "protocol": "rest-json", "serviceId": "E"},
        "operations": {"Get": {"name": "Get", "http": {"method": "GET", "requestUri": "/{b}/{a+}"}, "input": {"shape": "In"}}},
        "shapes": {
            "In": {"type": "structure", "members": {
                "a": {"shape": "Text", "location": "uri", "locationName": "b"},
                "Rest": {"shape": "Text", "location": "uri", "locationName": "a"},
                "When": {"shape": "Time", "location": "querystring", "locationName": "when", "timestampFormat": "iso8601"}
            }},
            "Text": {"type": "string"}, "Time": {"type": "timestamp"}
        }
    }"#;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service-2.json");
    fs::write(&file, text).unwrap();
    let model = Model::read(&file).unwrap();
    assert_eq!(model.operations["Get"].http.as_ref().unwrap().uri, "/{a}/{Rest+}");
    let when = &model.members_of(Some("In"))[2];
    assert_eq!(
        (&when.binding, when.timestamp_format),
        (&Some(Binding::Query("when".to_owned())), Some(TimestampFormat::DateTime))
    );
}

#[test]
fn an_invalid_model_is_rejected_with_file_and_location() {
    assert_eq!(error_of("a.json", "{\n  \"smithy\": }"), "FILE: smithy: expected value at line 2 column 13");
    assert_eq!(
        error_of("a.json", r#"{"paths": {}}"#),
        "FILE is not a model: it has neither Smithy's `smithy` and `shapes` nor botocore's `metadata` and `operations`"
    );
    assert_eq!(
        error_of("a.json", r#"{"smithy": "3.0", "shapes": {}}"#),
        "FILE: smithy: version 3.0 is not supported, only 1.0 and 2.0 are"
    );
    let shop = fs::read_to_string(models().join("shop.smithy.json")).unwrap();
    assert_eq!(
        error_of(
            "a.json",
            &shop.replace(r#"{ "target": "example.shop#Kind" }"#, r#"{ "target": "example.shop#Sort" }"#)
        ),
        "FILE: Goods$member: there is no shape `Sort`"
    );
    assert_eq!(
        error_of("a.json", &shop.replace(r#""code": 202"#, r#""code": "202""#)),
        "FILE: example.shop#PlaceOrder: trait `smithy.api#http`: invalid type: string \"202\", expected u16"
    );
    assert_eq!(
        error_of(
            "a.json",
            &shop.replace(
                r#""type": "list", "member": { "target": "smithy.api#String" }"#,
                r#""type": "list", "member": 1"#
            )
        ),
        "FILE: shapes.example.shop#Orders.member: invalid type: integer `1`, expected a member with its `target` at line 73 column 56"
    );
    assert!(
        Model::read("/nowhere/model.json").unwrap_err().to_string().starts_with("can't read /nowhere/model.json: ")
    );
}

#[test]
fn a_flattened_list_shape_has_the_name_of_its_items() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service-2.json");
    let list = |flattened: bool| {
        serde_json::json!({
            "type": "list", "flattened": flattened, "member": { "shape": "Text", "locationName": "Item" }
        })
    };
    let text = serde_json::json!({
        "metadata": { "apiVersion": "2024-05-01", "protocol": "query", "serviceId": "Stall", "endpointPrefix": "stall" },
        "operations": {},
        "shapes": {
            "Text": { "type": "string" },
            "Flat": list(true),
            "Nested": list(false),
            "Holder": {
                "type": "structure",
                "members": {
                    "Everywhere": { "shape": "Flat" },
                    "Here": { "shape": "Nested", "flattened": true },
                    "Never": { "shape": "Nested" }
                }
            }
        }
    });
    std::fs::write(&file, text.to_string()).unwrap();
    let model = Model::read(&file).unwrap();
    let members = model.members_of(Some("Holder")).iter();
    let names: Vec<_> = members.map(|member| (member.xml_name.as_deref(), member.xml_flattened)).collect();
    assert_eq!(names, [(Some("Item"), true), (None, true), (None, false)]);
}
