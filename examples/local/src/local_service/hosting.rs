//! The operations that start and stop models.

use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::quotas::allow_one_more;
use super::rejections::Resource;
use super::state::State;
use crate::lookoutvision::{
    Error, ModelHostingStatus, ModelStatus, StartModel, StartModelOutput, StopModel, StopModelOutput,
};

pub(super) fn start(state: &mut State, call: &IncomingCall<StartModel>) -> Result<StartModelOutput, Error> {
    call.check()?;
    let model = state.project(&call.project_name)?.model(&call.model_version)?;
    model.must_be(&ModelStatus::Trained)?;
    let units = call.max_inference_units.unwrap_or(call.min_inference_units);
    if units > state.quotas.inference_units {
        return Err(Resource::Model.quota_exceeded(&model.id, "inference units", state.quotas.inference_units));
    }
    let running =
        state.count_models(|model| matches!(model.status, ModelStatus::StartingHosting | ModelStatus::Hosted));
    allow_one_more(running, state.quotas.running_models, "running models", Resource::Model, &model.id)?;
    let due = call.time.saturating_add(state.step);
    let model = state.project_mut(&call.project_name)?.model_mut(&call.model_version)?;
    model.inference_units = Some((call.min_inference_units, call.max_inference_units));
    model.turn(ModelStatus::StartingHosting, due);
    Ok(StartModelOutput { status: Some(ModelHostingStatus::StartingHosting) })
}

pub(super) fn stop(state: &mut State, call: &IncomingCall<StopModel>) -> Result<StopModelOutput, Error> {
    call.check()?;
    let due = call.time.saturating_add(state.step);
    let model = state.project_mut(&call.project_name)?.model_mut(&call.model_version)?;
    model.must_be(&ModelStatus::Hosted)?;
    model.turn(ModelStatus::StoppingHosting, due);
    Ok(StopModelOutput { status: Some(ModelHostingStatus::StoppingHosting) })
}
