//! The operations on projects.

use aws_operation::server::Call;

use super::{ACCOUNT, Project, State, constraints};
use crate::lookoutvision::{
    CreateProject, CreateProjectOutput, DeleteProject, DeleteProjectOutput, DescribeProject, DescribeProjectOutput,
    Error, ListProjects, ListProjectsOutput, ProjectDescription, ProjectMetadata,
};

pub(super) fn create(state: &mut State, call: &Call<CreateProject>) -> Result<CreateProjectOutput, Error> {
    let name = &call.project_name;
    constraints::project_name(name)?;
    constraints::client_token(call.client_token.as_deref())?;
    if state.projects.contains_key(name) {
        return Err(Error::ConflictException {
            message: format!("project {name} already exists"),
            resource_id: name.clone(),
            resource_type: "PROJECT".to_owned(),
        });
    }
    let arn = format!("arn:aws:lookoutvision:{}:{ACCOUNT}:project/{name}", call.region);
    let project = Project { arn, made: call.time };
    let project_metadata = Some(metadata(name, &project));
    state.projects.insert(name.clone(), project);
    Ok(CreateProjectOutput { project_metadata })
}

pub(super) fn delete(state: &mut State, call: &Call<DeleteProject>) -> Result<DeleteProjectOutput, Error> {
    constraints::project_name(&call.project_name)?;
    constraints::client_token(call.client_token.as_deref())?;
    match state.projects.remove(&call.project_name) {
        Some(project) => Ok(DeleteProjectOutput { project_arn: Some(project.arn) }),
        None => Err(not_found(&call.project_name)),
    }
}

pub(super) fn describe(state: &mut State, call: &Call<DescribeProject>) -> Result<DescribeProjectOutput, Error> {
    let name = &call.project_name;
    constraints::project_name(name)?;
    let project = state.projects.get(name).ok_or_else(|| not_found(name))?;
    Ok(DescribeProjectOutput {
        project_description: Some(ProjectDescription {
            project_arn: Some(project.arn.clone()),
            project_name: Some(name.clone()),
            creation_timestamp: Some(project.made),
        }),
    })
}

pub(super) fn list(state: &mut State, call: &Call<ListProjects>) -> Result<ListProjectsOutput, Error> {
    let size = constraints::max_results(call.max_results)?;
    // A page's token is the name of its first project, with `=` after it, which no name has.
    let from = call.next_token.as_deref().unwrap_or_default().trim_end_matches('=');
    let mut rest = state.projects.range(from.to_owned()..);
    let page: Vec<_> = rest.by_ref().take(size).map(|(name, project)| metadata(name, project)).collect();
    let next_token = rest.next().map(|(name, _)| format!("{name}="));
    Ok(ListProjectsOutput { projects: Some(page), next_token })
}

fn metadata(name: &str, project: &Project) -> ProjectMetadata {
    ProjectMetadata {
        project_arn: Some(project.arn.clone()),
        project_name: Some(name.to_owned()),
        creation_timestamp: Some(project.made),
    }
}

fn not_found(name: &str) -> Error {
    Error::ResourceNotFoundException {
        message: format!("there is no project {name}"),
        resource_id: name.to_owned(),
        resource_type: "PROJECT".to_owned(),
    }
}
