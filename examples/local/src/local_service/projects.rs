//! The operations on projects.

use std::collections::BTreeMap;

use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::pages::page;
use super::quotas::allow_one_more;
use super::rejections::Resource;
use super::state::{ACCOUNT, Project, State};
use crate::lookoutvision::{
    CreateProject, CreateProjectOutput, DeleteProject, DeleteProjectOutput, DescribeProject, DescribeProjectOutput,
    Error, ListProjects, ListProjectsOutput, ProjectDescription, ProjectMetadata,
};

pub(super) fn create(state: &mut State, call: &IncomingCall<CreateProject>) -> Result<CreateProjectOutput, Error> {
    call.check()?;
    let name = &call.project_name;
    if state.projects.contains_key(name) {
        return Err(Resource::Project.exists(name));
    }
    allow_one_more(state.projects.len(), state.quotas.projects, "projects", Resource::Project, name)?;
    let project = Project {
        name: name.clone(),
        arn: format!("arn:aws:lookoutvision:{}:{ACCOUNT}:project/{name}", call.region),
        made: call.time,
        tags: BTreeMap::new(),
        datasets: BTreeMap::new(),
        models: BTreeMap::new(),
        last_version: 0,
        jobs: BTreeMap::new(),
    };
    let project_metadata = Some(project.metadata());
    state.projects.insert(name.clone(), project);
    Ok(CreateProjectOutput { project_metadata })
}

pub(super) fn delete(state: &mut State, call: &IncomingCall<DeleteProject>) -> Result<DeleteProjectOutput, Error> {
    call.check()?;
    let name = &call.project_name;
    let project = state.project(name)?;
    if !project.models.is_empty() {
        return Err(Resource::Project.wrong_state(name, "has models, which must be deleted first"));
    }
    if !project.datasets.is_empty() {
        return Err(Resource::Project.wrong_state(name, "has datasets, which must be deleted first"));
    }
    let project_arn = state.projects.remove(name).map(|project| project.arn);
    Ok(DeleteProjectOutput { project_arn })
}

pub(super) fn describe(
    state: &mut State,
    call: &IncomingCall<DescribeProject>,
) -> Result<DescribeProjectOutput, Error> {
    call.check()?;
    let project = state.project(&call.project_name)?;
    let datasets = project.datasets.iter().map(|(of_type, dataset)| dataset.metadata(of_type));
    Ok(DescribeProjectOutput {
        project_description: Some(ProjectDescription {
            project_arn: Some(project.arn.clone()),
            project_name: Some(project.name.clone()),
            creation_timestamp: Some(project.made),
            datasets: Some(datasets.collect()),
        }),
    })
}

pub(super) fn list(state: &mut State, call: &IncomingCall<ListProjects>) -> Result<ListProjectsOutput, Error> {
    call.check()?;
    let projects = state.projects.iter().map(|(name, project)| (name.clone(), project.metadata()));
    let (projects, next_token) = page(projects, call.next_token.as_deref(), call.max_results)?;
    Ok(ListProjectsOutput { projects: Some(projects), next_token })
}

impl Project {
    fn metadata(&self) -> ProjectMetadata {
        ProjectMetadata {
            project_arn: Some(self.arn.clone()),
            project_name: Some(self.name.clone()),
            creation_timestamp: Some(self.made),
        }
    }
}
