//! The operations on models, except starting and stopping.

use std::collections::BTreeMap;

use aws_operation::Timestamp;
use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::pages::page;
use super::quotas::allow_one_more;
use super::rejections::Resource;
use super::state::{ACCOUNT, Project, State};
use super::tags::{merge, to_map};
use crate::lookoutvision::{
    CreateModel, CreateModelOutput, DeleteModel, DeleteModelOutput, DescribeModel, DescribeModelOutput, Error,
    ListModels, ListModelsOutput, ModelDescription, ModelMetadata, ModelPerformance, ModelStatus, OutputConfig,
    OutputS3Object,
};

#[derive(Debug)]
pub(super) struct Model {
    pub(super) id: String,
    pub(super) version: u32,
    pub(super) arn: String,
    made: Timestamp,
    description: Option<String>,
    pub(super) status: ModelStatus,
    /// When the status changes next.
    due: Option<Timestamp>,
    output_config: OutputConfig,
    kms_key_id: Option<String>,
    evaluated: Option<Timestamp>,
    pub(super) inference_units: Option<(i32, Option<i32>)>,
    pub(super) tags: BTreeMap<String, String>,
}

impl Model {
    /// Applies the status changes that are due. Returns false if the resource is deleted.
    pub(super) fn settle(&mut self, now: Timestamp) -> bool {
        let Some(due) = self.due.take_if(|due| *due <= now) else { return true };
        match self.status {
            ModelStatus::Deleting => return false,
            ModelStatus::StartingHosting => self.status = ModelStatus::Hosted,
            ModelStatus::StoppingHosting => {
                self.status = ModelStatus::Trained;
                self.inference_units = None;
            }
            _ => {
                self.status = ModelStatus::Trained;
                self.evaluated = Some(due);
            }
        }
        true
    }

    /// Sets a status that lasts until `due`.
    pub(super) fn turn(&mut self, status: ModelStatus, due: Timestamp) {
        (self.status, self.due) = (status, Some(due));
    }

    /// Checks that the model has the status `status`.
    pub(super) fn must_be(&self, status: &ModelStatus) -> Result<(), Error> {
        if self.status == *status {
            return Ok(());
        }
        let why = format!("is in status {}, not {}", self.status.as_str(), status.as_str());
        Err(Resource::Model.wrong_state(&self.id, &why))
    }

    fn message(&self) -> &'static str {
        match self.status {
            ModelStatus::Training => "The model is being trained.",
            ModelStatus::Trained => "The model is ready to be started.",
            ModelStatus::StartingHosting => "The model is being started.",
            ModelStatus::Hosted => "The model is running.",
            ModelStatus::StoppingHosting => "The model is being stopped.",
            _ => "The model is being deleted.",
        }
    }

    /// The made-up results of the model's test. They depend on the version, so that versions differ.
    fn performance(&self) -> Option<ModelPerformance> {
        self.evaluated?;
        let (recall, precision) = if self.version.is_multiple_of(2) { (0.875, 1.0) } else { (1.0, 0.75) };
        let f1_score = 2.0 * recall * precision / (recall + precision);
        Some(ModelPerformance { f1_score: Some(f1_score), recall: Some(recall), precision: Some(precision) })
    }

    /// A file of the model's evaluation.
    fn evaluation(&self, file: &str) -> Option<OutputS3Object> {
        self.evaluated?;
        let location = &self.output_config.s3_location;
        let prefix = location.prefix.as_deref().unwrap_or_default();
        let key = format!("{prefix}{file}-{}.json", self.id.replace('/', "-"));
        Some(OutputS3Object { bucket: location.bucket.clone(), key })
    }

    fn metadata(&self) -> ModelMetadata {
        ModelMetadata {
            creation_timestamp: Some(self.made),
            model_version: Some(self.version.to_string()),
            model_arn: Some(self.arn.clone()),
            description: self.description.clone(),
            status: Some(self.status.clone()),
            status_message: Some(self.message().to_owned()),
            performance: self.performance(),
        }
    }

    fn description(&self) -> ModelDescription {
        let (least, most) = self.inference_units.unzip();
        ModelDescription {
            model_version: Some(self.version.to_string()),
            model_arn: Some(self.arn.clone()),
            creation_timestamp: Some(self.made),
            description: self.description.clone(),
            status: Some(self.status.clone()),
            status_message: Some(self.message().to_owned()),
            performance: self.performance(),
            output_config: Some(self.output_config.clone()),
            evaluation_manifest: self.evaluation("EvaluationManifest"),
            evaluation_result: self.evaluation("EvaluationResult"),
            evaluation_end_timestamp: self.evaluated,
            kms_key_id: self.kms_key_id.clone(),
            min_inference_units: least,
            max_inference_units: most.flatten(),
        }
    }
}

