//! Profile files are read by the rules of the AWS SDKs.

use std::path::Path;

use super::*;

const HOME: &str = "/home/ann";

fn environment(config: &str, credentials: &str) -> Environment {
    Environment::empty()
        .with_variable("HOME", HOME)
        .with_file("/home/ann/.aws/config", config)
        .with_file("/home/ann/.aws/credentials", credentials)
}

fn load(config: &str, credentials: &str) -> Profiles {
    Profiles::load(&environment(config, credentials), None).unwrap()
}

/// All sections that were read, as `type name: property=value, ..`.
fn shown(profiles: &Profiles) -> Vec<String> {
    let line = |(section_type, name): &(String, String), profile: &Profile| {
        let values = profile.properties.iter().map(|(name, value)| format!("{name}={}", value.as_str()));
        let mut values: Vec<_> = values.collect();
        values.sort();
        format!("{section_type} {name}: {}", values.join(", "))
    };
    let mut lines: Vec<_> = profiles.sections.iter().map(|(key, profile)| line(key, profile)).collect();
    lines.sort();
    lines
}

#[test]
fn files_follow_the_rules_of_the_aws_sdks() {
    // A config file, a credentials file, and the sections expected from them.
    let cases: &[(&str, &str, &[&str])] = &[
        ("", "", &[]),
        ("[profile one]", "", &["profile one: "]),
        ("[profile a-b:c/d_e%f.g@h+]\n[profile no!]", "", &["profile a-b:c/d_e%f.g@h+: "]),
        ("[profile \t one \t]\r\nk = v\r\n", "", &["profile one: k=v"]),
        ("[\tprofile\tone ]\nk \t= \tv \t", "[ two ]\nk=v", &["profile one: k=v", "profile two: k=v"]),
        ("[default]\nUPPER = Kept=As It Is", "", &["profile default: upper=Kept=As It Is"]),
        ("\u{feff}[default]\nsmile = 🙂", "", &["profile default: smile=🙂"]),
        ("# c\n; c\n  # c\n[default] # c", "", &["profile default: "]),
        ("[default];c\na = 1 # c\nb = 2 ; c # d\nc = 3#d;e\nd =#f", "", &["profile default: a=1, b=2, c=3#d;e, d=#f"]),
        ("[default]\n \t\na =\n\t\nb = 1", "", &["profile default: a=, b=1"]),
        ("[default]\na = 1\n  more # c \n\tagain", "", &["profile default: a=1\nmore # c\nagain"]),
        ("[default]\na = 1\n  # no value\nb = 2", "", &["profile default: a=1, b=2"]),
        ("[default]\ns3 =\n  a b = 1\n\n  # c\n  c =", "", &["profile default: s3=\na b = 1\nc ="]),
        ("[default]\nin valid = 1\nok = 2", "", &["profile default: ok=2"]),
        // Duplicate properties and sections.
        ("[default]\na = 1\na = 2\n[default]\nA = 3\nb = 4", "", &["profile default: a=3, b=4"]),
        ("[profile a]\nk = 1\nl = 2", "[a]\nk = 3\nm = 4", &["profile a: k=3, l=2, m=4"]),
        ("[default]\na = 1\n[profile default]\nb = 2", "", &["profile default: b=2"]),
        ("[profile default]\nb = 2\n[default]\na = 1", "[default]\nc = 3", &["profile default: b=2, c=3"]),
        // Sections that a file does not allow.
        ("[one]\nk = v\n[profile in valid]\nk = v\n[profile]\n[]", "[profile two]\nk = v\n[in valid]\n[]", &[]),
        ("[profileone]\n[sso-session s]\nk = v", "[sso-session t]\nk = v", &["sso-session s: k=v"]),
        ("[services s]\ns3 =\n  k = v", "[sso-sessions]", &["profile sso-sessions: ", "services s: s3=\nk = v"]),
        // Names in quotes, as the AWS CLI writes them.
        ("[profile \"my own\"]\n[profile \"a\" \"b\"]\n[profile \"c]", "[\"x\"]", &["profile my own: ", "profile x: "]),
    ];
    for (config, credentials, expected) in cases {
        assert_eq!(shown(&load(config, credentials)), *expected, "{config:?} {credentials:?}");
    }
}

#[test]
fn an_error_names_the_malformed_file_and_line() {
    let cases = [
        ("[default", 1, "a section must end with `]`"),
        ("# c\n[default] junk", 2, "a section must end with `]`"),
        ("k = v", 1, "a section such as `[default]` must come first"),
        (" k = v", 1, "a section such as `[default]` must come first"),
        ("[default]\nsecret", 2, "write a property as `name = value`"),
        ("[default]\n= secret", 2, "a property needs a name before `=`"),
        ("[default]\n  secret", 2, "an indented line must follow a property"),
        ("[default]\na = b\n[default]\n c", 4, "an indented line must follow a property"),
        ("[default]\ns3 =\n secret", 3, "write a property as `name = value`"),
        ("[default]\ns3 =\n a = b\n = secret", 4, "a property needs a name before `=`"),
    ];
    for (text, line, reason) in cases {
        let error = Profiles::load(&environment(text, ""), Some("default")).unwrap_err();
        assert_eq!(error.to_string(), format!("/home/ann/.aws/config, line {line}: {reason}"), "{text:?}");
        let error = Profiles::load(&environment("", text), Some("default")).unwrap_err();
        assert_eq!((error.path.as_path(), error.line), (Path::new("/home/ann/.aws/credentials"), Some(line)));
    }
}

