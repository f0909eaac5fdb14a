//! Where a command's model comes from.

use std::error::Error;
use std::path::PathBuf;

use aws_operation_cli::model::Model;
use aws_operation_cli::models::ModelFolder;

#[derive(clap::Args)]
pub(crate) struct From {
    /// The service's model: Smithy's JSON, or botocore's service-2.json with paginators-1.json beside it
    #[arg(long, value_name = "FILE", conflicts_with = "models")]
    model: Option<PathBuf>,
    /// A folder of models, as botocore's `data`; without it, `AWS_OPERATION_MODELS` or the installed botocore
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

impl From {
    pub(crate) fn read(&self, service: &str) -> Result<Model, Box<dyn Error>> {
        let file = match &self.model {
            Some(file) => file.clone(),
            None => ModelFolder::find(self.models.as_deref())?.service(service)?,
        };
        Ok(Model::read(file)?)
    }
}
