//! `aws-operation services` and `aws-operation operations`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use aws_operation_cli::model::Model;
use aws_operation_cli::models::ModelFolder;
use aws_operation_cli::text::visible;
use aws_operation_cli::writer::protocol_of;

use super::model_args::ModelArgs;

/// List the services that have a model
#[derive(clap::Args)]
pub(crate) struct Services {
    /// A folder of models, laid out like botocore's `data`; by default `AWS_OPERATION_MODELS` or the installed botocore
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Only services with this in their name
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
}

impl Services {
    pub(crate) fn run(&self) -> Result<ExitCode, Box<dyn Error>> {
        let (mut out, filter) = (io::stdout(), self.filter.to_lowercase());
        for (name, file) in ModelFolder::find(self.models.as_deref())?.services()? {
            if name.to_lowercase().contains(&filter) {
                let model = Model::read(file)?;
                let (count, protocols) = (model.operations.len(), protocols(&model));
                let endpoints = endpoints(&model).map(|endpoints| format!("  {endpoints}")).unwrap_or_default();
                let line = format!("{name:32} {count:4} operations  {protocols}{endpoints}");
                writeln!(out, "{}", visible(&line))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
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
        let filter = self.filter.to_lowercase();
        for operation in model.operations.values().filter(|operation| operation.name.to_lowercase().contains(&filter)) {
            let token = model.idempotency_token(operation).map(|member| format!("  token {}", member.name));
            let pages = operation.paginated.as_ref().map(|_| "  paginated");
            let line = format!("{}{}{}", operation.name, token.unwrap_or_default(), pages.unwrap_or_default());
            writeln!(out, "{}", visible(&line))?;
        }
        Ok(ExitCode::SUCCESS)
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