#[test]
fn properties_are_found_by_name() {
    let profiles = load("[default]\nregion = eu-west-1\nempty =\ns3 =\n  Endpoint_URL = http://a # here\n  none =", "");
    let profile = profiles.selected().unwrap();
    assert_eq!(profile.get("region"), Some("eu-west-1"));
    assert_eq!((profile.get("empty"), profile.get("s3"), profile.get("absent")), (None, None, None));
    assert_eq!(profile.sub("s3", "endpoint_url"), Some("http://a"));
    assert_eq!((profile.sub("s3", "none"), profile.sub("region", "x"), profile.sub("y", "x")), (None, None, None));
}

#[test]
fn variables_select_the_files_and_the_profile() {
    let environment = environment("[profile a]\nk = home", "")
        .with_variable("AWS_CONFIG_FILE", "~/other")
        .with_file("/home/ann/other", "[profile a]\nk = other\n[profile b]\nk = b")
        .with_variable("AWS_SHARED_CREDENTIALS_FILE", "/absent")
        .with_variable("AWS_PROFILE", "a");
    let profiles = Profiles::load(&environment, None).unwrap();
    assert_eq!((profiles.selected_name(), profiles.selected().unwrap().get("k")), ("a", Some("other")));
    assert_eq!(profiles.files(), "/home/ann/other and /absent");
    let profiles = Profiles::load(&environment, Some("b")).unwrap();
    assert_eq!((profiles.selected_name(), profiles.selected().unwrap().get("k")), ("b", Some("b")));
    assert!(Profiles::load(&environment, Some("c")).unwrap().selected().is_none());
    assert!(Profiles::load(&Environment::empty(), None).unwrap().sections.is_empty());
}

#[test]
fn debug_shows_no_value() {
    let shown = format!("{:?}", load("[default]\na = hidden\ns =\n  b = hidden", "[x]\nc = hidden"));
    assert!(shown.contains("default") && !shown.contains("hidden"), "{shown}");
}

/// botocore's sample files.
#[test]
fn botocores_sample_files_are_read_as_in_botocore() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/botocore-cfg");
    if !folder.exists() {
        aws_operation_skip::skip("profiles", "there is no ../../shared/conformance/botocore-cfg");
        return;
    }
    let load = |file: &str| {
        let config = std::fs::read(folder.join(file)).unwrap();
        Profiles::load(&Environment::empty().with_file("~/.aws/config", config), Some("default"))
    };
    let value = |file: &str, profile: &str, name: &str| {
        load(file).unwrap().get(profile).and_then(|profile| profile.get(name)).map(str::to_owned)
    };
    assert_eq!(value("aws_config", "personal", "aws_security_token").as_deref(), Some("fiebaz"));
    assert_eq!(value("aws_config_other", "default", "aws_access_key_id").as_deref(), Some("other_foo"));
    assert_eq!(value("aws_third_config", "third", "aws_secret_access_key").as_deref(), Some("third_baz"));
    assert_eq!(value("foo_config", "foo", "aws_access_key_id").as_deref(), Some("fie"));
    assert_eq!(value("aws_config_nocreds", "default", "region").as_deref(), Some("us-west-2"));
    assert_eq!(value("aws_bad_profile", "my profile", "aws_access_key_id").as_deref(), Some("default"));
    assert_eq!(value("aws_bad_profile", "personal1", "aws_access_key_id").as_deref(), Some("access_personal1"));
    assert_eq!(value("aws_bad_profile", "personal", "aws_access_key_id"), None);

    let nested = load("aws_config_nested").unwrap();
    let default = nested.get("default").unwrap();
    assert_eq!(default.sub("s3", "addressing_style"), Some("path"));
    assert_eq!(
        (default.sub("cloudwatch", "signature_version"), default.get("region")),
        (Some("v4"), Some("us-west-2"))
    );
    let services = load("aws_services_config").unwrap();
    let services = services.section("services", "my-services").unwrap();
    assert_eq!(services.sub("dynamodb", "endpoint_url"), Some("https://localhost:8888/"));
    let sso = load("aws_sso_session_config").unwrap();
    assert_eq!(sso.section("sso-session", "sso").unwrap().get("sso_region"), Some("us-east-1"));

    for (file, line) in [("aws_config_bad", 1), ("aws_config_nested_bad", 5), ("aws_credentials", 1)] {
        assert_eq!(load(file).unwrap_err().line, Some(line), "{file}");
    }
    assert_eq!(load("aws_config_badbytes").unwrap_err().reason, "not UTF-8");
}
