//! `readonly` and `idempotent` in the output of `add` and in the findings of `check`.
#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::fs;

use aws_operation_cli::check::check;
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, write};
use serde_json::{Map, Value, json};

/// A service with one operation.
struct Case {
    namespace: &'static str,
    id: &'static str,
    operation: &'static str,
    /// With a method, the protocol is restJson1; without, awsJson1.0.
    method: Option<&'static str>,
    /// The traits of the operation in the model.
    mark: Option<&'static str>,
    /// The input's member.
    member: Option<&'static str>,
    is_required: bool,
}

impl Case {
    fn rpc(id: &'static str, operation: &'static str) -> Self {
        let namespace = "com.amazonaws.things";
        Self { namespace, id, operation, method: None, mark: None, member: None, is_required: false }
    }

    fn rest(method: &'static str, id: &'static str, operation: &'static str) -> Self {
        Self { method: Some(method), ..Self::rpc(id, operation) }
    }

    fn marked(self, mark: &'static str) -> Self {
        Self { mark: Some(mark), ..self }
    }

    fn with(self, member: &'static str) -> Self {
        Self { member: Some(member), ..self }
    }

    fn requiring(self, member: &'static str) -> Self {
        Self { is_required: true, ..self.with(member) }
    }

    fn of(self, namespace: &'static str) -> Self {
        Self { namespace, ..self }
    }

    fn model(&self) -> Model {
        let id = |name: &str| format!("{}#{name}", self.namespace);
        let protocol = if self.method.is_some() { "aws.protocols#restJson1" } else { "aws.protocols#awsJson1_0" };
        let mut traits = Map::new();
        traits.extend(self.mark.map(|mark| (format!("smithy.api#{mark}"), json!({}))));
        traits.extend(
            self.method.map(|method| {
                ("smithy.api#http".to_owned(), json!({ "method": method, "uri": "/things", "code": 200 }))
            }),
        );
        let members: Map<_, _> =
            self.member.map(|name| (name.to_owned(), self.member_shape(name))).into_iter().collect();
        let shapes = json!({
            id("Service"): {
                "type": "service",
                "version": "2020-01-01",
                "operations": [{ "target": id(self.operation) }],
                "traits": {
                    "aws.api#service": { "sdkId": self.id, "endpointPrefix": "things" },
                    "aws.auth#sigv4": { "name": "things" },
                    protocol: {},
                }
            },
            id(self.operation): {
                "type": "operation",
                "input": { "target": id("Input") },
                "output": { "target": "smithy.api#Unit" },
                "traits": traits,
            },
            id("Input"): { "type": "structure", "members": members },
        });
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("model.json");
        fs::write(&file, json!({ "smithy": "2.0", "shapes": shapes }).to_string()).unwrap();
        Model::read(file).unwrap()
    }

    fn member_shape(&self, name: &str) -> Value {
        let mut traits = Map::new();
        if name == "ClientToken" {
            traits.insert("smithy.api#idempotencyToken".to_owned(), json!({}));
        }
        if self.is_required {
            traits.insert("smithy.api#required".to_owned(), json!({}));
        }
        if self.method.is_some() {
            traits.insert("smithy.api#httpQuery".to_owned(), json!(name));
        }
        json!({ "target": "smithy.api#String", "traits": traits })
    }

    /// The code for the operation.
    fn written(&self) -> String {
        write(&self.model(), &[self.operation], &Scope::default()).unwrap().source()
    }

    /// The arguments of the attribute without the name, and the comment above it.
    fn facts(&self) -> (String, String) {
        let source = self.written();
        let (before, after) = source.split_once("#[aws_operation(").unwrap();
        let arguments = after.split_once(")]").unwrap().0.split(',').map(str::trim);
        let facts = arguments.filter(|argument| argument.starts_with("readonly") || argument.starts_with("idempotent"));
        let comment: Vec<_> = before.lines().rev().map_while(|line| line.strip_prefix("// ")).collect();
        let comment = comment.into_iter().rev().collect::<Vec<_>>().join(" ");
        // Other comments follow it.
        let comment = comment.split("`attempt_timeout` is ").next().unwrap_or_default().trim_end().to_owned();
        (facts.collect::<Vec<_>>().join(", "), comment)
    }

