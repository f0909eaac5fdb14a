//! The parameters of all operations except those on packaging jobs.

use super::{
    BUCKET, CLIENT_TOKEN, Checked, DATASET_TYPE, KEY_PREFIX, MODEL_VERSION, MODEL_VERSION_NO_LATEST, OBJECT_KEY,
    PROJECT_NAME, Text, at_least, begins_plain, check_page, invalid, is_line, is_plain,
};
use crate::lookoutvision::{
    CreateDataset, CreateModel, CreateProject, DeleteDataset, DeleteModel, DeleteProject, DescribeDataset,
    DescribeModel, DescribeProject, DetectAnomalies, Error, InputS3Object, ListDatasetEntries, ListModels,
    ListProjects, ListTagsForResource, S3Location, StartModel, StopModel, Tag, TagResource, UntagResource,
    UpdateDatasetEntries,
};

const DESCRIPTION: Text = Text {
    member: "Description",
    lengths: 1..=500,
    has_form: |value| is_plain(value, ".-_"),
    form: "be letters, digits, periods, hyphens and underscores",
};

const KMS_KEY_ID: Text = Text {
    member: "KmsKeyId",
    lengths: 1..=2048,
    has_form: |value| begins_plain(value) && is_plain(value, ":_/+=,@.-"),
    form: "be letters, digits and :_/+=,@.- with a letter or digit first",
};

const VERSION_ID: Text = Text { member: "VersionId", lengths: 1..=1024, has_form: is_line, form: "be one line" };

const ANOMALY_CLASS: Text = Text {
    member: "AnomalyClass",
    lengths: 1..=10,
    has_form: |value| matches!(value, "normal" | "anomaly"),
    form: "be normal or anomaly",
};

const SOURCE_REF_CONTAINS: Text = Text {
    member: "SourceRefContains",
    lengths: 1..=2048,
    has_form: |value| is_line(value) && !value.trim().is_empty(),
    form: "be one line that is not blank",
};

const CONTENT_TYPE: Text = Text { member: "ContentType", lengths: 1..=255, has_form: is_line, form: "be one line" };

const RESOURCE_ARN: Text = Text { member: "ResourceArn", lengths: 1..=1011, has_form: |_| true, form: "" };

const TAG_KEY: Text = Text { member: "Key", lengths: 1..=128, has_form: is_tag_text, form: TAG_FORM };

const TAG_VALUE: Text = Text { member: "Value", lengths: 0..=256, has_form: is_tag_text, form: TAG_FORM };

const TAG_FORM: &str = "be letters, digits, spaces and _.:/=+-@";

fn is_tag_text(value: &str) -> bool {
    value.chars().all(|c| c.is_alphanumeric() || (c.is_whitespace() && !c.is_control()) || "_.:/=+-@".contains(c))
}

impl Checked for CreateProject {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DeleteProject {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DescribeProject {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)
    }
}

impl Checked for ListProjects {
    fn check(&self) -> Result<(), Error> {
        check_page(self.next_token.as_deref(), self.max_results)
    }
}

