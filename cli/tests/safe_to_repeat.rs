//! What `add` writes of running an operation twice, and what `check` says of what is written by hand.
#![allow(clippy::unwrap_used, clippy::panic)] // so do tests fail

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
    /// With one, restJson1; without, awsJson1.0.
    method: Option<&'static str>,
    /// What the model says of the operation.
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

    /// What is written of the operation.
    fn written(&self) -> String {
        write(&self.model(), &[self.operation], &Scope::default()).unwrap().source()
    }

    /// The arguments of the attribute but the name, and the comment above it.
    fn facts(&self) -> (String, String) {
        let source = self.written();
        let (before, after) = source.split_once("#[aws_operation(").unwrap();
        let arguments = after.split_once(")]").unwrap().0.split(',').map(str::trim);
        let facts = arguments.filter(|argument| argument.starts_with("readonly") || argument.starts_with("idempotent"));
        let comment: Vec<_> = before.lines().rev().map_while(|line| line.strip_prefix("// ")).collect();
        let comment = comment.into_iter().rev().collect::<Vec<_>>().join(" ");
        // What else is said there comes after it.
        let comment = comment.split("`attempt_timeout` is ").next().unwrap_or_default().trim_end().to_owned();
        (facts.collect::<Vec<_>>().join(", "), comment)
    }

    /// What `check` says of the operation when it says this of itself.
    fn findings(&self, facts: &str) -> Vec<String> {
        self.findings_of(&self.saying(facts))
    }

    /// What is written of the operation, but with these facts.
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

/// Holds what is written, and that `check` has nothing against it.
fn assert_written(case: &Case, facts: &str, comment: &str) {
    let what = format!("{:?} {} {}", case.method, case.id, case.operation);
    assert_eq!(case.facts(), (facts.to_owned(), comment.to_owned()), "{what}");
    assert_eq!(case.findings(facts), Vec::<String>::new(), "{what}");
}

const MODEL_READONLY: &str = "`readonly` is from the model.";
const MODEL_IDEMPOTENT: &str = "`idempotent` is from the model.";
const NAME_READONLY: &str = "`readonly` is from aws-operation's table of names; the model does not say it.";
const NAME_IDEMPOTENT: &str = "`idempotent` is from aws-operation's table of names; the model does not say it.";