    /// The findings of `check` for the operation with these arguments.
    fn findings(&self, facts: &str) -> Vec<String> {
        self.findings_of(&self.saying(facts))
    }

    /// The code for the operation with these arguments instead.
    fn saying(&self, facts: &str) -> String {
        let (facts_written, _) = self.facts();
        let name = format!("name = \"{}\"", self.operation);
        let written = self.written();
        // Line breaks among the arguments do not matter here.
        let (head, rest) = written.split_once("#[aws_operation(").unwrap();
        let (arguments, rest) = rest.split_once(")]").unwrap();
        let arguments: Vec<_> = arguments.split(',').map(str::trim).filter(|argument| !argument.is_empty()).collect();
        let kept = arguments.into_iter().filter(|argument| !facts_written.split(", ").any(|fact| fact == *argument));
        let mut kept: Vec<_> = kept.collect();
        assert_eq!(kept.first(), Some(&name.as_str()));
        kept.extend((!facts.is_empty()).then_some(facts));
        format!("{head}#[aws_operation({})]{rest}", kept.join(", "))
    }

    fn findings_of(&self, source: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("service.rs");
        fs::write(&file, source).unwrap();
        let findings = check(&Source::read([file]).unwrap(), &self.model()).findings;
        findings.into_iter().map(|finding| format!("{}: {}", finding.severity.name(), finding.text)).collect()
    }
}

/// Asserts what is written, and that it has no findings.
fn assert_written(case: &Case, facts: &str, comment: &str) {
    let what = format!("{:?} {} {}", case.method, case.id, case.operation);
    assert_eq!(case.facts(), (facts.to_owned(), comment.to_owned()), "{what}");
    assert_eq!(case.findings(facts), Vec::<String>::new(), "{what}");
}

const MODEL_READONLY: &str = "`readonly` is from the model.";
const MODEL_IDEMPOTENT: &str = "`idempotent` is from the model.";
const NAME_READONLY: &str = "`readonly` is from aws-operation's table of operation names; the model does not have it.";
const NAME_IDEMPOTENT: &str =
    "`idempotent` is from aws-operation's table of operation names; the model does not have it.";

#[test]
fn a_model_trait_is_written_if_the_method_does_not_imply_it() {
    for method in ["POST", "PUT", "PATCH"] {
        assert_written(&Case::rest(method, "Things", "Frob").marked("readonly"), "readonly", MODEL_READONLY);
        assert_written(&Case::rest(method, "Things", "Frob").marked("idempotent"), "idempotent", MODEL_IDEMPOTENT);
    }
    assert_written(&Case::rpc("Things", "Frob").marked("readonly"), "readonly", MODEL_READONLY);
    assert_written(&Case::rpc("Things", "Frob").marked("idempotent"), "idempotent", MODEL_IDEMPOTENT);
    for method in ["GET", "HEAD", "DELETE"] {
        for mark in ["readonly", "idempotent"] {
            assert_written(&Case::rest(method, "Things", "Frob").marked(mark), "", "");
        }
    }
}

#[test]
fn a_put_without_a_trait_has_no_argument() {
    for method in ["PUT", "POST", "PATCH"] {
        assert_written(&Case::rest(method, "Lex Models V2", "CreateBotVersion"), "", "");
    }
}

#[test]
fn an_operation_with_a_read_prefix_is_readonly() {
    for name in ["GetItem", "BatchGetItem", "Query", "Scan", "ListTables", "DescribeTable", "TransactGetItems"] {
        assert_written(&Case::rpc("DynamoDB", name), "readonly", NAME_READONLY);
        assert_written(&Case::rest("POST", "DynamoDB", name), "readonly", NAME_READONLY);
        assert_written(&Case::rest("GET", "DynamoDB", name), "", "");
    }
    assert_written(&Case::rpc("KMS", "Decrypt"), "readonly", NAME_READONLY);
    assert_written(&Case::rpc("STS", "AssumeRole"), "readonly", NAME_READONLY);
}

#[test]
fn a_read_prefix_within_a_word_does_not_count() {
    for name in ["Getaway", "Listen", "Headline", "Scanner", "Querying", "Selection", "Tagged", "Deleter", "Checkout"] {
        assert_written(&Case::rpc("Things", name), "", "");
    }
    assert_written(&Case::rpc("Other", "Decrypt"), "", "");
}

