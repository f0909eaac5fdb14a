//! The files in `tests/tests/added` are what the command writes.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The services and operations of the files.
const ADDED: [(&str, &str, &str); 10] = [
    ("api_gateway", "apigateway", "GetAccount"),
    ("cost_explorer", "ce", "ListCostAllocationTagBackfillHistory"),
    ("dynamodb", "dynamodb", "DescribeLimits"),
    ("iam", "iam", "GetAccountSummary"),
    ("organizations", "organizations", "DescribeOrganization"),
    ("route53domains", "route53domains", "DisableDomainAutoRenew"),
    ("s3vectors", "s3vectors", "GetVectorBucket"),
    ("secretsmanager", "secretsmanager", "GetRandomPassword"),
    ("sts", "sts", "GetCallerIdentity"),
    ("support", "support", "DescribeSeverityLevels"),
];

/// The code without the header, which has the versions.
fn code(text: &str) -> String {
    text.lines().skip_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n")
}

/// `UPDATE_GOLDEN=1` writes the files; review them.
#[test]
fn files_are_what_the_command_writes() {
    let Some(models) = env::var_os("AWS_OPERATION_MODELS").map(PathBuf::from) else {
        return aws_operation_skip::skip("models", "AWS_OPERATION_MODELS is not set");
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tests/added");
    for (file, service, operation) in ADDED {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
        let output = command.args(["add", service, operation, "--models"]).arg(&models).output().unwrap();
        let (found, file) = (String::from_utf8(output.stdout).unwrap(), folder.join(file).with_extension("rs"));
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &found).unwrap();
        }
        assert_eq!(code(&found), code(&fs::read_to_string(&file).unwrap()), "{}", file.display());
    }
}