#[test]
fn a_mark_of_the_model_is_written_where_the_method_does_not_say_it() {
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
fn a_put_without_a_mark_says_nothing() {
    for method in ["PUT", "POST", "PATCH"] {
        assert_written(&Case::rest(method, "Lex Models V2", "CreateBotVersion"), "", "");
    }
}

#[test]
fn a_name_that_reads_is_readonly() {
    for name in ["GetItem", "BatchGetItem", "Query", "Scan", "ListTables", "DescribeTable", "TransactGetItems"] {
        assert_written(&Case::rpc("DynamoDB", name), "readonly", NAME_READONLY);
        assert_written(&Case::rest("POST", "DynamoDB", name), "readonly", NAME_READONLY);
        assert_written(&Case::rest("GET", "DynamoDB", name), "", "");
    }
    assert_written(&Case::rpc("KMS", "Decrypt"), "readonly", NAME_READONLY);
    assert_written(&Case::rpc("STS", "AssumeRole"), "readonly", NAME_READONLY);
}

#[test]
fn a_name_that_only_begins_with_such_letters_is_not() {
    for name in ["Getaway", "Listen", "Headline", "Scanner", "Querying", "Selection", "Tagged", "Deleter", "Checkout"] {
        assert_written(&Case::rpc("Things", name), "", "");
    }
    assert_written(&Case::rpc("Other", "Decrypt"), "", "");
}

#[test]
fn a_name_that_is_harmless_twice_is_idempotent() {
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
fn a_deletion_on_a_condition_is_not() {
    for member in ["ConditionExpression", "Expected", "LockToken", "expectedRevisionId", "ChangeToken"] {
        assert_written(&Case::rpc("DynamoDB", "DeleteItem").with(member), "", "");
    }
    assert_written(&Case::rpc("DynamoDB", "DeleteTable").with("TableName"), "idempotent", NAME_IDEMPOTENT);
}

#[test]
fn a_name_that_reads_but_acts_is_not_readonly() {
    assert_written(&Case::rpc("SFN", "GetActivityTask"), "", "");
    assert_written(&Case::rpc("Cognito Identity", "GetId"), "", "");
    assert_written(&Case::rpc("SQS", "ReceiveMessage"), "", "");
    let comment = "`readonly = false` is from aws-operation's table of names: each call acts.";
    assert_written(&Case::rest("GET", "AppConfigData", "GetLatestConfiguration"), "readonly = false", comment);
    assert_written(&Case::rest("GET", "IoT", "ConfirmTopicRuleDestination"), "readonly = false", comment);
    let comment = "`idempotent = false` is from aws-operation's table of names: each call acts.";
    let case = Case::rest("DELETE", "MediaLive", "StartDeleteMonitorDeployment");
    assert_written(&case, "idempotent = false", comment);
}

#[test]
fn what_was_found_of_one_operation_wins_over_the_model() {
    let comment = "The model says `idempotent`; by aws-operation's table of names each call acts.";
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
fn a_mark_of_the_model_wins_over_what_a_name_begins_with() {
    let case = Case::rpc("DynamoDB", "DeleteItem").marked("idempotent").with("ConditionExpression");
    assert_written(&case, "idempotent", MODEL_IDEMPOTENT);
    assert_written(&Case::rpc("Things", "GetThing").marked("idempotent"), "idempotent", MODEL_IDEMPOTENT);
}

#[test]
fn a_token_is_enough() {
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
fn a_claim_of_readonly_that_nobody_supports_is_an_error() {
    let error = |name: &str, instead: &str| {
        vec![format!(
            "error: neither the model nor aws-operation's table of names says that `{name}` is `readonly`; {instead}"
        )]
    };
    assert_eq!(Case::rpc("Things", "Frob").findings("readonly"), error("Frob", "remove it"));
    assert_eq!(Case::rest("PUT", "Things", "Frob").findings("readonly"), error("Frob", "remove it"));
    assert_eq!(Case::rest("DELETE", "Things", "Frob").findings("readonly"), error("Frob", "remove it"));
    let text = "error: by aws-operation's table of names each call of `GetActivityTask` acts; remove `readonly`";
    assert_eq!(Case::rpc("SFN", "GetActivityTask").findings("readonly"), [text]);
    let marked = |case: Case| case.marked("idempotent");
    assert_eq!(marked(Case::rpc("Things", "Frob")).findings("readonly"), error("Frob", "write `idempotent`"));
    assert_eq!(marked(Case::rest("PUT", "Things", "Frob")).findings("readonly"), error("Frob", "write `idempotent`"));
    // These are idempotent without a word.
    assert_eq!(marked(Case::rest("DELETE", "Things", "Frob")).findings("readonly"), error("Frob", "remove it"));
    assert_eq!(Case::rest("DELETE", "Things", "DeleteIt").findings("readonly"), error("DeleteIt", "remove it"));
    let both = marked(Case::rpc("Things", "Frob")).findings("readonly, idempotent");
    assert_eq!(both, error("Frob", "remove it"));
}

#[test]
fn a_get_that_acts_is_an_error_until_it_says_so() {
    let case = Case::rest("GET", "IoT", "ConfirmTopicRuleDestination");
    let text = "error: by aws-operation's table of names each call of `ConfirmTopicRuleDestination` acts; \
                write `readonly = false`";
    assert_eq!(case.findings(""), [text]);
    assert_eq!(case.findings("readonly"), [text]);
    assert_eq!(case.findings("readonly = false"), Vec::<String>::new());
    assert_eq!(Case::rest("GET", "Things", "Frob").findings("readonly"), Vec::<String>::new());
}

#[test]
fn a_claim_of_idempotent_that_nobody_supports_is_a_warning() {
    let text = "warning: neither the model nor aws-operation's table of names says that `Frob` is `idempotent`; \
                remove it, unless running it twice does no harm";
    assert_eq!(Case::rpc("Things", "Frob").findings("idempotent"), [text]);
    assert_eq!(Case::rest("PUT", "Things", "Frob").findings("idempotent"), [text]);
    assert_eq!(Case::rest("GET", "Things", "Frob").findings("readonly = false, idempotent"), [text]);
    assert_eq!(Case::rest("DELETE", "Things", "Frob").findings("idempotent"), Vec::<String>::new());
    assert_eq!(Case::rpc("Things", "GetThing").findings("idempotent"), Vec::<String>::new());
    let case = Case::rest("DELETE", "MediaLive", "StartDeleteMonitorDeployment");
    let text = "warning: by aws-operation's table of names each call of `StartDeleteMonitorDeployment` acts; \
                write `idempotent = false`";
    assert_eq!(case.findings(""), [text]);
    let text = "warning: by aws-operation's table of names each call of `StartExecution` acts; \
                remove `idempotent`, unless running it twice does no harm";
    assert_eq!(Case::rpc("SFN", "StartExecution").findings("idempotent"), [text]);
    assert_eq!(Case::rest("GET", "Things", "Frob").findings("idempotent"), Vec::<String>::new());
}

#[test]
fn what_could_be_retried_but_is_not_is_a_warning() {
    let ends = "without which a call ends with a lost response or a 500";
    let text = format!("warning: the model says that `Frob` only reads; write `readonly`, {ends}");
    assert_eq!(Case::rpc("Things", "Frob").marked("readonly").findings(""), [text]);
    let text =
        format!("warning: aws-operation's table of names says that `GetItem` only reads; write `readonly`, {ends}");
    assert_eq!(Case::rpc("DynamoDB", "GetItem").findings(""), [text]);
    assert_eq!(Case::rest("GET", "Things", "GetThing").findings(""), Vec::<String>::new());
    let text = format!("warning: the model says that `Frob` is harmless to run twice; write `idempotent`, {ends}");
    assert_eq!(Case::rest("PUT", "Things", "Frob").marked("idempotent").findings(""), [text.as_str()]);
    assert_eq!(Case::rpc("Things", "Frob").marked("idempotent").findings(""), [text]);
    let text = format!(
        "warning: aws-operation's table of names says that `TagResource` is harmless to run twice; \
         write `idempotent`, {ends}"
    );
    assert_eq!(Case::rpc("Things", "TagResource").findings(""), [text]);
}

#[test]
fn who_takes_it_back_gets_a_note() {
    let text = "note: the model says that `Frob` only reads, but it is not retried";
    assert_eq!(Case::rest("GET", "Things", "Frob").marked("readonly").findings("readonly = false"), [text]);
    let text =
        "note: aws-operation's table of names says that `DeleteThing` is harmless to run twice, but it is not retried";
    assert_eq!(Case::rest("DELETE", "Things", "DeleteThing").findings("idempotent = false"), [text]);
    assert_eq!(Case::rest("DELETE", "Things", "Frob").findings("idempotent = false"), Vec::<String>::new());
}

#[test]
fn the_table_is_of_the_models_of_aws_alone() {
    for namespace in ["com.example.shop", "com.amazonawsome.shop", "amazonaws", "a"] {
        for name in ["CheckOut", "GetNextTicket", "SelectWinner", "DeleteThing", "TagResource"] {
            assert_written(&Case::rpc("Shop", name).of(namespace), "", "");
            assert_written(&Case::rest("POST", "Shop", name).of(namespace), "", "");
        }
        // Nor is another service of the same ID the one that was looked at.
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
fn of_a_private_model_no_table_is_named() {
    let case = || Case::rpc("Shop", "GetNextTicket").of("com.example.shop");
    let text = "error: the model does not say that `GetNextTicket` is `readonly`; remove it";
    assert_eq!(case().findings("readonly"), [text]);
    let text = "warning: the model does not say that `GetNextTicket` is `idempotent`; \
                remove it, unless running it twice does no harm";
    assert_eq!(case().findings("idempotent"), [text]);
}

#[test]
fn where_each_call_acts_though_the_model_claims_it_too_is_a_note() {
    let text = |name: &str, mark: &str, instead: &str| {
        vec![format!(
            "note: the model says that `{name}` is `{mark}`, but by aws-operation's table of names each call acts; \
             {instead}"
        )]
    };
    let remove = |claim: &str| format!("remove `{claim}`, unless running it twice does no harm");
    let start = || Case::rpc("SFN", "StartExecution").marked("idempotent");
    let removed = text("StartExecution", "idempotent", &remove("idempotent"));
    assert_eq!(start().findings("idempotent"), removed);
    assert_eq!(Case::rest("PUT", "SFN", "StartExecution").marked("idempotent").findings("idempotent"), removed);
    assert_eq!(start().findings(""), Vec::<String>::new());
    let task = || Case::rpc("SFN", "GetActivityTask").marked("readonly");
    assert_eq!(task().findings("readonly"), text("GetActivityTask", "readonly", &remove("readonly")));
    assert_eq!(task().findings("idempotent"), text("GetActivityTask", "readonly", &remove("idempotent")));
    // By their methods.
    let get = || Case::rest("GET", "IoT", "ConfirmTopicRuleDestination").marked("readonly");
    let instead = "write `readonly = false`";
    assert_eq!(get().findings(""), text("ConfirmTopicRuleDestination", "readonly", instead));
    assert_eq!(get().findings("readonly = false"), Vec::<String>::new());
    let delete = || Case::rest("DELETE", "MediaLive", "StartDeleteMonitorDeployment").marked("idempotent");
    let instead = "write `idempotent = false`";
    assert_eq!(delete().findings(""), text("StartDeleteMonitorDeployment", "idempotent", instead));
    // A token is enough.
    let with_token = Case::rpc("SFN", "StartExecution").marked("idempotent").with("ClientToken");
    assert_eq!(with_token.findings("idempotent = \"client_token\""), Vec::<String>::new());
}

#[test]
fn what_reads_by_its_name_may_say_either() {
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
fn a_token_that_the_model_does_not_mark_may_be_named() {
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
fn what_is_no_token_is_to_be_removed() {
    let error = |name: &str, field: &str| {
        vec![format!("error: `{field}` of `{name}` is no idempotency token in the model; remove `idempotent`")]
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
    // There it proves who calls.
    let case = Case::rpc("CodePipeline", "AcknowledgeThirdPartyJob").with("clientToken");
    assert_eq!(case.findings("idempotent = \"client_token\""), error("AcknowledgeThirdPartyJob", "client_token"));
}