#[test]
fn an_operation_with_an_idempotent_prefix_is_idempotent() {
    for name in
        ["TagResource", "UntagResource", "Tag", "Untag", "AddTagsToResource", "DeleteTable", "BatchDeleteThings"]
    {
        assert_written(&Case::rpc("Things", name), "idempotent", NAME_IDEMPOTENT);
        assert_written(&Case::rest("POST", "Things", name), "idempotent", NAME_IDEMPOTENT);
        assert_written(&Case::rest("PUT", "Things", name), "idempotent", NAME_IDEMPOTENT);
        assert_written(&Case::rest("DELETE", "Things", name), "", "");
    }
}

#[test]
fn a_conditional_deletion_is_not_idempotent() {
    for member in ["ConditionExpression", "Expected", "LockToken", "expectedRevisionId", "ChangeToken"] {
        assert_written(&Case::rpc("DynamoDB", "DeleteItem").with(member), "", "");
    }
    assert_written(&Case::rpc("DynamoDB", "DeleteTable").with("TableName"), "idempotent", NAME_IDEMPOTENT);
}

/// As in the crate aws-operation-s3.
#[test]
fn a_write_of_s3_that_replaces_an_object_by_itself_is_idempotent() {
    for name in ["PutObject", "UploadPart", "CopyObject", "UploadPartCopy"] {
        for member in ["Bucket", "ExpectedBucketOwner", "IfNoneMatch"] {
            assert_written(&Case::rest("PUT", "S3", name).with(member), "idempotent", NAME_IDEMPOTENT);
        }
    }
    let delete = Case::rest("POST", "S3", "DeleteObjects").with("ExpectedBucketOwner");
    assert_written(&delete, "idempotent", NAME_IDEMPOTENT);
    for name in ["CompleteMultipartUpload", "CreateMultipartUpload", "RestoreObject"] {
        assert_written(&Case::rest("POST", "S3", name), "", "");
    }
    assert_written(&Case::rest("PUT", "MediaStore Data", "PutObject"), "", "");
}

#[test]
fn an_operation_in_the_not_idempotent_table_is_not_readonly() {
    assert_written(&Case::rpc("SFN", "GetActivityTask"), "", "");
    assert_written(&Case::rpc("Cognito Identity", "GetId"), "", "");
    assert_written(&Case::rpc("SQS", "ReceiveMessage"), "", "");
    let comment = "`readonly = false` is from aws-operation's table of operation names: each call has an effect.";
    assert_written(&Case::rest("GET", "AppConfigData", "GetLatestConfiguration"), "readonly = false", comment);
    assert_written(&Case::rest("GET", "IoT", "ConfirmTopicRuleDestination"), "readonly = false", comment);
    let comment = "`idempotent = false` is from aws-operation's table of operation names: each call has an effect.";
    let case = Case::rest("DELETE", "MediaLive", "StartDeleteMonitorDeployment");
    assert_written(&case, "idempotent = false", comment);
}

#[test]
fn a_table_entry_overrides_the_model() {
    let comment = "The model has `idempotent`, but according to aws-operation's table of operation names each call has an effect.";
    assert_written(&Case::rpc("SFN", "StartExecution").marked("idempotent"), "", comment);
    assert_written(&Case::rest("PUT", "Backup", "StartScanJob").marked("idempotent"), "", comment);
    for (id, operation) in [
        ("CleanRoomsML", "CreateTrainedModel"),
        ("CloudFormation", "PublishType"),
        ("CloudFormation", "TestType"),
        ("ConnectHealth", "CreateDomain"),
        ("mgn", "CreateConnector"),
        ("Wickr", "CreateNetwork"),
    ] {
        assert_written(&Case::rest("POST", id, operation).marked("idempotent"), "", comment);
    }
}

#[test]
fn a_model_trait_overrides_a_name_prefix() {
    let case = Case::rpc("DynamoDB", "DeleteItem").marked("idempotent").with("ConditionExpression");
    assert_written(&case, "idempotent", MODEL_IDEMPOTENT);
    assert_written(&Case::rpc("Things", "GetThing").marked("idempotent"), "idempotent", MODEL_IDEMPOTENT);
}

