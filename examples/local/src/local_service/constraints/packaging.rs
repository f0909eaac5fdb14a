//! The parameters of the operations on packaging jobs.

use super::parameters::check_tags;
use super::{CLIENT_TOKEN, Checked, MODEL_VERSION, PROJECT_NAME, Text, check_page, invalid, is_line, is_plain};
use crate::lookoutvision::{
    DescribeModelPackagingJob, Error, GreengrassConfiguration, ListModelPackagingJobs, StartModelPackagingJob,
    TargetDevice, TargetPlatform, TargetPlatformAccelerator, TargetPlatformArch, TargetPlatformOs,
};

const JOB_NAME: Text = Text {
    member: "JobName",
    lengths: 1..=64,
    has_form: |value| is_plain(value, "-"),
    form: "be letters, digits and hyphens",
};

const DESCRIPTION: Text =
    Text { member: "Description", lengths: 1..=256, has_form: is_description, form: DESCRIPTION_FORM };

const COMPONENT_DESCRIPTION: Text =
    Text { member: "ComponentDescription", lengths: 1..=256, has_form: is_description, form: DESCRIPTION_FORM };

const DESCRIPTION_FORM: &str = "be letters, digits, spaces and -_.()':,;?";

const COMPILER_OPTIONS: Text =
    Text { member: "CompilerOptions", lengths: 3..=1024, has_form: is_line, form: "be one line" };

const COMPONENT_NAME: Text = Text {
    member: "ComponentName",
    lengths: 1..=128,
    has_form: |value| is_plain(value, "-_."),
    form: "be letters, digits, hyphens, underscores and periods",
};

const COMPONENT_VERSION: Text = Text {
    member: "ComponentVersion",
    lengths: 1..=64,
    has_form: is_component_version,
    form: "be three numbers of up to six digits with periods between",
};

fn is_description(value: &str) -> bool {
    is_plain(value, "-_. ()':,;?")
}

fn is_component_version(value: &str) -> bool {
    let is_part = |part: &&str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<_> = value.split('.').collect();
    parts.len() == 3 && parts.iter().all(is_part)
}

impl Checked for StartModelPackagingJob {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        MODEL_VERSION.check(&self.model_version)?;
        JOB_NAME.check_optional(self.job_name.as_deref())?;
        self.configuration.greengrass.check()?;
        DESCRIPTION.check_optional(self.description.as_deref())?;
        CLIENT_TOKEN.check_optional(self.client_token.as_deref())
    }
}

impl Checked for DescribeModelPackagingJob {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        JOB_NAME.check(&self.job_name)
    }
}

impl Checked for ListModelPackagingJobs {
    fn check(&self) -> Result<(), Error> {
        PROJECT_NAME.check(&self.project_name)?;
        check_page(self.next_token.as_deref(), self.max_results)
    }
}

impl Checked for GreengrassConfiguration {
    fn check(&self) -> Result<(), Error> {
        COMPILER_OPTIONS.check_optional(self.compiler_options.as_deref())?;
        self.check_target()?;
        self.s3_output_location.check()?;
        COMPONENT_NAME.check(&self.component_name)?;
        COMPONENT_VERSION.check_optional(self.component_version.as_deref())?;
        COMPONENT_DESCRIPTION.check_optional(self.component_description.as_deref())?;
        check_tags(self.tags.as_deref().unwrap_or_default())
    }
}

impl GreengrassConfiguration {
    /// A device excludes a platform and compiler options.
    fn check_target(&self) -> Result<(), Error> {
        if let Some(TargetDevice::Unknown(_)) = self.target_device {
            return Err(invalid("TargetDevice", "be jetson_xavier"));
        }
        if self.target_device.is_some() && self.target_platform.is_some() {
            return Err(invalid("TargetPlatform", "be absent where there is a TargetDevice"));
        }
        if self.target_device.is_some() && self.compiler_options.is_some() {
            return Err(invalid("CompilerOptions", "be absent where there is a TargetDevice"));
        }
        let Some(platform) = &self.target_platform else { return Ok(()) };
        platform.check()?;
        if platform.accelerator.is_some() && self.compiler_options.is_none() {
            return Err(invalid("CompilerOptions", "be there where there is an Accelerator"));
        }
        Ok(())
    }
}

impl Checked for TargetPlatform {
    fn check(&self) -> Result<(), Error> {
        if let TargetPlatformOs::Unknown(_) = self.os {
            return Err(invalid("Os", "be LINUX"));
        }
        if let TargetPlatformArch::Unknown(_) = self.arch {
            return Err(invalid("Arch", "be ARM64 or X86_64"));
        }
        if let Some(TargetPlatformAccelerator::Unknown(_)) = self.accelerator {
            return Err(invalid("Accelerator", "be NVIDIA"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn component_versions_are_three_numbers() {
        for version in ["1.0.0", "000001.2.999999"] {
            assert!(is_component_version(version), "{version}");
        }
        for version in ["1.0", "1.0.0.0", "1.0.1234567", "1..0", "a.b.c", "1.0.0a", "1.0.-1"] {
            assert!(!is_component_version(version), "{version}");
        }
    }
}
