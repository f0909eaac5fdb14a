//! Finds the models of services on this machine. Nothing is downloaded.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use crate::model::Model;
use crate::writer::nearest;

/// A folder of models, laid out like botocore's `data`: `dynamodb/2012-08-10/service-2.json`, or `.gz` of it;
/// or with one file for each service: `dynamodb.json`.
#[derive(Clone, Debug)]
pub struct ModelFolder(PathBuf);

/// Why no model was found.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// There is no folder to search.
    #[error(
        "no models were found; give one with `--model FILE`, a folder of them with `--models DIR` or \
         `AWS_OPERATION_MODELS`, or install botocore, which has them: `pip install botocore`"
    )]
    NoFolder,
    /// The folder cannot be read.
    #[error("can't read the models in {}: {source}", folder.display())]
    Read {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder has no such service.
    #[error("there is no model of `{service}` in {}{hint}", folder.display())]
    NoService {
        /// The requested name.
        service: String,
        /// The folder.
        folder: PathBuf,
        /// A similar name that exists.
        hint: String,
    },
}

impl ModelFolder {
    /// The folder `given`; else that of `AWS_OPERATION_MODELS`; else that of the botocore that `python3` would import.
    ///
    /// # Errors
    ///
    /// If none of these exists.
    pub fn find(given: Option<&Path>) -> Result<Self, FindError> {
        let of_environment = || env::var_os("AWS_OPERATION_MODELS").filter(|set| !set.is_empty()).map(PathBuf::from);
        let folder = given.map(Path::to_owned).or_else(of_environment).or_else(installed_botocore);
        folder.map(Self).ok_or(FindError::NoFolder)
    }

    /// The services and the files of their newest models, sorted by name.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn services(&self) -> Result<Vec<(String, PathBuf)>, FindError> {
        let failed = |source| FindError::Read { folder: self.0.clone(), source };
        let entries = fs::read_dir(&self.0).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let services = entries.into_iter().map(|entry| entry.path()).filter_map(|path| {
            let name = path.file_name()?.to_str()?.to_owned();
            if path.is_dir() {
                return Some((name, newest_model(&path)?));
            }
            let service = name.strip_suffix(".gz").unwrap_or(&name).strip_suffix(".json")?.to_owned();
            (!["endpoints", "partitions", "_retry", "sdk-default-configuration"].contains(&service.as_str()))
                .then_some((service, path))
        });
        let mut services: Vec<_> = services.collect();
        services.sort();
        Ok(services)
    }

    /// The file of a service's newest model, by its name in the folder or by its ID: `stepfunctions` or `SFN`. Case,
    /// spaces and hyphens are ignored.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or has no such service.
    pub fn service(&self, name: &str) -> Result<PathBuf, FindError> {
        let services = self.services()?;
        let is_name = |other: &str| plain(other) == plain(name);
        let has_id = |file: &Path| Model::read(file).is_ok_and(|model| is_name(&model.service.id));
        // Reading the models for their IDs is slow, so it is done only if no folder has the name.
        let by_name = services.iter().find(|(service, _)| is_name(service));
        if let Some((_, file)) = by_name.or_else(|| services.iter().find(|(_, file)| has_id(file))) {
            return Ok(file.clone());
        }
        let near = nearest(name, services.iter().map(|(service, _)| service.as_str()));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Err(FindError::NoService { service: name.to_owned(), folder: self.0.clone(), hint })
    }
}

/// A name without what is ignored when names are compared: case, spaces, hyphens and underscores.
pub fn plain(name: &str) -> String {
    name.replace([' ', '-', '_'], "").to_lowercase()
}

/// The release of the package that contains the model: `botocore 1.43.11`.
pub fn release(model: &Path) -> Option<String> {
    let package = model.ancestors().find(|folder| folder.ends_with("data"))?.parent()?;
    let text = fs::read_to_string(package.join("__init__.py")).ok()?;
    let version = text.lines().find_map(|line| line.strip_prefix("__version__ = "))?;
    let version = version.trim_matches(['\'', '"']);
    let is_version = !version.is_empty() && version.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c));
    is_version.then(|| format!("{} {version}", package.file_name().unwrap_or_default().display()))
}

/// The model in the folder of the newest version.
fn newest_model(service: &Path) -> Option<PathBuf> {
    let versions = fs::read_dir(service).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let files = versions.flat_map(|version| ["service-2.json", "service-2.json.gz"].map(|name| version.join(name)));
    files.filter(|file| file.is_file()).max()
}

/// Prints the path of botocore's data without importing botocore. `-I` excludes the user's packages, so they are added
/// back.
const FIND_BOTOCORE: &str = "import importlib.util, os, site, sys
sys.path.append(site.getusersitepackages())
found = importlib.util.find_spec('botocore')
print(os.path.join(found.submodule_search_locations[0], 'data'))";

/// The data of the botocore that `python3` would import. Python searches the current folder for modules, and `PATH` may
/// contain it: code in that folder must not run, because it need not be the user's.
fn installed_botocore() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders = env::split_paths(&path).filter(|folder| folder.is_absolute());
    let name = format!("python3{}", env::consts::EXE_SUFFIX);
    let (folder, python) =
        folders.map(|folder| (folder.clone(), folder.join(&name))).find(|(_, file)| file.is_file())?;
    let mut command = Command::new(python);
    command.args(["-I", "-c", FIND_BOTOCORE]).current_dir(folder).stdin(Stdio::null());
    let data = PathBuf::from(String::from_utf8(command.output().ok()?.stdout).ok()?.trim());
    (data.is_absolute() && data.is_dir()).then_some(data)
}