#[test]
fn an_idempotency_token_needs_no_further_argument() {
    let token = "idempotent = \"client_token\"";
    for case in [
        Case::rpc("Things", "DescribeAndMake"),
        Case::rpc("Things", "DeleteThing"),
        Case::rest("PUT", "Things", "MakeThing"),
        Case::rest("DELETE", "Things", "DeleteThing"),
        Case::rest("GET", "Things", "GetThing"),
        Case::rest("PUT", "Things", "MakeThing").marked("idempotent"),
    ] {
        assert_written(&case.with("ClientToken"), token, "");
    }
}

#[test]
fn an_unsupported_readonly_is_an_error() {
    let error = |name: &str, instead: &str| {
        vec![format!(
            "error: neither the model nor aws-operation's table of operation names says that `{name}` is `readonly`; {instead}"
        )]
    };
    assert_eq!(Case::rpc("Things", "Frob").findings("readonly"), error("Frob", "remove it"));
    assert_eq!(Case::rest("PUT", "Things", "Frob").findings("readonly"), error("Frob", "remove it"));
    assert_eq!(Case::rest("DELETE", "Things", "Frob").findings("readonly"), error("Frob", "remove it"));
    let text = "error: according to aws-operation's table of operation names each call of `GetActivityTask` has an effect; \
                remove `readonly`";
    assert_eq!(Case::rpc("SFN", "GetActivityTask").findings("readonly"), [text]);
    let marked = |case: Case| case.marked("idempotent");
    assert_eq!(marked(Case::rpc("Things", "Frob")).findings("readonly"), error("Frob", "write `idempotent`"));
    assert_eq!(marked(Case::rest("PUT", "Things", "Frob")).findings("readonly"), error("Frob", "write `idempotent`"));
    // These are idempotent without an argument.
    assert_eq!(marked(Case::rest("DELETE", "Things", "Frob")).findings("readonly"), error("Frob", "remove it"));
    assert_eq!(Case::rest("DELETE", "Things", "DeleteIt").findings("readonly"), error("DeleteIt", "remove it"));
    let both = marked(Case::rpc("Things", "Frob")).findings("readonly, idempotent");
    assert_eq!(both, error("Frob", "remove it"));
}

#[test]
fn a_get_with_an_effect_needs_readonly_false() {
    let case = Case::rest("GET", "IoT", "ConfirmTopicRuleDestination");
    let text = "error: according to aws-operation's table of operation names each call of `ConfirmTopicRuleDestination` has an effect; \
                write `readonly = false`";
    assert_eq!(case.findings(""), [text]);
    assert_eq!(case.findings("readonly"), [text]);
    assert_eq!(case.findings("readonly = false"), Vec::<String>::new());
    assert_eq!(Case::rest("GET", "Things", "Frob").findings("readonly"), Vec::<String>::new());
}

#[test]
fn an_unsupported_idempotent_is_a_warning() {
    let text = "warning: neither the model nor aws-operation's table of operation names says that `Frob` is `idempotent`; \
                remove it, unless the operation is safe to retry";
    assert_eq!(Case::rpc("Things", "Frob").findings("idempotent"), [text]);
    assert_eq!(Case::rest("PUT", "Things", "Frob").findings("idempotent"), [text]);
    assert_eq!(Case::rest("GET", "Things", "Frob").findings("readonly = false, idempotent"), [text]);
    assert_eq!(Case::rest("DELETE", "Things", "Frob").findings("idempotent"), Vec::<String>::new());
    assert_eq!(Case::rpc("Things", "GetThing").findings("idempotent"), Vec::<String>::new());
    let case = Case::rest("DELETE", "MediaLive", "StartDeleteMonitorDeployment");
    let text = "warning: according to aws-operation's table of operation names each call of `StartDeleteMonitorDeployment` has an effect; \
                write `idempotent = false`";
    assert_eq!(case.findings(""), [text]);
    let text = "warning: according to aws-operation's table of operation names each call of `StartExecution` has an effect; \
                remove `idempotent`, unless the operation is safe to retry";
    assert_eq!(Case::rpc("SFN", "StartExecution").findings("idempotent"), [text]);
    assert_eq!(Case::rest("GET", "Things", "Frob").findings("idempotent"), Vec::<String>::new());
}

