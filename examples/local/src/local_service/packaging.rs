//! The operations on packaging jobs.

use std::time::Duration;

use aws_operation::Timestamp;
use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::pages::page;
use super::quotas::allow_one_more;
use super::rejections::Resource;
use super::state::{ACCOUNT, Project, State};
use crate::lookoutvision::{
    DescribeModelPackagingJob, DescribeModelPackagingJobOutput, Error, GreengrassOutputDetails, ListModelPackagingJobs,
    ListModelPackagingJobsOutput, ModelPackagingConfiguration, ModelPackagingDescription, ModelPackagingJobMetadata,
    ModelPackagingJobStatus, ModelPackagingOutputDetails, ModelStatus, StartModelPackagingJob,
    StartModelPackagingJobOutput,
};

/// The packaging method.
const METHOD: &str = "Greengrass";

#[derive(Debug)]
pub(super) struct PackagingJob {
    name: String,
    project: String,
    pub(super) version: u32,
    region: String,
    configuration: ModelPackagingConfiguration,
    description: Option<String>,
    status: ModelPackagingJobStatus,
    /// When the status changes next.
    due: Option<Timestamp>,
    made: Timestamp,
    updated: Timestamp,
}

impl PackagingJob {
    /// Applies the status changes that are due.
    pub(super) fn settle(&mut self, now: Timestamp, step: Duration) {
        while let Some(due) = self.due.take_if(|due| *due <= now) {
            self.updated = due;
            if self.status == ModelPackagingJobStatus::Created {
                self.status = ModelPackagingJobStatus::Running;
                self.due = Some(due.saturating_add(step));
            } else {
                self.status = ModelPackagingJobStatus::Succeeded;
            }
        }
    }

    pub(super) fn is_under_way(&self) -> bool {
        matches!(self.status, ModelPackagingJobStatus::Created | ModelPackagingJobStatus::Running)
    }

    fn message(&self) -> &'static str {
        match self.status {
            ModelPackagingJobStatus::Created => "The job waits for its turn.",
            ModelPackagingJobStatus::Running => "The model is being packaged.",
            _ => "The component is ready.",
        }
    }

    /// The component, if the job succeeded.
    fn output(&self) -> Option<ModelPackagingOutputDetails> {
        if self.is_under_way() {
            return None;
        }
        let wanted = &self.configuration.greengrass;
        let (name, region) = (&wanted.component_name, &self.region);
        let version = wanted.component_version.clone().unwrap_or_else(|| format!("{}.0.0", self.version));
        let arn = format!("arn:aws:greengrass:{region}:{ACCOUNT}:components:{name}:versions:{version}");
        Some(ModelPackagingOutputDetails {
            greengrass: Some(GreengrassOutputDetails {
                component_version_arn: Some(arn),
                component_name: Some(name.clone()),
                component_version: Some(version),
            }),
        })
    }

    fn metadata(&self) -> ModelPackagingJobMetadata {
        ModelPackagingJobMetadata {
            job_name: Some(self.name.clone()),
            project_name: Some(self.project.clone()),
            model_version: Some(self.version.to_string()),
            model_packaging_job_description: self.description.clone(),
            model_packaging_method: Some(METHOD.to_owned()),
            status: Some(self.status.clone()),
            status_message: Some(self.message().to_owned()),
            creation_timestamp: Some(self.made),
            last_updated_timestamp: Some(self.updated),
        }
    }

    fn description(&self) -> ModelPackagingDescription {
        ModelPackagingDescription {
            job_name: Some(self.name.clone()),
            project_name: Some(self.project.clone()),
            model_version: Some(self.version.to_string()),
            model_packaging_configuration: Some(self.configuration.clone()),
            model_packaging_job_description: self.description.clone(),
            model_packaging_method: Some(METHOD.to_owned()),
            model_packaging_output_details: self.output(),
            status: Some(self.status.clone()),
            status_message: Some(self.message().to_owned()),
            creation_timestamp: Some(self.made),
            last_updated_timestamp: Some(self.updated),
        }
    }
}

pub(super) fn start(
    state: &mut State,
    call: &IncomingCall<StartModelPackagingJob>,
) -> Result<StartModelPackagingJobOutput, Error> {
    call.check()?;
    let project = state.project(&call.project_name)?;
    let model = project.model(&call.model_version)?;
    if matches!(model.status, ModelStatus::Training | ModelStatus::Deleting) {
        model.must_be(&ModelStatus::Trained)?;
    }
    let (version, name) = (model.version, project.name_of_job(call));
    let id = project.id_of(&name);
    if project.jobs.contains_key(&name) {
        return Err(Resource::PackagingJob.exists(&id));
    }
    let jobs = state.projects.values().flat_map(|project| project.jobs.values());
    let under_way = jobs.filter(|job| job.is_under_way()).count();
    allow_one_more(under_way, state.quotas.packaging_jobs, "packaging jobs", Resource::PackagingJob, &id)?;
    let job = PackagingJob {
        name: name.clone(),
        project: call.project_name.clone(),
        version,
        region: call.region.clone(),
        configuration: call.configuration.clone(),
        description: call.description.clone(),
        status: ModelPackagingJobStatus::Created,
        due: Some(call.time.saturating_add(state.step)),
        made: call.time,
        updated: call.time,
    };
    state.project_mut(&call.project_name)?.jobs.insert(name.clone(), job);
    Ok(StartModelPackagingJobOutput { job_name: Some(name) })
}

pub(super) fn describe(
    state: &mut State,
    call: &IncomingCall<DescribeModelPackagingJob>,
) -> Result<DescribeModelPackagingJobOutput, Error> {
    call.check()?;
    let project = state.project(&call.project_name)?;
    let missing = || Resource::PackagingJob.not_found(&project.id_of(&call.job_name));
    let job = project.jobs.get(&call.job_name).ok_or_else(missing)?;
    Ok(DescribeModelPackagingJobOutput { model_packaging_description: Some(job.description()) })
}

pub(super) fn list(
    state: &mut State,
    call: &IncomingCall<ListModelPackagingJobs>,
) -> Result<ListModelPackagingJobsOutput, Error> {
    call.check()?;
    let jobs = &state.project(&call.project_name)?.jobs;
    let jobs = jobs.iter().map(|(name, job)| (name.clone(), job.metadata()));
    let (jobs, next_token) = page(jobs, call.next_token.as_deref(), call.max_results)?;
    Ok(ListModelPackagingJobsOutput { model_packaging_jobs: Some(jobs), next_token })
}

impl Project {
    /// The name of a new job: the caller's name, or the first free name.
    fn name_of_job(&self, call: &StartModelPackagingJob) -> String {
        let made_up = || (1..=u32::MAX).map(|number| format!("job-{number}"));
        let free = || made_up().find(|name| !self.jobs.contains_key(name)).unwrap_or_default();
        call.job_name.clone().unwrap_or_else(free)
    }
}
