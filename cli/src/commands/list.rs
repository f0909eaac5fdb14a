//! `aws-operation services` and `aws-operation operations`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use aws_operation_cli::model::Model;
use aws_operation_cli::models::{ModelFolder, plain};
use aws_operation_cli::text::visible;
use aws_operation_cli::writer::protocol_of;

use super::model_args::ModelArgs;

/// List the services that have a model
#[derive(clap::Args)]
pub(crate) struct Services {
    /// A folder of models, laid out like botocore's `data`; by default `AWS_OPERATION_MODELS` or the installed botocore
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Only services with this in their name, ID or title
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
}

impl Services {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let (mut out, mut is_any) = (io::stdout(), false);
        for (name, file) in ModelFolder::find(self.models.as_deref())?.services()? {
            let model = match Model::read(file) {
                // The model of another service.
                Err(_) if !contains(&name, &self.filter) => continue,
                model => model?,
            };
            let title = model.service.title.as_deref().unwrap_or_default();
            if ![&name, &model.service.id, title].iter().any(|text| contains(text, &self.filter)) {
                continue;
            }
            is_any = true;
            let (count, protocols) = (model.operations.len(), protocols(&model));
            let mut line = format!("{name:32} {count:4} operations  {protocols}");
            for more in endpoints(&model).iter().map(String::as_str).chain([title]).filter(|more| !more.is_empty()) {
                line = format!("{line}  {more}");
            }
            writeln!(out, "{}", visible(&line))?;
        }
        let nothing = || match self.filter.as_str() {
            "" => "the folder has no models".to_owned(),
            filter => format!("no service has `{filter}` in its name, ID or title"),
        };
        found(is_any, nothing)
    }
}

/// Whether a name has the text that is looked for. Case, spaces, hyphens and underscores are ignored.
fn contains(name: &str, wanted: &str) -> bool {
    plain(name).contains(&plain(wanted))
}

fn found(is_any: bool, nothing: impl FnOnce() -> String) -> Result<ExitCode, Box<dyn Error>> {
    if is_any { Ok(ExitCode::SUCCESS) } else { Err(nothing().into()) }
}

/// List the operations of a service
#[derive(clap::Args)]
pub(crate) struct Operations {
    /// The service, such as `dynamodb`
    service: String,
    /// Only operations with this in their name
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
    #[command(flatten)]
    from: ModelArgs,
}

impl Operations {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let model = self.from.read(&self.service)?;
        let mut out = io::stdout();
        writeln!(out, "{}", visible(&format!("{}, {}", model.service.id, protocols(&model))))?;
        if let Some(endpoints) = endpoints(&model) {
            writeln!(out, "{}", visible(&endpoints))?;
            for rule in model.service.endpoint.iter().flatten() {
                writeln!(out, "  {}", visible(rule))?;
            }
        }
        let mut is_any = false;
        for operation in model.operations.values().filter(|operation| contains(&operation.name, &self.filter)) {
            is_any = true;
            let token = model.idempotency_token(operation).map(|member| format!("  token {}", member.name));
            let pages = operation.paginated.as_ref().map(|_| "  paginated");
            let line = format!("{}{}{}", operation.name, token.unwrap_or_default(), pages.unwrap_or_default());
            writeln!(out, "{}", visible(&line))?;
        }
        found(is_any || self.filter.is_empty(), || format!("no operation has `{}` in its name", self.filter))
    }
}

/// What is unusual in the endpoints of a service.
fn endpoints(model: &Model) -> Option<String> {
    match model.service.endpoint.as_deref() {
        Ok([]) => None,
        Ok([_]) => Some("1 endpoint rule".to_owned()),
        Ok(rules) => Some(format!("{} endpoint rules", rules.len())),
        Err(unknown) => Some(unknown.to_string()),
    }
}

fn protocols(model: &Model) -> String {
    match protocol_of(model) {
        Some(protocol) => protocol.to_string(),
        None => {
            let spoken: Vec<_> = model.service.protocols.iter().map(ToString::to_string).collect();
            format!("{} (not supported yet)", spoken.join(", "))
        }
    }
}