#[test]
fn a_missing_readonly_or_idempotent_is_a_warning() {
    let ends = "so that a call is retried after a lost response or a 500";
    let text = format!("warning: the model says that `Frob` only reads; write `readonly`, {ends}");
    assert_eq!(Case::rpc("Things", "Frob").marked("readonly").findings(""), [text]);
    let text = format!(
        "warning: aws-operation's table of operation names says that `GetItem` only reads; write `readonly`, {ends}"
    );
    assert_eq!(Case::rpc("DynamoDB", "GetItem").findings(""), [text]);
    assert_eq!(Case::rest("GET", "Things", "GetThing").findings(""), Vec::<String>::new());
    let text = format!("warning: the model says that `Frob` is safe to retry; write `idempotent`, {ends}");
    assert_eq!(Case::rest("PUT", "Things", "Frob").marked("idempotent").findings(""), [text.as_str()]);
    assert_eq!(Case::rpc("Things", "Frob").marked("idempotent").findings(""), [text]);
    let text = format!(
        "warning: aws-operation's table of operation names says that `TagResource` is safe to retry; \
         write `idempotent`, {ends}"
    );
    assert_eq!(Case::rpc("Things", "TagResource").findings(""), [text]);
}

#[test]
fn an_explicit_false_is_a_note() {
    let text = "note: the model says that `Frob` only reads, but it is not retried";
    assert_eq!(Case::rest("GET", "Things", "Frob").marked("readonly").findings("readonly = false"), [text]);
    let text = "note: aws-operation's table of operation names says that `DeleteThing` is safe to retry, but it is not retried";
    assert_eq!(Case::rest("DELETE", "Things", "DeleteThing").findings("idempotent = false"), [text]);
    assert_eq!(Case::rest("DELETE", "Things", "Frob").findings("idempotent = false"), Vec::<String>::new());
}

#[test]
fn the_table_applies_only_to_aws_models() {
    for namespace in ["com.example.shop", "com.amazonawsome.shop", "amazonaws", "a"] {
        for name in ["CheckOut", "GetNextTicket", "SelectWinner", "DeleteThing", "TagResource"] {
            assert_written(&Case::rpc("Shop", name).of(namespace), "", "");
            assert_written(&Case::rest("POST", "Shop", name).of(namespace), "", "");
        }
        // Another service with the same ID was not reviewed.
        assert_written(&Case::rpc("KMS", "Decrypt").of(namespace), "", "");
        assert_written(&Case::rest("GET", "IoT", "ConfirmTopicRuleDestination").of(namespace), "", "");
        let marked = Case::rpc("SFN", "StartExecution").marked("idempotent").of(namespace);
        assert_written(&marked, "idempotent", MODEL_IDEMPOTENT);
        let marked = Case::rpc("Shop", "CheckOut").marked("readonly").of(namespace);
        assert_written(&marked, "readonly", MODEL_READONLY);
    }
    for namespace in ["com.amazonaws", "com.amazonaws.dynamodb", "com.amazonaws.a.b"] {
        assert_written(&Case::rpc("DynamoDB", "GetItem").of(namespace), "readonly", NAME_READONLY);
    }
}

#[test]
fn findings_for_private_models_do_not_mention_the_table() {
    let case = || Case::rpc("Shop", "GetNextTicket").of("com.example.shop");
    let text = "error: the model does not say that `GetNextTicket` is `readonly`; remove it";
    assert_eq!(case().findings("readonly"), [text]);
    let text = "warning: the model does not say that `GetNextTicket` is `idempotent`; \
                remove it, unless the operation is safe to retry";
    assert_eq!(case().findings("idempotent"), [text]);
}