pub(super) fn create(state: &mut State, call: &IncomingCall<CreateModel>) -> Result<CreateModelOutput, Error> {
    call.check()?;
    let project = state.project(&call.project_name)?;
    let Some(dataset) = project.datasets.get("train") else {
        return Err(Resource::Project.wrong_state(&project.name, "has no training dataset"));
    };
    dataset.must_be_complete(&project.id_of("train"))?;
    if let Some(dataset) = project.datasets.get("test") {
        dataset.must_be_complete(&project.id_of("test"))?;
    }
    let version = project.last_version + 1;
    let id = project.id_of(&version.to_string());
    let allow = |now, most, what| allow_one_more(now, most, what, Resource::Model, &id);
    allow(project.models.len(), state.quotas.models_per_project, "models per project")?;
    let training = state.count_models(|model| model.status == ModelStatus::Training);
    allow(training, state.quotas.training_models, "models in training")?;
    let tags = to_map(call.tags.as_deref().unwrap_or_default());
    let tags = merge(&BTreeMap::new(), tags, &state.quotas, Resource::Model, &id)?;
    let (due, arn) = (call.time.saturating_add(state.step), arn_of(&call.region, &id));
    let project = state.project_mut(&call.project_name)?;
    let model = new_model(call, (id, version, arn), due, tags);
    let model_metadata = Some(model.metadata());
    project.last_version = version;
    project.models.insert(version, model);
    Ok(CreateModelOutput { model_metadata })
}

fn arn_of(region: &str, id: &str) -> String {
    format!("arn:aws:lookoutvision:{region}:{ACCOUNT}:model/{id}")
}

fn new_model(
    call: &IncomingCall<CreateModel>,
    (id, version, arn): (String, u32, String),
    due: Timestamp,
    tags: BTreeMap<String, String>,
) -> Model {
    Model {
        id,
        version,
        arn,
        made: call.time,
        description: call.description.clone(),
        status: ModelStatus::Training,
        due: Some(due),
        output_config: call.output_config.clone(),
        kms_key_id: call.kms_key_id.clone(),
        evaluated: None,
        inference_units: None,
        tags,
    }
}

pub(super) fn delete(state: &mut State, call: &IncomingCall<DeleteModel>) -> Result<DeleteModelOutput, Error> {
    call.check()?;
    let due = call.time.saturating_add(state.step);
    let project = state.project_mut(&call.project_name)?;
    let model = project.model(&call.model_version)?;
    model.must_be(&ModelStatus::Trained)?;
    project.must_not_package(model)?;
    let model = project.model_mut(&call.model_version)?;
    model.turn(ModelStatus::Deleting, due);
    Ok(DeleteModelOutput { model_arn: Some(model.arn.clone()) })
}

pub(super) fn describe(state: &mut State, call: &IncomingCall<DescribeModel>) -> Result<DescribeModelOutput, Error> {
    call.check()?;
    let model = state.project(&call.project_name)?.model(&call.model_version)?;
    Ok(DescribeModelOutput { model_description: Some(model.description()) })
}

pub(super) fn list(state: &mut State, call: &IncomingCall<ListModels>) -> Result<ListModelsOutput, Error> {
    call.check()?;
    let models = &state.project(&call.project_name)?.models;
    let models = models.iter().map(|(version, model)| (format!("{version:010}"), model.metadata()));
    let (models, next_token) = page(models, call.next_token.as_deref(), call.max_results)?;
    Ok(ListModelsOutput { models: Some(models), next_token })
}

impl Project {
    /// Checks that no job is packaging `model`.
    fn must_not_package(&self, model: &Model) -> Result<(), Error> {
        if self.jobs.values().any(|job| job.version == model.version && job.is_under_way()) {
            return Err(Resource::Model.wrong_state(&model.id, "is being packaged"));
        }
        Ok(())
    }
}
