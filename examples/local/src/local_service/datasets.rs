//! The operations on datasets.

use aws_operation::Timestamp;
use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::entries::{Entries, Entry};
use super::quotas::allow_one_more;
use super::rejections::Resource;
use super::state::{Project, State};
use crate::lookoutvision::{
    CreateDataset, CreateDatasetOutput, DatasetDescription, DatasetMetadata, DatasetStatus, DeleteDataset,
    DeleteDatasetOutput, DescribeDataset, DescribeDatasetOutput, Error, ModelStatus,
};

#[derive(Debug)]
pub(super) struct Dataset {
    made: Timestamp,
    updated: Timestamp,
    status: DatasetStatus,
    message: &'static str,
    /// When the status changes next.
    due: Option<Timestamp>,
    pub(super) entries: Entries,
    /// Entries that a running update adds.
    coming: Vec<Entry>,
}

impl Dataset {
    /// Applies the status changes that are due. Returns false if the resource is deleted.
    pub(super) fn settle(&mut self, now: Timestamp) -> bool {
        let Some(due) = self.due.take_if(|due| *due <= now) else { return true };
        match self.status {
            DatasetStatus::DeleteInProgress => return false,
            DatasetStatus::UpdateInProgress => {
                self.entries.take_in(std::mem::take(&mut self.coming));
                (self.status, self.message) = (DatasetStatus::UpdateComplete, "The entries were added.");
            }
            _ => self.status = DatasetStatus::CreateComplete,
        }
        self.updated = due;
        true
    }

    /// Checks that no change of status is in progress.
    pub(super) fn must_be_complete(&self, id: &str) -> Result<(), Error> {
        match self.status {
            DatasetStatus::CreateComplete | DatasetStatus::UpdateComplete => Ok(()),
            _ => Err(Resource::Dataset.wrong_state(id, &format!("is in status {}", self.status.as_str()))),
        }
    }

    /// Starts an update that adds `entries`.
    pub(super) fn take_in(&mut self, entries: Vec<Entry>, due: Timestamp) -> DatasetStatus {
        self.coming = entries;
        self.turn(DatasetStatus::UpdateInProgress, "The entries are being taken.", due);
        self.status.clone()
    }

    fn turn(&mut self, status: DatasetStatus, message: &'static str, due: Timestamp) {
        (self.status, self.message, self.due) = (status, message, Some(due));
    }

    pub(super) fn metadata(&self, of_type: &str) -> DatasetMetadata {
        DatasetMetadata {
            dataset_type: Some(of_type.to_owned()),
            creation_timestamp: Some(self.made),
            status: Some(self.status.clone()),
            status_message: Some(self.message.to_owned()),
        }
    }
}

pub(super) fn create(state: &mut State, call: &IncomingCall<CreateDataset>) -> Result<CreateDatasetOutput, Error> {
    call.check()?;
    let of_type = &call.dataset_type;
    let project = state.project(&call.project_name)?;
    let id = project.id_of(of_type);
    if project.datasets.contains_key(of_type) {
        return Err(Resource::Dataset.exists(&id));
    }
    let datasets = state.projects.values().map(|project| project.datasets.len()).sum();
    allow_one_more(datasets, state.quotas.datasets, "datasets", Resource::Dataset, &id)?;
    let due = Some(call.time.saturating_add(state.step));
    let message = match call.dataset_source {
        Some(_) => "The dataset is empty: there is no S3 here to read its source from.",
        None => "The dataset is empty.",
    };
    let status = DatasetStatus::CreateInProgress;
    let (made, updated) = (call.time, call.time);
    let dataset = Dataset { made, updated, status, message, due, entries: Entries::default(), coming: Vec::new() };
    let dataset_metadata = Some(dataset.metadata(of_type));
    state.project_mut(&call.project_name)?.datasets.insert(of_type.clone(), dataset);
    Ok(CreateDatasetOutput { dataset_metadata })
}

pub(super) fn delete(state: &mut State, call: &IncomingCall<DeleteDataset>) -> Result<DeleteDatasetOutput, Error> {
    call.check()?;
    let due = call.time.saturating_add(state.step);
    let project = state.project_mut(&call.project_name)?;
    let id = project.id_of(&call.dataset_type);
    project.dataset(&call.dataset_type)?.must_be_complete(&id)?;
    project.must_not_train_with(&id)?;
    project.dataset_mut(&call.dataset_type)?.turn(
        DatasetStatus::DeleteInProgress,
        "The dataset is being deleted.",
        due,
    );
    Ok(DeleteDatasetOutput {})
}

pub(super) fn describe(
    state: &mut State,
    call: &IncomingCall<DescribeDataset>,
) -> Result<DescribeDatasetOutput, Error> {
    call.check()?;
    let project = state.project(&call.project_name)?;
    let dataset = project.dataset(&call.dataset_type)?;
    Ok(DescribeDatasetOutput {
        dataset_description: Some(DatasetDescription {
            project_name: Some(project.name.clone()),
            dataset_type: Some(call.dataset_type.clone()),
            creation_timestamp: Some(dataset.made),
            last_updated_timestamp: Some(dataset.updated),
            status: Some(dataset.status.clone()),
            status_message: Some(dataset.message.to_owned()),
            image_stats: Some(dataset.entries.stats()),
        }),
    })
}

impl Project {
    /// Checks that no model is being trained with the project's datasets. `id` names the dataset in the error.
    pub(super) fn must_not_train_with(&self, id: &str) -> Result<(), Error> {
        if self.models.values().any(|model| model.status == ModelStatus::Training) {
            return Err(Resource::Dataset.wrong_state(id, "is in use by a model in training"));
        }
        Ok(())
    }
}
