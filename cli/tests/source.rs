//! Reading annotated structs from Rust files.
#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::fs;
use std::path::Path;

use aws_operation_cli::model::{Binding, TimestampFormat};
use aws_operation_cli::source::{Given, Operation, Source, Type};

fn read(text: &str) -> Source {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gallery.rs");
    fs::write(&file, text).unwrap();
    Source::read([file]).unwrap()
}

/// The error for a file with that text, from the line number on.
fn error_of(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gallery.rs");
    fs::write(&file, text).unwrap();
    let error = Source::read([&file]).unwrap_err().to_string();
    error.strip_prefix(&format!("{}:", file.display())).unwrap().to_owned()
}

fn operation<'s>(source: &'s Source, name: &str) -> &'s Operation {
    source.operations.iter().find(|operation| operation.name.value == name).unwrap()
}

#[test]
fn the_examples_are_read_with_their_modules() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/local/src");
    let source = Source::read([examples.join("lib.rs")]).unwrap();
    assert_eq!(
        source.services.iter().map(|service| service.id.value.as_str()).collect::<Vec<_>>(),
        [
            "LookoutVision",
            "S3",
            "Bedrock Runtime",
            "CloudFront",
            "CloudWatch",
            "DynamoDB",
            "EC2",
            "CloudWatch Logs",
            "Route 53",
            "Transcribe Streaming"
        ]
    );
    let of = |id: &str| {
        let mine = |operation: &&Operation| source.service_of(operation).unwrap().id.value == id;
        source.operations.iter().filter(mine).count()
    };
    assert_eq!((of("LookoutVision"), of("DynamoDB"), of("EC2")), (22, 9, 3));

    let create = operation(&source, "CreateProject");
    assert!(create.item.location.file.ends_with("lookoutvision/projects.rs"));
    assert_eq!(source.errors_of(create).unwrap().variants.len(), 7);
    assert_eq!(create.token.as_ref().unwrap().value, "client_token");
    let token = &create.members[1];
    assert_eq!(token.name, "ClientToken");
    assert_eq!(token.binding, Some(Binding::Header("X-Amzn-Client-Token".to_owned())));
    assert_eq!(token.ty, Type::Option(Box::new(Type::Text)));

    // Other services have a module of errors with this name, too.
    let put = source.errors_of(operation(&source, "PutItem")).unwrap();
    assert!(put.variants.iter().any(|variant| variant.code == "ConditionalCheckFailedException"));
}

#[test]
fn files_are_read_once_in_any_order() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/local/src");
    let files = ["lookoutvision/projects.rs", "lookoutvision.rs", "lookoutvision/tags.rs"];
    let source = Source::read(files.map(|file| examples.join(file))).unwrap();
    assert_eq!(source.operations.len(), 22);
    let create = operation(&source, "CreateProject");
    assert_eq!(source.service_of(create).unwrap().id.value, "LookoutVision");
}

#[test]
fn a_module_is_read_from_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| {
        let file = folder.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    // The path is relative to the file's folder, and so are the modules in the file that it names.
    write("src/lib.rs", "mod inner;");
    write("src/inner.rs", "#[path = \"../other/gallery.rs\"] mod pictures; #[path = \"missing.rs\"] mod missing;");
    write(
        "other/gallery.rs",
        "mod operations; #[aws_service(id = \"Gallery\", protocol = \"restJson1\")] pub struct Service;",
    );
    write(
        "other/operations.rs",
        "use super::Service; #[aws_operation(name = \"GetPicture\", http = \"GET /\")] struct GetPicture {}",
    );
    let source = Source::read([folder.path().join("src/lib.rs")]).unwrap();
    let get = operation(&source, "GetPicture");
    assert_eq!(source.service_of(get).unwrap().id.value, "Gallery");
}

