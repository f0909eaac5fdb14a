//! Recorded XML responses of AWS, as botocore has them: in a folder, `SERVICE-OPERATION.xml` is a body, and the `.json`
//! beside it is what botocore reads from it. The models are those of the command.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use aws_operation_cli::model::{Model, Protocol};
use aws_operation_cli::models::ModelFolder;
use serde_json::Value as Json;

use super::{Ask, Case, ResponseCase, Suite, text};

/// Whether a folder has recorded responses.
pub fn is_folder_of_responses(path: &Path) -> bool {
    path.is_dir() && bodies(path).next().is_some()
}

fn bodies(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|file| file.extension().is_some_and(|extension| extension == "xml"))
}

/// A suite for each service of the folder.
pub(super) fn suites(folder: &Path) -> Result<Vec<Suite>, String> {
    let models = ModelFolder::find(None).map_err(|error| error.to_string())?;
    let services = models.services().map_err(|error| error.to_string())?;
    let mut names = BTreeMap::<String, Vec<PathBuf>>::new();
    for body in bodies(folder) {
        let name = body.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let service = services
            .iter()
            .map(|(service, _)| service)
            .filter(|service| name.strip_prefix(service.as_str()).is_some_and(|operation| operation.starts_with('-')));
        let Some(service) = service.max_by_key(|service| service.len()) else { continue };
        names.entry(service.clone()).or_default().push(body);
    }
    names.into_iter().map(|(service, bodies)| suite(&models, &service, bodies)).collect()
}

fn suite(models: &ModelFolder, service: &str, mut bodies: Vec<PathBuf>) -> Result<Suite, String> {
    let file = models.service(service).map_err(|error| error.to_string())?;
    let mut model = Model::read(&file).map_err(|error| error.to_string())?;
    bodies.sort();
    let cases = bodies.iter().map(|body| case(&model, service, body)).collect::<Result<Vec<_>, _>>()?;
    let cases: Vec<_> = cases.into_iter().flatten().collect();
    model.operations.retain(|name, _| cases.iter().any(|case| case.operation == *name));
    Ok(Suite { model, cases })
}

/// A recorded response; `None` if the model has not the operation any more.
fn case(model: &Model, service: &str, file: &Path) -> Result<Option<Case>, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let body = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    let parsed = std::fs::read_to_string(file.with_extension("json")).map_err(|error| wrong(&error))?;
    let mut params: Json = serde_json::from_str(&parsed).map_err(|error| wrong(&error))?;
    let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // Some files have a suffix, such as `s3-list-objects-empty`.
    let plain = id.strip_prefix(service).unwrap_or_default().replace('-', "");
    let begins_with = |name: &&String| plain.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let Some(operation) = model.operations.keys().filter(begins_with).max_by_key(|name| name.len()) else {
        return Ok(None);
    };
    let error = text(&params["Error"]["Code"]);
    if let Some(members) = params.as_object_mut() {
        members.remove("ResponseMetadata");
    }
    let in_xml = |protocol: &&Protocol| matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml);
    Ok(Some(Case {
        operation: operation.clone(),
        protocol: model.service.protocols.iter().find(in_xml).map(|protocol| protocol.name().to_owned()),
        of_server: false,
        of_client: true,
        ask: Ask::Response(ResponseCase {
            status: if error.is_some() { 400 } else { 200 },
            headers: Vec::new(),
            forbidden_headers: Vec::new(),
            required_headers: Vec::new(),
            body: Some(body.into()),
            params: error.as_deref().map_or_else(|| params.clone(), |code| message(model, code, &params["Error"])),
            error,
        }),
        id,
    }))
}

/// The members of a modeled error as far as the file has them: its message.
fn message(model: &Model, code: &str, parsed: &Json) -> Json {
    let of_code = model.shapes.values().find(|shape| {
        shape.error.as_ref().is_some_and(|error| shape.name == code || error.code.as_deref() == Some(code))
    });
    let members = of_code.map_or(&[][..], |shape| shape.members()).iter();
    let message = members.filter(|member| member.name.eq_ignore_ascii_case("message"));
    Json::Object(message.map(|member| (member.name.clone(), parsed["Message"].clone())).collect())
}
