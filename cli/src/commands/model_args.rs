//! Where a command's model comes from.

use std::error::Error;
use std::path::{Path, PathBuf};

use aws_operation_cli::header::newer_release;
use aws_operation_cli::model::Model;
use aws_operation_cli::models::{FindError, ModelFolder, release};
use aws_operation_cli::text::visible;

#[derive(clap::Args)]
pub(crate) struct ModelArgs {
    /// The service's model: Smithy's JSON, or botocore's service-2.json with paginators-1.json beside it
    #[arg(long, value_name = "FILE", conflicts_with = "models")]
    model: Option<PathBuf>,
    /// A folder of models, as botocore's `data`; without it, `AWS_OPERATION_MODELS` or the installed botocore
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

impl ModelArgs {
    /// The file of the model that is given, whatever service it is of.
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

    /// The arguments to say again where the model is: its file, but no folder of this machine's.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = String> {
        let model = self.model.iter().map(|file| file.display().to_string());
        model.flat_map(|file| ["--model".to_owned(), file])
    }

    pub(crate) fn folder(&self) -> Result<ModelFolder, FindError> {
        ModelFolder::find(self.models.as_deref())
    }
}

/// Says that a file was written with newer models than this one: what it has beyond that may be right.
pub(crate) fn warn_if_older(file: &Path, text: &str, model: &Path) {
    let Some(this) = release(model) else { return };
    if let Some(newer) = newer_release(text, &this) {
        let said = format!("{} was written with {newer}, and this model is older, of {this}", file.display());
        eprintln!("{}", visible(&said));
    }
}
