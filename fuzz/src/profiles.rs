//! Profile files.

use aws_operation::{Client, ConfigError, Credentials, Environment};

/// Builds a client from a config file and a credentials file, separated by a line `---`. A comment at the end changes
/// nothing, and no error contains a secret.
pub fn profiles(data: &[u8]) -> bool {
    let between = b"\n---\n";
    let at = data.windows(between.len()).position(|window| window == between);
    let (config, credentials) = at.map_or((data, &b""[..]), |at| (&data[..at], &data[at + between.len()..]));
    if config.ends_with(b"\r") || credentials.ends_with(b"\r") {
        // Together with the following line feed, it would be a line ending.
        return false;
    }
    let plain = client_of(config, credentials);
    let commented = client_of(&[config, b"\n# comment"].concat(), &[credentials, b"\n; comment\n"].concat());
    match (&plain, &commented) {
        (Ok(plain), Ok(commented)) => assert_eq!(plain.region(), commented.region()),
        (Err(plain), Err(commented)) => assert_eq!(plain.to_string(), commented.to_string()),
        _ => panic!("a comment changed {plain:?} to {commented:?}"),
    }
    if let Err(error) = &plain {
        let text = error.to_string();
        let both = [config, credentials].map(String::from_utf8_lossy).concat();
        let only_secret = |secret: &&str| both.matches(*secret).count() == 1;
        for secret in secrets(config).chain(secrets(credentials)).filter(only_secret) {
            assert!(!text.contains(secret), "{text} has the secret {secret}");
        }
    }
    plain.is_ok()
}

fn client_of(config: &[u8], credentials: &[u8]) -> Result<Client, ConfigError> {
    let environment = Environment::empty()
        .with_variable("HOME", "/home/ann")
        .with_variable("AWS_EC2_METADATA_DISABLED", "true")
        .with_file("/home/ann/.aws/config", config)
        .with_file("/home/ann/.aws/credentials", credentials);
    // The client has its own credentials, so that no process of a profile is started.
    let builder = Client::builder().credentials(Credentials::new("AKID", "secret"));
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap_or_else(|error| panic!("{error}")).block_on(builder.build_from(&environment))
}

/// The values after the names of secrets, if they are long enough to be recognized.
fn secrets(file: &[u8]) -> impl Iterator<Item = &str> {
    let lines = std::str::from_utf8(file).unwrap_or_default().lines();
    let values =
        lines.filter_map(|line| line.split_once('=').filter(|(name, _)| name.trim() == "aws_secret_access_key"));
    values.map(|(_, value)| value.trim()).filter(|value| value.len() >= 12 && !value.contains(' '))
}
