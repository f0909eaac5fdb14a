//! Secrets of Secrets Manager and parameters of Systems Manager, with a cache of twenty lines.
//!
//! ```text
//! cargo run -p cached_secrets
//! cargo run -p cached_secrets -- --aws my-secret /my/parameter
//! ```
//!
//! The first command calls services on this machine. A value is loaded once, also for many callers at once. If a load
//! fails, the last value is good enough. A program that finds a value wrong, such as a password that was rotated,
//! forgets it.

mod local;
#[allow(clippy::enum_variant_names)] // the model's names
mod secretsmanager;
#[allow(clippy::enum_variant_names)] // the model's names
mod ssm;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use aws_operation::{Client, Sensitive};
use tokio::sync::Mutex;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A text that `Debug` does not show.
type Text = Sensitive<String>;

/// The values by their names.
struct Cache {
    lifetime: Duration,
    values: Mutex<HashMap<String, (Instant, Text)>>,
}

impl Cache {
    fn new(lifetime: Duration) -> Self {
        Self { lifetime, values: Mutex::default() }
    }

    async fn get(&self, name: &str, load: impl AsyncFnOnce(&str) -> Outcome<Text>) -> Outcome<Text> {
        // The lock is held during the load, so that others wait for it.
        let mut values = self.values.lock().await;
        let known = values.get(name).cloned();
        if let Some((loaded, value)) = &known
            && loaded.elapsed() < self.lifetime
        {
            return Ok(value.clone());
        }
        match (load(name).await, known) {
            (Ok(value), _) => {
                values.insert(name.to_owned(), (Instant::now(), value.clone()));
                Ok(value)
            }
            (Err(_), Some((_, value))) => Ok(value),
            (Err(error), None) => Err(error),
        }
    }

    async fn forget(&self, name: &str) {
        self.values.lock().await.remove(name);
    }
}

async fn secret(client: &Client, cache: &Cache, name: &str) -> Outcome<Text> {
    let load = async |name: &str| -> Outcome<Text> {
        let loaded = secretsmanager::GetSecretValue::new(name).send(client).await?;
        Ok(loaded.secret_string.ok_or("the secret is binary")?)
    };
    cache.get(name, load).await
}

async fn parameter(client: &Client, cache: &Cache, name: &str) -> Outcome<Text> {
    let load = async |name: &str| -> Outcome<Text> {
        let decrypted = ssm::GetParameter { with_decryption: Some(true), ..ssm::GetParameter::new(name) };
        let loaded = decrypted.send(client).await?;
        Ok(loaded.parameter.and_then(|parameter| parameter.value).ok_or("the parameter has no value")?)
    };
    cache.get(name, load).await
}

#[tokio::main]
async fn main() -> Outcome {
    let cache = Cache::new(Duration::from_secs(300));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name_of_secret, name_of_parameter] = arguments.as_slice()
        && flag == "--aws"
    {
        let client = Client::from_env().await?;
        println!("secret    {:?}", secret(&client, &cache, name_of_secret).await?);
        println!("parameter {:?}", parameter(&client, &cache, name_of_parameter).await?);
        return Ok(());
    }
    let server = local::services().bind("127.0.0.1:0").await?;
    let client = server.client()?;

    let of_many = tokio::join!(
        secret(&client, &cache, "database"),
        secret(&client, &cache, "database"),
        secret(&client, &cache, "database"),
    );
    let password = of_many.0?;
    println!("secret    {password:?}, {} bytes, for three callers", password.len());
    println!("parameter {:?}", parameter(&client, &cache, "/paint/thickness").await?);
    println!("calls     {}", server.recorded_requests().len());

    // The database rejects the password: it was rotated.
    cache.forget("database").await;
    let rotated = secret(&client, &cache, "database").await?;
    println!("rotated   {}", rotated != password);

    let short = Cache::new(Duration::ZERO);
    secret(&client, &short, "database").await?;
    match secret(&client, &cache, "unknown").await {
        Err(error) => println!("unknown   {error}"),
        Ok(_) => return Err("there is no such secret".into()),
    }
    let calls = server.recorded_requests().len();

    // The service is down, and the value is too old.
    drop(server);
    let last = secret(&client, &short, "database").await?;
    println!("last      {}", *last == "version 3");
    if (calls, rotated != password, *last == "version 3") != (5, true, true) {
        return Err(format!("unexpected, after {calls} calls").into());
    }
    Ok(())
}