#[test]
fn a_model_trait_that_contradicts_the_table_is_a_note() {
    let text = |name: &str, mark: &str, instead: &str| {
        vec![format!(
            "note: the model says that `{name}` is `{mark}`, but according to aws-operation's table of operation names each call has an effect; \
             {instead}"
        )]
    };
    let remove = |claim: &str| format!("remove `{claim}`, unless the operation is safe to retry");
    let start = || Case::rpc("SFN", "StartExecution").marked("idempotent");
    let removed = text("StartExecution", "idempotent", &remove("idempotent"));
    assert_eq!(start().findings("idempotent"), removed);
    assert_eq!(Case::rest("PUT", "SFN", "StartExecution").marked("idempotent").findings("idempotent"), removed);
    assert_eq!(start().findings(""), Vec::<String>::new());
    let task = || Case::rpc("SFN", "GetActivityTask").marked("readonly");
    assert_eq!(task().findings("readonly"), text("GetActivityTask", "readonly", &remove("readonly")));
    assert_eq!(task().findings("idempotent"), text("GetActivityTask", "readonly", &remove("idempotent")));
    // Implied by the HTTP method.
    let get = || Case::rest("GET", "IoT", "ConfirmTopicRuleDestination").marked("readonly");
    let instead = "write `readonly = false`";
    assert_eq!(get().findings(""), text("ConfirmTopicRuleDestination", "readonly", instead));
    assert_eq!(get().findings("readonly = false"), Vec::<String>::new());
    let delete = || Case::rest("DELETE", "MediaLive", "StartDeleteMonitorDeployment").marked("idempotent");
    let instead = "write `idempotent = false`";
    assert_eq!(delete().findings(""), text("StartDeleteMonitorDeployment", "idempotent", instead));
    // A token needs no further argument.
    let with_token = Case::rpc("SFN", "StartExecution").marked("idempotent").with("ClientToken");
    assert_eq!(with_token.findings("idempotent = \"client_token\""), Vec::<String>::new());
}

#[test]
fn an_operation_with_a_read_prefix_may_be_readonly_or_idempotent() {
    let marked = || Case::rpc("CloudTrail", "LookupEvents").marked("idempotent");
    assert_eq!(marked().findings("readonly"), Vec::<String>::new());
    assert_eq!(marked().findings("idempotent"), Vec::<String>::new());
    let put = Case::rest("PUT", "Things", "GetThing").marked("idempotent");
    assert_eq!(put.findings("readonly"), Vec::<String>::new());
    let by_name = Case::rpc("KMS", "Sign").marked("idempotent");
    assert_eq!(by_name.findings("readonly"), Vec::<String>::new());
    let private = marked().of("com.example.shop").findings("readonly");
    assert_eq!(private, ["error: the model does not say that `LookupEvents` is `readonly`; write `idempotent`"]);
}

#[test]
fn an_unmarked_idempotency_token_is_accepted() {
    for (member, field) in [
        ("clientToken", "client_token"),
        ("ClientRequestToken", "client_request_token"),
        ("IdempotencyToken", "idempotency_token"),
        ("CallerReference", "caller_reference"),
        ("CreatorRequestId", "creator_request_id"),
        ("UniqueRequestToken", "unique_request_token"),
        ("MessageDeduplicationId", "message_deduplication_id"),
    ] {
        let token = format!("idempotent = \"{field}\"");
        for case in [Case::rpc("RAM", "CreateResourceShare"), Case::rest("POST", "RAM", "CreateResourceShare")] {
            assert_eq!(case.with(member).findings(&token), Vec::<String>::new(), "{member}");
        }
        // The runtime fills in an `Option`.
        let required = Case::rpc("Route 53", "CreateHostedZone").requiring(member);
        let source = required.saying(&token);
        let optional = source.replace(&format!("{field}: String"), &format!("{field}: Option<String>"));
        assert_ne!(source, optional);
        assert_eq!(required.findings_of(&optional), Vec::<String>::new(), "{member}");
    }
}

#[test]
fn a_member_that_is_not_a_token_is_an_error() {
    let error = |name: &str, field: &str| {
        vec![format!("error: `{field}` of `{name}` is not an idempotency token in the model; remove `idempotent`")]
    };
    for (member, field) in [
        ("Name", "name"),
        ("NextToken", "next_token"),
        ("RequestToken", "request_token"),
        ("RequestId", "request_id"),
        ("UpdateToken", "update_token"),
        ("CreationToken", "creation_token"),
        ("Token", "token"),
    ] {
        let case = Case::rpc("CloudControl", "CancelResourceRequest").with(member);
        assert_eq!(case.findings(&format!("idempotent = \"{field}\"")), error("CancelResourceRequest", field));
    }
    // There it authenticates the caller.
    let case = Case::rpc("CodePipeline", "AcknowledgeThirdPartyJob").with("clientToken");
    assert_eq!(case.findings("idempotent = \"client_token\""), error("AcknowledgeThirdPartyJob", "client_token"));
}