impl Checked for CreateDataset {
    fn check(&self) -> Result<(), Error> {
        check_dataset(&self.project_name, &self.dataset_type)?;
        let manifest = self.dataset_source.as_ref().and_then(|source| source.ground_truth_manifest.as_ref());
        manifest.and_then(|manifest| manifest.s3_object.as_ref()).map_or(Ok(()), Checked::check)?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DeleteDataset {
    fn check(&self) -> Result<(), Error> {
        check_dataset(&self.project_name, &self.dataset_type)?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DescribeDataset {
    fn check(&self) -> Result<(), Error> {
        check_dataset(&self.project_name, &self.dataset_type)
    }
}

impl Checked for UpdateDatasetEntries {
    fn check(&self) -> Result<(), Error> {
        check_dataset(&self.project_name, &self.dataset_type)?;
        if !(1..=10_485_760).contains(&self.changes.len()) {
            return Err(invalid("Changes", "have 1 to 10485760 bytes"));
        }
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for ListDatasetEntries {
    fn check(&self) -> Result<(), Error> {
        check_dataset(&self.project_name, &self.dataset_type)?;
        ANOMALY_CLASS.check_optional(self.anomaly_class.as_deref())?;
        SOURCE_REF_CONTAINS.check_optional(self.source_ref_contains.as_deref())?;
        check_page(self.next_token.as_deref(), self.max_results)
    }
}

impl Checked for CreateModel {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        DESCRIPTION.check_optional(self.description.as_deref())?;
        self.output_config.s3_location.check()?;
        KMS_KEY_ID.check_optional(self.kms_key_id.as_deref())?;
        check_tags(self.tags.as_deref().unwrap_or_default())?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DeleteModel {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        MODEL_VERSION_NO_LATEST.check(&self.model_version)?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DescribeModel {
    fn check(&self) -> Result<(), Error> {
        check_model(&self.project_name, &self.model_version)
    }
}

impl Checked for ListModels {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        check_page(self.next_token.as_deref(), self.max_results)
    }
}

impl Checked for StartModel {
    fn check(&self) -> Result<(), Error> {
        check_model(&self.project_name, &self.model_version)?;
        at_least("MinInferenceUnits", self.min_inference_units, 1)?;
        if let Some(most) = self.max_inference_units {
            at_least("MaxInferenceUnits", most, 1)?;
            if most < self.min_inference_units {
                return Err(invalid("MaxInferenceUnits", "be no less than MinInferenceUnits"));
            }
        }
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for StopModel {
    fn check(&self) -> Result<(), Error> {
        check_model(&self.project_name, &self.model_version)?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DetectAnomalies {
    fn check(&self) -> Result<(), Error> {
        check_model(&self.project_name, &self.model_version)?;
        CONTENT_TYPE.check(&self.content_type)?;
        if self.body.is_empty() {
            return Err(invalid("Body", "be an image"));
        }
        match self.content_type.as_str() {
            "image/jpeg" | "image/png" => Ok(()),
            _ => Err(invalid("ContentType", "be image/jpeg or image/png")),
        }
    }
}

impl Checked for TagResource {
    fn check(&self) -> Result<(), Error> {
        RESOURCE_ARN.check(&self.resource_arn)?;
        check_tags(&self.tags)
    }
}

impl Checked for UntagResource {
    fn check(&self) -> Result<(), Error> {
        RESOURCE_ARN.check(&self.resource_arn)?;
        if self.tag_keys.len() > 200 {
            return Err(invalid("TagKeys", "have 0 to 200 items"));
        }
        self.tag_keys.iter().try_for_each(|key| TAG_KEY.check_as("TagKeys", key))
    }
}

impl Checked for ListTagsForResource {
    fn check(&self) -> Result<(), Error> {
        RESOURCE_ARN.check(&self.resource_arn)
    }
}

impl Checked for InputS3Object {
    fn check(&self) -> Result<(), Error> {
        BUCKET.check(&self.bucket)?;
        OBJECT_KEY.check(&self.key)?;
        VERSION_ID.check_optional(self.version_id.as_deref())
    }
}

impl Checked for S3Location {
    fn check(&self) -> Result<(), Error> {
        BUCKET.check(&self.bucket)?;
        KEY_PREFIX.check_optional(self.prefix.as_deref())
    }
}

/// Checks the tags of a resource of any type.
pub(super) fn check_tags(tags: &[Tag]) -> Result<(), Error> {
    if tags.len() > 200 {
        return Err(invalid("Tags", "have 0 to 200 items"));
    }
    for (place, tag) in tags.iter().enumerate() {
        TAG_KEY.check(&tag.key)?;
        TAG_VALUE.check(&tag.value)?;
        if tag.key.to_ascii_lowercase().starts_with("aws:") {
            return Err(invalid("Key", "not begin with aws:, which is AWS's own"));
        }
        if tags.iter().take(place).any(|earlier| earlier.key == tag.key) {
            return Err(invalid("Tags", "have each key once"));
        }
    }
    Ok(())
}

fn check_dataset(project_name: &str, dataset_type: &str) -> Result<(), Error> {
    PROJECT_NAME.check(project_name)?;
    DATASET_TYPE.check(dataset_type)
}

fn check_model(project_name: &str, model_version: &str) -> Result<(), Error> {
    PROJECT_NAME.check(project_name)?;
    MODEL_VERSION.check(model_version)
}