#[test]
fn an_import_is_nearer_than_an_item_of_the_same_name() {
    let source = read(
        r#"
        mod here {
            #[aws_service(id = "Here", protocol = "restJson1")]
            pub struct Service;
            mod inner {
                use crate::{gallery::{self as pictures, there::Service}, other};
                #[aws_operation(name = "Imported", http = "GET /")]
                struct Imported {}
                #[aws_operation(name = "InModule", service = other::Service, http = "GET /")]
                struct InModule {}
                #[aws_operation(name = "Renamed", service = pictures::Gallery, http = "GET /")]
                struct Renamed {}
            }
            mod plain {
                #[aws_operation(name = "Plain", http = "GET /")]
                struct Plain {}
            }
        }
        mod there { #[aws_service(id = "There", protocol = "restJson1")] pub struct Service; }
        mod other { #[aws_service(id = "Other", protocol = "restJson1")] pub struct Service; }
        #[aws_service(id = "Gallery", protocol = "restJson1")]
        pub struct Gallery;
        "#,
    );
    let service = |name: &str| source.service_of(operation(&source, name)).unwrap().id.value.as_str();
    assert_eq!(service("Imported"), "There");
    assert_eq!(service("InModule"), "Other");
    assert_eq!(service("Renamed"), "Gallery");
    assert_eq!(service("Plain"), "Here");
}

#[test]
fn arguments_are_read_from_both_attributes() {
    let source = read(
        r#"
        mod inner {
            #[aws_operation::aws_operation(name = "PutPicture", service = super::Gallery, output = (), error = crate::Oh<A, B>)]
            #[aws(http = "PUT /{type}/{key+}?kind=plain", idempotent, readonly, rename_all = "camelCase")]
            #[aws(paginated(input = "after", output = "list.r#type", more = "more", repeats), host_prefix = "{account}.", crate = ::ours)]
            struct PutPicture<'a> {
                r#type: &'a str,
                key: u32,
                #[aws(query, timestamp = "http-date")]
                taken_at: Option<Timestamp>,
                #[aws(skip)]
                note: Note,
                #[cfg(feature = "more")]
                #[aws(rename = "Meta")]
                meta: HashMap<String, Vec<u8>>,
            }
        }
        #[aws_service(id = "My Gallery", protocol = "restJson1")]
        struct Gallery;
        #[cfg(test)]
        mod tests {
            #[aws_service(id = "Test", protocol = "restJson1")]
            struct Gallery;
        }
        "#,
    );
    let put = operation(&source, "PutPicture");
    let (method, uri) = &put.http.as_ref().unwrap().value;
    assert_eq!((method.as_str(), uri.to_string().as_str()), ("PUT", "/{type}/{key+}?kind=plain"));
    assert_eq!(put.error.as_deref(), Some(["crate".to_owned(), "Oh".to_owned()].as_slice()));
    let said = |given: &Option<Given<bool>>| given.as_ref().map(|given| (given.value, given.line));
    assert_eq!((said(&put.idempotent), said(&put.readonly)), (Some((true, 4)), Some((true, 4))));
    assert!(put.token.is_none());
    assert_eq!(put.output, Type::Unit);
    assert_eq!(put.item.location.line, 6);
    let members: Vec<_> = put.members.iter().map(|member| (member.field.as_str(), member.name.as_str())).collect();
    assert_eq!(members, [("type", "type"), ("key", "key"), ("taken_at", "takenAt"), ("meta", "Meta")]);
    assert_eq!(put.members[0].binding, Some(Binding::Label));
    assert_eq!(put.members[2].binding, Some(Binding::Query("takenAt".to_owned())));
    assert_eq!(put.members[2].timestamp, Some(TimestampFormat::HttpDate));
    let pages = &put.paginated.as_ref().unwrap().value;
    assert_eq!((pages.output.as_str(), pages.more.as_deref(), pages.repeats), ("list.type", Some("more"), true));
    assert_eq!(source.services.len(), 1);
    assert_eq!(source.service_of(put).unwrap().signing_name.value, "mygallery");
}

#[test]
fn readonly_and_idempotent_arguments_are_read() {
    let source = read(
        r#"
        #[aws_operation(name = "Silent", output = ())]
        struct Silent;
        #[aws_operation(name = "TakenBack", output = (), readonly = false,
            idempotent = false)]
        struct TakenBack;
        #[aws_operation(name = "WithToken", output = (), idempotent = "token")]
        struct WithToken { token: Option<String> }
        "#,
    );
    let said = |name| {
        let operation = operation(&source, name);
        let said = [&operation.readonly, &operation.idempotent];
        said.map(|given| given.as_ref().map(|given| (given.value, given.line)))
    };
    assert_eq!(said("Silent"), [None, None]);
    assert_eq!(said("TakenBack"), [Some((false, 4)), Some((false, 5))]);
    assert_eq!(said("WithToken"), [None, None]);
    assert_eq!(operation(&source, "WithToken").token.as_ref().unwrap().value, "token");
}

#[test]
fn invalid_attributes_are_reported_with_their_line() {
    for (text, problem) in [
        ("struct A {", "1: not Rust: a bracket, quote or comment is not closed, or a character is invalid"),
        ("\n#[aws_shape]\nstruct A { #[aws(header = X)] a: u8 }", "3: `header` expects a string"),
        ("#[aws_operation(http = \"GET /\")]\nstruct Get;", "2: `#[aws_operation]` on `Get` lacks the argument `name`"),
        ("#[aws_operation(name = \"Get\", http = \"GET\")]\nstruct Get;", "1: `http` needs a method and a path"),
        (
            "#[aws_operation(name = \"Get\",\n http = \"GET /{a}\")]\nstruct Get;",
            "2: label `{a}` in `http` has no field on `Get`",
        ),
        ("#[aws_shape(rename_all = \"Camel\")]\nstruct A {}", "1: unknown rename rule `Camel`"),
        ("#[aws_shape]\nstruct A {\n#[aws(timestamp = \"iso\")]\na: u8 }", "3: unknown timestamp format `iso`"),
        ("#[aws_error]\nenum E { #[aws(status = \"409\")] A }", "2: `status` expects an integer"),
        ("#[aws_shape]\nstruct A(u8);", "2: fields must be named, because their names are the members' names"),
    ] {
        assert_eq!(error_of(text), problem, "{text}");
    }
    let error = Source::read(["/no/such/file.rs"]).unwrap_err().to_string();
    assert!(error.starts_with("can't read /no/such/file.rs: "), "{error}");
}
