//! The arguments that say where a command's model is.

use std::error::Error;
use std::path::{Path, PathBuf};

use aws_operation_cli::header::newer_release;
use aws_operation_cli::model::Model;
use aws_operation_cli::models::{FindError, ModelFolder, release};
use aws_operation_cli::text::visible;

#[derive(clap::Args)]
pub(crate) struct ModelArgs {
    /// The service's model: Smithy's JSON, or botocore's service-2.json with paginators-1.json and waiters-2.json beside it
    #[arg(long, value_name = "FILE", conflicts_with = "models")]
    model: Option<PathBuf>,
    /// A folder of models, laid out like botocore's `data`; by default `AWS_OPERATION_MODELS` or the installed botocore
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

impl ModelArgs {
    /// The model file given with `--model`, whatever its service is.
    pub(crate) fn given(&self) -> Option<&Path> {
        self.model.as_deref()
    }

    /// The file of the service's model.
    pub(crate) fn file(&self, service: &str) -> Result<PathBuf, FindError> {
        match &self.model {
            Some(file) => Ok(file.clone()),
            None => self.folder()?.service(service),
        }
    }

    pub(crate) fn read(&self, service: &str) -> Result<Model, Box<dyn Error>> {
        Ok(Model::read(self.file(service)?)?)
    }

    /// The arguments to repeat in the header: `--model`, but not `--models`, which is a folder of this machine.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let model = self.model.iter().map(|file| file.display().to_string());
        model.flat_map(|file| ["--model".to_owned(), file])
    }

    pub(crate) fn folder(&self) -> Result<ModelFolder, FindError> {
        ModelFolder::find(self.models.as_deref())
    }
}

/// Warns if a file was written with a newer model than this one, because its differences may then be right.
pub(crate) fn warn_if_older(file: &Path, text: &str, model: &Path) {
    let Some(this) = release(model) else { return };
    if let Some(newer) = newer_release(text, &this) {
        let said = format!("{} was written with {newer}, but this model is older: {this}", file.display());
        eprintln!("{}", visible(&said));
    }
}
